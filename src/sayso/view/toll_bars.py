"""The geometry of the small bars that set the tolls of an incident side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.record import Account, TollRange

WIDTH = 150
"""Width of a bar in its own units; the page scales it."""

_ROOM = 12
"""Kept free on the right for the arrow of "or more", and on the left for a mark at nought."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A toll on the scale of its incident, in units from the left.

    ``start`` and ``end`` are the lowest and highest number told, ``best`` the mark; ``more`` says
    that no upper bound was told. ``band`` is the range over all origins.
    """

    start: float
    end: float
    best: float | None
    more: bool
    band: tuple[float, float] | None


def scale_end(accounts: Iterable[Account], bounds: TollRange | None) -> int:
    """The number at the right end of an incident's scale: the highest that anybody told."""
    numbers = [n for a in accounts for n in (a.low, a.best, a.high) if n is not None]
    if bounds:
        numbers.extend(n for n in (bounds.low, bounds.best, bounds.high) if n is not None)
    return max(numbers, default=0)


def bar(account: Account, end: int, bounds: TollRange | None) -> Bar | None:
    """An account's bar on a scale from 0 to ``end``; None without a number."""
    told = [n for n in (account.low, account.best, account.high) if n is not None]
    if not told:
        return None
    band = None
    if bounds and bounds.low is not None:
        top = bounds.high if bounds.high is not None else end
        band = (_at(bounds.low, end), _at(max(bounds.low, top), end))
    low = 0 if account.low is None else account.low
    return Bar(
        start=_at(min(low, *told), end),
        end=_at(max(told), end),
        best=None if account.best is None else _at(account.best, end),
        more=account.high is None,
        band=band,
    )


def _at(number: int, end: int) -> float:
    """Where a number stands; numbers too large for a float still fit the scale."""
    return round(_ROOM + (WIDTH - 2 * _ROOM) * (number / end if end else 0.0), 1)
