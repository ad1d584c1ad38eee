"""What a desk is built on: a collection, and the person who looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Self

from sayso.desk.records import Records
from sayso.review.decision import Decision
from sayso.review.turns import Turn, Turns, turns
from sayso.store import Store
from sayso.store.decision_store import Then
from sayso.store.incident_reader import Overlay

_TAIL = 64
"""So much of a person's log tells in nearly all cases what undo and redo would do."""


class At:
    """A person at the desk of a collection.

    Args:
        store: The open database; it must stay open.
        who: The person, under whose name decisions are written down.
        alone: There is only this person: what they decide is the official state.
        blind: The person sees nothing of what others decided; None: unless they are alone.
        records: Reports that are in memory already.
    """

    def __init__(
        self,
        store: Store,
        who: str,
        *,
        alone: bool = True,
        blind: bool | None = None,
        records: Records | None = None,
    ) -> None:
        self.store = store
        self.who = who
        self.alone = alone
        self.blind = not alone if blind is None else blind
        self._records = records or Records(store)

    def of(self, who: str, *, blind: bool | None = None) -> Self:
        """The desk of another person, over the same collection.

        Args:
            who: The person.
            blind: They see nothing of what others decided; None: unless they are alone.
        """
        return type(self)(self.store, who, alone=self.alone, blind=blind, records=self._records)

    def turns(self) -> Turns:
        """What undo and redo would do next."""
        size = _TAIL
        while True:
            log = self.store.log(who=self.who, newest=True, limit=size)
            found = turns(log)
            if len(log) < size or (found.undo is not None and _tells_all(log)):
                return found
            size *= 4

    def _turns_after(self, decision: Decision) -> Turns:
        """What undo and redo would do after a decision: without a look at the log if it is new."""
        if decision.replaces is None:
            return Turns(Turn(decision, decision.number), None)
        return self.turns()

    def _write(
        self, decision: Decision, *, then: Then | None = None, overlay: Overlay | None = None
    ) -> Decision:
        """Store a decision.

        Args:
            decision: Without a number.
            then: Called in the transaction; see ``Store.decide``.
            overlay: Likewise.

        Returns:
            The decision with its number.
        """
        number = self.store.decide(
            decision.record,
            decision.action,
            who=decision.who,
            path=decision.path,
            reading=decision.reading,
            old=decision.old,
            new=decision.new,
            reason=decision.reason,
            replaces=decision.replaces,
            stage=decision.stage,
            made=decision.made,
            then=then,
            overlay=overlay,
        )
        return replace(decision, number=number)


def _tells_all(log: Sequence[Decision]) -> bool:
    """Whether a part of a log, newest first, has all that can be done again in it.

    What was undone before the latest new decision cannot be.
    """
    open_ = list(takewhile(lambda d: d.action == "undo" or d.replaces is not None, log))
    return {d.replaces for d in open_} <= {d.number for d in log}
