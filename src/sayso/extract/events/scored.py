"""What the encoder says of a text's words as events: which kind, with whom, and told how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np

from sayso.language.encoding import Encoding, Floats
from sayso.language.heads import KINDS, LINK_WIDTH, MODES, PARTS, ROLES, SLICES, STATUSES
from sayso.language.tagging import best_tags, stretches
from sayso.record import Span, Status

_MORE_PARTS = 0.5
"""Taken from "no part": phrases that are half expected are asked after by the anchors."""
_ROLE_BIAS = -2.0
_ROLE = 0.0
"""A phrase has a role if its score, a logit, is above."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the anchor of an event.

    Attributes:
        span: The word.
        none: How likely it is none.
        type: The likeliest type, if it is one.
        mode: The likeliest mode of that type.
        share: How likely that type is.
    """

    span: Span
    none: float
    type: str
    mode: str | None
    share: float


class Scored:
    """The heads of events, asked by spans of the text."""

    def __init__(self, encoding: Encoding) -> None:
        self.pieces = encoding.pieces
        self.scores = encoding.events

    def piece(self, span: Span) -> int | None:
        """The first piece of a span."""
        first = int(np.searchsorted(self.pieces.ends, span[0], side="right"))
        if first >= len(self.pieces) or self.pieces.starts[first] >= span[1]:
            return None
        return first

    @cached_property
    def _kinds(self) -> Floats:
        scores = self.scores[:, SLICES["kind"]]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        return cast("Floats", shares / shares.sum(axis=1, keepdims=True))

    def word(self, span: Span) -> Word | None:
        """What the word that begins a span is."""
        at = self.piece(span)
        return None if at is None else self._word(at)

    def _word(self, at: int) -> Word:
        shares = self._kinds[at]
        types = {t: float(shares[kinds].sum()) for t, kinds in _OF_TYPE.items()}
        best = max(types, key=lambda t: types[t])
        mode = KINDS[_OF_TYPE[best].start + int(shares[_OF_TYPE[best]].argmax())][1]
        return Word(self._extent(at), float(shares[0]), best, mode, types[best])

    def _extent(self, at: int) -> Span:
        last = at + 1
        while last < len(self.pieces) and not self.pieces.first[last]:
            last += 1
        return int(self.pieces.starts[at]), int(self.pieces.ends[last - 1])

    def words(self, most_none: float) -> Iterator[Word]:
        """Words that are likely anchors, in order."""
        likely = (self._kinds[:, 0] < most_none) & self.pieces.first
        likely &= self.pieces.starts < self.pieces.ends
        yield from (self._word(int(i)) for i in np.flatnonzero(likely))

    def status(self, span: Span) -> tuple[Status, float]:
        """How an event is told, and how surely."""
        at = self.piece(span)
        if at is None:
            return "happened", 0.0
        row = self.scores[at, SLICES["status"]]
        shares = np.exp(row - row.max())
        best = int(row.argmax())
        return cast("Status", STATUSES[best]), float(shares[best] / shares.sum())

    @cached_property
    def parts(self) -> list[tuple[int, Span, str]]:
        """Phrases that take part in events: first piece, span, what they are."""
        tags = best_tags(self.scores[:, SLICES["parts"]], _MORE_PARTS)
        return [
            (first, (int(self.pieces.starts[first]), int(self.pieces.ends[last - 1])), PARTS[kind])
            for first, last, kind in stretches(tags)
        ]

    @cached_property
    def relevance(self) -> tuple[float, float]:
        """See :func:`relevance`."""
        if not len(self.scores):
            return -9.0, -9.0
        conflict, attack = pooled(self, 0, "relevant")
        return float(conflict) - _CONFLICT, float(attack)

    @cached_property
    def _vectors(self) -> Floats:
        return self.scores[:, SLICES["roles"]].reshape(-1, len(ROLES) + 1, LINK_WIDTH)

    def roles(self, span: Span) -> Mapping[str, list[Span]]:
        """The phrases that have each role in the event of an anchor, by role."""
        out: dict[str, list[Span]] = {r: [] for r in ROLES}
        at = self.piece(span)
        if at is None or not self.parts:
            return out
        keys = self._vectors[[first for first, _, _ in self.parts], len(ROLES)]
        asked = self._vectors[at, : len(ROLES)]
        found = keys @ asked.T / LINK_WIDTH**0.5 + _ROLE_BIAS
        for row, (_, phrase, part) in zip(found, self.parts, strict=True):
            for number, role in enumerate(ROLES):
                fits = part == "party" if role in ("actor", "recipient") else part == role
                if fits and row[number] > _ROLE and phrase != span:
                    out[role].append(phrase)
        return out


def _of_type() -> dict[str, slice]:
    """Where the classes of each type stand, which follow one another."""
    types = [t for t, _ in KINDS]
    return {t: slice(types.index(t), types.index(t) + types.count(t)) for t in MODES}


_OF_TYPE = _of_type()


_CONFLICT = 7.0
"""Taken from the score of a report's telling of conflict: nearly all that it was fitted on does, so
that it runs high. Chosen on news of politics, business and towns."""


def relevance(scored: Scored) -> tuple[float, float]:
    """Scores, logits, that a report tells of conflict, and of an attack on people or things."""
    return scored.relevance


def pooled(scored: Scored, column: int, head: str) -> Floats:
    """What all pieces together say of a report, each weighed by a column of ``attend``."""
    weight = np.exp(np.clip(scored.scores[:, SLICES["attend"]][:, column], -15, 15))
    mean: Floats = (scored.scores[:, SLICES[head]] * weight[:, None]).sum(0) / weight.sum()
    return mean
