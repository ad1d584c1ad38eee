"""Whether two values of a field can both be true."""

from __future__ import annotations

from sayso.linking.accounts.tellings import Telling
from sayso.linking.moments import gap
from sayso.linking.same_values import interval, is_named, overlapping, same_actor, same_place
from sayso.record import Actor, Place


def compatible(a: Telling, b: Telling) -> bool:
    """Whether two values told for one field do not contradict each other."""
    if isinstance(a.value, Actor) and isinstance(b.value, Actor):
        if a.field == "recipients" and "person" in (a.value.kind, b.value.kind):
            return True  # one account may name one of the dead, and another account another
        return same_actor(a.value, b.value) or not (is_named(a.value) and is_named(b.value))
    if isinstance(a.value, Place) and isinstance(b.value, Place):
        return same_place(a.value, b.value)
    if a.field == "date":
        return gap(_days(a), _days(b)) == 0
    return overlapping(a.figures, b.figures)


def width(telling: Telling) -> float:
    """How much a value leaves open; of compatible values the narrowest says most."""
    if telling.field == "date":
        first, last = _days(telling)
        return last - first
    if isinstance(telling.value, Place):
        return float(telling.value.precision or 7)
    if isinstance(telling.value, Actor):
        return 0.0 if is_named(telling.value) else 1.0
    low, high = interval(telling.figures)
    return high - low


def _days(telling: Telling) -> tuple[int, int]:
    assert isinstance(telling.value, tuple)  # noqa: S101 - the value of a date
    first, last = telling.value[0], telling.value[1]
    assert first is not None and last is not None  # noqa: S101, PT018
    return first, last
