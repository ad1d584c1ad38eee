"""Which reports may be on one story: candidates from their terms, chances from the model."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sayso.linking.stories.fields import Compared, Rarity, compared, matrix
from sayso.linking.stories.model import story_model
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
) -> StoryPairs:
    """Compare new reports with all that are like them.

    Args:
        new: Traits by number, the last rows of the table.
        table: The terms of all reports, the new ones last.
        load: Gives the traits of earlier reports by their numbers.
    """
    held = table.held()
    rarity = Rarity(held, len(table))
    first = len(table) - len(new)
    pairs = list(table.near(first, held))
    earlier = load(sorted({a for a, _ in pairs if a < first}))
    known = {n: compared(traits, rarity) for n, traits in [*earlier.items(), *new.items()]}
    chances: Chances = {}
    for begin in range(0, len(pairs), TOGETHER):
        some = pairs[begin : begin + TOGETHER]
        chances.update(zip(some, _chances(some, known), strict=True))
    return StoryPairs({p: c for p, c in chances.items() if c >= WORTH_KEEPING}, rarity)


def _chances(pairs: Sequence[tuple[int, int]], known: Mapping[int, Compared]) -> list[float]:
    measurements = matrix([(known[a], known[b]) for a, b in pairs])
    return [float(c) for c in story_model().chance(measurements)]
