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
from datetime import UTC, datetime

from sayso.linking.moments import moment
from sayso.record import OriginFigure, TollRange, TollRule

_UNDATED = datetime.min.replace(tzinfo=UTC)


def least(figure: OriginFigure) -> int:
    """The lowest number of people that an origin allows."""
    return next((v for v in (figure.low, figure.best) if v is not None), 0)


def middle(figure: OriginFigure) -> int:
    """The number to use where one is needed: the best, else the low, else the high."""
    return next((v for v in (figure.best, figure.low, figure.high) if v is not None), 0)


def most(figure: OriginFigure) -> int:
    """The highest number that an origin names; "at least 10" names none above 10."""
    return max(v for v in (figure.low, figure.best, figure.high, 0) if v is not None)


def toll_range(figures: Sequence[OriginFigure], rule: TollRule) -> TollRange | None:
    """Combine the figures of independent origins.

    Args:
        figures: One for each origin, in any order; ``TollRange.origins`` holds those of a range,
            so that it can be made again by another rule.
        rule: The name of the rule.

    Returns:
        The range, with the figures that it was made of; None when there are none.
    """
    if not figures:
        return None
    told = tuple(figures)
    low, high = min(map(least, told)), max(map(most, told))
    if rule == "acled":
        low = min(middle(f) if f.low is None else least(f) for f in told)
        return TollRange(low=low, best=low, high=low, rule=rule, origins=told)
    if rule == "minmax":
        return TollRange(low=low, best=None, high=high, rule=rule, origins=told)
    if rule == "median_of_origins":
        ranked = sorted(map(middle, told))
        best = ranked[(len(ranked) - 1) // 2]
        return TollRange(low=low, best=best, high=high, rule=rule, origins=told)
    cited = Counter(map(middle, told))
    latest: dict[int, datetime] = {}
    for f in told:
        here = middle(f)
        latest[here] = max(latest.get(here, _UNDATED), moment(f.told) or _UNDATED)
    best = max(cited, key=lambda v: (cited[v], latest[v], -v))
    return TollRange(low=low, best=best, high=high, rule=rule, origins=told)


def follows(bounds: TollRange) -> bool:
    """Whether a range is what its rule makes of its figures; a person's own is not.

    Args:
        bounds: A range, with the figures of its origins.
    """
    made = toll_range(bounds.origins, bounds.rule)
    figures = (bounds.low, bounds.best, bounds.high)
    return made is not None and (made.low, made.best, made.high) == figures
