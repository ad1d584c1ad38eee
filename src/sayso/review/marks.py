"""How a place in a record stands after what people decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sayso.review.decision import Decision

State = Literal["confirmed", "corrected", "rejected", "added", "merged", "split"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What was decided about a place in a record.

    Attributes:
        state: What holds; None: only notes or a flag.
        by: Who decided it.
        made: When.
        old: The machine's value, where it was corrected.
        reason: Why, in the person's words.
        flagged: Somebody wants it looked at again.
        notes: What was noted there, in order.
    """

    state: State | None
    by: str | None = None
    made: str | None = None
    old: Any = None
    reason: str | None = None
    flagged: bool = False
    notes: tuple[Decision, ...] = ()
