"""What two reports share, word by word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.linking.shingles import SIZE, Index
from sayso.linking.words import Words

MIN_PIECE = 3
"""Words below which an exactly equal piece of a longer run is not worth pointing at."""

PHRASE, REACH = 9, 12
"""A shared run below so many words, with no other within so many words of it in both reports, is
a phrase of the trade ("was taken to hospital with") and no copy."""

Span4 = tuple[int, int, int, int]


@dataclass(frozen=True)
class Run:
    """Words ``a … a+n`` of one report are words ``b … b+n`` of the other, but for typesetting."""

    a: int
    b: int
    n: int


@dataclass(frozen=True)
class Overlap:
    """Everything that two reports share, with which words of each are covered."""

    runs: tuple[Run, ...]
    in_a: NDArray[np.bool_]
    in_b: NDArray[np.bool_]

    @property
    def longest(self) -> int:
        """Words of the longest shared run."""
        return max((run.n for run in self.runs), default=0)

    @property
    def shared(self) -> int:
        """Words of the one with fewer covered words that are covered."""
        return int(min(self.in_a.sum(), self.in_b.sum()))


def overlap(index: Index, a: int, b: int) -> Overlap:
    """The shared runs of two indexed reports, in the order of the second."""
    positions = np.flatnonzero(index.live[b])
    wanted = index.rolling[b][positions]
    known = index.hashes[a]
    place = np.searchsorted(known, wanted)
    place[place == len(known)] = 0
    hit = known[place] == wanted if len(known) else np.zeros(len(wanted), dtype=bool)
    in_b = positions[hit]
    in_a = index.first[a][place[hit]]
    covered_a = np.zeros(len(index.words[a]), dtype=bool)
    covered_b = np.zeros(len(index.words[b]), dtype=bool)
    if len(in_b) == 0:
        return Overlap((), covered_a, covered_b)
    cuts = np.flatnonzero((np.diff(in_b) != 1) | (np.diff(in_a) != 1)) + 1
    first = np.r_[0, cuts]
    last = np.r_[cuts, len(in_b)] - 1
    runs = _without_chance(
        [
            Run(a=int(in_a[i]), b=int(in_b[i]), n=int(in_b[j] - in_b[i]) + SIZE)
            for i, j in zip(first, last, strict=True)
        ]
    )
    for run in runs:
        covered_a[run.a : run.a + run.n] = True
        covered_b[run.b : run.b + run.n] = True
    return Overlap(tuple(runs), covered_a, covered_b)


def _without_chance(runs: list[Run]) -> list[Run]:
    """Leave out phrases that any two reports may share: short runs with no other near them.

    A passage that was reworked is a string of short runs; a phrase stands alone.
    """
    kept = []
    for i, run in enumerate(runs):
        around = (*runs[max(0, i - 1) : i], *runs[i + 1 : i + 2])
        if run.n >= PHRASE or any(_near(run, other) for other in around):
            kept.append(run)
    return kept


def _near(one: Run, two: Run) -> bool:
    first, second = sorted((one, two), key=lambda run: run.b)
    ahead = second.a - first.a - first.n
    return second.b - first.b - first.n <= REACH and -first.n <= ahead <= REACH


def exact_spans(
    runs: tuple[Run, ...], one: Words, two: Words, text_a: str, text_b: str
) -> tuple[Span4, ...]:
    """Runs of words as spans of equal text, split where the typesetting differs.

    Returns:
        ``(a0, a1, b0, b1)`` with ``text_a[a0:a1] == text_b[b0:b1]``, on word boundaries, in the
        order of the second text, in which no two of them overlap.
    """
    spans: list[Span4] = []
    done = 0
    for run in runs:
        skip = max(0, done - run.b)
        begin: int | None = None
        for k in range(skip, run.n + 1):
            if k < run.n and _same_word(one, two, run.a + k, run.b + k, text_a, text_b):
                if begin is None:
                    begin = k
                elif not _same_gap(one, two, run.a + k, run.b + k, text_a, text_b):
                    _add(spans, one, two, run, begin, k)
                    begin = k
            elif begin is not None:
                _add(spans, one, two, run, begin, k)
                begin = None
        done = max(done, run.b + run.n)
    return tuple(spans)


def _same_word(one: Words, two: Words, i: int, j: int, text_a: str, text_b: str) -> bool:
    return text_a[one.starts[i] : one.ends[i]] == text_b[two.starts[j] : two.ends[j]]


def _same_gap(one: Words, two: Words, i: int, j: int, text_a: str, text_b: str) -> bool:
    """Whether what stands before two words is equal in both texts."""
    return text_a[one.ends[i - 1] : one.starts[i]] == text_b[two.ends[j - 1] : two.starts[j]]


def _add(spans: list[Span4], one: Words, two: Words, run: Run, begin: int, end: int) -> None:
    if end - begin >= MIN_PIECE:
        a, b = run.a, run.b
        spans.append(
            (
                int(one.starts[a + begin]),
                int(one.ends[a + end - 1]),
                int(two.starts[b + begin]),
                int(two.ends[b + end - 1]),
            )
        )
