"""What all scorers count with."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

Row = dict[str, Any]
Figures = dict[str, Any]
Scores = Mapping[tuple[int, int], float]


def f1(precision: float, recall: float) -> float:
    """Harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def percent(share: float) -> float:
    """A share as a percentage with one decimal."""
    return round(100 * share, 1)


class Tally:
    """Micro-averaged precision and recall; what is right may differ between the two sides."""

    def __init__(self) -> None:
        self.right_predicted = self.predicted = self.right_gold = self.gold = 0.0

    def add(
        self, right: float, predicted: float, gold: float, right_gold: float | None = None
    ) -> None:
        """Add counts; ``right_gold`` where the gold side counts its own."""
        self.right_predicted += right
        self.predicted += predicted
        self.right_gold += right if right_gold is None else right_gold
        self.gold += gold

    @property
    def precision(self) -> float:
        """Right among predicted."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right among gold."""
        return self.right_gold / self.gold if self.gold else 0.0

    def figures(self) -> Figures:
        """Percentages."""
        value = f1(self.precision, self.recall)
        return {"P": percent(self.precision), "R": percent(self.recall), "F1": percent(value)}


def pair(scores: Scores) -> list[tuple[int, int]]:
    """One-to-one pairs of (row, column) that sum to the most; only pairs with a score."""
    if not scores:
        return []
    rows = {r: i for i, r in enumerate(sorted({r for r, _ in scores}))}
    columns = {c: j for j, c in enumerate(sorted({c for _, c in scores}))}
    matrix = np.zeros((len(rows), len(columns)))
    for (r, c), score in scores.items():
        matrix[rows[r], columns[c]] = score
    names_r, names_c = list(rows), list(columns)
    chosen = zip(*linear_sum_assignment(-matrix), strict=True)
    pairs = ((names_r[i], names_c[j]) for i, j in chosen)
    return [p for p in pairs if p in scores]


def overlap(a: Sequence[int], b: Sequence[int]) -> int:
    """Characters that two spans share; negative when apart."""
    return min(a[1], b[1]) - max(a[0], b[0])


def pair_spans(
    gold: Sequence[Row], predicted: Sequence[Row], *, relative: bool
) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs of overlapping rows with ``start`` and ``end``.

    Exact matches go first and then the longest overlaps, by length or ``relative`` to the longer
    of the two.
    """
    candidates: list[tuple[bool, float, int, int]] = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            a, b = (g["start"], g["end"]), (p["start"], p["end"])
            shared = overlap(a, b)
            if shared > 0:
                longest = max(a[1] - a[0], b[1] - b[0])
                candidates.append((a == b, shared / longest if relative else shared, i, j))
    candidates.sort(key=lambda c: (-c[0], -c[1], c[2]))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, _, i, j in candidates:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return pairs


def macro_f1(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> float:
    """Mean F1 over the labels that gold has."""
    labels = sorted(set(gold), key=str)
    total = 0.0
    for label in labels:
        right = sum(g == p == label for g, p in zip(gold, predicted, strict=True))
        count = sum(p == label for p in predicted)
        wanted = sum(g == label for g in gold)
        total += 2 * right / (count + wanted) if count + wanted else 0.0
    return total / len(labels) if labels else 0.0


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by ``doc_id``."""
    return {row["doc_id"]: row for row in rows}
