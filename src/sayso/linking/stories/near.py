"""Reports that are like others by their rare terms, found through lists of who holds which term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.fingerprints import begins
from sayso.linking.stories.term_table import BUCKETS, Ints, TermTable
from sayso.linking.wording import CROWD

MOST = 60
"""Reports, the most alike first, that a report is compared with in full."""
LEAST = 0.03
"""Cosine below which reports are not compared."""
_STEPS = float(1 << 40)
"""Products of weights are rounded to so many steps of one: their sums are then exact, whatever
the order in which they are added up, and whichever part of the terms comes first."""
_SPARSE = 16
"""From so many times as many reports as entries on, entries are sorted and not counted."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Entries:
    """Terms of some reports that others hold too: parallel arrays."""

    terms: NDArray[np.uint32]
    holders: NDArray[np.uint32]
    """Numbers of reports."""
    shares: NDArray[np.float32]
    """The weight of each in its report's vector of unit length."""

    def at(self, rows: Mask | Ints | slice) -> Self:
        """Some of the entries."""
        return type(self)(self.terms[rows], self.holders[rows], self.shares[rows])


@dataclass(frozen=True)
class Postings:
    """Entries sorted by term: those from ``starts[k]`` to ``starts[k + 1]`` hold ``terms[k]``."""

    terms: NDArray[np.uint32]
    starts: Ints
    entries: Entries

    @classmethod
    def of(cls, entries: Entries) -> Self:
        """The entries, by term and then as they stand."""
        ordered = entries.at(np.argsort(entries.terms, kind="stable"))
        first = np.flatnonzero(begins(ordered.terms))
        starts = np.append(first, len(ordered.terms)).astype(np.int64)
        return cls(ordered.terms[first], starts, ordered)

    def holding(self, own: Entries) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
        """Who else holds some terms of a report, and what each adds to their likeness.

        Args:
            own: Entries of the report.
        """
        if not len(self.terms):
            return np.zeros(0, dtype=np.uint32), np.zeros(0)
        place = np.minimum(np.searchsorted(self.terms, own.terms), len(self.terms) - 1)
        there = self.terms[place] == own.terms
        place = place[there]
        begin, sizes = self.starts[place], self.starts[place + 1] - self.starts[place]
        ends = np.cumsum(sizes)
        at = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(begin - ends + sizes, sizes)
        mine = np.repeat(own.shares[there].astype(np.float64), sizes)
        return self.entries.holders[at], np.rint(mine * self.entries.shares[at] * _STEPS)


def live(held: NDArray[np.int32]) -> Mask:
    """Which terms make reports comparable: more than one holds them, but no crowd."""
    return (held > 1) & (held <= CROWD)


def entries_of(table: TermTable, numbers: Ints, held: NDArray[np.int32], reports: int) -> Entries:
    """The terms of some reports that make them comparable.

    Args:
        table: The reports' terms.
        numbers: Their numbers.
        held: In how many reports of the collection each bucket's term stands.
        reports: How many reports the collection has.
    """
    kept = live(held)[table.terms]
    holders = numbers[table.rows()[kept]].astype(np.uint32)
    return Entries(table.terms[kept], holders, table.weights(held, reports)[kept])


def near(own: Entries, parts: Sequence[Postings]) -> Iterator[tuple[int, int]]:
    """Pairs of reports with earlier ones like them, the earlier first.

    Args:
        own: The entries of the reports whose likes are wanted, one report after the other.
        parts: The postings of all reports, each of a part of the terms.
    """
    cuts = np.append(np.flatnonzero(begins(own.holders)), len(own.holders)).tolist()
    for begin, end in pairwise(cuts):
        here = own.at(slice(begin, end))
        b = int(here.holders[0])
        found = [part.holding(here) for part in parts]
        others = np.concatenate([holders for holders, _ in found])
        earlier = others < b
        values = np.concatenate([values for _, values in found])[earlier]
        for a in _most_alike(others[earlier], values, b):
            yield a, b


def _most_alike(others: NDArray[np.uint32], values: NDArray[np.float64], b: int) -> Iterable[int]:
    """Of reports that share terms with one, those most like it, in order."""
    if b > _SPARSE * len(others):
        names, places = np.unique(others, return_inverse=True)
    else:
        names, places = np.arange(b, dtype=np.uint32), others.astype(np.int64)
    sums = np.bincount(places, weights=values, minlength=len(names)) / _STEPS
    found = np.flatnonzero(sums >= LEAST)
    if len(found) > MOST:
        found = np.sort(found[np.argsort(-sums[found], kind="stable")[:MOST]])
    return [int(a) for a in names[found]]


def near_pairs(
    table: TermTable, first: int, held: NDArray[np.int32], reports: int | None = None
) -> list[tuple[int, int]]:
    """Pairs of a report from ``first`` on with earlier ones like it, the earlier first.

    Args:
        table: The terms of all reports, in the order of their numbers.
        first: The first report that is new.
        held: What :meth:`TermTable.held` gives.
        reports: How many there are, where the table has places of some that are gone.
    """
    numbers = np.arange(len(table), dtype=np.int64)
    entries = entries_of(table, numbers, held, len(table) if reports is None else reports)
    new = entries.holders >= first
    own = entries.at(new)
    if first:
        wanted = np.zeros(BUCKETS, dtype=bool)
        wanted[own.terms] = True
        entries = entries.at(wanted[entries.terms])
    return list(near(own, [Postings.of(entries)]))
