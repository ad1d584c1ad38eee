"""What two reports share, word by word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.shingles import SIZE
from sayso.linking.copies.texts import Text
from sayso.linking.words import Ints, Words

MIN_PIECE = 3
"""Words below which an exactly equal piece of a longer run is not worth pointing at."""

MIN_HITS = 4
"""Equal shingles below which two reports share nothing to speak of: four make eight words."""

FAR_BACK = 64
"""Words that a run is followed backwards: more than any phrase that may have broken it."""

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


def overlap(a: Text, b: Text) -> Overlap | None:
    """The shared runs of two reports, in the order of the second; None when they share little."""
    positions = np.flatnonzero(b.live)
    wanted = b.rolling[positions]
    known, first_in_a = a.first
    if len(known) == 0:
        return None
    place = np.searchsorted(known, wanted)
    place[place == len(known)] = 0
    hit = known[place] == wanted
    in_b = positions[hit]
    if len(in_b) < MIN_HITS:
        return None
    runs = _without_chance(_runs(a.words, b.words, first_in_a[place[hit]], in_b))
    covered_a = np.zeros(len(a.words), dtype=bool)
    covered_b = np.zeros(len(b.words), dtype=bool)
    for run in runs:
        covered_a[run.a : run.a + run.n] = True
        covered_b[run.b : run.b + run.n] = True
    return Overlap(tuple(runs), covered_a, covered_b)


def _runs(one: Words, two: Words, in_a: Ints, in_b: Ints) -> list[Run]:
    """Runs of words from where equal shingles stand.

    A phrase that the first report has twice leads to its first place; a run that such a phrase
    breaks is followed on in both reports, and what it then covers is left out.
    """
    cuts = np.flatnonzero((np.diff(in_b) != 1) | (np.diff(in_a) != 1)) + 1
    first = np.append(0, cuts)
    last = np.append(cuts, len(in_b)) - 1
    begin, end = in_b[first], in_b[last]
    begin_a, end_a = in_a[first], in_a[last]
    follows = np.append(False, begin[1:] == end[:-1] + 1)
    found: list[Run] = []
    done = 0
    for i in range(len(first)):
        a, b, n = int(begin_a[i]), int(begin[i]), int(end[i] - begin[i]) + SIZE
        if b + n <= done:
            continue
        if follows[i]:
            back = _equal(one, two, a - 1, b - 1, -1)
            a, b, n = a - back, b - back, n + back
        if i + 1 < len(first) and follows[i + 1]:
            n += _equal(one, two, int(end_a[i]) + SIZE, int(end[i]) + SIZE, 1)
        found.append(Run(a, b, n))
        done = max(done, b + n)
    if not follows.any():
        return found
    kept: list[Run] = []
    done = 0
    for run in sorted(found, key=lambda run: (run.b, -run.n)):
        if run.b + run.n > done:
            kept.append(run)
            done = run.b + run.n
    return kept


def _equal(one: Words, two: Words, i: int, j: int, step: int) -> int:
    """How many words are equal from two places on, in one stretch; backwards only a few."""
    count = 0
    while (
        (step > 0 or count < FAR_BACK)
        and 0 <= i < len(one)
        and 0 <= j < len(two)
        and one.hashes[i] == two.hashes[j]
        and one.stretch[i] == one.stretch[i - step]
        and two.stretch[j] == two.stretch[j - step]
    ):
        count += 1
        i, j = i + step, j + step
    return count


def _without_chance(runs: list[Run]) -> list[Run]:
    """Leave out phrases that any two reports may share: short runs with no other near them.

    A passage that was reworked is a string of short runs; a phrase stands alone.
    """
    kept = []
    for i, run in enumerate(runs):
        around = (*runs[max(0, i - 1) : i], *runs[i + 1 : i + 2])
        if run.n >= PHRASE or any(near(run, other) for other in around):
            kept.append(run)
    return kept


def near(one: Run, two: Run) -> bool:
    """Whether two runs stand close together in both reports, in the same order."""
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
        if skip < run.n and _same_text(one, two, run, skip, text_a, text_b):
            _add(spans, one, two, run, skip, run.n)
            done = max(done, run.b + run.n)
            continue
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


def _same_text(one: Words, two: Words, run: Run, skip: int, text_a: str, text_b: str) -> bool:
    """Whether a run is the same text from one end to the other."""
    a, b, n = run.a, run.b, run.n
    return (
        text_a[one.starts[a + skip] : one.ends[a + n - 1]]
        == text_b[two.starts[b + skip] : two.ends[b + n - 1]]
    )


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
