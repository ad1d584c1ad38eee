"""What a group of events of one report tells: its places, days and numbers, compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.linking.moments import Days, days_of, gap
from sayso.linking.parts import Parts
from sayso.linking.same_values import Figures
from sayso.record import Event, Place


def places_of(events: Sequence[Event], parts: Parts) -> list[Place]:
    """The places that events give."""
    return [parts.places[p] for e in events for p in e.places if p in parts.places]


def tolls_of(events: Sequence[Event]) -> dict[str, list[Figures]]:
    """The numbers that events give, by effect."""
    out: dict[str, list[Figures]] = defaultdict(list)
    for toll in (t for e in events for t in e.tolls):
        out[toll.effect].append((toll.low, toll.best, toll.high))
    return out


def same_days(a: Sequence[Event], b: Sequence[Event], parts: Parts) -> bool:
    """Whether the days of two groups can be one; they can when one gives none."""
    here, there = _days(a, parts), _days(b, parts)
    return not (here and there) or any(gap(x, y) == 0 for x in here for y in there)


def _days(events: Sequence[Event], parts: Parts) -> list[Days]:
    times = [parts.times[e.time] for e in events if e.time in parts.times]
    return [days for time in times if (days := days_of(time))]
