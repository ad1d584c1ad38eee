"""The text as the encoder sees it: word pieces with offsets and surface features, in windows.

The encoder is uncased and reads windows of at most :data:`WINDOW` pieces. What lower-casing and
windows would hide is given to it as one feature a piece: how the word is written, and whether it
stands in quotation marks.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sayso.language.case import recase
from sayso.language.names import STANDS_FOR, Row
from sayso.language.quotes import find_quotes
from sayso.record import Block, BlockKind

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 256
"""Pieces in a window, the two that mark its ends included: longer ones cost more a piece."""

CONTEXT = 24
"""Pieces of the text before that a window begins with, so that a cue or a pronoun's sentence
is still in sight."""

CLS, SEP, PAD = 101, 102, 0
FEATURES = 12
"""Number of values of a feature: six shapes, outside and inside quotation marks."""


class Shape(IntEnum):
    """How a word is written; a feature is its shape, plus six in quotation marks."""

    OTHER = 0
    LOWER = 1
    CAPITAL = 2
    UPPER = 3
    NUMBER = 4
    MARK = 5


Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Pieces:
    """The pieces of a text; all arrays have one entry a piece.

    A piece with ``start == end`` stands between two blocks. ``first`` says that a word begins
    here.
    """

    ids: Ints
    features: Ints
    starts: Ints
    ends: Ints
    first: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[begin, end)`` go in; what comes out counts from ``core`` on."""

    begin: int
    core: int
    end: int


@functools.cache
def tokenizer() -> Tokenizer:
    """The encoder's word-piece tokenizer: lower-case, no accents."""
    from tokenizers import BertWordPieceTokenizer

    path = resources.files("sayso") / "models" / "vocab.txt"
    inner: Tokenizer = BertWordPieceTokenizer(str(path), lowercase=True)._tokenizer
    return inner


def cut(text: str, blocks: Sequence[Block], unread: frozenset[BlockKind] = frozenset()) -> Pieces:
    """Cut the blocks of a text into pieces, with an empty one between two blocks.

    A name is one piece, whatever it is: see ``names.py``.

    Args:
        text: The report's text.
        blocks: Its blocks, in order.
        unread: Kinds of blocks to leave out.
    """
    read = [b for b in blocks if b.kind not in unread and text[slice(*b.span)].strip()]
    quoted = np.zeros(len(text) + 1, dtype=bool)
    for quote in find_quotes(text, tuple(read)):
        quoted[quote.start : quote.end] = True
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    # upper-case text gets its names back, so that shapes tell what they tell elsewhere
    cased = [recase(text[slice(*b.span)]) for b in read]
    encoded = tokenizer().encode_batch(cased, add_special_tokens=False)
    shapes: list[int] = []
    first: list[bool] = []
    names = Row()
    for number, (block, block_text, encoding) in enumerate(zip(read, cased, encoded, strict=True)):
        at = block.span[0]
        if number:
            ids.append(SEP)
            starts.append(at)
            ends.append(at)
            shapes.append(Shape.OTHER)
            first.append(True)
        pieces, offsets = encoding.ids, encoding.offsets
        for i, j in _words(encoding.word_ids):
            begin, end = offsets[i][0], offsets[j - 1][1]
            word = block_text[begin:end]
            shape = _shape(word)
            named = shape == Shape.CAPITAL or shape == Shape.UPPER
            name = names.stand_in(word) if named else None
            shapes.append(shape)
            first.append(True)
            if name is not None or j == i + 1:
                ids.append(pieces[i] if name is None else _name_ids()[name])
                starts.append(at + begin)
                ends.append(at + end)
                continue
            ids += pieces[i:j]
            starts += [at + a for a, _ in offsets[i:j]]
            ends += [at + b for _, b in offsets[i:j]]
            shapes += [shape] * (j - i - 1)
            first += [False] * (j - i - 1)
    begins = np.array(starts, dtype=np.int32)
    return Pieces(
        np.array(ids, dtype=np.int32),
        np.array(shapes, dtype=np.int32) + 6 * quoted[begins].astype(np.int32),
        begins,
        np.array(ends, dtype=np.int32),
        np.array(first, dtype=bool),
    )


def _words(numbers: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """First piece and end of each word, of the numbers of the words that pieces are of."""
    i = 0
    for j in range(1, len(numbers) + 1):
        if j == len(numbers) or numbers[j] != numbers[i]:
            yield i, j
            i = j


@functools.cache
def _name_ids() -> dict[str, int]:
    found = ((name, tokenizer().token_to_id(name)) for name in STANDS_FOR)
    return {name: number for name, number in found if number is not None}


@functools.lru_cache(maxsize=50_000)
def _shape(word: str) -> int:
    if not word[:1].isalnum():
        return Shape.MARK
    if word[:1].isdigit():
        return Shape.NUMBER
    if word[:1].isupper():
        return Shape.UPPER if len(word) > 1 and word.isupper() else Shape.CAPITAL
    return Shape.LOWER


def windows(pieces: Pieces, *, size: int = WINDOW, context: int = CONTEXT) -> Iterator[Window]:
    """Windows whose cores cover the pieces once, in order.

    A core ends with a block where one ends in reach, else with a sentence, else anywhere; it
    holds at least half of what it could, so that the number of windows is linear.

    Args:
        pieces: The pieces of a text.
        size: Pieces in a window, its two ends included.
        context: Pieces before the core, at most.
    """
    room = size - 2
    stops = np.flatnonzero(pieces.starts == pieces.ends)
    marks = np.flatnonzero(np.isin(pieces.ids, _SENTENCE_ENDS))
    core = 0
    while core < len(pieces):
        begin = max(0, core - context)
        limit = begin + room
        end = len(pieces)
        if limit < end:
            least = core + (limit - core) // 2
            for ends in (stops, marks + 1, [limit]):
                found = _last(ends, least, limit)
                if found is not None:
                    end = found
                    break
        yield Window(begin, core, end)
        core = end


def _last(offsets: npt.ArrayLike, low: int, high: int) -> int | None:
    """The greatest of sorted offsets in ``[low, high]``."""
    sorted_ = np.asarray(offsets)
    i = int(np.searchsorted(sorted_, high, side="right")) - 1
    return int(sorted_[i]) if i >= 0 and sorted_[i] >= low else None


_SENTENCE_ENDS = (1012, 1029, 999, 1025)
"""Ids of ``.`` ``?`` ``!`` ``;`` in the vocabulary."""
