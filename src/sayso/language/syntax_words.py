"""The words that a report is parsed in, and what the network of syntax is told of each.

Words are spaCy's English tokens without white space. How a word looks (its norm, its beginning and
end, its shape, the same that spaCy's own pipelines look at) is hashed into rows of small tables;
what it means where it stands is the mean of the encoder's states over its pieces.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sayso.gazetteer.countries import countries
from sayso.language.case import recase
from sayso.language.names import STANDS_FOR
from sayso.language.pieces import Pieces, Shape
from sayso.language.pieces import tokenizer as piece_tokenizer
from sayso.language.unread import UNREAD
from sayso.record import Block, BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

LOOKS = (("norm", 8192), ("norm", 8192), ("suffix", 2048), ("shape", 512), ("prefix", 256))
"""What is hashed, and the rows that each has; norms twice, so that two words seldom share both."""

COUNTRY, PEOPLE = "Iraq", "Iraqi"
"""What all countries and all peoples of one word look like."""

# Written like names, and never the name of a party: their spelling says that what follows is one.
_RANKS = frozenset(
    "adm brig capt cdr cmdr col cpl det dr gen gov hon insp lt maj mr mrs ms ofc pfc pte pvt rep "
    "rev sen sgt spc supt".split()
)

# "Correction:", "[Editor's note:": a label is no part of the first sentence after it.
_LABEL = re.compile(r"[\[(]?\s*[^\W\d_][^\n:.]{1,30}:\s+")
_LABELLED: frozenset[BlockKind] = frozenset({"editor_note", "correction"})

# What spaCy's documents are asked for: the first three are for us, the others are hashes of looks.
_ATTRIBUTES: list[int | str] = [
    "IS_SPACE", "IDX", "LENGTH", "NORM", "NORM", "SUFFIX", "SHAPE", "PREFIX",
]  # fmt: skip

MAX_STRETCH = 20_000
"""Characters that spaCy cuts into tokens at a time; longer blocks are cut at white space."""


@dataclass(frozen=True)
class Stretch:
    """Text that is parsed by itself: a block, or a part of a very long one.

    Attributes:
        block: Index of the block.
        start: Offset in the report's text.
        text: The words, upper-case text recased.
    """

    block: int
    start: int
    text: str


@dataclass(frozen=True)
class Words:
    """The words of a report; all arrays have one entry a word.

    Attributes:
        texts: The words as recased.
        starts: Offsets in the report's text.
        ends: Offsets in the report's text.
        stretches: Number of the stretch that each is in.
        looks: (words, ``len(LOOKS)``) rows of the tables; 0 stands for what is no word.
        shown: Which are written like names and shown all the same: countries and peoples, which
            look like all others of these, and ranks.
    """

    texts: list[str]
    starts: Ints
    ends: Ints
    stretches: Ints
    looks: Ints
    shown: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.texts)


def stretches_of(text: str, blocks: Sequence[Block]) -> Iterator[Stretch]:
    """The stretches of the blocks with running text, none over :data:`MAX_STRETCH`."""
    for index, block in enumerate(blocks):
        if block.kind in UNREAD:
            continue
        at, end = block.span
        label = _LABEL.match(text, at, end) if block.kind in _LABELLED else None
        at = label.end() if label else at
        while end - at > MAX_STRETCH:
            least, most = at, at + MAX_STRETCH
            cut = max(text.rfind(" ", least, most), text.rfind("\n", least, most))
            cut = cut if cut > at else most
            yield Stretch(index, at, recase(text[at:cut]))
            at = cut
        if text[at:end].strip():
            yield Stretch(index, at, recase(text[at:end]))


def words_of(stretches: Sequence[Stretch], docs: Sequence[Doc]) -> Words:
    """The words of stretches.

    Args:
        stretches: The stretches of a report.
        docs: What spaCy's tokenizer gives for each.
    """
    texts: list[str] = []
    found = [np.zeros((0, len(_ATTRIBUTES)), dtype=np.uint64)]
    begins = [np.zeros(0, dtype=np.int64)]
    numbers = [np.zeros(0, dtype=np.int64)]
    for number, (stretch, doc) in enumerate(zip(stretches, docs, strict=True)):
        row = doc.to_array(_ATTRIBUTES)
        row = row[row[:, 0] == 0]  # white space carries nothing
        texts += [t.text for t in doc if not t.is_space]
        found.append(row)
        begins.append(row[:, 1].astype(np.int64) + stretch.start)
        numbers.append(np.full(len(row), number, dtype=np.int64))
    values: npt.NDArray[np.uint64] = np.concatenate(found)
    starts = np.concatenate(begins)
    ends = starts + values[:, 2].astype(np.int64)
    looks = values[:, 3:]
    shown = np.zeros(len(texts), dtype=bool)
    for i, text in enumerate(texts):
        if text[:1].isupper():
            if other := looks_like(text):
                looks[i] = _hashes(docs[0].vocab, other)
            shown[i] = other is not None or text.rstrip(".").lower() in _RANKS
    return Words(texts, starts, ends, np.concatenate(numbers), _looks(looks), shown)


def looks_like(word: str) -> str | None:
    """The word that a country or a people is shown as, so that all of them are read alike."""
    return _nations().get(word.lower())


@functools.cache
def _nations() -> dict[str, str]:
    peoples = {d.lower(): PEOPLE for country in countries().values() for d in country.demonyms}
    return peoples | {n.lower(): COUNTRY for country in countries().values() for n in country.names}


@functools.lru_cache(maxsize=4)
def _hashes(vocab: Vocab, word: str) -> npt.NDArray[np.uint64]:
    lexeme = vocab[word]
    values = (lexeme.norm, lexeme.norm, lexeme.suffix, lexeme.shape, lexeme.prefix)
    return np.array(values, dtype=np.uint64)


def _looks(hashes: npt.NDArray[np.uint64]) -> Ints:
    shifted = hashes.copy()
    shifted[:, 1] >>= np.uint64(32)
    rows = np.array([size for _, size in LOOKS], dtype=np.uint64) - np.uint64(1)
    return (shifted % rows + np.uint64(1)).astype(np.int64)


def rows_of(words: Words) -> Ints:
    """Where each word stands in the network's input: one empty row between two stretches."""
    return np.arange(len(words), dtype=np.int64) + words.stretches


def pieces_of(words: Words, pieces: Pieces) -> tuple[Ints, Ints, Ints]:
    """Which pieces each word overlaps.

    Returns:
        The pieces that are part of a text, and for each word the first and one past the last of
        those; at least one, the next where a word has none.
    """
    real = np.flatnonzero(pieces.ends > pieces.starts)
    if not len(real):
        none = np.zeros(len(words), dtype=np.int64)
        return real, none, none
    first = np.searchsorted(pieces.ends[real], words.starts, side="right")
    last = np.searchsorted(pieces.starts[real], words.ends, side="left")
    first = np.minimum(first, len(real) - 1)
    return real, first, np.maximum(last, first + 1)


def means(values: Floats, places: tuple[Ints, Ints, Ints]) -> Floats:
    """The mean over the pieces of each word.

    Args:
        values: (pieces, width).
        places: From :func:`pieces_of`.
    """
    real, first, last = places
    total = np.zeros((len(first), values.shape[1]), dtype=np.float32)
    for k in range(int((last - first).max(initial=0))):  # seldom over five
        inside = np.flatnonzero(first + k < last)
        total[inside] += values[real[first[inside] + k]]
    out: Floats = total / np.maximum(last - first, 1)[:, None].astype(np.float32)
    return out


def hidden_names(
    words: Words, pieces: Pieces, places: tuple[Ints, Ints, Ints]
) -> npt.NDArray[np.bool_]:
    """Which words are names whose spelling is hidden: those that the encoder sees stand-ins of."""
    shapes = pieces.features % len(Shape)
    capital = (shapes == Shape.CAPITAL) | (shapes == Shape.UPPER)
    stands_in = np.isin(pieces.ids, _stand_ins()) & capital
    found: npt.NDArray[np.bool_] = means(stands_in[:, None].astype(np.float32), places)[:, 0] > 0
    return found & ~words.shown


@functools.cache
def _stand_ins() -> list[int]:
    found = (piece_tokenizer().token_to_id(name) for name in STANDS_FOR)
    return [number for number in found if number is not None]
