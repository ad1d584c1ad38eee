"""The best way to give each event at most one partner: pairs of the greatest sum of points.

An assignment problem in a sparse graph, solved exactly by shortest augmenting paths (Kuhn, 1955;
Jonker and Volgenant, 1987): each event of the left side in turn takes the partner that costs the
others least. Weights are whole numbers of which no two sums are alike, so that the outcome is one,
whatever the order of the events and whichever side is left.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

Weight = int
Edge = tuple[int, int, Weight]
"""Left, right, weight above 0."""


def assigned(edges: Iterable[Edge]) -> dict[int, int]:
    """The partner of each left that has one, so that the sum of weights is the greatest.

    Args:
        edges: Who can go with whom, each pair once.
    """
    graph: dict[int, dict[int, Weight]] = defaultdict(dict)
    for left, right, weight in edges:
        graph[left][right] = weight
    return _Solver(graph).solve()


class _Solver:
    """Holds prices, never below 0: of a left ``_gain``, of a right ``_price``.

    Together they are at least the weight of each edge, and exactly that of each pair.
    """

    def __init__(self, graph: Mapping[int, Mapping[int, Weight]]) -> None:
        self._graph = graph
        self._gain: dict[int, Weight] = {}
        self._price: dict[int, Weight] = defaultdict(int)
        self._right_of: dict[int, int] = {}
        self._left_of: dict[int, int] = {}

    def solve(self) -> dict[int, int]:
        for left in sorted(self._graph):
            offers = self._graph[left].items()
            self._gain[left] = max(0, *(w - self._price[right] for right, w in offers))
            self._place(left)
        return self._right_of

    def _place(self, start: int) -> None:
        """Find the cheapest way to place a left: on a free right, or by giving up another."""
        lefts = {start: 0}
        rights: dict[int, Weight] = {}
        came: dict[int, int] = {}
        heap: list[tuple[Weight, int, int]] = []
        best, end_left, end_right = self._gain[start], start, None
        left: int | None = start
        while left is not None:
            here = lefts[left]
            for right, weight in self._graph[left].items():
                cost = here + self._gain[left] + self._price[right] - weight
                if cost < rights.get(right, best):
                    rights[right] = cost
                    came[right] = left
                    heapq.heappush(heap, (cost, right, left))
            left = None
            while heap and left is None:
                cost, right, via = heapq.heappop(heap)
                if cost >= best:
                    heap.clear()
                elif cost == rights[right] and came[right] == via:
                    holder = self._left_of.get(right)
                    if holder is None:
                        best, end_left, end_right = cost, via, right
                        heap.clear()
                    elif holder not in lefts:
                        lefts[holder] = cost
                        if cost + self._gain[holder] < best:
                            best, end_left, end_right = cost + self._gain[holder], holder, None
                        left = holder
        for each, cost in lefts.items():
            if cost < best:
                self._gain[each] -= best - cost
        for each, cost in rights.items():
            if cost < best:
                self._price[each] += best - cost
        self._turn(end_left, end_right, came, start)

    def _turn(self, left: int, right: int | None, came: Mapping[int, int], start: int) -> None:
        """Give each left on the way the right by which the way goes on."""
        if right is None:  # this left is given up; the right that it had goes to the one before
            right = self._right_of.pop(left, None)
            if right is None or left == start:
                return
            left = came[right]
        while True:
            before = self._right_of.get(left)
            self._right_of[left], self._left_of[right] = right, left
            if left == start or before is None:
                return
            left, right = came[before], before
