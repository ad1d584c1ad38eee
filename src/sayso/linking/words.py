"""The words of a text with their offsets, in the form in which they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.record import BlockKind, Report

Ints = NDArray[np.int64]

_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})

NOT_BODY: frozenset[BlockKind] = frozenset({"title", "byline", "dateline", "credit", "boilerplate"})
"""Blocks that a republisher replaces, or that every page of a site carries."""


@dataclass(frozen=True)
class Words:
    """The words of a report's body.

    ``stretch`` numbers the unbroken runs of body text: words on two sides of a left-out block
    are not neighbours.
    """

    norms: tuple[str, ...]
    starts: Ints
    ends: Ints
    stretch: Ints

    def __len__(self) -> int:
        return len(self.norms)


def normal(word: str) -> str:
    """A word without the differences that typesetting makes: case and kind of apostrophe."""
    return word.casefold().translate(_APOSTROPHES)


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Every word of a text: its normal form, start and end."""
    return [(normal(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def body_words(report: Report) -> Words:
    """The words of the blocks that make a report's body (of the whole text without blocks)."""
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    stretch: list[int] = []
    for i, (begin, end) in enumerate(body_stretches(report)):
        for m in _WORD.finditer(report.text, begin, end):
            norms.append(normal(m.group()))
            starts.append(m.start())
            ends.append(m.end())
            stretch.append(i)
    return Words(
        norms=tuple(norms),
        starts=np.array(starts, dtype=np.int64),
        ends=np.array(ends, dtype=np.int64),
        stretch=np.array(stretch, dtype=np.int64),
    )


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
