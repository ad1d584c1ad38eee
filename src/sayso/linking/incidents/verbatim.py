"""Happenings that two reports tell in the same words, because one has them from the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from sayso.linking.copies.carried import Carried
from sayso.linking.incidents.happenings import Happening


def same_words(told: Sequence[Happening], carried: Carried) -> frozenset[tuple[int, int]]:
    """Pairs of indices of happenings that are named by the same copied words."""
    at: dict[tuple[str, int], set[int]] = defaultdict(set)
    for i, h in enumerate(told):
        for anchor in h.anchors:
            report, begin, _ = carried.root(h.report_id, anchor)
            at[report, begin].add(i)
    return frozenset(pair for held in at.values() for pair in combinations(sorted(held), 2))
