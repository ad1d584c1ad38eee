"""Which event of one side is which of the other: pairs, what else fits them, and near misses.

Each event has one partner at most, so that the sum of points of all pairs is the greatest
(``assignment``). Where one side counts as one event what the other tells of as several, as UCDP
does where a source sums up several days, the others are listed as ``also``. Matching is symmetric:
with the sides swapped, the pairs are the same.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sayso.coded.event import CodedEvent
from sayso.coded.matching.assignment import Edge, assigned
from sayso.coded.matching.blocks import Blocks
from sayso.coded.matching.points import NEEDED, Reach, explained, scores
from sayso.coded.matching.traits import Traits, traits_of
from sayso.record import Points

KEPT = 30
"""Best candidates that are kept for an event; a pair stays when either keeps it."""
_SCALE = 1000
"""Points are compared to the third decimal."""
_FARTHER = 4
"""How many times as far off is looked for what is shown beside an event that has no candidate."""
_SHIFT = 84
"""Bits by which pairs of equal points are told apart, always alike: 64, and 20 more so that their
sum over a million pairs is less than a point's thousandth."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events that are one.

    Attributes:
        ours: Number of the event on the first side.
        theirs: Number of the event on the second side.
        score: The sum of the points.
        points: The points, field by field.
        also: Whether one of the two has a better partner, so that it is one event that the other
            side tells of as several.
    """

    ours: int
    theirs: int
    score: float
    points: tuple[Points, ...]
    also: bool = False


@dataclass(frozen=True, slots=True)
class Miss:
    """An event without partner, and what comes nearest.

    Attributes:
        number: Of the event on its side.
        why: Why it has no partner.
        nearest: Number of the best candidate on the other side, or where there is none, of what
            comes next outside the reach; None: nothing does.
        score: The points of a candidate.
        points: Field by field.
    """

    number: int
    why: str
    nearest: int | None = None
    score: float | None = None
    points: tuple[Points, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """The outcome.

    Attributes:
        pairs: One to one, in the order of the first side; then those that are ``also``.
        only_ours: Events of the first side without partner.
        only_theirs: Of the second.
    """

    pairs: tuple[Pair, ...]
    only_ours: tuple[Miss, ...]
    only_theirs: tuple[Miss, ...]


@dataclass(slots=True)
class _Candidates:
    """Scored pairs, of which each event keeps its best."""

    best: dict[int, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))

    def wants(self, event: int, points: int) -> bool:
        """Whether a pair of so many points can be among the best of an event."""
        kept = self.best[event]
        return len(kept) < KEPT or points >= kept[0][0] >> _SHIFT

    def add(self, event: int, weight: int, other: int) -> None:
        kept = self.best[event]
        if len(kept) < KEPT:
            heapq.heappush(kept, (weight, event, other))
        elif weight > kept[0][0]:
            heapq.heapreplace(kept, (weight, event, other))


def match(
    ours: Sequence[CodedEvent],
    theirs: Sequence[CodedEvent],
    reach: Reach | None = None,
    *,
    needed: float = NEEDED,
    progress: Callable[[int, int], object] | None = None,
) -> Matched:
    """Match the events of two sides.

    Args:
        ours: One side.
        theirs: The other.
        reach: How far apart in days and kilometres two events may be.
        needed: How many points are enough.
        progress: Called now and then: how many of ours are looked up, of how many.
    """
    reach = reach or Reach()
    left = [traits_of(n, e) for n, e in enumerate(ours)]
    right = [traits_of(n, e) for n, e in enumerate(theirs)]
    blocks = Blocks(right, reach)
    of_ours, of_theirs = _Candidates(), _Candidates()
    for done, event in enumerate(left):
        if progress and done % 500 == 0:
            progress(done, len(left))
        for other in blocks.near(event):
            points = round(sum(scores(event, other, reach)) * _SCALE)
            if not (of_ours.wants(done, points) or of_theirs.wants(other.number, points)):
                continue
            weight = _weight(event, other, points)
            of_ours.add(event.number, weight, other.number)
            of_theirs.add(other.number, weight, event.number)
    if progress:
        progress(len(left), len(left))
    return _Outcome(left, right, of_ours, of_theirs, reach, needed).matched()


def _weight(one: Traits, other: Traits, points: int) -> int:
    """Points as a whole number, with a part that tells pairs of equal points apart.

    That part is made of both events alike, whichever side each is on.
    """
    both = b"".join(sorted((one.digest, other.digest)))
    tie = int.from_bytes(hashlib.blake2b(both, digest_size=8).digest(), "big")
    return (points << _SHIFT) + tie


def _points(weight: int) -> float:
    return (weight >> _SHIFT) / _SCALE


class _Outcome:
    """Pairs and misses of scored candidates."""

    def __init__(
        self,
        left: Sequence[Traits],
        right: Sequence[Traits],
        of_ours: _Candidates,
        of_theirs: _Candidates,
        reach: Reach,
        needed: float,
    ) -> None:
        self._left, self._right = left, right
        self._ours, self._theirs = of_ours, of_theirs
        self._reach, self._needed = reach, needed
        self._far = Reach(max(1, reach.days) * _FARTHER, max(1.0, reach.km) * _FARTHER)

    def matched(self) -> Matched:
        edges = self._edges()
        partner = assigned(edges)
        weights = {(a, b): w for a, b, w in edges}
        pairs = [self._pair(a, b, weights[a, b]) for a, b in sorted(partner.items())]
        taken = set(partner.values())
        also = self._also(partner, taken)
        grouped = {pair.ours for pair in also} | set(partner)
        grouped_right = {pair.theirs for pair in also} | taken
        return Matched(
            pairs=(*pairs, *also),
            only_ours=tuple(self._misses(self._ours, grouped, mine=True)),
            only_theirs=tuple(self._misses(self._theirs, grouped_right, mine=False)),
        )

    def _edges(self) -> list[Edge]:
        found = {(a, b): w for kept in self._ours.best.values() for w, a, b in kept}
        found |= {(a, b): w for kept in self._theirs.best.values() for w, b, a in kept}
        return sorted((a, b, w) for (a, b), w in found.items() if _points(w) >= self._needed)

    def _also(self, partner: dict[int, int], taken: set[int]) -> list[Pair]:
        """The best partner of each that is left, though it has a better one."""
        found: set[tuple[int, int, int]] = set()
        for kept in self._ours.best.values():
            weight, a, b = max(kept)
            if a not in partner and b in taken and _points(weight) >= self._needed:
                found.add((a, b, weight))
        for kept in self._theirs.best.values():
            weight, b, a = max(kept)
            if b not in taken and a in partner and _points(weight) >= self._needed:
                found.add((a, b, weight))
        return [self._pair(a, b, weight, also=True) for a, b, weight in sorted(found)]

    def _pair(self, a: int, b: int, weight: int, *, also: bool = False) -> Pair:
        return Pair(a, b, round(_points(weight), 2), self._explained(a, b), also)

    def _explained(self, a: int, b: int) -> tuple[Points, ...]:
        return explained(self._left[a], self._right[b], self._reach)

    def _misses(self, candidates: _Candidates, grouped: set[int], *, mine: bool) -> Iterable[Miss]:
        events, others = (self._left, self._right) if mine else (self._right, self._left)
        misses = [event for event in events if event.number not in grouped]
        alone = [e for e in misses if e.dated and not candidates.best.get(e.number)]
        farther = Blocks(others, self._far) if alone else None
        for event in misses:
            number = event.number
            kept = candidates.best.get(number)
            if not kept and not event.dated:
                yield Miss(number, "it has no day, or is spread over more than a year")
            elif not kept and event.nowhere:
                yield Miss(number, "nothing is told of its place")
            elif not kept and farther:
                yield self._next(event, farther)
            elif kept:
                weight, _, other = max(kept)
                pair = (number, other) if mine else (other, number)
                points = self._explained(*pair)
                score = round(_points(weight), 2)
                yield Miss(number, self._why(score, points), other, score, points)

    def _next(self, event: Traits, farther: Blocks) -> Miss:
        """What comes next to an event of which nothing is in reach."""
        why = f"nothing within {_within(self._reach)}"
        best = max(
            farther.near(event),
            key=lambda other: (sum(scores(event, other, self._far)), other.digest),
            default=None,
        )
        if best is None:
            return Miss(event.number, why)
        found = explained(event, best, self._far)
        words = ", ".join(p.words for p in found if p.field in ("date", "place"))
        return Miss(event.number, f"{why}; the next: {words}", best.number)

    def _why(self, score: float, points: Sequence[Points]) -> str:
        """What speaks most against the nearest."""
        if score >= self._needed:
            return "the nearest has a better partner"
        against = sorted((p for p in points if p.value <= 0.5), key=lambda p: (p.value, p.field))
        short = f"{score:g} points, {self._needed:g} needed"
        words = "; ".join(f"{p.field}: {p.words}" for p in against[:2])
        return f"{short}; {words}" if words else short


def _within(reach: Reach) -> str:
    days = f"{reach.days} day{'s' if reach.days != 1 else ''}"
    return f"{days} and {reach.km:g} km"
