"""Where the words of one text stand in a changed one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from rapidfuzz.distance import Levenshtein

from sayso.record import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")
_CONTEXT = 30
"""Characters on either side that words must have kept to be found again in another place."""


class TextMoves:
    """Moves spans from one text to another.

    Words are aligned with the fewest changes (Levenshtein distance over words). What was moved to
    another place is found by its words and those around it, where these stand there only once.

    Args:
        old: The text that the spans are of.
        new: The text that they are wanted in.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self.same = old == new
        self._at: dict[int, int] = {}
        if self.same:
            return
        self._a = [m.span() for m in _TOKEN.finditer(old)]
        self._b = [m.span() for m in _TOKEN.finditer(new)]
        self._starts = [a for a, _ in self._a]
        self._ends = [b for _, b in self._a]
        words_a = [old[a:b] for a, b in self._a]
        words_b = [new[a:b] for a, b in self._b]
        for op in Levenshtein.opcodes(words_a, words_b):
            if op.tag == "equal":
                pairs = zip(
                    range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
                )
                self._at.update(pairs)

    def move(self, span: Span, *, exact: bool = True) -> Span | None:
        """Where a span's words stand in the new text.

        Args:
            span: Of the old text.
            exact: Whether every word must be as it was; else only the first and the last.

        Returns:
            None where the words are not there any more.
        """
        if self.same:
            return span
        return self._aligned(span, exact=exact) or self._elsewhere(span)

    def _aligned(self, span: Span, *, exact: bool) -> Span | None:
        first, last = bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1]) - 1
        i, j = self._at.get(first), self._at.get(last)
        if first > last or i is None or j is None:
            return None
        moved = (
            self._b[i][0] + max(0, span[0] - self._a[first][0]),
            self._b[j][1] - max(0, self._a[last][1] - span[1]),
        )
        if moved[0] >= moved[1] or (exact and self._differ(span, moved)):
            return None
        return moved

    def _differ(self, span: Span, moved: Span) -> bool:
        return self._old[slice(*span)].split() != self._new[slice(*moved)].split()

    def _elsewhere(self, span: Span) -> Span | None:
        """Where the words stand with those around them in the paragraph, if only once in each."""
        line, stop = self._old.rfind("\n", 0, span[0]) + 1, self._old.find("\n", span[1])
        start = max(line, span[0] - _CONTEXT)
        end = min(len(self._old) if stop < 0 else stop, span[1] + _CONTEXT)
        around = self._old[start:end]
        at = self._new.find(around)
        if at < 0 or self._new.find(around, at + 1) >= 0 or self._old.count(around) != 1:
            return None
        return (at + span[0] - start, at + span[1] - start)
