"""Overlapping spans cut into segments that do not overlap.

HTML elements nest; spans of evidence overlap as they like. The text is cut at every border of every
span, and each span is the run of segments between its own borders. The work and the output are
linear in the text and the spans: a segment lists the spans that start at it, and which kinds cover
it, never all the spans that cover it (a thousand nested spans would make a million entries).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.record import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to show: its kind, and the id of the record that it belongs to.

    A mark without a kind is not shown by itself; it lights up when its record is looked at.
    """

    span: Span
    kind: str | None
    record: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text between two neighbouring borders.

    ``kinds`` are the kinds of the marks that cover it; ``starting`` the indices of the marks that
    start at it, shortest first.
    """

    start: int
    end: int
    kinds: frozenset[str]
    starting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Segments that join to the text, and each mark as a run ``[first, last)`` of them."""

    segments: tuple[Segment, ...]
    runs: tuple[tuple[int, int], ...]


def segment(length: int, marks: Sequence[Mark], cuts: Iterable[int] = ()) -> Segmentation:
    """Cut ``[0, length)`` at the borders of the marks and at ``cuts``.

    Args:
        length: Code points of the text.
        marks: What to show. A span outside of the text is cut back to it; an empty one has an
            empty run.
        cuts: Further places to cut at, such as the borders of blocks.

    Returns:
        The segments in order, and a run of segments for each mark, in the order of ``marks``.
    """
    spans = [_within(mark.span, length) for mark in marks]
    borders = {0, length, *(c for c in cuts if 0 < c < length)}
    for a, b in spans:
        borders.update((a, b))
    edges = sorted(borders)
    runs = [(bisect_left(edges, a), bisect_left(edges, b)) for a, b in spans]

    starting: dict[int, list[int]] = {}
    change: dict[int, list[tuple[str, int]]] = {}
    for i, (first, last) in enumerate(runs):
        if first == last:
            continue
        starting.setdefault(first, []).append(i)
        kind = marks[i].kind
        if kind is not None:
            change.setdefault(first, []).append((kind, 1))
            change.setdefault(last, []).append((kind, -1))

    segments = []
    open_marks: dict[str, int] = {}
    kinds: frozenset[str] = frozenset()
    for i, (a, b) in enumerate(pairwise(edges)):
        if i in change:
            for kind, step in change[i]:
                open_marks[kind] = open_marks.get(kind, 0) + step
            kinds = frozenset(k for k, n in open_marks.items() if n)
        here = sorted(starting.get(i, ()), key=lambda m: runs[m][1])
        segments.append(Segment(a, b, kinds, tuple(here)))
    return Segmentation(tuple(segments), tuple(runs))


def _within(span: Span, length: int) -> Span:
    start = min(span[0], length)
    return (start, max(start, min(span[1], length)))
