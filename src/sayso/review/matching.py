"""Which object of one reading is which of another: one to one, and no guesses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sayso.extract.spans import overlap
from sayso.record import Actor, Event, Place, Report, Span, Statement, Time
from sayso.review.paths import KINDS, Kind
from sayso.review.text_moves import TextMoves

Score = tuple[float, ...]
"""How well two objects fit, the weightiest first; empty: not at all."""

_SHARED = 0.5
"""Of the words of two statements so much must be shared for them to be one."""


_STRETCH = 200
"""Characters of a stretch of text in which objects are looked for."""


def matches(old: Report, new: Report, moves: TextMoves) -> dict[tuple[Kind, str], str]:
    """The object of ``new`` for each object of ``old`` that has one.

    Two belong together where each fits the other better than anything else does. Events fit by
    their anchors, then by type and status; statements by their content, cue and source; actors
    and places by their mentions, then by name; times by their span.
    """
    out: dict[tuple[Kind, str], str] = {}
    for kind in KINDS:
        found = _pairs(getattr(old, kind), getattr(new, kind), moves)
        out |= {(kind, a): b for a, b in found.items()}
    return out


def match_one(item: Any, among: Sequence[Any], moves: TextMoves) -> str | None:
    """The one object among several that fits best; None where none does, or two do alike."""
    scores: list[tuple[Score, str]] = [
        (fit, other.id) for other in among if (fit := _fit(item, other, moves))
    ]
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


def _pairs(old: Sequence[Any], new: Sequence[Any], moves: TextMoves) -> dict[str, str]:
    near = _Near(new)
    fits: dict[tuple[str, str], Score] = {}
    for a in old:
        for b in near.to(_moved(_stands_on(a), moves, exact=False)):
            if fit := _fit(a, b, moves):
                fits[a.id, b.id] = fit
    out: dict[str, str] = {}
    while True:
        found = _mutual(fits)
        if not found:
            return out
        out |= found
        taken = set(found.values())
        fits = {(a, b): fit for (a, b), fit in fits.items() if a not in found and b not in taken}


class _Near:
    """Objects by the stretches of text that they stand on, so that not all are compared to all."""

    def __init__(self, items: Sequence[Any]) -> None:
        self._items = {item.id: item for item in items}
        self._at: dict[int, list[str]] = {}
        for item in items:
            for n in self._stretches(_stands_on(item)):
                self._at.setdefault(n, []).append(item.id)

    def to(self, spans: Sequence[Span]) -> list[Any]:
        """The objects that may touch one of these spans."""
        found = dict.fromkeys(i for n in self._stretches(spans) for i in self._at.get(n, ()))
        return [self._items[i] for i in found]

    @staticmethod
    def _stretches(spans: Sequence[Span]) -> set[int]:
        return {n for a, b in spans for n in range(a // _STRETCH, b // _STRETCH + 1)}


def _stands_on(item: Any) -> Sequence[Span]:
    """The words that an object is known by."""
    if isinstance(item, Event):
        return (item.anchor,)
    if isinstance(item, Time):
        return (item.span,)
    return cast("Sequence[Span]", item.content if isinstance(item, Statement) else item.mentions)


def _mutual(fits: Mapping[tuple[str, str], Score]) -> dict[str, str]:
    """Pairs of which each is the other's only best."""
    forth = _only_best(fits, key=0)
    back = _only_best(fits, key=1)
    return {a: b for a, b in forth.items() if back.get(b) == a}


def _only_best(fits: Mapping[tuple[str, str], Score], key: int) -> dict[str, str]:
    best: dict[str, tuple[Score, str, bool]] = {}
    for pair, fit in fits.items():
        one, other = pair[key], pair[1 - key]
        so_far = best.get(one)
        if so_far is None or fit > so_far[0]:
            best[one] = (fit, other, True)
        elif fit == so_far[0]:
            best[one] = (fit, so_far[1], False)
    return {one: other for one, (_, other, only) in best.items() if only}


def _fit(a: Any, b: Any, moves: TextMoves) -> Score:
    fit: Callable[[Any, Any, TextMoves], Score] = _FITS[type(a)]
    return fit(a, b, moves)


def _event(a: Event, b: Event, moves: TextMoves) -> Score:
    at = moves.move(a.anchor)
    if at is None or not overlap(at, b.anchor):
        return ()
    return (
        float(a.type == b.type),
        float(at == b.anchor),
        float(overlap(at, b.anchor)),
        float(a.status == b.status) + float(a.mode == b.mode) + float(len(a.tolls) == len(b.tolls)),
    )


def _statement(a: Statement, b: Statement, moves: TextMoves) -> Score:
    content = _moved(a.content, moves, exact=False)
    shared = sum(overlap(x, y) for x in content for y in b.content)
    longer = max(sum(y - x for x, y in content), sum(y - x for x, y in b.content), 1)
    cue = sum(overlap(x, y) for x in _moved(a.cue, moves) for y in b.cue)
    if shared < _SHARED * longer:
        return ()
    at = moves.move(a.source.span) if a.source else None
    source = float(at is not None and b.source is not None and overlap(at, b.source.span) > 0)
    return (float(cue > 0) + source, shared / longer)


def _named(a: Actor | Place, b: Actor | Place, moves: TextMoves) -> Score:
    mentions = _moved(a.mentions, moves)
    shared = sum(1 for x in mentions if any(overlap(x, y) for y in b.mentions))
    if not shared:
        return ()
    exact = len(set(mentions) & set(b.mentions))
    same = float(a.name.casefold() == b.name.casefold())
    return (float(shared) + same, float(exact), -float(len(b.mentions)))


def _time(a: Time, b: Time, moves: TextMoves) -> Score:
    at = moves.move(a.span)
    if at is None or not overlap(at, b.span):
        return ()
    return (float(at == b.span), float(overlap(at, b.span)), float(a.value == b.value))


def _moved(spans: Sequence[Span], moves: TextMoves, *, exact: bool = True) -> list[Span]:
    return [at for span in spans if (at := moves.move(span, exact=exact)) is not None]


_FITS: dict[type, Callable[[Any, Any, TextMoves], Score]] = {
    Event: _event, Statement: _statement, Actor: _named, Place: _named, Time: _time
}  # fmt: skip
