"""Entities out of scores: whole names, and persons by their surname alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from sayso.language.parse import Entity, Token
from sayso.language.syntax_net import ENTITIES
from sayso.language.tagging import best_tags, stretches

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Named = tuple[int, int, int]
"""First word, end, and number of the kind."""

_OPEN = frozenset({"DT", "IN", "CC", "PRP$"})
"""Tags of words that no name ends with."""


def entities(scores: Floats, tokens: Sequence[Token], parts: Ints) -> list[Entity]:
    """The entities of a report, in order.

    Args:
        scores: (words, 1 + 2 × kinds): outside, then begin and inside of each kind.
        tokens: The words.
        parts: Number of the stretch of text that each is in; no entity goes on into the next.
    """
    found = list(_within(whole(stretches(best_tags(scores)), tokens), tokens, parts))
    found += _surnames(found, tokens)
    return sorted(found, key=lambda e: e.first)


def _within(found: Iterable[Named], tokens: Sequence[Token], parts: Ints) -> Iterator[Entity]:
    for first, last, kind in found:
        cuts = np.flatnonzero(np.diff(parts[first:last])) + first + 1
        for a, b in zip([first, *cuts.tolist()], [*cuts.tolist(), last], strict=True):
            yield Entity(a, b, tokens[a].start, tokens[b - 1].end, ENTITIES[kind])


def whole(found: Iterable[Named], tokens: Sequence[Token]) -> Iterator[Named]:
    """Names none of which ends in "of" or "the": such a one goes on with the next, or ends before.

    Args:
        found: First word, end and kind of each, in order.
        tokens: The words.
    """
    held: Named | None = None
    for first, last, kind in found:
        if held and held[1] == first and tokens[first - 1].tag in _OPEN:
            held = held[0], last, held[2]
            continue
        if held:
            yield from _closed(held, tokens)
        held = first, last, kind
    if held:
        yield from _closed(held, tokens)


def _closed(name: Named, tokens: Sequence[Token]) -> Iterator[Named]:
    first, last, kind = name
    while last > first and tokens[last - 1].tag in _OPEN:
        last -= 1
    if last > first:
        yield first, last, kind


def _surnames(entities: Sequence[Entity], tokens: Sequence[Token]) -> Iterator[Entity]:
    """Persons called by their last word alone, where that is in no other name."""
    people = [e for e in entities if e.label == "PERSON" and e.last - e.first > 1]
    last = {tokens[e.last - 1].text for e in people if tokens[e.last - 1].tag == "NNP"}
    if not last:
        return
    named = {i for e in entities for i in range(e.first, e.last)}
    for t in tokens:
        if t.text in last and t.i not in named and t.tag == "NNP" and t.dep != "compound":
            yield Entity(t.i, t.i + 1, t.start, t.end, "PERSON")
