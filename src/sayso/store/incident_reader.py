"""What laying decisions over incidents asks of the store, in one state of the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sayso.errors import NotFound
from sayso.record import Copy, Incident, Report, TollRule
from sayso.review.decision import Decision
from sayso.store.decisions import about_incidents
from sayso.store.ids import batched
from sayso.store.link_queries import forwarded
from sayso.store.memory_tables import LinkedReportRow
from sayso.store.official import official_records
from sayso.store.tables import (
    IncidentForwardRow,
    IncidentMemberRow,
    IncidentRow,
    LinkRunRow,
    ReadingRow,
    ReportRow,
)

if TYPE_CHECKING:
    from sayso.linking.memory import EventKey, Named
    from sayso.review.incidents import IncidentReview

Overlay = Callable[["IncidentReader"], Iterable["IncidentReview"]]
"""Says what people have made of incidents, asking the store for what it needs."""


class IncidentReader:
    """The incidents of linking, and what bears on them.

    Args:
        session: An open session.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def incident_decisions(self) -> list[Decision]:
        """Everything that was decided about incidents, also what was replaced."""
        return about_incidents(self._session)

    def machine_incidents(
        self, ids: Collection[str], events: Collection[EventKey]
    ) -> list[Incident]:
        """The incidents that linking found with one of some ids, or with one of some events."""
        wanted, keys = set(ids), set(events)
        for some in batched({report for report, _ in keys}):
            members = select(IncidentMemberRow).where(IncidentMemberRow.report.in_(some))
            wanted.update(
                row.incident
                for row in self._session.scalars(members)
                if (row.report, row.event) in keys
            )
        found: list[Incident] = []
        for some in batched(sorted(wanted)):
            query = select(IncidentRow.record).where(IncidentRow.id.in_(some))
            records = self._session.scalars(query.order_by(IncidentRow.id))
            found += [Incident.model_validate_json(record) for record in records]
        return found

    def leads_to(self, ids: Collection[str]) -> dict[str, str]:
        """The incidents to which ids of before lead; without ids that lead to none or several."""
        gone = set(ids)
        for some in batched(ids):
            query = select(IncidentRow.id).where(IncidentRow.id.in_(some))
            gone.difference_update(self._session.scalars(query))
        found: dict[str, str] = {}
        for id_ in sorted(gone):
            try:
                now = forwarded(self._session, id_)
            except NotFound:
                continue
            if now is not None:
                found[id_] = now
        return found

    def led_from(self, ids: Collection[str]) -> set[str]:
        """Ids of before that lead to one of some ids, over any number of steps."""
        found: set[str] = set()
        waiting = set(ids)
        while waiting:
            olds: set[str] = set()
            for some in batched(sorted(waiting)):
                query = select(IncidentForwardRow.old).where(IncidentForwardRow.new.in_(some))
                olds.update(self._session.scalars(query))
            waiting = olds - found
            found |= olds
        return found

    def linked_readings(self, reports: Collection[str]) -> dict[str, str]:
        """What names the readings of some reports that linking saw last: when, and the number.

        Those that were never linked are left out.
        """
        seen = select(func.coalesce(func.max(LinkRunRow.last_reading), 0)).scalar_subquery()
        found: dict[str, str] = {}
        for some in batched(reports):
            query = (
                select(ReportRow.id, ReadingRow.made, ReadingRow.number)
                .join(ReadingRow, ReadingRow.report == ReportRow.number)
                .where(ReportRow.id.in_(some), ReadingRow.number <= seen)
                .order_by(ReadingRow.number)
            )
            rows = self._session.execute(query)
            found.update((row.id, f"{row.made} {row.number}") for row in rows)
        return found

    def reports_by_id(self, ids: Collection[str]) -> dict[str, Report]:
        """Official records; ids that are not there are left out."""
        found: dict[str, Report] = {}
        for some in batched(ids):
            query = official_records(ReportRow.id).where(ReportRow.id.in_(some))
            found.update(
                (row.id, Report.model_validate_json(row.record))
                for row in self._session.execute(query)
            )
        return found

    def carried_copies(self, ids: Collection[str]) -> list[Copy]:
        """The copies from and to some reports, and all that their text went through before."""
        from sayso.linking.linker import carried_copies
        from sayso.store.link_memory import StoredMemory

        return carried_copies(ids, (), StoredMemory(self._session))

    def press(self) -> list[Named]:
        """Outlet and agency of all linked reports, each pair once."""
        query = (
            select(ReportRow.outlet, ReportRow.agency)
            .join(LinkedReportRow, LinkedReportRow.report == ReportRow.number)
            .group_by(ReportRow.outlet, ReportRow.agency)
            .order_by(func.min(LinkedReportRow.number))
        )
        return [(outlet, agency) for outlet, agency in self._session.execute(query)]

    def last_rule(self) -> TollRule:
        """How tolls were combined the last time."""
        from sayso.store.link_runs import last_rule

        return last_rule(self._session)
