"""Incidents as a person sees them, and what they decide about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace

from sayso.desk.base import At
from sayso.desk.views import Decided, IncidentState
from sayso.errors import NotFound
from sayso.record import Incident, Report
from sayso.review.apply import Lost
from sayso.review.decision import Decision
from sayso.review.incident_check import check
from sayso.review.incident_overlay import incident_state, lost_decisions
from sayso.review.incident_readings import with_seen
from sayso.review.incident_request import OneRequest
from sayso.review.incidents import IncidentReview
from sayso.store.incident_reader import IncidentReader


class Incidents(At):
    """The part of a desk that is about incidents."""

    def incident(self, id: str, *, official: bool = False) -> IncidentState:  # noqa: A002
        """An incident as the person sees it.

        Args:
            id: Its id, the beginning of it, or an id that it had before.
            official: As it holds for everybody, without who decided what.

        Raises:
            NotFound: There is none.
        """
        who = None if official else self._whose()
        reader = self._reader(who)
        review, incident = self._seen(reader, id, who)
        known = self.store.links_of([review.machine or incident], official=not self.blind)
        accounts = (account for each in incident.accounts.values() for account in each)
        told = {event.report for event in incident.events}
        told.update(report for account in accounts for report in account.reports)
        return IncidentState(
            incident=incident,
            machine=None if review.machine == incident else review.machine,
            origins=known.origins if review.origins is None else review.origins,
            copies=known.copies,
            reports=dict(reader.reports_by_id(sorted(told))),
            marks={} if official else review.marks,
            decisions=() if official else review.decisions,
            near=tuple(self.store.near_incidents(incident.id, official=not self.blind)),
            turns=self.turns(),
        )

    def lost(self) -> list[Lost]:
        """What was decided about incidents and has no place any more, as events are linked now.

        Of the person's own decisions, where they see only these; else of all that would hold.
        """
        who = self._whose()
        return lost_decisions(self._reader(who), who)

    def _decide_incident(self, decision: Decision) -> Decided:
        """Write down a decision about an incident; see ``decide``."""
        who = None if decision.stage == "adjudication" else self._whose()
        own = self._reader(who)
        if decision.action != "undo":  # what a merge has unmade can still be made again
            review, incident = self._seen(own, decision.record, who)
            decision = replace(decision, record=review.id, reading=None)
            check(incident, decision)
        if decision.action in ("merge", "split") and isinstance(decision.new, Mapping):
            decision = replace(decision, new=with_seen(decision.new, own))
        id_ = decision.record
        decision = self._write(decision, overlay=lambda reader: self._official(reader, id_))
        after = incident_state(own, id_, who).get(id_)
        turns = self._turns_after(decision)
        if after is None:
            return Decided(decision, {}, {}, {}, False, turns)
        return Decided(decision, {}, {}, after.marks, after.done, turns)

    def _whose(self) -> str | None:
        """Whose decisions about incidents the person sees; None: what holds for everybody."""
        return self.who if self.blind else None

    def _reader(self, who: str | None) -> OneRequest:
        """What one request asks for; a coder sees nothing of what others made of the reports."""
        return OneRequest(self.store, self._machine_reports if who is not None else None)

    def _machine_reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        found = {}
        for id_ in ids:
            # a report that is gone from the collection is left out, as the store does
            with suppress(NotFound):
                found[id_] = self._records.get(*self.store.current(id_))
        return found

    def _seen(
        self, reader: OneRequest, id_: str, who: str | None
    ) -> tuple[IncidentReview, Incident]:
        """An incident and the state of it; the one that it is part of, where it is part of one."""
        found = incident_state(reader, id_, who)
        if id_ not in found:
            id_ = self.store.incident(id_).id
            found = found if id_ in found else incident_state(reader, id_, who)
        review = found[id_]
        while review.into is not None:
            review = found[review.into]
        incident = review.incident or review.machine
        if incident is None:
            raise NotFound(f"no incident {id_} any more; none of its events is told as a fact")
        return review, incident

    def _official(self, reader: IncidentReader, id_: str) -> list[IncidentReview]:
        """The official state of all that the latest decision touches; asked in its transaction.

        Args:
            reader: What is stored, that decision too.
            id_: The incident that it is about.
        """
        asking = OneRequest(reader, press=self.store.press)
        decisions = reader.incident_decisions()
        before = incident_state(asking, id_, decisions=decisions[:-1])
        after = incident_state(asking, id_, decisions=decisions)
        gone = [
            IncidentReview(each, None, None, hidden=True) for each in before.keys() - after.keys()
        ]
        return [*after.values(), *gone]
