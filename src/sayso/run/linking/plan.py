"""What all stages know of a run, and the reports by their numbers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.fingerprints import Fingerprints, Known
from sayso.linking.incidents.happenings import Happening
from sayso.linking.stories.fields import Rarity
from sayso.linking.stories.traits import Traits
from sayso.record import Report, TollRule
from sayso.run.linking.work import Tables, stamp

MOST_TERMS = 500_000
"""Terms whose weights a worker keeps at hand."""
TOGETHER = 64
"""Reports of a block that can be read without the others."""


@dataclass(frozen=True)
class Plan:
    """A run. Reports have numbers from 0 on, in the order of their telling.

    Attributes:
        work: Where the stages keep their tables.
        out: Where the outcome is written.
        reports: How many reports there are.
        block: How many of them, with following numbers, are in a block.
        parts: In how many parts shingles, terms and places are cut; a power of two.
        rule: How the tolls of an incident are combined to a range.
    """

    work: Tables
    out: Tables
    reports: int
    block: int
    parts: int
    rule: TollRule

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-self.reports // self.block)

    def numbers(self, block: int) -> range:
        """The numbers of the reports of a block."""
        return range(block * self.block, min(self.reports, (block + 1) * self.block))

    def known(self) -> Known:
        """Days and outlets of all reports."""
        return Known(self.work.array("days"), self.work.array("outlets"))

    def rarity(self) -> Rarity:
        """How rare terms are among all reports; what was worked out is kept for the next task."""
        path = self.work.root / "held.npy"
        found = _rarity(path, stamp(path), self.reports)
        if len(found.weights) > MOST_TERMS:
            _rarity.cache_clear()
            found = _rarity(path, stamp(path), self.reports)
        return found

    def shingles(self, part: int) -> Fingerprints:
        """The shingles of a part, each with all its holders."""
        rows = self.work.part("shingles", part, ["hash", "number"])
        return Fingerprints(rows["hash"].to_numpy(), rows["number"].to_numpy())

    def records(self, numbers: Collection[int]) -> dict[int, Report]:
        """The records of some reports."""
        return {
            n: Report.model_validate_json(row["record"])
            for n, row in self._rows(numbers, ["record"])
        }

    def traits(self, numbers: Collection[int]) -> dict[int, Traits]:
        """What is compared of some reports."""
        return {
            n: Traits.from_data(json.loads(row["traits"]))
            for n, row in self._rows(numbers, ["traits"])
        }

    def happenings(self, numbers: Collection[int]) -> dict[int, tuple[Happening, ...]]:
        """The happenings of some reports."""
        return {
            n: tuple(map(Happening.from_data, json.loads(row["happenings"])))
            for n, row in self._rows(numbers, ["happenings"])
        }

    def _rows(
        self, numbers: Collection[int], columns: Sequence[str]
    ) -> Iterator[tuple[int, Mapping[str, Any]]]:
        wanted: dict[int, list[int]] = defaultdict(list)
        for n in sorted(set(numbers)):
            wanted[n // self.block].append(n % self.block)
        for block, rows in wanted.items():
            first = block * self.block
            for row, values in self.work.rows("reports", block, rows, columns):
                yield first + row, values


def held_terms(work: Tables) -> NDArray[np.int32]:
    """In how many reports the term of each bucket stands."""
    path = work.root / "held.npy"
    return _held(path, stamp(path))


@lru_cache(maxsize=1)
def _held(path: Path, _stamp: tuple[int, int]) -> NDArray[np.int32]:
    held: NDArray[np.int32] = np.load(path, mmap_mode="r")
    return held


@lru_cache(maxsize=1)
def _rarity(path: Path, stamp_: tuple[int, int], reports: int) -> Rarity:
    return Rarity(_held(path, stamp_), reports)
