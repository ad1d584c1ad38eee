"""Which reports may tell of one happening, and what is known of each two of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sayso.linking.mentions.likeness import likeness, stories
from sayso.linking.moments import day
from sayso.record import Report

Floats = npt.NDArray[np.float32]

NEIGHBOURS = 40
"""Reports that each is compared with, the likest ones: this bounds the time."""


class Neighbours:
    """The wording and the days of reports, compared.

    Args:
        reports: The reports; only text, outlet and date are used.

    Attributes:
        alike: Their likeness.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self.alike = likeness(reports)
        self._days = [day(report.published) for report in reports]
        self._story = {i: n for n, s in enumerate(stories(reports, self.alike)) for i in s}
        self._near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (a, b), value in self.alike.pairs.items():
            self._near[a].append((-value, b))
            self._near[b].append((-value, a))
        self._most = {i: -min(near)[0] for i, near in self._near.items()}

    def of(self, report: int) -> list[int]:
        """The reports likest to one, itself not among them; the likest first."""
        return [other for _, other in sorted(self._near[report])[:NEIGHBOURS]]

    def one_story(self, a: int, b: int) -> bool:
        """Whether two reports are of one story."""
        return self._story[a] == self._story[b]

    def between(self, a: int, b: int) -> Floats:
        """What is known of two reports, laid out as ``mentions.layout.BETWEEN``."""
        same = a == b
        alike = self.alike.of(a, b)
        shares = [1.0 if same else alike / self._most.get(i, 1.0) for i in (a, b)]
        one, other = self._days[a], self._days[b]
        dated = one is not None and other is not None
        gap = abs(one - other) if one is not None and other is not None else 0
        return np.array(
            [
                alike,
                min(shares),
                max(shares),
                self.one_story(a, b),
                same,
                dated,
                dated * math.exp(-gap / 3),
                dated * math.exp(-gap / 30),
            ],
            dtype=np.float32,
        )
