"""Which reports share rare terms: the terms of all reports as arrays that can be added to.

A term is a number of 24 bits (feature hashing; Weinberger et al. 2009), so that a hundred
thousand reports of 200 terms are 100 MB, and nothing but arrays is kept of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sayso.linking.stories.traits import Traits
from sayso.linking.wording import CROWD, IDF_POWER, OTHER_WORDS

BUCKETS = 1 << 24
NAMED = 0x80
MOST = 60
"""Reports, the most alike first, that a report is compared with in full."""
LEAST = 0.03
"""Cosine below which reports are not compared."""

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

    def near(self, first: int, held: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
        """Pairs of a report from ``first`` on with earlier ones like it, the earlier first.

        Args:
            first: The first report that is new.
            held: What :meth:`held` gives.
        """
        rows = np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.starts))
        weights = self._weights(held)
        wanted = np.zeros(BUCKETS, dtype=bool)
        wanted[self.terms[self.starts[first] :]] = True
        wanted &= (held > 1) & (held <= CROWD)
        kept = np.flatnonzero(wanted[self.terms])
        columns = self.terms[kept]
        order = np.argsort(columns, kind="stable")
        kept, columns = kept[order], columns[order]
        holders, shares = rows[kept], weights[kept]
        for b in range(first, len(self)):
            here = slice(int(self.starts[b]), int(self.starts[b + 1]))
            own = self.terms[here]
            live = wanted[own]
            own = own[live]
            begins = np.searchsorted(columns, own, side="left")
            ends = np.searchsorted(columns, own, side="right")
            if not len(own):
                continue
            others = np.concatenate([holders[i:j] for i, j in zip(begins, ends, strict=True)])
            products = np.concatenate(
                [shares[i:j] * w for i, j, w in zip(begins, ends, weights[here][live], strict=True)]
            )
            sums = np.bincount(others, weights=products, minlength=b)[:b]
            found = np.flatnonzero(sums >= LEAST)
            if len(found) > MOST:
                found = np.sort(found[np.argsort(-sums[found], kind="stable")[:MOST]])
            for a in found:
                yield int(a), b

    def _weights(self, held: NDArray[np.int32]) -> NDArray[np.float32]:
        """The weight of each entry in its report's vector of unit length."""
        n = len(self)
        of_held = (1 + np.log((1 + n) / (1 + np.arange(n + 1)))) ** IDF_POWER
        of_count = 1 + np.log(np.maximum(1, np.arange(NAMED)))
        weights = of_held[np.minimum(held[self.terms], n)] * of_count[self.counts & (NAMED - 1)]
        weights = np.where(self.counts & NAMED, weights, weights * OTHER_WORDS)
        squares = np.r_[0.0, np.cumsum(weights * weights)]
        lengths = np.sqrt(squares[self.starts[1:]] - squares[self.starts[:-1]])
        lengths[lengths == 0] = 1.0
        scaled: NDArray[np.float32] = (weights / np.repeat(lengths, np.diff(self.starts))).astype(
            np.float32
        )
        return scaled
