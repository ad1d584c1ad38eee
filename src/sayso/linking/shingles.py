"""Which reports share runs of words: an inverted index of 5-word shingles.

Containment of shingles finds excerpts, which sketches of the whole set (MinHash; Broder 1997)
miss, because an excerpt's share of the union is small. The index is built once by sorting, so the
time is that of a sort over all words; the work per pair is bounded by what the pair shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.linking.moments import day
from sayso.linking.words import Ints, Words, body_words
from sayso.record import Report

SIZE = 5
"""Words a shingle."""
CROWD = 24
"""A shingle held by more reports than this is compared with its first tellers only."""
MIN_SHARED = 4
"""Shared shingles below which a pair is not looked at: eight words in a row make four."""
WIDE_DAYS, WIDE_SPREAD = 5, 14
"""Text seen on this many days, over a spread of this many, is in general use."""
AGELESS = 90
"""News is not reprinted for this many days on end: text held so long is nobody's report."""
WIDE_IN_OUTLET = 4
"""Text in this many reports of one outlet is in general use there."""
MOSTLY = 0.5
"""A report with more than this share of text in general use is a reprint of it, and keeps it."""

_MULTIPLIERS = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
    ],
    dtype=np.uint64,
)  # odd 64-bit numbers with well-spread bits; two shingles share a hash once in 2**64

Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class Index:
    """Words of each report, and where the shingles that can link it stand.

    ``hashes[d]`` is sorted and holds each shingle of report ``d`` once, ``first[d]`` its first
    position; ``rolling[d]`` has the hash at every position and ``live[d]`` whether it may link.
    """

    words: tuple[Words, ...]
    rolling: tuple[Hashes, ...]
    live: tuple[NDArray[np.bool_], ...]
    hashes: tuple[Hashes, ...]
    first: tuple[Ints, ...]
    pairs: tuple[tuple[int, int], ...]


def build(reports: Sequence[Report]) -> Index:
    """Index reports and find the pairs that share enough shingles to be looked at.

    Args:
        reports: In the order of their telling: with a crowd of holders of the same words, the
            first tellers are those the others are compared with.
    """
    words = tuple(body_words(report) for report in reports)
    rolling, live = _rolling(words)
    _mute_general_use(reports, rolling, live)
    hashes, first = [], []
    for roll, alive in zip(rolling, live, strict=True):
        positions = np.flatnonzero(alive)
        unique, where = np.unique(roll[positions], return_index=True)
        hashes.append(unique)
        first.append(positions[where].astype(np.int64))
    return Index(
        words=words,
        rolling=tuple(rolling),
        live=tuple(live),
        hashes=tuple(hashes),
        first=tuple(first),
        pairs=_pairs(hashes),
    )


def _rolling(words: Sequence[Words]) -> tuple[list[Hashes], list[NDArray[np.bool_]]]:
    vocabulary: dict[str, int] = {}
    rolling: list[Hashes] = []
    live: list[NDArray[np.bool_]] = []
    for text in words:
        n = len(text) - SIZE + 1
        if n <= 0:
            rolling.append(np.zeros(0, dtype=np.uint64))
            live.append(np.zeros(0, dtype=bool))
            continue
        ids = np.array(
            [vocabulary.setdefault(norm, len(vocabulary) + 1) for norm in text.norms],
            dtype=np.uint64,
        )
        mixed = ids * np.uint64(0x9FB21C651E98DF25)
        mixed ^= mixed >> np.uint64(29)
        total = np.zeros(n, dtype=np.uint64)
        for k in range(SIZE):
            total += mixed[k : k + n] * _MULTIPLIERS[k]
        rolling.append(total)
        live.append(text.stretch[:n] == text.stretch[SIZE - 1 :])
    return rolling, live


def _mute_general_use(
    reports: Sequence[Report], rolling: Sequence[Hashes], live: Sequence[NDArray[np.bool_]]
) -> None:
    """Switch off shingles of standing text: footers, credits, stock background.

    Widely held words link only reports that consist mostly of them: a wire story that a hundred
    papers carry is held as widely as a footer, but a footer stands in reports made of other text.
    """
    days = np.array([day(r.published) or 0 for r in reports], dtype=np.int64)
    outlets: dict[str, int] = {}
    outlet = np.array(
        [
            outlets.setdefault((r.outlet or "").casefold(), len(outlets)) if r.outlet else -1
            for r in reports
        ],
        dtype=np.int64,
    )
    parts = [np.unique(roll[alive]) for roll, alive in zip(rolling, live, strict=True)]
    if not parts:
        return
    lengths = [len(p) for p in parts]
    hashes = np.concatenate(parts)
    docs = np.repeat(np.arange(len(parts)), lengths)
    order = np.argsort(hashes, kind="stable")
    hashes, docs = hashes[order], docs[order]
    bounds = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1], True])[: len(hashes) + 1]
    wide: list[np.uint64] = []
    ageless: list[np.uint64] = []
    for a, b in pairwise(bounds):
        if b - a < WIDE_IN_OUTLET:
            continue
        held = docs[a:b]
        dated = np.unique(days[held][days[held] > 0])
        named = outlet[held][outlet[held] >= 0]
        often_there = len(named) > 0 and int(np.bincount(named).max()) >= WIDE_IN_OUTLET
        spread = int(dated[-1] - dated[0]) if len(dated) >= WIDE_DAYS else 0
        if spread >= AGELESS:
            ageless.append(hashes[a])
        elif often_there or spread >= WIDE_SPREAD:
            wide.append(hashes[a])
    standing, general = np.array(ageless, dtype=np.uint64), np.array(wide, dtype=np.uint64)
    for roll, alive in zip(rolling, live, strict=True):
        alive &= ~np.isin(roll, standing)
        held_here = np.isin(roll, general) & alive
        if alive.any() and held_here.sum() <= MOSTLY * alive.sum():
            alive &= ~held_here


def _pairs(hashes: Sequence[Hashes]) -> tuple[tuple[int, int], ...]:
    """Pairs of reports with at least ``MIN_SHARED`` shingles in common, the earlier first."""
    if not hashes:
        return ()
    every = np.concatenate(list(hashes))
    docs = np.repeat(np.arange(len(hashes), dtype=np.int64), [len(h) for h in hashes])
    order = np.argsort(every, kind="stable")  # stable: within a shingle the docs stay in order
    every, docs = every[order], docs[order]
    n = np.int64(len(hashes))
    codes: list[Ints] = []
    for step in range(1, len(every)):
        same = every[step:] == every[:-step]
        if not same.any():
            break
        if step > CROWD:
            break
        codes.append(docs[:-step][same] * n + docs[step:][same])
    codes.extend(_crowds(every, docs, n))
    if not codes:
        return ()
    found, count = np.unique(np.concatenate(codes), return_counts=True)
    kept = found[count >= MIN_SHARED]
    return tuple((int(c // n), int(c % n)) for c in kept)


def _crowds(every: Hashes, docs: Ints, n: np.int64) -> list[Ints]:
    """Pairs of the first tellers with those too far down the list of holders."""
    starts = (
        np.flatnonzero(np.r_[True, every[1:] != every[:-1]]) if len(every) else np.zeros(0, int)
    )
    sizes = np.diff(np.r_[starts, len(every)])
    out: list[Ints] = []
    for start, size in zip(starts[sizes > CROWD + 1], sizes[sizes > CROWD + 1], strict=True):
        held = docs[start : start + size]
        for k in range(3):
            far = held[k + CROWD + 1 :]
            out.append(held[k] * n + far)
    return out
