"""The part of a store that keeps what people have made of records: the official state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sayso.record import Copy, Incident, Report, TollRule
from sayso.store import reviewed
from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.incident_reader import IncidentReader, Overlay
from sayso.store.reviewed import ReviewedReport
from sayso.store.sessions import Sessions
from sayso.store.tables import LinkRunRow

if TYPE_CHECKING:
    from sayso.linking.memory import EventKey, Named
    from sayso.review.incidents import IncidentReview


class ReviewStore(Sessions):
    """Reports and incidents as people made them, and what is asked for in making them."""

    _known_press: tuple[tuple[int | None, int | None], list[Named]] | None = None

    def save_reviewed(
        self,
        reports: Iterable[ReviewedReport] = (),
        incidents: Sequence[IncidentReview] = (),
    ) -> None:
        """Write down what people have made of reports and incidents, in one transaction.

        Lists, filters, the map and linking go by it from then on. What comes too late, because
        more was decided or the report was read again, is passed over.

        Args:
            reports: What they made of reports.
            incidents: Likewise of incidents.

        Raises:
            NotFound: There is no such report.
        """
        with self._writing() as session:
            reviewed.save_reviewed(session, [*reports, *incidents])

    def overlay_incidents(self, overlay: Overlay) -> None:
        """Write down what people have made of incidents; all others are as linking found them.

        Args:
            overlay: Says it; asked in the same transaction, so that nothing can be decided between.
        """
        with self._writing() as session:
            reviewed.replace_incidents(session, list(overlay(IncidentReader(session))))

    def stale_reviews(self, *, alone: bool = True) -> list[str]:
        """Reports of which people decided, or that were read again, since that was written down.

        After a crash, a new reading, or decisions that were replayed, their official state must
        be made again.

        Args:
            alone: What one person decides holds at once. Else also those that nobody has gone
                through: what was made of them is from a time when there were no accounts.
        """
        with self._reading() as session:
            return reviewed.stale_reports(session, alone=alone)

    def machine_incidents(
        self, ids: Collection[str], events: Collection[EventKey]
    ) -> list[Incident]:
        """The incidents that linking found with one of some ids, or with one of some events."""
        with self._reading() as session:
            return IncidentReader(session).machine_incidents(ids, events)

    def leads_to(self, ids: Collection[str]) -> dict[str, str]:
        """The incidents to which ids of before lead; without ids that lead to none or several."""
        with self._reading() as session:
            return IncidentReader(session).leads_to(ids)

    def led_from(self, ids: Collection[str]) -> set[str]:
        """Ids of before that lead to one of some ids, over any number of steps."""
        with self._reading() as session:
            return IncidentReader(session).led_from(ids)

    def linked_readings(self, reports: Collection[str]) -> dict[str, str]:
        """When the readings of some reports were made that linking saw last."""
        with self._reading() as session:
            return IncidentReader(session).linked_readings(reports)

    def reports_by_id(self, ids: Collection[str]) -> dict[str, Report]:
        """Records as people made them, where they did; ids that are not there are left out."""
        with self._reading() as session:
            return IncidentReader(session).reports_by_id(ids)

    def carried_copies(self, ids: Collection[str]) -> list[Copy]:
        """The copies from and to some reports, and all that their text went through before."""
        with self._reading() as session:
            return IncidentReader(session).carried_copies(ids)

    def press(self) -> list[Named]:
        """Outlet and agency of all linked reports, each pair once."""
        with self._reading() as session:
            state = (
                session.scalar(select(func.max(LinkRunRow.number))),
                session.scalar(select(func.max(ReviewedReportRow.version))),
            )
            if self._known_press is None or self._known_press[0] != state:
                self._known_press = state, IncidentReader(session).press()
            return self._known_press[1]

    def last_rule(self) -> TollRule:
        """How tolls were combined the last time."""
        with self._reading() as session:
            return IncidentReader(session).last_rule()
