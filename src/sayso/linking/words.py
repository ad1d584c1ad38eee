"""The words of a text with their offsets, in the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.record import BlockKind, Report

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_CODES = 0x110000
_LAST_CASED = 0x1E944
"""No letter above this has another case."""
_LONGEST = 64
"""Letters of a word after which the weights of the letters begin again."""

NOT_BODY: frozenset[BlockKind] = frozenset(
    {"title", "byline", "dateline", "credit", "boilerplate", "editor_note"}
)
"""Blocks that a republisher replaces or adds, or that every page of a site carries."""


@dataclass(frozen=True)
class Words:
    """The words of a report's body.

    ``hashes`` has a number for each word, equal for words that differ in typesetting only.
    ``stretch`` numbers the unbroken runs of body text: words on two sides of a left-out block
    are not neighbours.
    """

    hashes: Hashes
    starts: Ints
    ends: Ints
    stretch: Ints

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True)
class _Letters:
    """What each code point is to a word."""

    letter: NDArray[np.bool_]
    """A word may begin with it."""
    inside: NDArray[np.bool_]
    """A word may have it: letters, and the marks that are written on them."""
    value: Hashes
    """Spread over 64 bits; the same for both cases of a letter."""


def normal(word: str) -> str:
    """A word without the differences that typesetting makes: case and kind of apostrophe."""
    return word.casefold().translate(_APOSTROPHES)


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Every word of a text: its normal form, start and end."""
    return [(normal(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def body_words(report: Report) -> Words:
    """The words of the blocks that make a report's body (of the whole text without blocks)."""
    hashes, starts, ends = _words(report.text)
    stretches = np.array(body_stretches(report), dtype=np.int64)
    at = np.searchsorted(stretches[:, 0], starts, side="right") - 1
    kept = (at >= 0) & (ends <= stretches[at, 1])
    return Words(hashes[kept], starts[kept], ends[kept], at[kept])


def _words(text: str) -> tuple[Hashes, Ints, Ints]:
    """A number for every word of a text, where it starts and where it ends.

    A word is a run of letters, digits and marks, with apostrophes between them. All letters of
    the text are looked up and summed up at once; a loop over words would take most of the time
    of finding copies.
    """
    table = _letters()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    inside = table.inside[codes]
    middle = ((codes[1:-1] == 0x27) | (codes[1:-1] == 0x2019)) & inside[:-2] & inside[2:]
    inside[1:-1] |= middle
    edges = np.diff(inside.astype(np.int8), prepend=np.int8(0), append=np.int8(0))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if len(starts) == 0:
        return np.zeros(0, dtype=np.uint64), starts, ends
    lengths = ends - starts
    begins = np.cumsum(lengths) - lengths
    place = (np.arange(int(lengths.sum())) - np.repeat(begins, lengths)) % _LONGEST
    sums = np.add.reduceat(table.value[codes[inside]] * _weights()[place], begins)
    kept = table.letter[codes[starts]]
    return spread(sums[kept]), starts[kept], ends[kept]


def spread(numbers: Hashes) -> Hashes:
    """Numbers with the information of all their bits in each (the finish of splitmix64)."""
    mixed = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@lru_cache(maxsize=1)
def _weights() -> Hashes:
    return spread(np.arange(1, _LONGEST + 1, dtype=np.uint64)) | np.uint64(1)


@lru_cache(maxsize=1)
def _letters() -> _Letters:
    """What every code point is to a word, made once."""
    characters = [chr(code) for code in range(_CODES)]
    letter = np.fromiter(map(str.isalnum, characters), dtype=bool, count=_CODES)
    letter[ord("_")] = True
    marks = np.fromiter(
        (category[0] == "M" for category in map(unicodedata.category, characters)),
        dtype=bool,
        count=_CODES,
    )
    marks[0xFE00:0xFE10] = marks[0x20E3] = False  # they choose the look of a symbol
    folded = np.arange(_CODES, dtype=np.uint64)
    for code in range(_LAST_CASED):
        other = characters[code].casefold()
        if len(other) == 1:
            folded[code] = ord(other)
    folded[[0x2019, 0x02BC]] = 0x27
    return _Letters(letter, letter | marks, spread(folded + np.uint64(1)))


def body_stretches(report: Report) -> list[tuple[int, int]]:
    """The unbroken runs of body text; the whole text when no block is body."""
    runs: list[tuple[int, int]] = []
    broken = True
    for block in report.blocks:
        if block.kind in NOT_BODY:
            broken = True
        elif broken:
            runs.append(block.span)
            broken = False
        else:
            runs[-1] = (runs[-1][0], block.span[1])
    return runs or [(0, len(report.text))]
