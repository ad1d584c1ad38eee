"""Which reports are on one story, by their wording and the days on which they came out.

Every report is in exactly one story, whether any event was read in it or not.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.linking.agglomerate import average_link
from sayso.linking.moments import day
from sayso.linking.wording import Profile, Vector, Wording, near_pairs, profile
from sayso.record import Report

WORTH_SCORING = 0.06
"""Cosines below this are not kept; they count as 0."""
SAME_STORY = 0.16
"""Mean likeness at which two groups of reports are one story; tuned on reports of shootings."""
ENOUGH_PAGES, MONTHS = 4, 60
"""Pages of an outlet, and days from its first to its last, that show what its site looks like."""
ON_MOST = 0.75
"""Share of an outlet's pages above which a term is its furniture."""
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
    profiles = [profile(report.text) for report in reports]
    wording = Wording(profiles, furniture(reports, profiles))
    days = [day(report.published) for report in reports]
    pairs = {
        (near.a, near.b): near.cosine * fade(days[near.a], days[near.b])
        for near in near_pairs(wording.vectors, at_least=WORTH_SCORING)
    }
    return Likeness(vectors=wording.vectors, wording=wording, pairs=pairs)


def furniture(reports: Sequence[Report], profiles: Sequence[Profile]) -> list[frozenset[str]]:
    """The terms that most pages of an outlet carry over months: its menus, its own town.

    An outlet whose reports are all of some weeks has none, for they may all be on one incident.
    """
    pages: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(reports):
        if report.outlet:
            pages[report.outlet.casefold()].append(i)
    out = [frozenset[str]()] * len(reports)
    for held in pages.values():
        days = [found for i in held if (found := day(reports[i].published))]
        if len(held) < ENOUGH_PAGES or not days or max(days) - min(days) < MONTHS:
            continue
        count = Counter(term for i in held for term in profiles[i])
        common = frozenset(t for t, n in count.items() if n > ON_MOST * len(held))
        for i in held:
            out[i] = common
    return out


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
