"""Which events of two sides are compared at all: those of near days in near places.

Exact places lie in cubes of a grid through the globe, so that the date line and the poles are
nothing special; what is only known to be in an area or a country is looked up by country. All pairs
that can match are found, and a few that cannot.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from sayso.coded.matching.points import Reach, can_match
from sayso.coded.matching.traits import SLACK, Point, Traits

Cube = tuple[int, int, int]
_ByDay = dict[int, list[Traits]]
_AROUND = tuple(product((-1, 0, 1), repeat=3))
_EXACT = SLACK[3]
"""Most kilometres by which an exact place may be off."""


class Blocks:
    """The events of one side, to be looked up by day and place.

    Args:
        events: The events.
        reach: How far apart two events may be.
    """

    def __init__(self, events: Iterable[Traits], reach: Reach) -> None:
        self._reach = reach
        self._size = reach.km + 2 * _EXACT + 1.0
        self._cubes: dict[Cube, _ByDay] = defaultdict(lambda: defaultdict(list))
        self._vague: dict[str, _ByDay] = defaultdict(lambda: defaultdict(list))
        """Without exact places, by what they are looked up by."""
        self._exact: dict[str, _ByDay] = defaultdict(lambda: defaultdict(list))
        """With exact places, likewise: for a vague one on the other side."""
        self._ids: dict[tuple[str, str], list[Traits]] = defaultdict(list)
        for event in events:
            self._ids[event.id].append(event)
            if not event.dated:
                continue
            days = range(event.first, event.last + 1)
            for cube in self._cubes_of(event.points):
                for day in days:
                    self._cubes[cube][day].append(event)
            blocks = self._exact if event.points else self._vague
            for key in _keys(event):
                for day in days:
                    blocks[key][day].append(event)

    def near(self, event: Traits) -> Iterator[Traits]:
        """The events that can match one of the other side, each once."""
        seen: set[int] = set()
        for other in self._ids.get(event.id, ()):
            seen.add(other.number)
            yield other
        for other in self._found(event) if event.dated else ():
            if other.number not in seen:
                seen.add(other.number)
                if can_match(event, other, self._reach):
                    yield other

    def _found(self, event: Traits) -> Iterator[Traits]:
        first, last = event.first - self._reach.days, event.last + self._reach.days
        tables: list[_ByDay] = []
        if event.points:
            around = {
                (x + dx, y + dy, z + dz)
                for x, y, z in self._cubes_of(event.points)
                for dx, dy, dz in _AROUND
            }
            tables += [self._cubes[cube] for cube in sorted(around) if cube in self._cubes]
        vague = [self._vague] if event.points else [self._vague, self._exact]
        tables += [blocks[key] for blocks in vague for key in _keys(event) if key in blocks]
        for table in tables:
            for day in range(first, last + 1):
                yield from table.get(day, ())

    def _cubes_of(self, points: Sequence[Point]) -> set[Cube]:
        return {
            (
                math.floor(x / self._size),
                math.floor(y / self._size),
                math.floor(z / self._size),
            )
            for x, y, z in points
        }


def _keys(event: Traits) -> list[str]:
    """What an event is looked up by, where a side has no exact place."""
    keys = [f"name {name}" for name in sorted(event.names)]
    if event.country:
        keys.append(f"country {event.country}")
    return keys or ([] if event.points or event.wide else ["nowhere"])
