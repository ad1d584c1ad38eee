"""How the fields of an incident, and all of it, stand after what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso.record import Incident
from sayso.review.decision import Decision
from sayso.review.incident_values import machine_value
from sayso.review.marks import Mark, State

_STATES: Mapping[str, State] = {
    "confirm": "confirmed",
    "correct": "corrected",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
}


def marks_of(
    before: Incident | None, decisions: Sequence[Decision], grouping: Sequence[Decision]
) -> dict[str, Mark]:
    """The marks of an incident.

    Args:
        before: Without the values that were decided.
        decisions: Those about it, in their order.
        grouping: The merges and splits that changed which events it holds.

    Returns:
        By field, and under nothing for all of it. The last decision about a place is its state; a
        confirmation of all of it leaves what was merged or split as it is.
    """
    by_path: dict[str, list[Decision]] = {}
    for d in sorted([*decisions, *grouping], key=lambda d: d.number):
        by_path.setdefault(d.path if d not in grouping else "", []).append(d)
    return {path: _mark(before, path, here) for path, here in by_path.items()}


def _mark(before: Incident | None, path: str, here: Sequence[Decision]) -> Mark:
    said = [d for d in here if d.action in _STATES]
    grouped = [d for d in said if d.action in ("merge", "split")]
    last = said[-1] if said else None
    if last is not None and last.action == "confirm" and grouped:
        last = grouped[-1]
    flags = {d.who: d.new is not False for d in here if d.action == "flag"}
    old: Any = None
    if last is not None and last.action == "correct" and before is not None:
        old = machine_value(before, path)
    return Mark(
        state=_STATES[last.action] if last else None,
        by=last.who if last else None,
        made=last.made if last else None,
        old=old,
        reason=last.reason if last else None,
        flagged=any(flags.values()),
        notes=tuple(d for d in here if d.action == "note"),
    )


def state_of(marks: Mapping[str, Mark]) -> State | None:
    """How an incident as a whole stands, for a list."""
    whole = marks.get("")
    if whole is not None and whole.state is not None:
        return whole.state
    corrected = any(mark.state == "corrected" for mark in marks.values())
    return "corrected" if corrected else None
