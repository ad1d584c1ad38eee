"""A report as one person sees it: the machine's reading with that person's decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.desk.records import Records
from sayso.record import Report
from sayso.review.align import Carried, carried_to
from sayso.review.apply import Lost, Reviewed, applied
from sayso.review.decision import Decision
from sayso.review.holding import holding
from sayso.store import Store

_FIXED = frozenset({"schema_", "id", "text", "blocks", "reader"})
"""Of a report no person changes these."""

_FIELDS = tuple(name for name in Report.model_fields if name not in _FIXED)


@dataclass(frozen=True, slots=True)
class OwnView:
    """What a person made of a reading.

    Attributes:
        machine: The reading itself.
        reading: Its number.
        decisions: All of the person's about this report, what was replaced too.
        reviewed: The reading with those that hold.
        lost: Decisions on other readings that have no place in this one.
    """

    machine: Report
    reading: int
    decisions: tuple[Decision, ...]
    reviewed: Reviewed
    lost: tuple[Lost, ...] = ()


def own_view(
    store: Store,
    records: Records,
    who: str,
    id: str,  # noqa: A002 - the record's own word
    reading: int | None = None,
) -> OwnView:
    """A report as a person sees it.

    Args:
        store: Where decisions are.
        records: Where readings are.
        who: The person.
        id: The report's id, or the beginning of it.
        reading: The number of the reading; None: the current one.

    Raises:
        NotFound: There is no such report or reading.
    """
    whole, current = store.current(id)
    number = reading or current
    machine = records.get(whole, number)
    own = [d for d in store.decisions(machine.id, replaced=True) if d.who == who]
    moved = on_reading(records, machine, number, own)
    return OwnView(machine, number, tuple(own), applied(machine, moved.decisions), moved.lost)


def on_reading(
    records: Records, machine: Report, number: int, decisions: Iterable[Decision]
) -> Carried:
    """Decisions made on any reading of a report, moved to one of them.

    Args:
        records: Where readings are.
        machine: The reading that they are moved to.
        number: Its number.
        decisions: In the order of their making.
    """
    about = holding(decisions)
    others = {d.reading for d in about if d.reading is not None} - {number}
    if not others:
        return Carried(tuple(about))
    readings = {other: records.get(machine.id, other) for other in others}
    return carried_to(about, readings, machine, current=number)


def changed_parts(before: Report, after: Report) -> dict[str, Any]:
    """The collections and fields of a report that differ, whole, as JSON has them.

    Args:
        before: The report as it was.
        after: As it is.
    """
    names = {
        name
        for name in _FIELDS
        if (old := getattr(before, name)) is not (new := getattr(after, name)) and old != new
    }
    return after.model_dump(mode="json", include=names) if names else {}
