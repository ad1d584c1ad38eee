"""Quotation marks and statements: which quotation is whose, and how much of a content is quoted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.language.quotes import Quote
from sayso.record import Span, Spans, StatementKind

_GLUE = frozenset(" ,.:;—–-\n\t\u00a0")


class QuoteMap:
    """The quotations of a report by position."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self.all = sorted(quotes, key=lambda q: q.start)
        self._starts = [q.start for q in self.all]
        self._ends = [q.end for q in self.all]

    def overlapping(self, start: int, end: int) -> Sequence[Quote]:
        """Quotations that share a character with ``[start, end)``."""
        return self.all[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def holding(self, at: int) -> Quote | None:
        """The quotation around a position."""
        found = self.overlapping(at, at + 1)
        return found[0] if found else None

    def ending_by(self, at: int) -> Quote | None:
        """The last quotation that ends at or before a position."""
        i = bisect_right(self._ends, at) - 1
        return self.all[i] if i >= 0 else None

    def starting_from(self, at: int) -> Quote | None:
        """The first quotation that starts at or after a position."""
        i = bisect_left(self._starts, at)
        return self.all[i] if i < len(self.all) else None


def with_marks(content: Span, frame: Sequence[Span], quotes: QuoteMap) -> Span:
    """A content that ends just inside of a quotation's marks, with them.

    A quotation that also holds the cue or the source of the statement (``frame``) is the words of
    an outer speaker, and grows nothing.
    """
    start, end = content
    for quote in (quotes.holding(start), quotes.holding(end - 1)):
        if quote is None or _holds_any(quote, frame):
            continue
        if 0 < start - quote.start <= 2:
            start = quote.start
        if 0 < quote.end - end <= 2 and not quote.unclosed:
            end = quote.end
    return start, end


def _holds_any(quote: Quote, frame: Sequence[Span]) -> bool:
    return any(quote.start <= a and b <= quote.end for a, b in frame)


def adjacent_quote(text: str, frame: Sequence[Span], block: Span, quotes: QuoteMap) -> Span | None:
    """The quotation right before or after source and cue, in the same block."""
    first = min(a for a, _ in frame)
    last = max(b for _, b in frame)
    if quotes.holding(first) is not None:
        return None
    before = quotes.ending_by(first)
    if before and before.start >= block[0] and set(text[before.end : first]) <= _GLUE:
        return before.span
    after = quotes.starting_from(last)
    if after and after.start < block[1]:
        gap = text[last : after.start]
        if gap.rstrip().endswith((":", ",")) or set(gap) <= _GLUE:
            return after.span
    return None


def kind_of(content: Spans, frame: Sequence[Span], quotes: QuoteMap) -> StatementKind:
    """Direct if all of it is quoted, mixed if some, indirect if none.

    Marks round the whole statement, cue and all (``frame``), are an outer speaker's.
    """
    total = sum(b - a for a, b in content)
    inside = 0
    for a, b in content:
        for quote in quotes.overlapping(a, b):
            if _holds_any(quote, frame):
                continue
            inside += min(b, quote.end) - max(a, quote.start)
    if not inside:
        return "indirect"
    # the comma that closes a quotation may stand outside of the marks
    return "direct" if inside >= total - 2 * len(content) else "mixed"
