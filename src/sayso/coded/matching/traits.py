"""What of an event is compared, worked out once: days, points on the globe, keys of names."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sayso.coded.event import AREA, CodedEvent, Count, is_own_id
from sayso.coded.parties import Side, keys_of, named
from sayso.gazetteer.keys import GENERIC_AREAS, loose_key, name_key

Point = tuple[float, float, float]
"""A point on the globe in kilometres from its middle: no date line and no poles in the way."""
Bounds = tuple[int, int, int | None]
RADIUS = 6371.0

OPEN = 6
"""Days that an event with one bound only may be away from it: reports come out up to six days after
what they tell of."""
LONGEST = 366
"""Days over which an event may spread and still be looked for: more is a sum, not an event."""
SLACK = {1: 0.0, 2: 25.0, 3: 50.0, 4: 150.0, 5: 300.0, 6: 0.0, 7: 300.0}
"""Kilometres that coordinates may be off, by UCDP where_prec. "2" is within about 25 km of the
place (GED codebook); the others are usual half-widths of such areas. 6, a country, has none: its
coordinates are not looked at."""
MOST_SPOTS = 4
_IN_LIST = {
    **dict.fromkeys(("PSE",), "ISR"),
    **dict.fromkeys(("ESH",), "MAR"),
    **dict.fromkeys(("HKG", "MAC"), "CHN"),
    **dict.fromkeys(("PRI",), "USA"),
    **dict.fromkeys(("GLP", "GUF", "MTQ", "MYT", "NCL", "PYF", "REU"), "FRA"),
}
"""Territories with a code of their own in ISO 3166-1, and the state under which data sets have them
that go by Gleditsch and Ward's list of states, as UCDP does."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared.

    Attributes:
        number: Of the event on its side.
        id: Of the event, with whose columns it has: the same in another version is the same event.
        dated: Whether it has a day, and is not spread over more than a year.
        first: The first day, as an ordinal.
        last: The last day.
        open: Whether a bound was missing, and is supposed.
        points: Its exact places.
        slack: Kilometres by which these may be off.
        wide: Coordinates of a wide area (ADM1, a landscape, the sea); None: there are none.
        wide_slack: Kilometres by which these may be off.
        country: ISO 3166-1 alpha-3, of a territory that some lists do not have that of the state
            under which they have it.
        admin1: Keys of the first-order divisions.
        names: Keys of its places' names.
        sides: Its named parties.
        keys: Their keys.
        families: What it can be called.
        killed: How many: the least, the middle, the most.
        injured: How many, likewise.
        digest: The same for the same event, whichever side it is on.
    """

    number: int
    id: tuple[str, str]
    dated: bool
    first: int
    last: int
    open: bool
    points: tuple[Point, ...]
    slack: float
    wide: Point | None
    wide_slack: float
    country: str | None
    admin1: frozenset[str]
    names: frozenset[str]
    sides: tuple[Side, ...]
    keys: frozenset[str]
    families: frozenset[str]
    killed: Bounds | None
    injured: Bounds | None
    digest: bytes

    @property
    def nowhere(self) -> bool:
        """Whether nothing is told of its place."""
        return not (self.points or self.wide or self.country or self.names or self.admin1)


def traits_of(number: int, event: CodedEvent) -> Traits:
    """The traits of an event."""
    days = days_of(event)
    dated = days is not None and days[1] - days[0] <= LONGEST
    first, last = days or (0, 0)
    exact = [s for s in event.spots if s.is_point][:MOST_SPOTS]
    best = event.spot
    wide, wide_slack = None, 0.0
    if not exact and best and best.lat is not None and best.lon is not None:
        wide_slack = SLACK.get(best.precision or AREA, 0.0)
        wide = on_globe(best.lat, best.lon) if wide_slack else None
    sides = named([side for each in event.sides for side in each])
    names = {name_key(s.name) for s in event.spots if s.name and (s.precision or 1) <= 5}
    return Traits(
        number=number,
        id=("sayso" if is_own_id(event.id) else event.kind, event.id),
        dated=dated,
        first=first,
        last=last,
        open=event.earliest is None or event.latest is None,
        points=tuple(on_globe(s.lat or 0.0, s.lon or 0.0) for s in exact),
        slack=max((SLACK.get(s.precision or 1, 0.0) for s in exact), default=0.0),
        wide=wide,
        wide_slack=wide_slack,
        country=state_of(event.country),
        admin1=frozenset(key for s in event.spots if s.admin1 for key in _area_keys(s.admin1)),
        names=frozenset(names - {""}),
        sides=tuple(sides),
        keys=frozenset(key for side in sides for key in keys_of(side)),
        families=event.families,
        killed=_bounds(event.counts.get("killed")),
        injured=_bounds(event.counts.get("injured")),
        digest=_digest(event),
    )


def state_of(country: str | None) -> str | None:
    """The country that is looked up: one for all lists of states."""
    return _IN_LIST.get(country, country) if country else None


def days_of(event: CodedEvent) -> tuple[int, int] | None:
    """The days that an event can have been on, as ordinals; None where it has none."""
    if event.earliest is None and event.latest is None:
        return None
    first = event.earliest.toordinal() if event.earliest else None
    last = event.latest.toordinal() if event.latest else None
    if first is None and last is not None:
        first = max(1, last - OPEN)
    if last is None and first is not None:
        last = min(first + OPEN, date.max.toordinal())
    first, last = first or 1, last or 1
    return (first, last) if first <= last else (last, first)


def on_globe(lat: float, lon: float) -> Point:
    """A point in degrees as one in kilometres from the middle of the globe."""
    y, x = math.radians(lat), math.radians(lon)
    flat = math.cos(y) * RADIUS
    return (flat * math.cos(x), flat * math.sin(x), math.sin(y) * RADIUS)


def apart(one: Point, other: Point) -> float:
    """Great-circle distance in kilometres."""
    chord = math.dist(one, other)
    return 2 * RADIUS * math.asin(min(1.0, chord / (2 * RADIUS)))


@lru_cache(maxsize=65536)
def area_key(name: str) -> str:
    """The key of an area's name without words for what it is: "Borno state", "Balad district"."""
    words = [w for w in name_key(name).split(" ") if w not in GENERIC_AREAS]
    return " ".join(words) or name_key(name)


def _bounds(count: Count | None) -> Bounds | None:
    middle = count.middle if count else None
    return None if count is None or middle is None else (count.least, middle, count.most)


def _area_keys(name: str) -> set[str]:
    """The key of an area, and one that forgives spellings."""
    key = area_key(name)
    return {key, loose_key(key)} - {""}


def _digest(event: CodedEvent) -> bytes:
    told = (
        event.id,
        event.earliest,
        event.latest,
        *((s.name, s.lat, s.lon) for s in event.spots),
        *((effect, c.low, c.best, c.high) for effect, c in sorted(event.counts.items())),
        event.type,
        event.line,
    )
    return hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=8).digest()
