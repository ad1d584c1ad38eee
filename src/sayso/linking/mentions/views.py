"""A report as the network of mentions sees it: pieces, words, sentences, and where mentions stand.

The encoder sees stand-ins for names, so who and where is not in its states. Here each piece is
also given the number of its word in the collection: two reports that name one victim share a
number, and neither the network nor its weights ever see the name.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.language.pieces import Pieces, Shape, cut
from sayso.linking.mentions.families import families
from sayso.linking.mentions.layout import FIXED, KNOWN
from sayso.linking.wording import OTHER_WORDS, profile, stem
from sayso.linking.words import normal, words_of
from sayso.record import Block, Span

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

NO_WORD = -1
BACKGROUND = 100
"""Reports that are thought beside those given and hold none of their words, so that a word that two
of three reports share still counts as rare."""

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|[A-Z][a-z]{1,2})\.\Z")


@dataclass(frozen=True)
class View:
    """One report.

    Attributes:
        pieces: Its pieces.
        known: (pieces, KNOWN).
        words: Number of each piece's word in the collection; ``NO_WORD`` for common words and
            marks, and for all but a word's first piece.
        sentences: Number of each piece's sentence; the first line is a sentence at least.
        mentions: (mentions, 2): first piece and end of each.
        families: Word families of each mention.
        anchors: Each mention's words.
    """

    pieces: Pieces
    known: Floats
    words: Ints
    sentences: Ints
    mentions: Ints
    families: tuple[frozenset[str], ...]
    anchors: tuple[str, ...]


class Collection:
    """Views of reports that are compared with one another.

    Args:
        texts: The text of each report.
        mentions: The spans of the mentions in each.
    """

    def __init__(self, texts: Sequence[str], mentions: Sequence[Sequence[Span]]) -> None:
        self.numbers: dict[str, int] = {}
        """Each word's number."""
        cuts = [cut(text, lines(text)) for text in texts]
        self._words = [self._number(t, p) for t, p in zip(texts, cuts, strict=True)]
        self._held = Counter(w for row in self._words for w in set(row.tolist()) - {NO_WORD})
        self._n = len(texts)
        self.rarity = np.array([self._rarity(w) for w in range(len(self.numbers))], np.float32)
        """Of each word, 0 to 1: how few of the reports hold it."""
        self.views = tuple(
            self._view(*each) for each in zip(texts, mentions, cuts, self._words, strict=True)
        )

    def _number(self, text: str, pieces: Pieces) -> Ints:
        out = np.full(len(pieces), NO_WORD, dtype=np.int32)
        begins = np.flatnonzero(pieces.first)
        ends = [*begins, len(pieces)][1:]
        for at, end in zip(begins, ends, strict=True):
            word = normal(text[pieces.starts[at] : pieces.ends[end - 1]])
            if word[:1].isalnum() and not _is_common(word):
                out[at] = self.numbers.setdefault(stem(word), len(self.numbers))
        return out

    def _rarity(self, word: int) -> float:
        n = self._n + BACKGROUND
        return math.log((1 + n) / (1 + self._held[word])) / math.log(1 + n)

    def _view(self, text: str, spans: Sequence[Span], pieces: Pieces, words: Ints) -> View:
        shapes = pieces.features % len(Shape)
        sentences = _sentences(text, pieces)
        opens = np.ones(len(pieces), dtype=bool)
        opens[1:] = sentences[1:] != sentences[:-1]
        in_text = Counter(words.tolist())
        known = np.zeros((len(pieces), len(KNOWN)), dtype=np.float32)
        named = (shapes == Shape.CAPITAL) | (shapes == Shape.UPPER)
        known[:, 0] = named & ~opens
        known[:, 1] = shapes == Shape.NUMBER
        held = words != NO_WORD
        known[held, 2] = self.rarity[words[held]]
        known[held, 3] = [math.log(in_text[w]) / 2 for w in words[held].tolist()]
        known[:, 4] = sentences == 0
        known[:, 5] = np.exp(-np.arange(len(pieces)) / 100)
        known[:, 6] = opens
        known[:, 7] = ~held
        where = [_inside(pieces, span) for span in spans]
        anchors = [normal(text[slice(*span)]) for span in spans]
        return View(
            pieces=pieces,
            known=known,
            words=words,
            sentences=sentences,
            mentions=np.array(where, dtype=np.int32).reshape(-1, 2),
            families=tuple(families([norm for norm, _, _ in words_of(a)] or [a]) for a in anchors),
            anchors=tuple(anchors),
        )


def apart(view: View) -> Floats:
    """(mentions, pieces, APART) of a report."""
    at = np.arange(len(view.pieces))[None]
    begin, end = view.mentions[:, :1], view.mentions[:, 1:]
    sentence = view.sentences[np.minimum(begin, len(at[0]) - 1)]
    gap = np.abs(view.sentences[None] - sentence)
    away = np.maximum(0, np.maximum(begin - at, at - end + 1))
    parts = [gap == 0, np.log1p(gap), np.log1p(away), away == 0, at < begin]
    return np.stack([p.astype(np.float32) for p in parts], -1)


def looked_at(view: View) -> Floats:
    """Weights (mentions, FIXED, pieces) of the words of each mention's sentence, without its own.

    All of them, the names among them, the numbers among them.
    """
    out = np.zeros((len(view.mentions), FIXED, len(view.pieces)), dtype=np.float32)
    named, numbers, rare = view.known[:, 0], view.known[:, 1], view.known[:, 2]
    weights = [rare**2 * np.where(named, 1.0, OTHER_WORDS), named * rare, numbers]
    for m, (begin, end) in enumerate(view.mentions):
        low, high = sentence_of(view, m)
        for row, weight in enumerate(weights):
            out[m, row, low:high] = weight[low:high]
        out[m, :, begin:end] = 0
    return out


def lines(text: str) -> tuple[Block, ...]:
    """Every line with words as a block: which blocks a report has does not matter here."""
    found = (m for m in _LINE.finditer(text) if m.group().strip())
    return tuple(Block(kind="paragraph", span=m.span()) for m in found)


def sentence_of(view: View, mention: int) -> tuple[int, int]:
    """First piece and end of a mention's sentence."""
    if not len(view.pieces):
        return 0, 0
    number = view.sentences[min(view.mentions[mention, 0], len(view.pieces) - 1)]
    low, high = np.searchsorted(view.sentences, [number, number + 1])
    return int(low), int(high)


@functools.lru_cache(maxsize=50_000)
def _is_common(word: str) -> bool:
    return not profile(word)


def _sentences(text: str, pieces: Pieces) -> Ints:
    stops = [
        m.end()
        for m in _STOP.finditer(text)
        if not _ABBREVIATION.search(text, max(0, m.start() - 4), m.start() + 1)
    ]
    stops += [m.end() for m in _LINE.finditer(text)]
    cuts = np.searchsorted(sorted(stops), pieces.starts, side="right")
    # numbers without holes, so that distances count sentences
    return np.unique(cuts, return_inverse=True)[1].astype(np.int32)


def _inside(pieces: Pieces, span: Span) -> tuple[int, int]:
    """First piece and end of a span; the piece before it where it holds none."""
    low = int(np.searchsorted(pieces.ends, span[0], side="right"))
    high = int(np.searchsorted(pieces.starts, span[1], side="left"))
    low = min(low, max(0, len(pieces) - 1))
    return low, max(low + 1, high)
