"""Whether two values of a record can be one: actors, places, numbers of people."""

from __future__ import annotations

import re
from math import inf

from sayso.gazetteer.distance import kilometres
from sayso.linking.names import key_of, same_name, same_person
from sayso.linking.origins.described import is_name
from sayso.record import Actor, Place

Figures = tuple[int | None, int | None, int | None]
"""Low, best and high."""

NEAR_KM = 25.0
"""Places this near are one place to two reporters (UCDP where_prec 2: about 25 km)."""
_MEMBERS = re.compile(
    r"^(?:fighters|militants|members|rebels|gunmen|guerrillas|insurgents)\s+(?:of|from)\s+(?:the\s+)?|"
    r"\s+(?:fighters?|militants?|members?|rebels?|gunm[ea]n|guerrillas?|insurgents?|jihadists?|militiam[ea]n|"
    r"commandos|separatists?)$",
    re.IGNORECASE,
)
_FORCES = frozenset({"MIL", "COP", "SPY"})
ROUNDING = 0.2
"""A figure given as "about" stands for this much above and below."""


def same_actor(a: Actor, b: Actor) -> bool:
    """Whether two actors are one by authority, by name, or by a fuller name."""
    if a.identity and b.identity and a.identity.scheme == b.identity.scheme:
        return a.identity.id == b.identity.id
    return key_of(a.name) == key_of(b.name) or (
        is_name(a.name) and is_name(b.name) and same_person(a.name, b.name)
    )


def one_party(a: Actor, b: Actor) -> bool:
    """Whether two actors are one side, however its people are called.

    "Russian" and "Russian artillery" are forces of one state; the fighters of a group are the
    group, also by its letters: "LDF fighters", "Liptako Defence Front".
    """
    if same_actor(a, b) or _one_group(a, b):
        return True
    one, two = a.name.split(), b.name.split()
    if not (one and two) or one[0] != two[0] or not one[0][:1].isupper():
        return False
    if not a.country or a.country != b.country:
        return False
    return len(one) == 1 or len(two) == 1 or (a.sector is not None and a.sector == b.sector)


def _one_group(a: Actor, b: Actor) -> bool:
    if "state" in (a.kind, b.kind):
        return False
    one, two = (_MEMBERS.sub("", actor.name).strip() for actor in (a, b))
    if not (is_name(one) and is_name(two)):
        return False
    if one == a.name and two == b.name:
        return (one.isupper() or two.isupper()) and same_name(one, two)
    if (a.kind, b.kind) == ("group", "group") or "organization" in (a.kind, b.kind):
        return key_of(one) == key_of(two) or same_name(one, two) or same_person(one, two)
    return False


def same_side(one: Actor, two: Actor) -> bool:
    """Whether what is denied of one actor is denied of the other: "troops", "soldiers".

    Looser than :func:`one_party`: what is denied need not be named as it was told.
    """
    if one_party(one, two):
        return True
    if one.country and one.country == two.country and _state_and_body(one, two):
        return True  # "a Russian air strike", and Russia's defence ministry
    described = not (is_named(one) and is_named(two))
    return described and one.sector in _FORCES and one.sector == two.sector


def _state_and_body(one: Actor, two: Actor) -> bool:
    """Whether one of two is a state, by name or by nationality, and the other a body of it."""
    states = [a.kind == "state" or _by_nation(a) for a in (one, two)]
    return any(states) and all(
        state or a.kind == "state_body" for state, a in zip(states, (one, two), strict=True)
    )


def _by_nation(actor: Actor) -> bool:
    return actor.sector is None and len(actor.name.split()) == 1 and actor.name[:1].isupper()


def is_named(actor: Actor) -> bool:
    """Whether an actor is somebody; "gunmen" may be any of those that others name.

    A group is described, whatever its name holds: "14 people in Balad".
    """
    return actor.identity is not None or (actor.kind != "group" and is_name(actor.name))


def same_place(p: Place, q: Place) -> bool:
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
    return kilometres(p.lat, p.lon, q.lat, q.lon) <= NEAR_KM


def overlapping(x: Figures, y: Figures) -> bool:
    """Whether there is a number that two figures both allow."""
    one, two = interval(x), interval(y)
    return one[0] <= two[1] and two[0] <= one[1]


def interval(figures: Figures) -> tuple[float, float]:
    """The numbers that figures allow, both ends included."""
    low, best, high = figures
    if low is None and high is None:
        around = best or 0
        return (around * (1 - ROUNDING), around * (1 + ROUNDING))
    return (0 if low is None else low, inf if high is None else high)
