"""From what each origin says to one range: the named rules.

- ``ucdp``: low is the lowest figure of any origin, high the highest, best the one that most
  origins give, the most recent of equals (UCDP GED codebook, "best", "low" and "high" estimate:
  most reliable, lowest and highest reliable numbers).
- ``acled``: one figure, the most conservative (ACLED codebook, "fatalities": the lowest where
  reports differ or are vague).
- ``minmax``: the range alone (Iraq Body Count, "minimum" and "maximum").
- ``median_of_origins``: best is the median of the origins' figures, the lower of two middle ones.

Figures that were superseded by their own origin, or that are told only to deny them, do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.record import TollRange, TollRule


@dataclass(frozen=True, slots=True)
class Figure:
    """What one origin says, at its latest. ``told`` sorts by time."""

    low: int | None
    best: int | None
    high: int | None
    told: str

    @property
    def least(self) -> int:
        """The lowest number of people that the origin allows."""
        return next((v for v in (self.low, self.best) if v is not None), 0)

    @property
    def middle(self) -> int:
        """The number to use where one is needed: the best, else the low, else the high."""
        return next((v for v in (self.best, self.low, self.high) if v is not None), 0)

    @property
    def most(self) -> int:
        """The highest number that the origin names; "at least 10" names none above 10."""
        return max(v for v in (self.low, self.best, self.high, 0) if v is not None)


def toll_range(figures: Sequence[Figure], rule: TollRule) -> TollRange | None:
    """Combine the figures of independent origins.

    Args:
        figures: One for each origin, in any order.
        rule: The name of the rule.

    Returns:
        None when there are no figures.
    """
    if not figures:
        return None
    low = min(f.least for f in figures)
    high = max(f.most for f in figures)
    if rule == "acled":
        low = min(f.middle if f.low is None else f.least for f in figures)
        return TollRange(low=low, best=low, high=low, rule=rule)
    if rule == "minmax":
        return TollRange(low=low, best=None, high=high, rule=rule)
    if rule == "median_of_origins":
        middle = sorted(f.middle for f in figures)
        return TollRange(low=low, best=middle[(len(middle) - 1) // 2], high=high, rule=rule)
    cited = Counter(f.middle for f in figures)
    latest = {f.middle: f.told for f in sorted(figures, key=lambda f: f.told)}
    best = max(cited, key=lambda v: (cited[v], latest[v], -v))
    return TollRange(low=low, best=best, high=high, rule=rule)
