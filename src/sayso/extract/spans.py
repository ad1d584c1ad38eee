"""Spans of text put together and taken apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from sayso.record import Span, Spans


def merge(parts: Iterable[Span], text: str) -> Spans:
    """Spans in order, overlapping ones and those with only white space between them joined."""
    out: list[Span] = []
    for start, end in sorted(parts):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def without(parts: Iterable[Span], holes: Iterable[Span], text: str) -> Spans:
    """Spans minus other spans, with separators at the cut edges dropped."""
    out = list(parts)
    for hole_start, hole_end in holes:
        cut: list[Span] = []
        for start, end in out:
            if hole_end <= start or end <= hole_start:
                cut.append((start, end))
            else:
                cut += [(start, hole_start), (hole_end, end)]
        out = [strip(span, text) for span in cut]
    return tuple((a, b) for a, b in out if a < b)


def strip(span: Span, text: str) -> Span:
    """A span without blanks and separators at its edges."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end


def overlap(a: Span, b: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


class Covered:
    """What a set of spans covers, for look-ups in logarithmic time."""

    def __init__(self, parts: Iterable[Span]) -> None:
        self._parts: list[Span] = []
        for start, end in sorted(parts):
            if self._parts and start <= self._parts[-1][1]:
                self._parts[-1] = (self._parts[-1][0], max(end, self._parts[-1][1]))
            else:
                self._parts.append((start, end))
        self._ends = [end for _, end in self._parts]

    def touches(self, span: Span) -> bool:
        """Whether a character of ``span`` is covered."""
        i = bisect_right(self._ends, span[0])
        return i < len(self._parts) and self._parts[i][0] < span[1]

    def holds(self, span: Span) -> bool:
        """Whether all of ``span`` is covered without a gap."""
        i = bisect_right(self._ends, span[0])
        return i < len(self._parts) and self._parts[i][0] <= span[0] and span[1] <= self._ends[i]
