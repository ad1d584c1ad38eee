"""Runs of five words as numbers, and which of them are enough to find what two reports share.

Containment of shingles finds excerpts, which sketches of the whole set (MinHash; Broder 1997)
miss, because an excerpt's share of the union is small. What is remembered of a report is chosen
by winnowing (Schleimer, Wilkerson and Aiken 2003): the least of every four neighbours. Any run of
eight words that two reports share has then a shingle that both remember, at two fifths of the
room.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.fingerprints import distinct
from sayso.linking.words import Hashes, Words, spread

SIZE = 5
"""Words a shingle."""
WINDOW = 4
"""Neighbouring shingles of which one is remembered at least."""

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


def shingles(words: Words) -> tuple[Hashes, NDArray[np.bool_]]:
    """The hash of the shingle at every position, and whether it is one unbroken run of words."""
    n = len(words) - SIZE + 1
    if n <= 0:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=bool)
    total = np.zeros(n, dtype=np.uint64)
    for k in range(SIZE):
        total += words.hashes[k : k + n] * _MULTIPLIERS[k]
    return spread(total), words.stretch[:n] == words.stretch[SIZE - 1 :]


def fingerprint(words: Words) -> Hashes:
    """The shingles of a report that are remembered: sorted, each once."""
    rolling, whole = shingles(words)
    if not whole.all():
        rolling = np.where(whole, rolling, np.uint64(0xFFFFFFFFFFFFFFFF))
    span = min(WINDOW, len(rolling))
    if span == 0:
        return rolling
    windows = len(rolling) - span + 1
    least = rolling[:windows]
    for k in range(1, span):
        least = np.minimum(least, rolling[k : k + windows])
    chosen = np.zeros(len(rolling), dtype=bool)
    for k in range(span):
        chosen[k : k + windows] |= rolling[k : k + windows] == least
    return distinct(rolling[chosen & whole])
