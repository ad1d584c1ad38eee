"""Which pairs of reports share enough to be compared word by word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.fingerprints import Fingerprints, Known, begins
from sayso.linking.words import Ints

CROWD = 24
"""A shingle held by more reports than this is compared with neighbours in time and …"""
FIRST = 3
"""… with so many of its first tellers."""
MIN_SHARED = 3
"""Remembered shingles in common below which a pair is not looked at, unless …"""
SHORT = 30
"""… one of the two has no more than so many in all."""
_MANY = 1 << 22
"""Pairs kept at a time before equal ones are counted together."""

Counted = tuple[Ints, Ints]
"""Pairs as numbers, sorted, each once; and how often each was found."""


def candidates(
    rows: Fingerprints, new: NDArray[np.uint32], known: Known, lengths: Ints
) -> list[tuple[int, int]]:
    """Pairs of reports, one of them new at least, that share enough shingles to be looked at.

    With a crowd of holders of the same words, the first tellers and neighbours in time are those
    that the others are compared with, so the work is linear in the number of reports.

    Args:
        rows: All holders of the shingles of the new reports; what does not link is left out.
        new: Numbers of the new reports.
        known: Days of publication.
        lengths: How many shingles each report holds in all.

    Returns:
        Pairs of numbers, the lower first, in order.
    """
    return worth_comparing(shared_shingles(rows, new, known), lengths)


def shared_shingles(rows: Fingerprints, new: NDArray[np.uint32], known: Known) -> Counted:
    """Pairs of reports that share shingles, and how many of those that both remember.

    A shingle adds to a pair whatever the others are, so that the shingles can be counted in parts,
    with all holders of each.

    Args:
        rows: Holders of shingles.
        new: Numbers of reports of which one is in each pair.
        known: Days of publication of all reports.

    Returns:
        A pair is written as its lower number times the number of reports plus the higher.
    """
    size = len(known.days)
    rank = np.empty(size, dtype=np.int64)
    rank[np.lexsort((np.arange(size), known.days, known.days == 0))] = np.arange(size)
    is_new = np.zeros(size, dtype=bool)
    is_new[new] = True
    pairs = _Pairs(size, is_new)
    order = np.lexsort((rank[rows.holders], rows.hashes))
    hashes, holders = rows.hashes[order], rows.holders[order].astype(np.int64)
    shared = np.zeros(len(hashes), dtype=bool)
    shared[1:] = hashes[1:] == hashes[:-1]
    shared[:-1] |= shared[1:]
    hashes, holders = hashes[shared], holders[shared]
    for step in range(1, CROWD + 1):
        same = hashes[step:] == hashes[:-step]
        if not same.any():
            break
        pairs.add(holders[:-step][same], holders[step:][same])
    _add_first_tellers(pairs, hashes, holders)
    return pairs.counted()


def together(parts: Sequence[Counted]) -> Counted:
    """Pairs that were counted in parts."""
    none = np.zeros(0, dtype=np.int64)
    codes = np.concatenate([none, *(codes for codes, _ in parts)])
    counts = np.concatenate([none, *(counts for _, counts in parts)])
    order = np.argsort(codes, kind="stable")
    codes, counts = codes[order], counts[order]
    first = np.flatnonzero(begins(codes))
    return codes[first], np.add.reduceat(counts, first) if len(codes) else counts


def worth_comparing(counted: Counted, lengths: Ints) -> list[tuple[int, int]]:
    """Pairs that share enough to be looked at.

    Args:
        counted: What :func:`shared_shingles` counted.
        lengths: How many shingles each report holds in all.
    """
    codes, counts = counted
    one, two = codes // len(lengths), codes % len(lengths)
    kept = (counts >= MIN_SHARED) | (np.minimum(lengths[one], lengths[two]) <= SHORT)
    return list(zip(one[kept].tolist(), two[kept].tolist(), strict=True))


def _add_first_tellers(pairs: _Pairs, hashes: NDArray[np.uint64], holders: Ints) -> None:
    """Pairs of the first tellers with those too far down the list of holders."""
    first = np.flatnonzero(begins(hashes))
    sizes = np.diff(np.append(first, len(hashes)))
    start = np.repeat(first, sizes)
    place = np.arange(len(hashes)) - start
    for k in range(FIRST):
        far = np.flatnonzero(place > CROWD + k)
        pairs.add(holders[start[far] + k], holders[far])


class _Pairs:
    """Counts pairs of reports without keeping every one that comes along."""

    def __init__(self, size: int, is_new: NDArray[np.bool_]) -> None:
        self._size = size
        self._is_new = is_new
        self._waiting: list[Ints] = []
        self._counted: Counted = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))

    def add(self, one: Ints, two: Ints) -> None:
        wanted = self._is_new[one] | self._is_new[two]
        one, two = one[wanted], two[wanted]
        self._waiting.append(np.minimum(one, two) * self._size + np.maximum(one, two))
        if sum(map(len, self._waiting)) > _MANY:
            self.counted()

    def counted(self) -> Counted:
        if self._waiting:
            codes, counts = np.unique(np.concatenate(self._waiting), return_counts=True)
            self._waiting = []
            self._counted = together([self._counted, (codes, counts)])
        return self._counted
