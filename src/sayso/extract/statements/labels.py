"""Statements that typography attributes: transcripts, and quotations signed with a dash.

"GARCIA: I never said so." and "“We will stay.” — Ana Ruiz" have no verb and no clause; the layout
says who speaks, so the layout is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.extract.statements.quoting import QuoteMap
from sayso.record import Block, Span

# A speaker's name in capitals at the start of a block, perhaps within an opening quotation mark.
_SPEAKER = re.compile(
    r"[\"“«']?\s*(?P<who>(?:[A-Z][A-Z'’.-]*[A-Z.](?:[ ,]+|(?=:)|\s*(?=\()))+"
    r"(?:\([^()\n]{1,40}\))?)\s*(?P<cue>:)\s+(?=\S)"
)
_LONGEST_SPEAKER = 60
_TRANSCRIPT = 2
"""Turns that make a transcript."""
# A dash and a name after a quotation, to the end of the line.
_SIGNED = re.compile(
    r"\s*(?P<cue>―|—|–|--|-)\s*"
    r"(?P<who>[A-Z][\w.'’-]*"
    r"(?:[ ,]+(?:(?:al-|el-|ash-)?[A-Z][\w.'’-]*|de|la|del|van|von|bin|al|of|the))*)"
    r"\s*(?:[.;]?\s*(?:\n|\Z))"
)
_KINDS = frozenset({"paragraph", "list", "quote"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement that the layout attributes."""

    source: Span
    cue: Span
    content: Span


def labelled(text: str, blocks: tuple[Block, ...], quotes: QuoteMap) -> list[Labelled]:
    """Transcribed speech and signed quotations, in text order."""
    found = [s for b in blocks if b.kind in _KINDS for s in _transcribed(text, b.span)]
    if len(found) < _TRANSCRIPT:  # "QUETTA: Relatives of …" is a dateline
        found = []
    found += _signed(text, blocks, quotes)
    return sorted(found, key=lambda s: s.content)


def _transcribed(text: str, block: Span) -> Iterator[Labelled]:
    match = _SPEAKER.match(text, block[0], min(block[1], block[0] + _LONGEST_SPEAKER))
    if match and sum(c.isupper() for c in match["who"]) > 2 and match.end() < block[1]:
        who = match.span("who")
        yield Labelled(
            (who[0], who[0] + len(match["who"].rstrip(" ,"))), match.span("cue"),
            (match.end(), block[1]),
        )  # fmt: skip


def _signed(text: str, blocks: tuple[Block, ...], quotes: QuoteMap) -> Iterator[Labelled]:
    ends = {b.span[1] for b in blocks}
    for quote in quotes.all:
        match = _SIGNED.match(text, quote.end, min(len(text), quote.end + _LONGEST_SPEAKER))
        if match and (match.end() in ends or text[match.end() - 1 : match.end()] == "\n"
                      or match.end() == len(text)):  # fmt: skip
            yield Labelled(match.span("who"), match.span("cue"), quote.span)
