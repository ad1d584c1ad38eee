"""Spans cut for formats that cannot hold them whole, laid in levels, and looked for near others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sayso.record import Span, Spans

BREAKS = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
"""All that ends a line for ``str.splitlines``, by which many readers cut files into lines."""

Item = TypeVar("Item")


def lines_of(text: str, spans: Iterable[Span]) -> Spans:
    """Spans cut at the ends of lines, in order, without parts that are only white space."""
    parts: list[Span] = []
    for start, end in joined(spans):
        at = start
        for found in BREAKS.finditer(text, start, end):
            parts.append((at, found.start()))
            at = found.end()
        parts.append((at, end))
    return tuple((a, b) for a, b in parts if text[a:b].strip())


def trimmed(text: str, span: Span) -> Span | None:
    """A span without white space at its edges; None where there is nothing else."""
    start, end = span
    words = text[start:end].strip()
    if not words:
        return None
    start += text[start:end].index(words[0])
    return start, start + len(words)


def whole(text: str, parts: Iterable[Span]) -> Spans:
    """Parts with only white space between them as one: what ``lines_of`` cut is put together.

    Spans that had only white space between them from the start come back as one too.
    """
    out: list[Span] = []
    for start, end in sorted(parts):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def joined(spans: Iterable[Span]) -> Spans:
    """Spans in order; those that overlap or touch as one, empty ones gone."""
    out: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def levels(items: Iterable[tuple[Span, Item]], most: int) -> tuple[list[list[Item]], list[Item]]:
    """Items laid in levels in which none overlaps another, the outer ones first.

    Args:
        items: Spans that are not empty, with what stands for each.
        most: How many levels there are.

    Returns:
        The levels, each in the order of the text, and what finds no room in any.
    """
    laid: list[list[Item]] = [[] for _ in range(most)]
    ends = [0] * most
    over: list[Item] = []
    for (start, end), item in sorted(items, key=lambda each: (each[0][0], -each[0][1])):
        for level in range(most):
            if ends[level] <= start:
                laid[level].append(item)
                ends[level] = end
                break
        else:
            over.append(item)
    return laid, over


def nearest(mentions: Sequence[Span], span: Span) -> int | None:
    """Index of the mention that is nearest to a span, the earlier of two; None: there is none."""
    if not mentions:
        return None
    return min(range(len(mentions)), key=lambda i: (_gap(mentions[i], span), i))


def _gap(a: Span, b: Span) -> tuple[int, int]:
    """Characters between two spans; where they overlap, how many more characters one has."""
    gap = max(a[0] - b[1], b[0] - a[1], 0)
    return gap, abs((a[1] - a[0]) - (b[1] - b[0])) if gap == 0 else 0
