"""What a person decided about something in a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Action = Literal["confirm", "correct", "reject", "add", "note", "flag", "merge", "split", "undo"]
Stage = Literal["coding", "adjudication"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about something in a record. It is never changed, at most replaced.

    Of several that hold about one path the latest of a person counts; an ``undo`` replaces a
    decision with nothing, and what that person decided there before counts again. Redoing writes
    the decision down once more, in place of the ``undo``.

    Attributes:
        made: When (UTC, ISO 8601).
        stage: ``coding``: one person's own view. ``adjudication``: the last word.
        record: Id of the report or the incident.
        path: Where in the record, as ``events.e1.type``; empty: all of it.
        reading: The reading that the person saw; None for an incident.
        old: The value that the person saw.
        new: The value that it should be.
        replaces: Number of the decision that no longer holds because of this one.
        current: Whether no other replaces it.
    """

    number: int
    made: str
    who: str
    action: Action
    record: str
    path: str
    reading: int | None
    old: Any
    new: Any
    reason: str | None
    replaces: int | None
    current: bool
    stage: Stage = "coding"
