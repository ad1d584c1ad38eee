"""The part of a store that keeps what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sayso.errors import NotFound
from sayso.review.decision import Action, Decision, Stage
from sayso.store import decisions, replaying
from sayso.store.decisions import Draft
from sayso.store.ids import full_id
from sayso.store.incident_reader import IncidentReader, Overlay
from sayso.store.replaying import Replayed
from sayso.store.reviewed import ReviewedReport, save_reviewed
from sayso.store.sessions import Sessions
from sayso.store.tables import DecisionRow, ReportRow

if TYPE_CHECKING:
    from sayso.review.incidents import IncidentReview

# DecisionStore has a method called decisions, which hides the module inside the class.
_find = decisions.find_decisions


Then = Callable[[list[Decision]], Iterable["ReviewedReport | IncidentReview"]]


class DecisionStore(Sessions):
    """Decisions about the records of a database."""

    def decide(
        self,
        record: str,
        action: Action,
        *,
        who: str,
        path: str = "",
        reading: int | None = None,
        old: object = None,
        new: object = None,
        reason: str | None = None,
        replaces: int | None = None,
        stage: Stage = "coding",
        made: str | None = None,
        then: Then | None = None,
        overlay: Overlay | None = None,
    ) -> int:
        """Write down what a person decided about something in a record.

        Args:
            record: Id of a report or an incident, or the beginning of it.
            action: What was decided; see :data:`sayso.review.decision.Action`.
            who: Who decided.
            path: Where in the record, as ``events.e1.type``; empty: all of it.
            reading: The reading that the person saw; None for the current one.
            old: The value that the person saw; anything that JSON can hold.
            new: The value that it should be, likewise.
            reason: Why.
            replaces: Number of the decision that no longer holds because of this one.
            stage: ``coding``: the person's own view; ``adjudication``: the last word.
            made: When (UTC, ISO 8601); None: now.
            then: Says what people have made of records by now. It is called in the same
                transaction with all that was decided about this record, what was replaced too,
                and what it gives is written down. Other writers wait for it.
            overlay: Says the same of incidents, asking for what it needs: this decision is the
                last of those that it is told of.

        Returns:
            The decision's number.

        Raises:
            NotFound: There is no such record, reading or decision.
            AlreadyReplaced: The decision that this one replaces was replaced meanwhile.
            StoreError: Nobody is named, the action is none, a value cannot be JSON, or the other
                decision is of another record.
        """
        draft = Draft(record, action, who, path, reading, old, new, reason, replaces, stage, made)
        with self._writing() as session:
            number, log = decisions.insert_decision(session, draft)
            if then is not None:
                save_reviewed(session, then(log), decision=number)
            if overlay is not None:
                save_reviewed(session, overlay(IncidentReader(session)), decision=number)
            return number

    def replay(self, decisions: Iterable[Decision]) -> Replayed:
        """Write down decisions of another database, with their own times, in one transaction.

        Those that are here already are passed over, so that replaying twice writes nothing twice.
        One that cannot be written down never stops the rest.

        Args:
            decisions: In the order of their deciding. Reports and readings are those of this
                database, ``number`` and ``replaces`` those of the other one. An incident need not
                be here.
        """
        with self._writing() as session:
            return replaying.replay(session, decisions)

    def decisions(self, record: str | None = None, *, replaced: bool = False) -> list[Decision]:
        """What people decided, in the order of deciding.

        Args:
            record: Only about this report or incident.
            replaced: Also what was replaced by a later decision.
        """
        with self._reading() as session:
            return _find(session, record, replaced=replaced)

    def current(self, report: str) -> tuple[str, int]:
        """The whole id of a report, and the number of its current reading.

        Args:
            report: Its id, or a beginning of it that no other has.

        Raises:
            NotFound: There is no such report.
        """
        with self._reading() as session:
            found = decisions.current(session.connection(), report)
            if found is None:
                report = full_id(session, ReportRow.id, report, "report")
                found = decisions.current(session.connection(), report)
            if found is None:
                raise NotFound(f"no reading of {report}", remedy="`sayso db check` says more")
            return report, found[1]

    def decisions_of(self, records: Sequence[str]) -> list[Decision]:
        """All that was decided about some records, in the order of deciding.

        Args:
            records: Ids of reports and incidents. What was replaced is told of too.
        """
        with self._reading() as session:
            return decisions.decisions_of(session, records)

    def incident_decisions(self) -> list[Decision]:
        """All that was decided about incidents, what was replaced too, in the order of deciding."""
        with self._reading() as session:
            return decisions.about_incidents(session)

    def deciders(self) -> list[str]:
        """All who decided anything, in the order of their first decisions."""
        with self._reading() as session:
            query = select(DecisionRow.who).group_by(DecisionRow.who)
            return list(session.scalars(query.order_by(func.min(DecisionRow.number))))

    def log(
        self,
        *,
        who: str | None = None,
        after: int = 0,
        before: int | None = None,
        limit: int | None = None,
        newest: bool = False,
    ) -> list[Decision]:
        """Decisions as they were made, those that were replaced too.

        Args:
            who: Only of this person.
            after: Only with a higher number.
            before: Only with a lower number.
            limit: At most so many.
            newest: The newest first; so a log is read backwards in pages.
        """
        with self._reading() as session:
            return decisions.log(
                session, who=who, after=after, before=before, limit=limit, newest=newest
            )
