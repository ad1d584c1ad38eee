"""Average-link clustering over sparse scored pairs, with guards.

Clusters merge while the mean score over all pairs across them reaches a threshold, the best first;
a pair that was never scored counts as 0. Connected components, which join whatever a chain of
good pairs connects, would grow one cluster out of a war. The order of equal scores is that of the
items, so that the result does not depend on how the pairs came in.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

Allowed = Callable[[Sequence[int], Sequence[int]], bool]


def average_link(
    groups: Sequence[Sequence[int]],
    pairs: Iterable[tuple[int, int, float]],
    threshold: float,
    allowed: Allowed | None = None,
    most: int | None = None,
) -> list[list[int]]:
    """Cluster items bottom-up.

    Args:
        groups: Items that belong together from the start; every item is in one group.
        pairs: ``(item, item, score)``, each pair once; pairs within a group are ignored.
        threshold: The mean score at which two clusters still merge; above 0.
        allowed: Called with the items of two clusters; False keeps them apart for good, so
            it must not become true again when clusters grow.
        most: Pairs that an item can be in, where each was compared with its nearest only. The
            mean over the pairs of clusters larger than that is then over those that can have
            been compared, and not over all.

    Returns:
        Clusters with their items in order, ordered by their first items.
    """
    members = [sorted(group) for group in groups]
    home = {item: g for g, group in enumerate(members) for item in group}
    sums: list[dict[int, float]] = [{} for _ in members]
    counts: list[dict[int, int]] = [{} for _ in members]
    for i, j, score in pairs:
        a, b = home[i], home[j]
        if a != b:
            sums[a][b] = sums[b][a] = sums[a].get(b, 0.0) + score
            counts[a][b] = counts[b][a] = counts[a].get(b, 0) + 1
    version = [0] * len(members)
    heap: list[tuple[float, int, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        one, two = len(members[a]), len(members[b])
        comparable = 1.0 if most is None else min(1.0, most / (one + two))
        mean = sums[a][b] / max(counts[a][b], one * two * comparable)
        if mean >= threshold:
            x, y = (a, b) if members[a][0] <= members[b][0] else (b, a)
            heapq.heappush(heap, (-mean, x, y, version[x], version[y]))

    for a, row in enumerate(sums):
        for b in row:
            if a < b:
                offer(a, b)
    while heap:
        _, a, b, version_a, version_b = heapq.heappop(heap)
        if version[a] != version_a or version[b] != version_b:
            continue
        if allowed is not None and not allowed(members[a], members[b]):
            sums[a][b] = sums[b][a] = float("-inf")
            continue
        members[a] = sorted(members[a] + members[b])
        members[b] = []
        version[a] += 1
        version[b] += 1
        del sums[a][b], sums[b][a]
        for other, total in sums[b].items():
            del sums[other][b]
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
            count = counts[a].get(other, 0) + counts[b][other]
            counts[a][other] = counts[other][a] = count
        sums[b] = {}
        for other in sums[a]:
            offer(a, other)
    return sorted((group for group in members if group), key=lambda group: group[0])
