"""The words of a report without the parser: whole words, sentences, base forms, numbers, days.

What a coder selects must be filled in before the finger leaves the key, and the models that read
a report take longer than that, so what is asked here is answered from the surface of the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from sayso.extract.codebook import Codebook, load_codebook
from sayso.extract.numbers import NumberMention, find_numbers
from sayso.extract.statements.lexicon import lemmas
from sayso.extract.statements.sentences import sentence_around
from sayso.extract.times import find_times
from sayso.language.parse import Parse, Sentence, Token
from sayso.record import Block, ReaderInfo, Report, Span, Time
from sayso.resolve.dates import resolve_times

_TOKEN = re.compile(r"\d+(?:[,.:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|\w+|[^\w\s]")
_WORD_PART = re.compile(r"[\w'’-]")
_EDGES = " \t\r\n,;:"


def snapped(text: str, span: Span) -> Span:
    """A selection without blanks at its edges and with the words that it cuts through whole.

    An empty span where there is no word in it.
    """
    start, end = max(0, min(span)), min(len(text), max(span))
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if start < end:
        while start and _inside(text, start):
            start -= 1
        while end < len(text) and _inside(text, end):
            end += 1
    return start, end


def _inside(text: str, at: int) -> bool:
    """Whether an offset is inside of a word."""
    return bool(_WORD_PART.match(text[at - 1]) and _WORD_PART.match(text[at]))


def block_of(report: Report, span: Span) -> Span:
    """The block that a span begins in; all of the text where there is none."""
    for block in report.blocks:
        if block.span[0] <= span[0] < block.span[1]:
            return block.span
    return (0, len(report.text))


def sentence_of(report: Report, span: Span) -> Span:
    """The sentence that holds a span."""
    block = block_of(report, span)
    if span[1] > block[1]:
        return span
    return sentence_around(report.text, block, span)


def tokens_of(text: str, span: Span) -> list[Token]:
    """The words and marks of a stretch, each by itself: nothing hangs on anything."""
    out = []
    for i, found in enumerate(_TOKEN.finditer(text, *span)):
        word = found.group()
        lower = word.lower()
        pos = "NUM" if word[0].isdigit() else "X"
        out.append(Token(i, found.start(), found.end(), word, lower, lower, pos, "", "", i, 0, 0))
    return out


def forms(token: Token) -> tuple[str, ...]:
    """The base forms that a word may have."""
    return lemmas(token.lower)


def numbers_in(text: str, span: Span) -> list[tuple[Span, NumberMention]]:
    """The numbers of a stretch, with the words that bound them, and where they stand."""
    tokens = tokens_of(text, span)
    found = find_numbers(tokens, codebook().vague) if tokens else []
    return [((tokens[n.first].start, tokens[n.last - 1].end), n) for n in found]


def time_at(report: Report, span: Span, own: str) -> Time:
    """The time that selected words name, by the report's day of publication.

    Args:
        report: The report.
        span: The words.
        own: The id that the time gets.

    Returns:
        Without a value, and with the reason, where the words name none.
    """
    tokens = tokens_of(report.text, span)
    flat = Parse(
        report.text,
        (Block(kind="paragraph", span=span),),
        tuple(tokens),
        (Sentence(0, 0, len(tokens), 0, *span),),
        (),
    )
    found = resolve_times(find_times(flat), flat, report.published) if tokens else []
    if not found:
        return Time(id=own, span=span, type="date", why="the words name no day")
    return found[0].model_copy(update={"id": own, "span": span})


def get_ready() -> None:
    """Load what the first suggestion needs, half a second's work: codebook, base forms, days."""
    codebook()
    ready = Report(id="r_", reader=ReaderInfo(version=""), text="said on Monday")
    for token in tokens_of(ready.text, (0, len(ready.text))):
        forms(token)
    time_at(ready, (8, 14), "h")


@functools.cache
def codebook() -> Codebook:
    """The built-in codebook."""
    return load_codebook()


def distance(a: Span, b: Span) -> int:
    """Characters between two spans; 0 where they touch."""
    return max(a[0] - b[1], b[0] - a[1], 0)


def nearest(spans: Sequence[Span], at: Span) -> int:
    """How near the nearest of some spans is."""
    return min((distance(span, at) for span in spans), default=10**9)


def within(span: Span, area: Span) -> bool:
    """Whether a span lies in an area."""
    return area[0] <= span[0] and span[1] <= area[1]
