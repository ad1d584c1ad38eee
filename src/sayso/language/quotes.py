"""Quotations: which stretches of the text stand in quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record import Block, Span

_OPEN_TO_CLOSE = {"“": "”", "«": "»", "„": "“", "‘": "’", "``": "''", '"': '"', "''": "''"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; ``open`` when the paragraph ended before a closing mark."""

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
    apostrophes), and single typographic marks where they are not apostrophes. Marks nested in
    another quotation belong to it.
    """
    out: list[Quote] = []
    for block in blocks:
        if block.kind != "boilerplate":
            out.extend(_in_block(text, *block.span))
    return out


def _in_block(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    close: str | None = None
    begin = i = start
    while i < end:
        mark = text[i : i + 2] if text[i : i + 2] in ("``", "''") else text[i]
        if close is not None:
            apostrophe = mark == "’" and i + 1 < end and text[i + 1].isalnum()
            if not apostrophe and (mark == close or {mark, close} == {"”", '"'}):
                out.append(Quote(begin, i + len(mark)))
                close = None
        elif mark in _OPEN_TO_CLOSE and _opens(text, i, mark, end):
            close, begin = _OPEN_TO_CLOSE[mark], i
        i += len(mark)
    if close is not None and close != "’":
        out.append(Quote(begin, end, unclosed=True))
    return out


def _opens(text: str, i: int, mark: str, end: int) -> bool:
    """A mark opens when a word follows it and none stands right before it."""
    after = text[i + len(mark) : i + len(mark) + 1] if i + len(mark) < end else ""
    before = text[i - 1] if i else " "
    return bool(after) and not after.isspace() and not before.isalnum()
