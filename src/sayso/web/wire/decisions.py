"""What a person decides, on the way in and on the way out."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from sayso.web.wire.base import MOST, Plain, Wire, Words

Action = Literal["confirm", "correct", "reject", "add", "note", "flag", "merge", "split"]
Stage = Literal["coding", "adjudication"]


class NewDecision(Wire):
    """A decision to write down; docs/howto-review.md says what each action means where."""

    action: Action
    path: Words = Field(default="", max_length=200)
    """Where in the record: nothing (all of it), ``events.e1``, ``events.e1.type``."""
    reading: int | None = Field(default=None, ge=1, le=MOST)
    """The reading that the person saw."""
    old: Plain = None
    new: Plain = None
    reason: Words | None = Field(default=None, max_length=20_000)
    stage: Stage = "coding"


class DecisionOut(Wire):
    """A decision that was written down."""

    number: int
    made: str
    who: str
    action: str
    stage: Stage
    record: str
    path: str
    reading: int | None
    old: Any
    new: Any
    reason: str | None
    replaces: int | None


class LostOut(Wire):
    """A decision about something that a reading, or the collection, does not have any more."""

    decision: DecisionOut
    why: str
    """Why it has no place there."""


class Turn(Wire):
    """What undo or redo would do next."""

    number: int
    record: str
    action: str
    path: str
    words: str
    """What it is, in a few words, for a button's title."""


class Turns(Wire):
    """What can be undone and redone; None: nothing."""

    undo: Turn | None
    redo: Turn | None


class Mark(Wire):
    """How a place in a record stands: what was decided about it."""

    state: Literal["confirmed", "corrected", "rejected", "added", "merged", "split"] | None
    by: str | None = None
    made: str | None = None
    old: Any = None
    """The machine's value, where it was corrected."""
    reason: str | None = None
    flagged: bool = False
    notes: list[DecisionOut] = []


class Decided(Wire):
    """What came of a decision, an undo or a redo.

    ``patch`` has the collections of the record that it touched, whole, as they are now
    (``{"events": [...]}``), for a report; an incident is asked for again.
    """

    decision: DecisionOut
    patch: dict[str, Any] = {}
    rejected: dict[str, list[Any]] = {}
    """All rejected objects now, by collection."""
    marks: dict[str, Mark] = {}
    """All marks of the record now."""
    done: bool = False
    turns: Turns
