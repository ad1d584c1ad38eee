"""Why an event joined an incident as bars: what each field adds to the score, or takes from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.record import Join

WIDTH = 240
"""Width of the bars in their own units; the page scales them."""


@dataclass(frozen=True, slots=True)
class PointsBar:
    """One field: its points from ``x`` on, for ``width``; ``less`` says that they were taken."""

    field: str
    words: str
    value: str
    x: float
    width: float
    less: bool


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A join: a bar a field, each beginning where the one before ended.

    ``needed`` is where the score would have been enough, ``zero`` where the bars begin.
    """

    bars: tuple[PointsBar, ...]
    zero: float
    needed: float
    score: str
    enough: str


def scale_of(joins: Sequence[Join]) -> tuple[float, float]:
    """The lowest and highest score on the way of any of these joins, so that all share a scale."""
    ways = [_sums(join) for join in joins if join.points] or [[0.0]]
    needed = max((join.needed for join in joins), default=0.0)
    return min(0.0, *map(min, ways)), max(1.0, needed, *map(max, ways))


def waterfall(join: Join, scale: tuple[float, float]) -> Waterfall:
    """The bars of a join on a scale of scores."""
    low, high = scale

    def at(score: float) -> float:
        return round(1 + (WIDTH - 2) * (score - low) / (high - low), 1)

    sums = _sums(join)
    bars = tuple(
        PointsBar(
            field=points.field,
            words=points.words,
            value=f"{points.value:+.1f}".replace("-", "−"),
            x=at(min(before, after)),
            width=round(max(at(max(before, after)) - at(min(before, after)), 0.8), 1),
            less=points.value < 0,
        )
        for points, before, after in zip(join.points, sums, sums[1:], strict=False)
    )
    return Waterfall(bars, at(0.0), at(join.needed), f"{join.score:.1f}", f"{join.needed:.1f}")


def _sums(join: Join) -> list[float]:
    sums = [0.0]
    for points in join.points:
        sums.append(sums[-1] + points.value)
    return sums
