"""What undo and redo would do next, from a person's log alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.review.decision import Decision


@dataclass(frozen=True, slots=True)
class Turn:
    """One step back, or forward again.

    Attributes:
        decision: What is taken back, or decided once more.
        replaces: Number of the decision that the step stands in place of: for undo the decision
            itself, for redo the ``undo`` of it.
    """

    decision: Decision
    replaces: int

    @property
    def words(self) -> str:
        """What it is, in a few words: ``correct type of e1 to ASSAULT``."""
        d = self.decision
        whole = "incident" if d.record.startswith("i_") else "report"
        parts = d.path.split(".")
        where = f"{parts[2]} of {parts[1]}" if len(parts) == 3 else parts[-1] or whole
        to = f" to {d.new}" if d.action == "correct" and isinstance(d.new, str | int) else ""
        return f"{d.action} {where}{to}"


@dataclass(frozen=True, slots=True)
class Turns:
    """What can be undone and redone; None: nothing."""

    undo: Turn | None
    redo: Turn | None


def turns(log: Iterable[Decision]) -> Turns:
    """What a person can undo and redo.

    Undo takes back the latest decision that still stands; redo decides again what was undone
    last. A new decision leaves nothing to redo. As both follow from what is written down, they are
    the same after a reload, on another machine, and without a limit.

    Args:
        log: Everything that one person decided, also what was replaced, the newest first. It is
            read no further than needed.
    """
    replaced: set[int] = set()
    unsure: set[int] = set()
    """Numbers that newer decisions replace: undos, if those are redone, and nothing is new."""
    undo: Turn | None = None
    undone: Decision | None = None
    redo: Turn | None = None
    looking = True  # for something to redo
    for d in log:
        if d.action == "undo":
            if looking and undone is None and d.number not in replaced:
                undone = d
        else:
            if undo is None and d.number not in replaced:
                undo = Turn(d, d.number)
            if d.number in unsure or (undone is None and d.replaces is None):
                looking = False  # something was decided anew since
            if undone is not None and d.number == undone.replaces:
                redo = Turn(d, undone.number)
        unsure.discard(d.number)
        if d.replaces is not None:
            replaced.add(d.replaces)
            if d.action != "undo" and undone is None:
                unsure.add(d.replaces)
        if undo is not None and (not looking or (redo is not None and not unsure)):
            break
    return Turns(undo, redo if looking else None)
