"""Which reports are on one story, by their wording and the days on which they came out.

Every report is in exactly one story, whether any event was read in it or not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.linking.agglomerate import average_link
from sayso.linking.moments import day
from sayso.linking.wording import Vector, Wording, near_pairs, profile
from sayso.record import Report

WORTH_SCORING = 0.06
"""Cosines below this are not kept; they count as 0."""
SAME_STORY = 0.16
"""Mean likeness at which two groups of reports are one story; tuned on reports of shootings."""
LASTING, FADING_DAYS = 0.5, 10.0
"""Half of the likeness fades with the days between reports; half lasts, for trials and jubilees."""


@dataclass(frozen=True)
class Likeness:
    """The wording of each report, and how alike the near ones are, faded by time."""

    vectors: tuple[Vector, ...]
    wording: Wording
    pairs: dict[tuple[int, int], float]
    """Indices of two reports, the lower first, to their likeness."""

    def of(self, a: int, b: int) -> float:
        """The likeness of two reports, 0 to 1."""
        return 1.0 if a == b else self.pairs.get((a, b) if a < b else (b, a), 0.0)


def likeness(reports: Sequence[Report]) -> Likeness:
    """Compare the wording of all reports; near linear in their number."""
    wording = Wording([profile(report.text) for report in reports])
    days = [day(report.published) for report in reports]
    pairs = {
        (near.a, near.b): near.cosine * fade(days[near.a], days[near.b])
        for near in near_pairs(wording.vectors, at_least=WORTH_SCORING)
    }
    return Likeness(vectors=wording.vectors, wording=wording, pairs=pairs)


def fade(a: int | None, b: int | None) -> float:
    """What is left of a likeness over the days between two reports; all of it when unknown."""
    if a is None or b is None:
        return 1.0
    return LASTING + (1 - LASTING) * math.exp(-abs(a - b) / FADING_DAYS)


def stories(reports: Sequence[Report], alike: Likeness | None = None) -> list[list[int]]:
    """Group reports into stories.

    Args:
        reports: The reports.
        alike: Their likeness, where it is already known.

    Returns:
        Groups of indices into ``reports``, ordered by their first.
    """
    alike = alike or likeness(reports)
    scored = ((a, b, value) for (a, b), value in alike.pairs.items())
    return average_link([[i] for i in range(len(reports))], scored, SAME_STORY)
