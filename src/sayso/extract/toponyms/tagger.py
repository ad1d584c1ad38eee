"""The network that reads place names off the encoder's states and what is known of each word.

Two layers on the states of the shared encoder, fitted on annotated news and on passages of our own
(``training.toponyms``). It gives each piece a tag, and vectors whose products say how likely a
place is where an event happened.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.extract.toponyms import cues
from sayso.extract.toponyms.known import Known
from sayso.extract.toponyms.stretches import again, whole_names
from sayso.language.encoder import digest, shipped
from sayso.language.encoding import Encoding
from sayso.language.engines import Engine, best_engine
from sayso.language.pieces import Pieces, windows
from sayso.language.tagging import best_tags, stretches
from sayso.record import Span

MODEL = "places.onnx"
TAGS = ("O", "B-place", "I-place", "B-metonym", "I-metonym")
"""Tags of a piece: outside, a place, or a place's name that acts as its government or people."""
WHERE_WIDTH = 64
"""Size of the vectors that link events to places: a query as an event, then a key as a place."""

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a place.

    Attributes:
        span: The words.
        metonym: How likely it is the government called by the place's name, 0-1.
    """

    span: Span
    metonym: float


@dataclass(frozen=True)
class PlaceReading:
    """What the network says of a text.

    Attributes:
        text: The text.
        pieces: Its pieces.
        known: What is known of them.
        tags: (pieces, tags) probabilities; those of a word's first piece count.
        where: (pieces, 2 × width): a query and a key for each piece.
    """

    text: str
    pieces: Pieces
    known: Known
    tags: Floats
    where: Floats

    def names(self, leaning: float) -> list[Named]:
        """The names of places, in text order.

        Args:
            leaning: Taken off the score of "no name": the higher, the more is found.
        """
        words = np.flatnonzero(self.pieces.first)
        if not len(words):
            return []
        p = np.maximum(self.tags[words], 1e-9)
        merged = np.log(np.stack([p[:, 0], p[:, 1] + p[:, 3], p[:, 2] + p[:, 4]], axis=1))
        rows = whole_names(stretches(best_tags(merged, leaning)), self.known[words])
        rows = again(rows, 1.0 - p[:, 0], self._words(words))
        out = []
        for first, last in rows:
            place, metonym = float(p[first, 1]), float(p[first, 3])
            out.append(Named(self._span(words, first, last), metonym / (place + metonym)))
        return out

    def inside(self) -> dict[int, float]:
        """How likely each word is part of a name, by where it starts in the text."""
        words = np.flatnonzero(self.pieces.first)
        starts, shares = self.pieces.starts[words].tolist(), (1.0 - self.tags[words, 0]).tolist()
        return dict(zip(starts, shares, strict=True))

    def _end(self, words: Ints, i: int) -> int:
        after = words[i + 1] if i + 1 < len(words) else len(self.pieces)
        return int(self.pieces.ends[after - 1])

    def _words(self, words: Ints) -> list[str]:
        starts = self.pieces.starts[words].tolist()
        ends = self.pieces.ends[np.append(words[1:], len(self.pieces)) - 1].tolist()
        return [self.text[a:b] for a, b in zip(starts, ends, strict=True)]

    def _word(self, words: Ints, i: int) -> str:
        return self.text[self.pieces.starts[words[i]] : self._end(words, i)]

    def _span(self, words: Ints, first: int, last: int) -> Span:
        """The words, with the full stop that belongs to "U.S." or "Tenn."."""
        start, end = int(self.pieces.starts[words[first]]), self._end(words, last - 1)
        if self.text[end : end + 1] == ".":
            end += "." in self.text[start:end] or self._word(words, last - 1) in cues.ABBREVIATIONS
        return (start, end)

    def happened_at(self, event: Span, place: Span) -> float | None:
        """How likely an event happened at a place, 0-1; None where either has no piece."""
        at = [int(np.searchsorted(self.pieces.ends, s[0], side="right")) for s in (event, place)]
        if max(at) >= len(self.pieces):
            return None
        query, key = self.where[at[0], :WHERE_WIDTH], self.where[at[1], WHERE_WIDTH:]
        return float(1 / (1 + np.exp(-np.clip(query @ key, -30, 30))))


def read_places(text: str, encoding: Encoding, known: Known) -> PlaceReading:
    """Run the network over a text.

    Args:
        text: The text.
        encoding: The text's encoding.
        known: What is known of its words, a row a piece.
    """
    pieces = encoding.pieces
    tags = np.zeros((len(pieces), len(TAGS)), dtype=np.float32)
    where = np.zeros((len(pieces), 2 * WHERE_WIDTH), dtype=np.float32)
    for w in windows(pieces):
        inside, core = slice(w.begin, w.end), slice(w.core, w.end)
        states = encoding.states[inside][None]
        mask = np.ones(states.shape[:2], dtype=np.float32)
        scores, links = _engine()({"states": states, "known": known[inside][None], "mask": mask})
        tags[core] = scores[0, w.core - w.begin :]
        where[core] = links[0, w.core - w.begin :]
    return PlaceReading(text, pieces, known, tags, where)


def version() -> dict[str, str]:
    """Name and hash of the model."""
    return {MODEL: digest(MODEL)}


@functools.cache
def _engine() -> Engine:
    return best_engine(str(shipped(MODEL)))
