"""Copies that only show that two reports took the same words from a third."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.record import Copy, Span

COVERED = 0.9
"""Share of the common words that both must have from the third report."""


def without_detours(copies: Sequence[Copy]) -> tuple[Copy, ...]:
    """Leave out copies between two reports that both have the words from a third.

    Two papers that print one wire story share its text, and only their clocks would say that one
    took it from the other. A copy that is credited stays.

    Args:
        copies: All copies that were found.
    """
    into: dict[str, dict[str, Copy]] = defaultdict(dict)
    for copy in copies:
        into[copy.to][copy.from_] = copy
    return tuple(c for c in copies if not _is_detour(c, into[c.from_], into[c.to]))


def _is_detour(copy: Copy, into_from: dict[str, Copy], into_to: dict[str, Copy]) -> bool:
    if copy.direction in ("credit", "url") or not copy.spans:
        return False
    ends = [(b0, b1) for _, _, b0, b1 in copy.spans]
    starts = [(a0, a1) for a0, a1, _, _ in copy.spans]
    for third in into_from.keys() & into_to.keys():
        via = [(b0, b1) for _, _, b0, b1 in into_to[third].spans]
        source = [(b0, b1) for _, _, b0, b1 in into_from[third].spans]
        if _covered(ends, via) >= COVERED and _covered(starts, source) >= COVERED:
            return True
    return False


def _covered(spans: Iterable[Span], by: Iterable[Span]) -> float:
    """Share of some spans that lies within others."""
    rows = sorted(by)
    begins = [a for a, _ in rows]
    total = inside = 0
    for begin, end in spans:
        total += end - begin
        i = max(0, bisect_right(begins, begin) - 1)
        while i < len(rows) and rows[i][0] < end:
            inside += max(0, min(end, rows[i][1]) - max(begin, rows[i][0]))
            i += 1
    return inside / total if total else 0.0
