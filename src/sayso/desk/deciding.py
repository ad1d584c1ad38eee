"""Deciding: what a person says of a report, taking it back, and what the machine would propose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sayso.desk.incidents import Incidents
from sayso.desk.making import Making
from sayso.desk.official import Official
from sayso.desk.own import own_view
from sayso.desk.views import Decided
from sayso.errors import SaysoError
from sayso.record import Span
from sayso.review.candidates import Candidate, candidates
from sayso.review.decision import Action, Decision, Stage
from sayso.review.suggest import Made, suggest
from sayso.store.decisions import this_moment


class NothingToTurn(SaysoError):
    """There is nothing to undo, or to redo."""


class Deciding(Incidents):
    """The part of a desk where decisions are made."""

    def decide(
        self,
        record: str,
        action: Action,
        *,
        path: str = "",
        reading: int | None = None,
        old: object = None,
        new: object = None,
        reason: str | None = None,
        stage: Stage = "coding",
        replaces: int | None = None,
    ) -> Decided:
        """Write down a decision about a report or an incident, and say what it did.

        Args:
            record: Id of the report or the incident, or the beginning of it.
            action: What is decided; docs/howto-review.md says what each means where.
            path: Where in the record, as ``events.e1.type``; empty: all of it.
            reading: The reading that the person saw; None for the current one.
            old: The value that the person saw.
            new: The value that it should be.
            reason: Why.
            stage: ``coding``: the person's own view; ``adjudication``: the last word.
            replaces: Number of the decision that no longer holds because of this one.

        Raises:
            NotFound: There is no such record, reading or decision.
            Refused: It cannot be applied; the message says why.
            AlreadyReplaced: The decision that it replaces was replaced meanwhile.
        """
        decision = Decision(
            number=0,
            made=this_moment(),
            who=self.who,
            action=action,
            record=record,
            path=path,
            reading=reading,
            old=old,
            new=new,
            reason=reason,
            replaces=replaces,
            current=True,
            stage=stage,
        )
        if record.startswith("i_"):
            return self._decide_incident(decision)
        return self._decide_report(decision)

    def undo(self) -> Decided:
        """Take the person's last decision back.

        Raises:
            NothingToTurn: There is none.
        """
        step = self.turns().undo
        if step is None:
            raise NothingToTurn("nothing to undo", remedy="decide something first")
        done = step.decision
        return self.decide(
            done.record,
            "undo",
            path=done.path,
            reading=done.reading,
            stage=done.stage,
            replaces=step.replaces,
        )

    def redo(self) -> Decided:
        """Decide once more what was taken back last.

        Raises:
            NothingToTurn: There is nothing.
        """
        step = self.turns().redo
        if step is None:
            raise NothingToTurn("nothing to redo", remedy="only what was undone can be redone")
        again = step.decision
        return self.decide(
            again.record,
            again.action,
            path=again.path,
            reading=again.reading,
            old=again.old,
            new=again.new,
            reason=again.reason,
            stage=again.stage,
            replaces=step.replaces,
        )

    def _decide_report(self, decision: Decision) -> Decided:
        """Write down a decision about a report; see ``decide``."""
        whole, current = self.store.current(decision.record)
        decision = replace(decision, record=whole, reading=decision.reading or current)
        official = Official(self._records, self._records.get(whole, current), current, self.alone)
        shown = current if decision.replaces is not None else decision.reading or current
        making = Making(self._records, shown, decision, official)
        self._write(decision, then=making.then)
        return making.outcome(self._turns_after(making.decision))

    def suggest(
        self,
        record: str,
        kind: Made,
        span: Span,
        reading: int | None = None,
    ) -> tuple[str, dict[str, Any]]:
        """An object made of selected words of a report, filled in as far as can be.

        Args:
            record: The report's whole id.
            kind: What to make: ``event``, ``statement``, ``actor``, ``place`` or ``time``.
            span: The selection, in code points.
            reading: The reading that the person sees; None for the current one.

        Returns:
            The path to add it at, and the object as JSON has it.

        Raises:
            NotFound: There is no such report or reading.
            Refused: There is no word in the selection.
        """
        view = own_view(self.store, self._records, self.who, record, reading)
        return suggest(view.reviewed.report, kind, span)

    def candidates(self, record: str, path: str, reading: int | None = None) -> list[Candidate]:
        """Values that a field of a report could have, the likeliest first.

        Args:
            record: The report's whole id.
            path: The field, as ``events.e1.actors``.
            reading: The reading that the person sees; None for the current one.

        Raises:
            NotFound: There is no such report or reading.
            Refused: There is no such field.
        """
        view = own_view(self.store, self._records, self.who, record, reading)
        return candidates(view.reviewed.report, path)
