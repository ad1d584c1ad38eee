"""What two events that are one say differently, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sayso.coded.event import AREA, CodedEvent, Count, Figure
from sayso.coded.matching.traits import SLACK, apart, area_key, days_of, on_globe, state_of
from sayso.coded.parties import Side, named, same
from sayso.gazetteer.keys import loose_key, name_key

Relation = Literal["same", "compatible", "different", "only_ours", "only_theirs"]
"""Both say the same; both can be true, as one is vaguer than the other; both cannot be true; only
one side says anything."""

FIELDS = (
    *("date", "place", "country", "admin1", "parties", "type"),
    *("killed", "killed civilians", "injured"),
)
"""Fields that are compared, in the order in which they are shown."""

_NEAR_KM = 5.0
_STEM = 4
"""Letters beyond which a name that begins another is the same: Kharkiv, Kharkivska."""
_STEP_KM = 25.0
"""Kilometres to which coordinates of exact places may differ: a town's middle and its edge."""
_PARTS = {"killed civilians": "civilians"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a pair.

    Attributes:
        field: One of ``FIELDS``.
        relation: How the two stand to one another.
        ours: What the first side says, in words.
        theirs: What the second says.
        words: How they differ, or whose figure it is.
        origins: Of ours: the origins that give the other side's figure.
    """

    field: str
    relation: Relation
    ours: str
    theirs: str
    words: str = ""
    origins: tuple[str, ...] = ()


def differences(ours: CodedEvent, theirs: CodedEvent) -> tuple[Difference, ...]:
    """How two events differ; fields that neither tells are left out."""
    return tuple(d for field in FIELDS if (d := _COMPARE[field](ours, theirs)) is not None)


def day_words(event: CodedEvent) -> str:
    """When it was: a day, a stretch of days, or ``by 2020-03-01``."""
    first, last = event.earliest, event.latest
    if first and last:
        low, high = min(first, last), max(first, last)
        return f"{low}" if low == high else f"{low} to {high}"
    if last:
        return f"by {last}"
    return f"from {first} on" if first else ""


def count_words(count: Count | None) -> str:
    """A figure in words: ``12``, ``10–14, best 12``, ``10 or more``."""
    if count is None or count.middle is None:
        return ""
    low, best, high = count.low, count.best, count.high
    if low is not None and low == high:
        return str(low)
    if low is not None and high is not None:
        return f"{low}–{high}" + (f", best {best}" if best not in (None, low, high) else "")
    if low is not None:
        return f"{low} or more" if best in (None, low) else f"{best}, at least {low}"
    if high is not None:
        return f"up to {high}" if best in (None, high) else f"{best}, at most {high}"
    return str(best)


def party_words(event: CodedEvent) -> str:
    """Both sides: ``Government of X – Group Y``."""
    sides = (", ".join(dict.fromkeys(side.name for side in each)) for each in event.sides)
    return " – ".join(side for side in sides if side)


def _date(ours: CodedEvent, theirs: CodedEvent) -> Difference | None:
    mine, other = day_words(ours), day_words(theirs)
    if not (mine and other):
        return _one_sided("date", mine, other)
    a, b = days_of(ours), days_of(theirs)
    if a is None or b is None:
        return None
    away = max(0, a[0] - b[1], b[0] - a[1])
    if away:
        days = f"{away} day{'s' if away > 1 else ''} apart"
        return Difference("date", "different", mine, other, days)
    if mine == other:
        return Difference("date", "same", mine, other)
    both = [date.fromordinal(day).isoformat() for day in (max(a[0], b[0]), min(a[1], b[1]))]
    return Difference(
        "date", "compatible", mine, other, f"both allow {' to '.join(dict.fromkeys(both))}"
    )


def _place(ours: CodedEvent, theirs: CodedEvent) -> Difference | None:
    mine, other = _place_words(ours), _place_words(theirs)
    if not (mine and other):
        return _one_sided("place", mine, other)
    a, b = ours.spot, theirs.spot
    if a is None or b is None:
        return None
    names = [{name_key(s.name) for s in e.spots if s.name} for e in (ours, theirs)]
    is_named = bool(names[0] & names[1])
    vague = max(a.precision or 1, b.precision or 1)
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        if is_named:
            return Difference("place", "same", mine, other, "the same name")
        wide = vague >= AREA
        words = "one is vaguer" if wide else "names differ, coordinates are not told of both"
        return Difference("place", "compatible" if wide else "different", mine, other, words)
    away = _kilometres(ours, theirs) or 0.0
    far = "under 1 km apart" if away < 1 else f"{away:.0f} km apart"
    slack = SLACK.get(a.precision or 1, 0.0) + SLACK.get(b.precision or 1, 0.0)
    if away <= _NEAR_KM and (a.precision or 1) == (b.precision or 1):
        return Difference("place", "same", mine, other, far)
    if is_named and away <= _STEP_KM and vague < AREA:
        return Difference("place", "same", mine, other, far)
    fits = away <= _STEP_KM + slack or vague >= 6
    return Difference("place", "compatible" if fits else "different", mine, other, far)


def _kilometres(ours: CodedEvent, theirs: CodedEvent) -> float | None:
    """How far apart the nearest two places are."""
    a, b = (
        [on_globe(s.lat, s.lon) for s in e.spots if s.lat is not None and s.lon is not None]
        for e in (ours, theirs)
    )
    return min((apart(x, y) for x in a for y in b), default=None)


def _country(ours: CodedEvent, theirs: CodedEvent) -> Difference | None:
    found = _codes("country", ours.country or "", theirs.country or "", str)
    if found is None or found.relation != "different":
        return found
    if state_of(found.ours) != state_of(found.theirs):
        return found
    return replace(found, relation="compatible", words="not in every list of states")


def _admin1(ours: CodedEvent, theirs: CodedEvent) -> Difference | None:
    found = _codes("admin1", ours.admin1 or "", theirs.admin1 or "", area_key)
    if found is None or found.relation != "different":
        return found
    a, b = area_key(found.ours), area_key(found.theirs)
    short, long = sorted((a, b), key=len)
    if loose_key(a) == loose_key(b) or (len(short) > _STEM and long.startswith(short)):
        return replace(found, relation="same", words="spelt otherwise")
    away = _kilometres(ours, theirs)
    if away is not None and away <= _STEP_KM:
        words = "other names, though the places are near: spellings, or a border between them"
        return replace(found, relation="compatible", words=words)
    return found


def _codes(field: str, mine: str, other: str, key: Callable[[str], str]) -> Difference | None:
    if not (mine and other):
        return _one_sided(field, mine, other)
    return Difference(field, "same" if key(mine) == key(other) else "different", mine, other)


def _parties(ours: CodedEvent, theirs: CodedEvent) -> Difference | None:
    mine, other = party_words(ours), party_words(theirs)
    if not (mine and other):
        return _one_sided("parties", mine, other)
    if mine == other:
        return Difference("parties", "same", mine, other)
    a, b = _named(ours), _named(theirs)
    if not a or not b:
        return Difference("parties", "compatible", mine, other, "one side names nobody")
    alone = [x.name for x in a if not any(same(x, y) for y in b)]
    missing = [y.name for y in b if not any(same(x, y) for x in a)]
    if not alone and not missing:
        return Difference("parties", "same", mine, other, "under other names")
    shared = len(a) - len(alone)
    words = [
        *([f"only ours: {', '.join(alone)}"] if alone else []),
        *([f"only theirs: {', '.join(missing)}"] if missing else []),
    ]
    fits: Relation = "compatible" if shared else "different"
    return Difference("parties", fits, mine, other, "; ".join(words))


def _named(event: CodedEvent) -> list[Side]:
    return named(side for each in event.sides for side in each)


def _type(ours: CodedEvent, theirs: CodedEvent) -> Difference | None:
    mine, other = ours.type, theirs.type
    if not (mine and other):
        return _one_sided("type", mine, other)
    if mine.casefold() == other.casefold():
        return Difference("type", "same", mine, other)
    if not ours.families or not theirs.families:
        return Difference("type", "compatible", mine, other, "no table leads from one to the other")
    fits = bool(ours.families & theirs.families)
    return Difference("type", "compatible" if fits else "different", mine, other)


def _count(field: str) -> Callable[[CodedEvent, CodedEvent], Difference | None]:
    def compare(ours: CodedEvent, theirs: CodedEvent) -> Difference | None:
        a, b = _figure(ours, field), _figure(theirs, field)
        mine, other = count_words(a), count_words(b)
        if a is None or b is None or not (mine and other):
            if {mine, other} == {"", "0"}:
                # where no source tells of any, some write 0 and others nothing
                return Difference(field, "compatible", mine, other)
            return _one_sided(field, mine, other)
        relation = relation_of(a, b)
        if relation == "same":
            return Difference(field, relation, mine, other)
        told = figure_of(ours.figures, field, b)
        back = figure_of(theirs.figures, field, a)
        words = "; ".join(p for p in (whose("their", told), whose("our", back)) if p)
        if not words and ours.figures and field in ("killed", "injured"):
            words = f"no origin of ours gives {other}"
        origins = dict.fromkeys(f.origin for _, _, found in told for f in found)
        return Difference(field, relation, mine, other, words, tuple(origins))

    return compare


def _figure(event: CodedEvent, field: str) -> Count | None:
    if field in _PARTS:
        return event.parts.get(_PARTS[field])
    return event.counts.get(field)


def relation_of(one: Count, other: Count) -> Relation:
    """How two figures stand to one another: equal, with ranges that overlap, or apart."""
    if (one.least, one.middle, one.most) == (other.least, other.middle, other.most):
        return "same"
    low, highs = max(one.least, other.least), [c.most for c in (one, other) if c.most is not None]
    return "compatible" if not highs or low <= min(highs) else "different"


Told = list[tuple[str, int, list[Figure]]]
"""Bounds of a figure, each with the figures of origins that are it."""


def figure_of(figures: tuple[Figure, ...], field: str, count: Count) -> Told:
    """Whose the best, the lowest and the highest of a count are, where origins give them."""
    out: Told = []
    seen: set[int] = set()
    for name, value in (("best", count.best), ("low", count.low), ("high", count.high)):
        if value is None or value in seen:
            continue
        seen.add(value)
        found = [f for f in figures if f.effect == field and f.count.middle == value]
        if found:
            out.append((name, value, list({f.origin: f for f in reversed(found)}.values())[::-1]))
    return out


def whose(who: str, told: Told) -> str:
    """Whose figures they are: ``their best, 12, is the figure of the police``."""
    parts = []
    for name, value, found in told:
        names = ", ".join(f.origin + (f" ({f.state})" if f.state else "") for f in found)
        parts.append(f"{who} {name}, {value}, is the figure of {names}")
    return "; ".join(parts)


def _one_sided(field: str, mine: str, other: str) -> Difference | None:
    if mine:
        return Difference(field, "only_ours", mine, other)
    return Difference(field, "only_theirs", mine, other) if other else None


def _place_words(event: CodedEvent) -> str:
    spot = event.spot
    if spot is None:
        return ""
    if spot.name:
        return spot.name
    if spot.lat is not None and spot.lon is not None:
        return f"{spot.lat:.4f}, {spot.lon:.4f}"
    return spot.admin1 or spot.country or ""


def _fields() -> Iterator[tuple[str, Callable[[CodedEvent, CodedEvent], Difference | None]]]:
    yield from (("date", _date), ("place", _place), ("country", _country), ("admin1", _admin1))
    yield from (("parties", _parties), ("type", _type))
    yield from ((field, _count(field)) for field in ("killed", "killed civilians", "injured"))


_COMPARE = dict(_fields())
