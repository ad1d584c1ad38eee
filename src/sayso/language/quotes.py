"""Quotations: which stretches of the text stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sayso.record import Block, Span

_OPEN_TO_CLOSE = {
    "“": "”", "«": "»", "„": "“", "‘": "’", "``": "''", '"': '"', "''": "''", "'": "'"
}  # fmt: skip

_MARK = re.compile("``|''|[“”«»„‘’\"']")

# Marks that are apostrophes too: they open only where they close in the same block.
_SINGLE = frozenset("’'")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; ``unclosed`` when the paragraph ended before a closing mark."""

    start: int
    end: int
    unclosed: bool = False

    @property
    def span(self) -> Span:
        """Offsets with the marks."""
        return (self.start, self.end)


def find_quotes(text: str, blocks: tuple[Block, ...]) -> list[Quote]:
    """Quotations in text order, one pass a block; a quotation never crosses a block's end.

    Double marks of all kinds (``"`` ``“”`` ``«»`` ``„“`` and the typed pair of backquotes and
    apostrophes), and single marks where they are not apostrophes. Marks nested in another
    quotation belong to it.
    """
    out: list[Quote] = []
    for block in blocks:
        if block.kind != "boilerplate":
            out.extend(_in_block(text, *block.span))
    return out


def _in_block(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    singles: dict[str, _Singles] = {}
    close: str | None = None
    begin = at = start
    while found := _MARK.search(text, at, end):
        mark, i, at = found.group(), found.start(), found.end()
        if close is not None:
            if mark == close or {mark, close} == {"”", '"'}:
                out.append(Quote(begin, at))
                close = None
        elif mark in _OPEN_TO_CLOSE and _opens(text, i, mark, end):
            close, begin = _OPEN_TO_CLOSE[mark], i
            if close in _SINGLE:
                if close not in singles:
                    singles[close] = _Singles(text, close, start, end)
                closed = singles[close].closing(i)
                close = None
                if closed is not None:
                    out.append(Quote(begin, closed + 1))
                    at = closed + len(mark)
    if close is not None:
        out.append(Quote(begin, end, unclosed=True))
    return out


def _opens(text: str, i: int, mark: str, end: int) -> bool:
    """A mark opens when a word follows it and none stands right before it."""
    after = text[i + len(mark) : i + len(mark) + 1] if i + len(mark) < end else ""
    before = text[i - 1] if i else " "
    return bool(after) and not after.isspace() and not before.isalnum()


class _Singles:
    """Where a single mark can close a quotation in one block.

    After a stop or comma it closes for certain; after a letter and before no letter it may be
    the apostrophe of a plural ("the rebels' camp"), so the former is preferred unless another
    quotation opens before it.
    """

    def __init__(self, text: str, mark: str, start: int, end: int) -> None:
        self._sure: list[int] = []
        self._possible: list[int] = []
        self._openers: list[int] = []
        i = text.find(mark, start, end)
        while i >= 0:
            before = text[i - 1] if i > start else " "
            after = text[i + 1] if i + 1 < end else " "
            if not before.isspace() and not after.isalnum():
                (self._sure if before in ".,!?…;" else self._possible).append(i)
            elif not before.isalnum() and after.isalnum() and mark == "'":
                self._openers.append(i)
            i = text.find(mark, i + 1, end)

    def closing(self, opener: int) -> int | None:
        """Offset of the mark that closes what ``opener`` opened."""
        sure = _after(self._sure, opener)
        possible = _after(self._possible, opener)
        again = _after(self._openers, opener)
        if sure is not None and (again is None or sure < again):
            return sure
        return possible if possible is not None else sure


def _after(offsets: list[int], at: int) -> int | None:
    i = bisect_right(offsets, at)
    return offsets[i] if i < len(offsets) else None
