"""Whether two values of a field can both be true."""

from __future__ import annotations

import math

from sayso.linking.moments import gap
from sayso.linking.names import actor_key, is_proper, key_of, same_person
from sayso.linking.pair_score import kilometres
from sayso.linking.tellings import Figures, Telling
from sayso.record import Actor, Place

NEAR_KM = 25.0
"""Places this near are one place to two reporters (UCDP where_prec 2: about 25 km)."""
ROUNDING = 0.2
"""A figure given as "about" stands for this much above and below."""


def compatible(a: Telling, b: Telling) -> bool:
    """Whether two values told for one field do not contradict each other."""
    if isinstance(a.value, Actor) and isinstance(b.value, Actor):
        return same_actor(a.value, b.value) or not (_named(a.value) and _named(b.value))
    if isinstance(a.value, Place) and isinstance(b.value, Place):
        return _same_place(a.value, b.value)
    if a.field == "date":
        return gap(_days(a), _days(b)) == 0
    return _overlap(a.figures, b.figures)


def value_key(telling: Telling) -> str:
    """What makes two tellings of a field one value."""
    if isinstance(telling.value, Actor):
        return actor_key(telling.value)
    if isinstance(telling.value, Place):
        place = telling.value
        return f"geonames:{place.geonames}" if place.geonames else key_of(place.name)
    return telling.shown


def same_actor(a: Actor, b: Actor) -> bool:
    """Whether two actors are one by authority, by name, or by a fuller name."""
    if a.identity and b.identity and a.identity.scheme == b.identity.scheme:
        return a.identity.id == b.identity.id
    return key_of(a.name) == key_of(b.name) or (
        is_proper(a.name) and is_proper(b.name) and same_person(a.name, b.name)
    )


def _named(actor: Actor) -> bool:
    """Whether an actor is somebody; "gunmen" may be any of those that others name."""
    return actor.identity is not None or is_proper(actor.name)


def _same_place(p: Place, q: Place) -> bool:
    """Whether one place is the other, near it, or the area that it lies in."""
    if (p.geonames and p.geonames == q.geonames) or key_of(p.name) == key_of(q.name):
        return True
    if p.country and q.country and p.country != q.country:
        return False
    coarse, fine = sorted((p, q), key=lambda place: -(place.precision or 5))
    if (coarse.precision or 5) >= 5:
        return True
    if (coarse.precision or 5) >= 3 and (fine.precision or 5) < (coarse.precision or 5):
        return not (coarse.admin1 and fine.admin1) or coarse.admin1 == fine.admin1
    if None in (p.lat, p.lon, q.lat, q.lon):
        return False
    return kilometres(p, q) <= NEAR_KM


def _overlap(x: Figures, y: Figures) -> bool:
    one, two = _interval(x), _interval(y)
    return one[0] <= two[1] and two[0] <= one[1]


def _interval(figures: Figures) -> tuple[float, float]:
    low, best, high = figures
    if low is None and high is None:
        around = best or 0
        return (around * (1 - ROUNDING), around * (1 + ROUNDING))
    return (0 if low is None else low, math.inf if high is None else high)


def width(telling: Telling) -> float:
    """How much a value leaves open; of compatible values the narrowest says most."""
    if telling.field == "date":
        first, last = _days(telling)
        return last - first
    if isinstance(telling.value, Place):
        return float(telling.value.precision or 7)
    if isinstance(telling.value, Actor):
        return 0.0 if _named(telling.value) else 1.0
    low, high = _interval(telling.figures)
    return high - low


def _days(telling: Telling) -> tuple[int, int]:
    assert isinstance(telling.value, tuple)  # noqa: S101 - the value of a date
    first, last = telling.value[0], telling.value[1]
    assert first is not None and last is not None  # noqa: S101, PT018
    return first, last
