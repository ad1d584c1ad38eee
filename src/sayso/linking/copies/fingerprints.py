"""What is remembered of reports to find copies of them later: which of them holds which shingle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.linking.moments import day
from sayso.linking.words import Hashes, Ints
from sayso.record import Report

Numbers = NDArray[np.uint32]
Column = TypeVar("Column", Hashes, Ints)

_BYTES = 12
"""A shingle of eight bytes and a report's number of four."""
_STEP = 1 << 20
"""Shingles looked through at a time, to keep what is in between in the processor's cache."""


@dataclass(frozen=True)
class Fingerprints:
    """Which report holds which shingle: two parallel arrays."""

    hashes: Hashes
    holders: Numbers
    """Numbers of reports."""

    @classmethod
    def none(cls) -> Self:
        """Nothing remembered."""
        return cls(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint32))

    @classmethod
    def of(cls, numbers: Sequence[int], held: Sequence[Hashes]) -> Self:
        """What some reports hold.

        Args:
            numbers: The numbers of the reports.
            held: The shingles of each.
        """
        if not numbers:
            return cls.none()
        lengths = [len(hashes) for hashes in held]
        return cls(np.concatenate(held), np.repeat(np.array(numbers, dtype=np.uint32), lengths))

    def __len__(self) -> int:
        return len(self.hashes)

    def added(self, more: Fingerprints) -> Fingerprints:
        """These and those of other reports."""
        return Fingerprints(
            np.concatenate([self.hashes, more.hashes]),
            np.concatenate([self.holders, more.holders]),
        )

    def at(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Fingerprints:
        """Some of the rows."""
        return Fingerprints(self.hashes[rows], self.holders[rows])

    def lengths(self, size: int) -> Ints:
        """How many shingles each report holds, at the index of its number; ``size`` numbers."""
        total = np.zeros(size, dtype=np.int64)
        for begin in range(0, len(self), _STEP):
            total += np.bincount(self.holders[begin : begin + _STEP], minlength=size)
        return total

    def without(self, numbers: NDArray[np.uint32]) -> Fingerprints:
        """Those of other reports than some."""
        dropped = self.held_by(numbers)
        return self.at(~dropped) if dropped.any() else self

    def held_by(self, numbers: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Which rows are of some reports."""
        if len(self) == 0 or len(numbers) == 0:
            return np.zeros(len(self), dtype=bool)
        table = np.zeros(int(max(self.holders.max(), numbers.max())) + 1, dtype=bool)
        table[numbers] = True
        rows: NDArray[np.bool_] = table[self.holders]
        return rows

    def holding(self, wanted: Hashes) -> Fingerprints:
        """The rows of some shingles.

        A table of the low bits of the wanted shingles passes over nearly all others at the cost
        of one look each; only what is left is searched for.

        Args:
            wanted: Sorted, each once.
        """
        if len(wanted) == 0 or len(self) == 0:
            return Fingerprints.none()
        bits = max(16, min(26, int(len(wanted) * 32).bit_length()))
        mask = np.uint64((1 << bits) - 1)
        table = np.zeros(1 << bits, dtype=bool)
        table[wanted & mask] = True
        found = []
        for begin in range(0, len(self), _STEP):
            rows = np.flatnonzero(table[self.hashes[begin : begin + _STEP] & mask])
            rows += begin
            found.append(rows[among(self.hashes[rows], wanted)])
        return self.at(np.concatenate(found))

    def to_bytes(self) -> bytes:
        """As bytes that do not depend on the machine: all shingles, then all numbers."""
        return self.hashes.astype("<u8").tobytes() + self.holders.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """What :meth:`to_bytes` wrote.

        Raises:
            ValueError: It is not of the length of anything that was written.
        """
        count, rest = divmod(len(blob), _BYTES)
        if rest:
            message = "not a whole number of shingles"
            raise ValueError(message)
        return cls(
            np.frombuffer(blob, dtype="<u8", count=count),
            np.frombuffer(blob, dtype="<u4", offset=8 * count),
        )


def among(hashes: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Which of some shingles are among sorted ones."""
    if len(wanted) == 0:
        return np.zeros(len(hashes), dtype=bool)
    place = np.searchsorted(wanted, hashes)
    place[place == len(wanted)] = 0
    found: NDArray[np.bool_] = wanted[place] == hashes
    return found


def begins(values: Hashes | Ints | Numbers) -> NDArray[np.bool_]:
    """Where a run of equal values begins."""
    out = np.ones(len(values), dtype=bool)
    out[1:] = values[1:] != values[:-1]
    return out


def distinct(values: Column) -> Column:
    """Sorted, each once; ``numpy.unique`` goes by a table, which is slow with millions."""
    ordered = np.sort(values)
    return ordered[begins(ordered)]


@dataclass(frozen=True)
class Known:
    """What is known of every report, earlier and new, at the index of its number."""

    days: NDArray[np.int32]
    """Ordinal day of publication (``date.toordinal``), 0 when it is not known."""
    outlets: NDArray[np.int32]
    """A number for the outlet's name, -1 when it has none."""

    @classmethod
    def of(cls, reports: Sequence[Report]) -> Self:
        """What is known of reports that are numbered from 0 in this order."""
        names: dict[str, int] = {}
        return cls(
            np.array([day(r.published) or 0 for r in reports], dtype=np.int32),
            np.array(
                [
                    names.setdefault(r.outlet.casefold(), len(names)) if r.outlet else -1
                    for r in reports
                ],
                dtype=np.int32,
            ),
        )
