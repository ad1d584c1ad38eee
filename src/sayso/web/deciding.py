"""What routes that write decisions down have in common."""

from __future__ import annotations

from fastapi import HTTPException

from sayso.desk import Decided
from sayso.review.turns import Turn
from sayso.web.access import Seat
from sayso.web.outward import decided_out
from sayso.web.wire import decisions as wire
from sayso.web.wire.overview import Notice


def check_stage(at: Seat, stage: str | None) -> None:
    """Whether the person may have the last word, where that is what they want.

    Args:
        at: The person.
        stage: Of what they decide, take back, or do again.

    Raises:
        HTTPException: 403: they may not.
    """
    if stage == "adjudication" and not at.person.may("adjudicator"):
        raise HTTPException(403, "only adjudicators decide what coders disagree on; ask an admin")


def check_turn(at: Seat, turn: Turn | None) -> None:
    """The same for what undo or redo would do: the person may have lost the role since.

    Raises:
        HTTPException: 403: they may not.
    """
    check_stage(at, turn.decision.stage if turn else None)


def written(at: Seat, done: Decided) -> wire.Decided:
    """What came of a decision, for the one who decided; those who may know hear of it.

    The person's other windows hear what it is. Coders are blind to each other: nobody else hears
    of what a coder decided; an adjudicator's word changes what all see.
    """
    out = decided_out(done)
    stream, record = at.served.stream, out.decision.record
    stream.tell(Notice(kind="decided", decision=out.decision, report=record), only=at.person.name)
    if out.decision.stage == "adjudication":
        stream.tell(Notice(kind="changed", report=record), but=at.person.name)
    return out
