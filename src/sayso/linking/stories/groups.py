"""Reports grouped into stories: by how likely each two are on one.

Every report is in exactly one story, whether any event was read in it or not.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.linking.agglomerate import average_link
from sayso.linking.stories.pairs import story_pairs
from sayso.linking.stories.term_table import TermTable
from sayso.linking.stories.traits import traits_of
from sayso.record import Report

SAME_STORY = 0.3
"""Mean chance at which two groups of reports are one story; held out by incident, the figures are
flat from 0.25 to 0.35."""


def stories(reports: Sequence[Report]) -> list[list[int]]:
    """Group reports into stories.

    Args:
        reports: The reports.

    Returns:
        Groups of indices into ``reports``, ordered by their first.
    """
    every = [traits_of(report) for report in reports]
    pairs = story_pairs(dict(enumerate(every)), TermTable.of(every), lambda _: {})
    scored = ((a, b, chance) for (a, b), chance in pairs.chances.items())
    return average_link([[i] for i in range(len(reports))], scored, SAME_STORY)
