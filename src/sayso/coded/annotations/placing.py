"""Marks of a file at the same words of the report in the collection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.coded.annotations.finding import comparable
from sayso.coded.annotations.form import CodedReport, Mark, Quote
from sayso.errors import Refused
from sayso.record import Span, Spans
from sayso.review.text_moves import TextMoves

_SHOWN = 40


def placed(coded: CodedReport, text: str) -> tuple[list[Mark], list[Refused]]:
    """The marks with their offsets in a report's text, and those that have no place in it.

    Args:
        coded: What a file says of the report; its text may be another version.
        text: The report's text.
    """
    placer = _Placer(coded, text)
    marks: list[Mark] = []
    refused: list[Refused] = []
    for mark in coded.marks:
        try:
            marks.append(replace(mark, spans=placer.spans(mark)))
        except Refused as error:
            refused.append(error)
    return marks, refused


class _Placer:
    """Finds the words of marks in one report."""

    def __init__(self, coded: CodedReport, text: str) -> None:
        self._coded = coded
        self._text = comparable(text)
        self._own = self._text if coded.text is None else comparable(coded.text)
        same = len(self._own) == len(self._text) and self._own == self._text
        self._moves = None if same else TextMoves(self._own, self._text)

    def spans(self, mark: Mark) -> Spans:
        """Where a mark's words stand.

        Raises:
            Refused: They are not there, or not what the file says they are.
        """
        if mark.quotes:
            return tuple(
                self._quoted(mark, span, quote)
                for span, quote in zip(mark.spans, mark.quotes, strict=True)
            )
        for start, end in mark.spans:
            if not 0 <= start <= end <= len(self._own):
                raise self._refused(mark, f"{start}-{end} is not in the text")
        if mark.words is not None:
            words = "".join(self._own[a:b] for a, b in mark.spans)
            if _letters(words) != _letters(comparable(mark.words)):
                raise self._refused(
                    mark, f"at its offsets stands {_short(words)}, not {_short(mark.words)}"
                )
        return tuple(self._moved(mark, span) for span in mark.spans)

    def _moved(self, mark: Mark, span: Span) -> Span:
        if self._moves is None:
            return span
        at = self._moves.move(span) if span[0] < span[1] else None
        if at is None:
            raise self._refused(mark, f"{_short(self._own[slice(*span)])} is not in the report")
        return at

    def _quoted(self, mark: Mark, span: Span, quote: Quote) -> Span:
        """By position where the words are those of the quotation, else by what stands around."""
        exact = comparable(quote.exact)
        start, end = span
        fits = 0 <= start <= end <= len(self._text)
        if fits and (self._text[start:end] == exact or not quote.exact):
            return span
        before, after = comparable(quote.prefix), comparable(quote.suffix)
        for size in (32, 16, 8, 0):
            around = f"{before[-size:] if size else ''}{exact}{after[:size]}"
            found = list(_occurrences(self._text, around)) if exact else []
            if len(found) == 1:
                at = found[0] + len(before[-size:] if size else "")
                return at, at + len(exact)
            if found:
                break
        why = "stands there more than once" if found else "is not in the report"
        raise self._refused(mark, f"{_short(quote.exact)} {why}")

    def _refused(self, mark: Mark, why: str) -> Refused:
        place = ", ".join(part for part in (self._coded.item, mark.id) if part)
        return Refused(
            f"{mark.label}: {why}",
            source=self._coded.source,
            place=place,
            remedy="check that the file is of this report",
        )


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _letters(text: str) -> str:
    return "".join(text.split())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"
