"""The figure that each origin gives of one number, at its latest."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.linking.accounts.tellings import UNDATED, Told, centre
from sayso.linking.same_values import Figures
from sayso.record import OriginFigure


def figures_of(told: Iterable[tuple[Told, Figures]]) -> list[OriginFigure]:
    """The figure of each origin at its latest, in the order of telling.

    Args:
        told: Who tells it, and what. Of several figures in one report the greatest counts.
    """
    latest: dict[str, tuple[Told, Figures]] = {}
    for t, figures in told:
        known = latest.get(t.origin)
        if known is None or (t.when, centre(figures) or 0) >= (
            known[0].when,
            centre(known[1]) or 0,
        ):
            latest[t.origin] = t, figures
    out = []
    for origin, (t, figures) in sorted(latest.items(), key=lambda row: (row[1][0].when, row[0])):
        low, best, high = figures
        if figures != (None, None, None):
            told_at = None if t.when == UNDATED else t.first.published
            out.append(OriginFigure(origin=origin, low=low, best=best, high=high, told=told_at))
    return out
