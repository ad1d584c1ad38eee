"""How well two events fit, field by field, in points; and the words for it.

The points of all fields are added; ``NEEDED`` are enough. They were set by hand, in the manner of
record linkage (Fellegi and Sunter, 1969): a field that agrees says the more, the rarer it is that
two events agree on it by chance; what is not told on either side says nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from sayso.coded.matching.traits import Bounds, Traits, apart
from sayso.coded.parties import CROWDS, same
from sayso.record import Points

NEEDED = 4.0
"""Points that are enough. The same day, the same place and a like kind of event are 6.5; with a day
and 20 km between, 3.7, and the parties or the figures must fit too."""

_WIDTHS = ((1, 3.0), (2, 2.5), (3, 2.2), (7, 1.6), (31, 0.8), (366, 0.3))
"""Points for days that overlap, by the number of days that the wider side leaves open."""
_OPEN = 1.5
"""Most points for days of which a bound is supposed."""
PLACE = 3.0
NAME = 1.0
"""The same name, beside coordinates."""
_NEAR_KM = 5.0
_AREA = 0.8
_COUNTRY = 0.3
_SIDES = (1.5, 0.7)
"""For the first shared party, and for each more."""
_CIVILIANS = 0.3
"""Where civilians are all that is shared: they are in most events."""
_OTHER_SIDES = -1.0
_FAMILY = 0.5
_OTHER_FAMILY = -2.5
_OWN_ID = 10.0
"""The same id in data of one kind, as in another version of it or an export: enough by itself."""

FIELDS = ("date", "place", "parties", "type", "killed", "injured", "id")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far apart two events may be.

    Attributes:
        days: Days between them.
        km: Kilometres between two exact places.
    """

    days: int = 3
    km: float = 50.0


Scores = tuple[float, ...]
"""Points in the order of ``FIELDS``."""


def gap(one: Traits, other: Traits) -> int:
    """Days between two events; 0 where they can be of one day."""
    return max(0, one.first - other.last, other.first - one.last)


def distance(one: Traits, other: Traits) -> float | None:
    """Kilometres between the nearest exact places; None where a side has none."""
    if not one.points or not other.points:
        return None
    if len(one.points) == len(other.points) == 1:
        return apart(one.points[0], other.points[0])
    return min(apart(a, b) for a in one.points for b in other.points)


def can_match(one: Traits, other: Traits, reach: Reach) -> bool:
    """Whether two events are near enough in time and place to be compared."""
    if gap(one, other) > reach.days:
        return False
    away = distance(one, other)
    if away is not None:
        return away <= reach.km + one.slack + other.slack
    if one.country and other.country and one.country != other.country:
        return False
    if not ((one.country and other.country) or one.names & other.names):
        return one.nowhere and other.nowhere
    limit = _wide_limit(one, other, reach)
    return limit is not False or bool(one.admin1 & other.admin1)


def _wide_limit(one: Traits, other: Traits, reach: Reach) -> bool | None:
    """Whether coordinates of wide areas allow that the two are one; None: there are none."""
    a = [one.wide] if one.wide else list(one.points)
    b = [other.wide] if other.wide else list(other.points)
    if not a or not b:
        return None
    slack = max(one.wide_slack, one.slack) + max(other.wide_slack, other.slack)
    return min(apart(x, y) for x in a for y in b) <= reach.km + slack


def scores(one: Traits, other: Traits, reach: Reach) -> Scores:
    """Points of each field, for two events that can match."""
    return (
        _date(one, other, reach),
        _place(one, other, reach),
        _parties(one, other),
        _type(one, other),
        _count(one.killed, other.killed),
        _count(one.injured, other.injured) / 2,
        _OWN_ID if one.id == other.id else 0.0,
    )


def _date(one: Traits, other: Traits, reach: Reach) -> float:
    if not (one.dated and other.dated):
        return 0.0
    away = gap(one, other)
    if away:
        return max(-1.0, 1.5 * (1 - (away - 1) / max(1, reach.days)) - 0.5)
    width = max(one.last - one.first, other.last - other.first) + 1
    points = next((p for most, p in _WIDTHS if width <= most), 0.0)
    if (one.first, one.last) == (other.first, other.last):
        points = max(points, 2.0)
    return min(points, _OPEN) if one.open or other.open else points


def _place(one: Traits, other: Traits, reach: Reach) -> float:
    named = NAME if one.names & other.names else 0.0
    away = distance(one, other)
    if away is not None:
        limit = reach.km + one.slack + other.slack
        near = 1 - max(0.0, away - _NEAR_KM) / max(limit, _NEAR_KM)
        return max(0.0, PLACE * near) + (named - NAME / 2 if away > _NEAR_KM else 0.0)
    if named:
        return PLACE if not (one.points or other.points) else PLACE - NAME
    if one.admin1 & other.admin1:
        return _AREA
    if one.admin1 and other.admin1:
        return -_AREA
    return 0.0 if one.nowhere and other.nowhere else _COUNTRY


def _parties(one: Traits, other: Traits) -> float:
    if not one.sides or not other.sides:
        return 0.0
    shared = shared_parties(one, other)
    if not shared:
        return _OTHER_SIDES
    if one.keys & other.keys and not (one.keys & other.keys) - CROWDS:
        return _CIVILIANS
    return _SIDES[0] + _SIDES[1] * (min(shared, 3) - 1)


def shared_parties(one: Traits, other: Traits) -> int:
    """How many named parties two events share."""
    if one.keys & other.keys:
        quick = len(one.keys & other.keys)
        return min(quick, len(one.sides), len(other.sides))
    mine = sum(any(same(a, b) for b in other.sides) for a in one.sides)
    theirs = sum(any(same(a, b) for b in one.sides) for a in other.sides)
    return min(mine, theirs)


def _type(one: Traits, other: Traits) -> float:
    if not one.families or not other.families:
        return 0.0
    return _FAMILY if one.families & other.families else _OTHER_FAMILY


def _count(one: Bounds | None, other: Bounds | None) -> float:
    """Points for a figure: the same number says the more, the higher it is."""
    if one is None or other is None:
        return 0.0
    if one[1] == other[1]:
        return 0.4 + min(1.8, 0.5 * math.log2(1 + one[1]))
    low, high = max(one[0], other[0]), _lower(one[2], other[2])
    if high is None or low <= high:
        return 0.3
    return -min(2.0, math.log((1 + low) / (1 + high)) * 1.2)


def _lower(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def explained(one: Traits, other: Traits, reach: Reach) -> tuple[Points, ...]:
    """The points of each field that says something, with the words for it."""
    words = {
        "date": _date_words(one, other),
        "place": _place_words(one, other),
        "parties": _party_words(one, other),
        "type": "one kind of event"
        if one.families & other.families
        else "different kinds of events",
        "killed": _count_words(one.killed, other.killed),
        "injured": _count_words(one.injured, other.injured),
        "id": "the same id",
    }
    found = zip(FIELDS, scores(one, other, reach), strict=True)
    return tuple(
        Points(field=field, value=round(value, 2), words=words[field])
        for field, value in found
        if value or field in ("date", "place")
    )


def _date_words(one: Traits, other: Traits) -> str:
    if not (one.dated and other.dated):
        return "no day is told of both"
    away = gap(one, other)
    if away:
        return f"{away} day{'s' if away > 1 else ''} apart"
    days = (one.first, one.last)
    if days == (other.first, other.last):
        return "the same day" if days[0] == days[1] else "the same days"
    both = max(one.first, other.first), min(one.last, other.last)
    shown = " to ".join(dict.fromkeys(date.fromordinal(day).isoformat() for day in both))
    return f"both can be of {shown}"


def _place_words(one: Traits, other: Traits) -> str:
    away = distance(one, other)
    named = "the same name" if one.names & other.names else ""
    if away is not None:
        far = "under 1 km" if away < 1 else f"{away:.0f} km"
        return ", ".join(p for p in (named, f"{far} apart") if p)
    if named:
        return named
    if one.admin1 & other.admin1:
        return "the same first-order division"
    if one.admin1 and other.admin1:
        return "different first-order divisions"
    return "the same country" if one.country and other.country else "not told"


def _party_words(one: Traits, other: Traits) -> str:
    pairs = [(a.name, b.name) for a in one.sides for b in other.sides if same(a, b)]
    if not pairs:
        return "none is the same"
    shown = (a if a == b else f"{a} = {b}" for a, b in pairs)
    return "; ".join(dict.fromkeys(shown))


def _count_words(one: Bounds | None, other: Bounds | None) -> str:
    if one is None or other is None:
        return "not told"
    return f"both {one[1]}" if one[1] == other[1] else f"{one[1]} and {other[1]}"
