"""What becomes of words that a person selects: an object filled in as far as can be."""

from __future__ import annotations

import secrets
from typing import Any, Literal

from sayso.errors import Refused
from sayso.record import Actor, Place, Record, Report, Span
from sayso.review.paths import Kind
from sayso.review.suggest_events import suggested_event
from sayso.review.suggest_statements import suggested_statement
from sayso.review.surface import snapped, time_at

Made = Literal["event", "statement", "actor", "place", "time"]

_COLLECTION: dict[str, Kind] = {
    "event": "events", "statement": "statements", "actor": "actors", "place": "places",
    "time": "times",
}  # fmt: skip
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


def suggest(report: Report, kind: Made, span: Span) -> tuple[str, dict[str, Any]]:
    """An object made of selected words, for the person to look over and add.

    Args:
        report: The report as the person sees it.
        kind: What to make.
        span: The selection; it is widened to whole words.

    Returns:
        The path to add it at, with an id that is new, and the object as JSON has it.

    Raises:
        Refused: There is no word in the selection.
    """
    words = snapped(report.text, span)
    if words[0] >= words[1]:
        raise Refused("there is no word in the selection", remedy="select at least one word")
    own = new_id(report)
    made = _made(report, kind, words, own)
    return f"{_COLLECTION[kind]}.{own}", made.model_dump(mode="json")


def new_id(report: Report) -> str:
    """An id for something that a person adds, which nothing in the report has."""
    taken = {item.id for kind in _COLLECTION.values() for item in getattr(report, kind)}
    while True:
        own = "h" + "".join(secrets.choice(_LETTERS) for _ in range(6))
        if own not in taken:
            return own


def _made(report: Report, kind: Made, span: Span, own: str) -> Record:
    if kind == "event":
        return suggested_event(report, span, own)
    if kind == "statement":
        return suggested_statement(report, span, own)
    if kind == "time":
        return time_at(report, span, own)
    name = " ".join(report.words(span).split())
    if kind == "actor":
        return Actor(id=own, name=name, mentions=(span,))
    return Place(id=own, name=name, mentions=(span,), why="nobody has said yet where it is")
