"""Which reports may be on one story: candidates from their terms, chances from the model."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.linking.stories.fields import Compared, Rarity, compared, matrix
from sayso.linking.stories.model import story_model
from sayso.linking.stories.near import near_pairs
from sayso.linking.stories.term_table import TermTable
from sayso.linking.stories.traits import Traits

WORTH_KEEPING = 0.02
"""Chance below which two reports are taken to be on two stories."""
TOGETHER = 20_000
"""Pairs measured at a time."""

Chances = dict[tuple[int, int], float]
"""Numbers of two reports, the lower first, to the chance that they are on one story."""


@dataclass(frozen=True)
class StoryPairs:
    """The chances of pairs, and how rare each term is in the collection."""

    chances: Chances
    rarity: Rarity


def story_pairs(
    new: Mapping[int, Traits],
    table: TermTable,
    load: Callable[[Collection[int]], Mapping[int, Traits]],
    reports: int | None = None,
) -> StoryPairs:
    """Compare new reports with all that are like them.

    Args:
        new: Traits by number, the last rows of the table.
        table: The terms of all reports, the new ones last.
        load: Gives the traits of earlier reports by their numbers.
        reports: How many there are, where the table has places of some that are gone.
    """
    held = table.held()
    reports = len(table) if reports is None else reports
    rarity = Rarity(held, reports)
    first = len(table) - len(new)
    pairs = near_pairs(table, first, held, reports)
    earlier = load(sorted({a for a, _ in pairs if a < first}))
    known = {n: compared(traits, rarity) for n, traits in [*earlier.items(), *new.items()]}
    return StoryPairs(chances_of(pairs, known), rarity)


def chances_of(pairs: Sequence[tuple[int, int]], known: Mapping[int, Compared]) -> Chances:
    """The chances of pairs, those alone that may well be on one story.

    Args:
        pairs: Numbers of two reports, those with one second report together.
        known: The reports as they are compared.
    """
    chances: Chances = {}
    for begin in range(0, len(pairs), TOGETHER):
        some = pairs[begin : begin + TOGETHER]
        found = story_model().chance(matrix([(known[a], known[b]) for a, b in some]))
        likely = np.flatnonzero(found >= WORTH_KEEPING).tolist()
        chances.update((some[k], float(found[k])) for k in likely)
    return chances
