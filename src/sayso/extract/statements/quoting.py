"""Quotation marks and statements: which quotation is whose, and how much of a content is quoted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.extract.phrases import merge
from sayso.extract.statements.draft import Draft
from sayso.extract.statements.quotes import Quote
from sayso.language.parse import Parse, Sentence
from sayso.record import Span, Spans, StatementKind

_GLUE = frozenset(" ,.:;—–-\n\t\u00a0")


class QuoteMap:
    """The quotations of a report by position."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = sorted(quotes, key=lambda q: q.start)
        self._starts = [q.start for q in self._quotes]
        self._ends = [q.end for q in self._quotes]

    def overlapping(self, start: int, end: int) -> Sequence[Quote]:
        """Quotations that share a character with ``[start, end)``."""
        return self._quotes[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def holding(self, at: int) -> Quote | None:
        """The quotation around a position."""
        found = self.overlapping(at, at + 1)
        return found[0] if found else None

    def ending_by(self, at: int) -> Quote | None:
        """The last quotation that ends at or before a position."""
        i = bisect_right(self._ends, at) - 1
        return self._quotes[i] if i >= 0 else None

    def starting_from(self, at: int) -> Quote | None:
        """The first quotation that starts at or after a position."""
        i = bisect_left(self._starts, at)
        return self._quotes[i] if i < len(self._quotes) else None


def cover(content: Spans, frame: Sequence[Span], quotes: QuoteMap, text: str) -> Spans:
    """Contents that begin, end or go over into a quotation, grown to all of it.

    A quotation that also holds the cue or the source of the statement (``frame``) is the words of
    an outer speaker, and grows nothing.
    """
    out: list[Span] = []
    for start, end in content:
        following = quotes.starting_from(end)
        near = [*quotes.overlapping(start, end)]
        if following and text[end : following.start].isspace():
            near.append(following)
        for quote in near:
            if not _holds_any(quote, frame):
                start, end = min(start, quote.start), max(end, quote.end)
        out.append((start, end))
    return tuple(out)


def _holds_any(quote: Quote, frame: Sequence[Span]) -> bool:
    return any(quote.start <= a and b <= quote.end for a, b in frame)


def adjacent_quote(draft: Draft, parse: Parse, quotes: QuoteMap) -> Span | None:
    """The quotation right before or after source and cue, in the same paragraph."""
    ranges = [*draft.cue, *([draft.source] if draft.source else [])]
    first = min(parse.tokens[a].start for a, _ in ranges)
    last = max(parse.tokens[b - 1].end for _, b in ranges)
    block = parse.blocks[draft.verb.block].span
    if quotes.holding(first) is not None:
        return None
    before = quotes.ending_by(first)
    if before and before.start >= block[0] and set(parse.text[before.end : first]) <= _GLUE:
        return before.span
    sentence = parse.sentence(draft.verb.i)
    after = quotes.starting_from(last)
    if after and after.start < block[1]:
        gap = parse.text[last : after.start]
        if after.start < sentence.end or ":" in gap[-3:] or set(gap) <= _GLUE:
            return after.span
    if before and before.start >= sentence.start:
        return before.span
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


def loose_quotes(parse: Parse, quotes: QuoteMap, taken: Spans) -> list[tuple[Sentence, Span]]:
    """Sentences that are a quotation and belong to no statement yet, with their words."""
    covered = merge(taken, parse.text)
    ends = [b for _, b in covered]
    out: list[tuple[Sentence, Span]] = []
    for sentence in parse.sentences:
        quote = quotes.holding(sentence.start)
        if quote is None or quote.start < sentence.start - 1:
            continue
        i = bisect_right(ends, sentence.start)
        if i < len(covered) and covered[i][0] < sentence.end:
            continue
        rest = parse.text[quote.end : sentence.end]
        if quote.end >= sentence.end or not any(c.isalpha() for c in rest):
            out.append((sentence, quote.span))
    return out
