"""Which reports share rare terms: the terms of all reports as arrays that can be added to.

A term is a number of 24 bits (feature hashing; Weinberger et al. 2009), so that a hundred
thousand reports of 200 terms are 100 MB, and nothing but arrays is kept of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sayso.linking.stories.traits import Traits
from sayso.linking.wording import IDF_POWER, OTHER_WORDS

BUCKETS = 1 << 24
NAMED = 0x80

Ints = NDArray[np.int64]


@lru_cache(maxsize=1 << 18)
def number_of(term: str) -> int:
    """The bucket of a term."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass")) & (BUCKETS - 1)


def person_term(name: str) -> str:
    """A full name as one term beside its words."""
    return f"@{name}"


@dataclass
class TermTable:
    """Terms of reports: ``terms[starts[r]:starts[r + 1]]`` are those of report ``r``.

    ``counts`` holds how often each stands there, with the bit ``NAMED`` for a name.
    """

    terms: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, dtype=np.uint32))
    counts: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, dtype=np.uint8))
    starts: Ints = field(default_factory=lambda: np.zeros(1, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @classmethod
    def of(cls, every: Sequence[Traits]) -> Self:
        """The table of some reports."""
        terms: list[int] = []
        counts: list[int] = []
        starts = [0]
        for traits in every:
            for term, (count, named) in traits.terms.items():
                terms.append(number_of(term))
                counts.append(min(count, NAMED - 1) | (NAMED if named else 0))
            for name in sorted(traits.persons):
                terms.append(number_of(person_term(name)))
                counts.append(1 | NAMED)
            starts.append(len(terms))
        return cls(
            np.array(terms, dtype=np.uint32),
            np.array(counts, dtype=np.uint8),
            np.array(starts, dtype=np.int64),
        )

    def without(self, numbers: Collection[int]) -> TermTable:
        """The same with nothing left of some reports but their places."""
        if not len(numbers):
            return self
        lengths = np.diff(self.starts)
        dropped = np.zeros(len(self), dtype=bool)
        dropped[list(numbers)] = True
        kept = np.repeat(~dropped, lengths)
        starts = np.concatenate([[0], np.cumsum(np.where(dropped, 0, lengths))]).astype(np.int64)
        return TermTable(self.terms[kept], self.counts[kept], starts)

    @classmethod
    def joined(cls, tables: Sequence[TermTable]) -> Self:
        """Tables one after the other."""
        starts = [np.zeros(1, dtype=np.int64)]
        end = 0
        for table in tables:
            starts.append(table.starts[1:] + end)
            end += len(table.terms)
        return cls(
            np.concatenate([np.zeros(0, dtype=np.uint32), *(t.terms for t in tables)]),
            np.concatenate([np.zeros(0, dtype=np.uint8), *(t.counts for t in tables)]),
            np.concatenate(starts),
        )

    def to_bytes(self) -> bytes:
        """As bytes that do not depend on the machine: how many reports, lengths, terms, counts."""
        lengths = np.diff(self.starts).astype("<u4")
        head = np.array([len(lengths)], dtype="<u8").tobytes() + lengths.tobytes()
        return head + self.terms.astype("<u4").tobytes() + self.counts.tobytes()

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """What :meth:`to_bytes` wrote.

        Raises:
            ValueError: It is not of the length of anything that was written.
        """
        (size,) = np.frombuffer(blob, dtype="<u8", count=1).tolist()
        lengths = np.frombuffer(blob, dtype="<u4", offset=8, count=size)
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])
        total, head = int(starts[-1]), 8 + 4 * size
        if len(blob) != head + 5 * total:
            message = "not a whole number of terms"
            raise ValueError(message)
        terms = np.frombuffer(blob, dtype="<u4", offset=head, count=total)
        return cls(terms, np.frombuffer(blob, np.uint8, offset=head + 4 * total), starts)

    def held(self) -> NDArray[np.int32]:
        """In how many reports each bucket's term stands, of shape (BUCKETS,)."""
        return np.bincount(self.terms, minlength=BUCKETS).astype(np.int32)

    def rows(self) -> Ints:
        """The report of each entry."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.starts))

    def weights(self, held: NDArray[np.int32], reports: int) -> NDArray[np.float32]:
        """The weight of each entry in its report's vector of unit length.

        Args:
            held: In how many reports of the collection each bucket's term stands.
            reports: How many reports the collection has; these may be some of them.
        """
        of_held = (1 + np.log((1 + reports) / (1 + np.arange(reports + 1)))) ** IDF_POWER
        of_count = 1 + np.log(np.maximum(1, np.arange(NAMED)))
        weights = of_held[np.minimum(held[self.terms], reports)]
        weights = weights * of_count[self.counts & (NAMED - 1)]
        weights = np.where(self.counts & NAMED, weights, weights * OTHER_WORDS)
        rows = self.rows()
        lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=len(self)))
        lengths[lengths == 0] = 1.0
        scaled: NDArray[np.float32] = (weights / lengths[rows]).astype(np.float32)
        return scaled
