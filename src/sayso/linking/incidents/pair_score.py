"""How well two happenings of two reports fit each other, field by field.

The score is a sum of points, each with the words for it; nothing is hidden in a model. A field
that one side does not give adds nothing. Perpetrators and tolls that differ take away little,
because accounts of one happening differ in just these.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.gazetteer.distance import kilometres
from sayso.linking.incidents.happenings import Happening
from sayso.linking.moments import gap
from sayso.linking.names import key_of
from sayso.record import IncidentPlace

FAR_KM, PRECISE = 100.0, 3
"""Happenings placed to a district or better (UCDP where_prec) never join over this distance."""
FAR_DAYS = 4
"""Happenings dated more than this many days apart never join."""
LONG_AFTER = 5.0
"""Points that reports without a date of the event lose at most by the days between them: a trial
is told long after, in like words."""
COARSE_DAYS = 7
"""A date that spans more days than a week says little when it overlaps another."""
FULL_CONTEXT, FULL_STORY = 0.35, 0.6
"""Cosine of the words around two anchors, and chance that two reports are on one story, that earn
all points."""

SURE = 0.5
"""Chance of one story from which on it is beyond doubt; tuned on reports of shootings."""

KIN = frozenset(
    frozenset(pair)
    for pair in (
        ("ASSAULT", "COERCE"),
        ("ASSAULT", "MOBILIZE"),
        ("ASSAULT", "PROTEST"),
        ("COERCE", "PROTEST"),
        ("COERCE", "SANCTION"),
        ("COERCE", "MOBILIZE"),
        ("RETREAT", "CONCEDE"),
        ("AID", "COOPERATE"),
        ("ACCUSE", "THREATEN"),
    )
)
"""Types that two reports may give to one happening: a charge with batons, a seizure by force."""


@dataclass(frozen=True, slots=True)
class Points:
    """What one field adds, and the words for it."""

    field: str
    value: float
    words: str

    def __str__(self) -> str:
        return f"{self.field} {self.words} {self.value:+.1f}"


@dataclass(frozen=True, slots=True)
class Context:
    """How alike the words around two happenings are."""

    cosine: float
    shared: tuple[str, ...] = ()
    """The weightiest words that they share."""


def score(a: Happening, b: Happening, story: float, context: Context) -> list[Points]:
    """Compare two happenings.

    Args:
        a: A happening.
        b: A happening of another report.
        story: The chance that the two reports are on one story, 0 to 1.
        context: How alike the words around the two are.

    Returns:
        The points of every field that both give; their sum is the score.
    """
    parts = [
        _type(a, b),
        _place(a, b),
        _date(a, b),
        _side(a, b, "actors"),
        _side(a, b, "recipients"),
        _tolls(a, b),
        _instrument(a, b),
        _wording(context),
        Points("reports", round(5.0 * min(1.0, story / FULL_STORY), 2), "on one story")
        if story
        else None,
    ]
    return [p for p in parts if p is not None and p.value]


def of_one_kind(a: Happening, b: Happening) -> bool:
    """Whether two happenings may be one by their types; others are not compared."""
    return not a.types.isdisjoint(b.types) or any(
        frozenset((x, y)) in KIN for x in a.types for y in b.types
    )


def apart(a: Happening, b: Happening, story: float = 0.0) -> bool:
    """Whether two happenings can never be one: too far apart in the calendar or on the map.

    Args:
        a: A happening.
        b: A happening of another report.
        story: The chance that the two reports are on one story. Where it is beyond doubt, a day or
            a place that differs weighs against the two and does not rule them out: a report of
            the trial has days and places of its own.
    """
    return story < SURE and (_days_apart(a, b) or _places_apart(a, b))


def _days_apart(a: Happening, b: Happening) -> bool:
    if a.days is None or b.days is None:
        return False
    if a.dated and b.dated:
        return gap(a.days, b.days) > FAR_DAYS
    if a.dated or b.dated:
        dated, other = (a, b) if a.dated else (b, a)
        assert dated.days is not None  # noqa: S101 - both are known
        assert other.days is not None  # noqa: S101
        if dated.days[0] > other.days[1] + (0 if other.background else 1):
            return True  # no report tells of what happens after it came out
        return dated.background and gap(dated.days, other.days) > FAR_DAYS
    if a.background == b.background:
        return False
    recalled, news = (a.days, b.days) if a.background else (b.days, a.days)
    return news[1] > recalled[1]


def _places_apart(a: Happening, b: Happening) -> bool:
    if not (a.placed and b.placed):
        return False
    one = [p for p in a.places if _precise(p)]
    two = [p for p in b.places if _precise(p)]
    if one and two:
        return min(kilometres(p.lat, p.lon, q.lat, q.lon) for p in one for q in two) > FAR_KM
    countries_a = {p.country for p in a.places}
    countries_b = {p.country for p in b.places}
    known = None not in countries_a | countries_b
    return known and not countries_a & countries_b


def _precise(place: IncidentPlace) -> bool:
    return (
        place.lat is not None
        and place.lon is not None
        and place.precision is not None
        and place.precision <= PRECISE
    )


def _type(a: Happening, b: Happening) -> Points:
    both = sorted(a.types & b.types)
    if both:
        one = {m for t in both for m in a.modes.get(t, ())}
        two = {m for t in both for m in b.modes.get(t, ())}
        if one & two:
            return Points("type", 1.5, f"{both[0]}-{min(one & two)}")
        if one and two:
            return Points("type", 0.5, f"{both[0]}, by {min(one)} and {min(two)}")
        return Points("type", 1.0, both[0])
    return Points("type", -1.0, f"{min(a.types)} and {min(b.types)}")


def _place(a: Happening, b: Happening) -> Points | None:
    if not a.places or not b.places:
        return None
    weight = 1.0 if a.placed and b.placed else 0.5
    best: Points | None = None
    for p in a.places:
        for q in b.places:
            value, words = _two_places(p, q)
            value = round(value * (weight if value > 0 or a.placed or b.placed else 0.5), 2)
            if best is None or value > best.value:
                best = Points("place", value, words)
    return best


def _two_places(p: IncidentPlace, q: IncidentPlace) -> tuple[float, str]:
    names = p.name if key_of(p.name) == key_of(q.name) else f"{p.name} and {q.name}"
    located = None not in (p.lat, p.lon, q.lat, q.lon)
    coarse = max(p.precision or 5, q.precision or 5) > PRECISE
    same = (p.geonames is not None and p.geonames == q.geonames) or key_of(p.name) == key_of(q.name)
    if p.country and q.country and p.country != q.country and not same:
        return -3.0, names
    if coarse or not located:
        if same:
            return (0.5 if (p.precision or 6) >= 5 and located else 2.0), names
        if p.admin1 and p.admin1 == q.admin1 and p.country == q.country:
            return 0.5, f"{names}, both in {p.admin1}"
        return 0.0, names
    distance = kilometres(p.lat, p.lon, q.lat, q.lon)
    words = f"{names}, {distance:.0f} km" if distance >= 1 else names
    if same or distance <= 10:
        return 2.0, words
    if distance <= 25:
        return 1.5, words
    return (0.5 if distance <= FAR_KM / 2 else -1.5), words


def _date(a: Happening, b: Happening) -> Points | None:
    recalled = (a.background and not a.dated) or (b.background and not b.dated)
    if a.days is None or b.days is None or recalled:
        return None
    days = gap(a.days, b.days)
    if not (a.dated and b.dated):
        value = 0.5 if days == 0 else -0.4 * days
        words = f"{days} days apart by publication" if days else "fits the publication"
        return Points("date", max(-LONG_AFTER, value), words)
    if days == 0:
        coarse = max(a.days[1] - a.days[0], b.days[1] - b.days[0]) >= COARSE_DAYS
        return Points("date", 0.5 if coarse else 1.5, "same" if not coarse else "overlaps")
    return Points("date", {1: 0.5, 2: -1.0}.get(days, -3.0), f"{days} days apart")


def _side(a: Happening, b: Happening, role: str) -> Points | None:
    one, two = a.sides[role], b.sides[role]
    if not one or not two:
        return None
    both = sorted(one & two) or sorted(x for x in one for y in two if _part(x, y))
    if both:
        return Points(role, 1.0, a.shown.get(both[0]) or b.shown[both[0]])
    return Points(role, -0.25, f"{a.shown[min(one)]} and {b.shown[min(two)]}")


def _part(a: str, b: str) -> bool:
    """Whether one name is a whole-word part of the other."""
    one, two = set(a.split()), set(b.split())
    return bool(one) and bool(two) and (one <= two or two <= one)


def _tolls(a: Happening, b: Happening) -> Points | None:
    best: Points | None = None
    for effect in sorted(a.tolls.keys() & b.tolls.keys()):
        for x in a.tolls[effect]:
            for y in b.tolls[effect]:
                value, words = _two_tolls(x, y)
                if best is None or value > best.value:
                    best = Points("tolls", value, f"{effect} {words}")
    return best


def _two_tolls(
    x: tuple[int | None, int | None, int | None], y: tuple[int | None, int | None, int | None]
) -> tuple[float, str]:
    one = x[1] if x[1] is not None else x[0] if x[0] is not None else x[2] or 0
    two = y[1] if y[1] is not None else y[0] if y[0] is not None else y[2] or 0
    words = f"{one} and {two}"
    if one == two:
        return (1.0 if one >= 3 else 0.5), str(one)
    low, high = sorted((one, two))
    if high <= 1.6 * low or high - low <= 2:
        return 0.4, words
    return (-0.25 if high <= 5 * max(1, low) else -1.0), words


def _instrument(a: Happening, b: Happening) -> Points | None:
    if not a.instruments or not b.instruments:
        return None
    both = a.instruments & b.instruments
    if both:
        return Points("instrument", 0.5, min(both))
    return Points("instrument", -0.5, f"{min(a.instruments)} and {min(b.instruments)}")


def _wording(context: Context) -> Points | None:
    words = ", ".join(context.shared)
    value = round(2.5 * min(1.0, context.cosine / FULL_CONTEXT), 2)
    return Points("wording", value, f"({words})") if words else None
