"""Who says what: attributions read off the encoder's scores.

An attribution has a source, a cue and a content (PARC 3, Pareti 2016; PolNeAR, Newell et al.
2018). The encoder's heads tag the parts, on three levels of nesting, and say which belong together;
what is left to rules is what can be seen from the surface: quotation marks, and quotations that go
on in the next sentence or paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sayso.extract.mentions import StatementMention
from sayso.extract.spans import Covered, merge, overlap, without
from sayso.extract.statements.decode import Part, decode
from sayso.extract.statements.draft import Draft
from sayso.extract.statements.edges import (
    following_phrase,
    source_before,
    take_preposition,
    to_source,
    whole_cue,
    whole_source,
    without_dummy,
)
from sayso.extract.statements.figures import put_figures
from sayso.extract.statements.labels import Labelled, labelled
from sayso.extract.statements.linking import link
from sayso.extract.statements.media import carrier_at_end, medium
from sayso.extract.statements.quoting import QuoteMap, adjacent_quote, kind_of, with_marks
from sayso.extract.statements.relays import according_inside, quoted_as_saying, turn_citing
from sayso.extract.statements.sentences import sentence_around
from sayso.extract.statements.silence import is_silent, oneself
from sayso.extract.statements.sources import describe
from sayso.extract.statements.stance import hedges, stance
from sayso.language.encoding import Encoding
from sayso.language.heads import LEVELS
from sayso.language.pieces import Pieces
from sayso.language.quotes import find_quotes
from sayso.record import Block, Span

_TELLING = frozenset({"claims", "denies", "confirms", "accuses"})
"""Stances of cues that always say something of what follows: "claimed responsibility"."""
_NEAR = 40
"""Characters beside a quotation or at a block's end that tell how it stands there."""


def find_statements(
    text: str, blocks: tuple[Block, ...], encoding: Encoding
) -> list[StatementMention]:
    """Every attribution of a report, in text order; nested ones are listed like the others.

    Args:
        text: The report's text.
        blocks: Its blocks.
        encoding: The encoder's scores for it.
    """
    quotes = QuoteMap(find_quotes(text, blocks))
    layout = _Layout(blocks)
    drafts, loose = _drafts(text, encoding)
    _keep_to_blocks(layout, drafts, quotes)
    _continue(drafts, loose, quotes)
    drafts = _with_labels(drafts, labelled(text, blocks, quotes))
    _take_lists(text, layout, drafts)
    _complete(text, layout, drafts, quotes)
    drafts += put_figures(text, blocks, drafts)
    turn_citing(text, drafts)
    drafts = quoted_as_saying(text, drafts)
    drafts += according_inside(text, drafts)
    drafts = [d for d in drafts if _says(text, d, quotes)]
    drafts = _nested(text, _without_doubles(drafts))
    _continue_quotes(text, layout, drafts, quotes)
    outer = _outer(drafts)
    found = [_finish(text, layout, d, outer.get(n), quotes) for n, d in enumerate(drafts)]
    return sorted((m for m in found if m), key=lambda m: (m.cue or m.content)[0])


class _Layout:
    """The blocks by position."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._starts = [b.span[0] for b in blocks]

    def at(self, offset: int) -> int:
        """Number of the block at an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)


def _drafts(text: str, encoding: Encoding) -> tuple[list[Draft], list[tuple[int, Span]]]:
    """What the heads say, as spans; and contents, with their level, that have no cue in sight."""
    pieces = encoding.pieces
    linked, loose = link(encoding, decode(encoding))
    drafts = [
        Draft(
            level=each.cue.level,
            cue=whole_cue(text, _span(pieces, each.cue)),
            source=whole_source(text, _span(pieces, each.source)) if each.source else None,
            content=[_span(pieces, c) for c in each.content],
        )
        for each in linked
    ]
    for draft in drafts:
        if draft.source:
            draft.source = source_before(text, draft.source, draft.cue)
    return drafts, [(p.level, _span(pieces, p)) for p in loose]


def _span(pieces: Pieces, part: Part) -> Span:
    first, last = part.first, part.last - 1
    while last > first and pieces.starts[last] == pieces.ends[last]:  # between two blocks
        last -= 1
    return int(pieces.starts[first]), int(pieces.ends[last])


def _keep_to_blocks(layout: _Layout, drafts: list[Draft], quotes: QuoteMap) -> None:
    """What is not quoted is said in the block of its cue: a headline is no part of the lead."""
    for draft in drafts:
        block = layout.at(draft.cue[0])
        draft.content = [
            span
            for span in draft.content
            if layout.at(span[0]) == block or quotes.overlapping(*span)
        ]


def _continue(drafts: list[Draft], loose: list[tuple[int, Span]], quotes: QuoteMap) -> None:
    """Quotations whose cue is out of sight go on with the quoting statement before them."""
    quoting = sorted((d for d in drafts if d.level == 0 and d.source), key=lambda d: d.cue)
    cues = [d.cue[0] for d in quoting]
    for level, span in loose:
        before = bisect_right(cues, span[0]) - 1
        if level == 0 and before >= 0 and quotes.overlapping(*span):
            quoting[before].content.append(span)


def _with_labels(drafts: list[Draft], signs: list[Labelled]) -> list[Draft]:
    """Let the layout have the last word on whose words a block or a quotation is."""
    if not signs:
        return drafts
    frames = Covered(span for s in signs for span in (s.source, s.cue))
    words = Covered(s.content for s in signs)
    out = []
    for draft in drafts:
        if any(frames.touches(span) for span in draft.frame):
            continue
        if not words.holds(draft.cue):
            draft.content = [span for span in draft.content if not words.touches(span)]
        out.append(draft)
    out += [Draft(0, s.cue, s.source, [s.content]) for s in signs]
    return out


def _take_lists(text: str, layout: _Layout, drafts: list[Draft]) -> None:
    """A statement that ends its block with a colon goes on in the list below: demands, points."""
    taken = Covered(span for d in drafts for span in d.content)
    last = {layout.at(d.cue[0]): d for d in sorted(drafts, key=lambda d: d.cue) if d.level == 0}
    for number, draft in last.items():
        opening = layout.blocks[number]
        end = opening.span[1]
        if opening.kind == "list" or not text[
            max(draft.cue[1], end - _NEAR) : end
        ].rstrip().endswith(":"):
            continue
        for block in layout.blocks[number + 1 :]:
            if block.kind != "list":
                break
            if not taken.touches(block.span):
                draft.content.append(block.span)


def _complete(text: str, layout: _Layout, drafts: list[Draft], quotes: QuoteMap) -> None:
    """Cues without content take the quotation beside them; contents take the marks around them."""
    taken = Covered(span for d in drafts for span in d.content)
    for draft in drafts:
        if not draft.content and draft.source:
            block = layout.blocks[layout.at(draft.cue[0])].span
            near = adjacent_quote(text, draft.frame, block, quotes)
            if near is None and draft.level == 0 and stance(text, (draft.cue,)) in _TELLING:
                near = following_phrase(text, draft.cue, block)
            if near and not taken.touches(near):
                draft.content = [near]
        draft.content = without_dummy(text, draft.cue, draft.content)
        draft.cue, draft.content = take_preposition(text, draft.cue, draft.content)
        if draft.source and draft.level == 0:
            draft.content = to_source(text, draft.content, draft.frame)
        draft.content = [with_marks(span, draft.frame, quotes) for span in draft.content]


def _says(text: str, draft: Draft, quotes: QuoteMap) -> bool:
    """Whether somebody says something."""
    return bool(draft.content) and not is_silent(
        text[slice(*draft.source)] if draft.source else None,
        text[slice(*draft.cue)],
        text[slice(*draft.content[0])],
        quoted=quotes.holding(draft.cue[0]) is not None,
    )


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Inner statements that are outer ones told again are left out."""
    out: list[Draft] = []
    for level in range(LEVELS):
        above = Covered(d.cue for d in out)
        out += [d for d in drafts if d.level == level and not above.touches(d.cue)]
    return out


def _nested(text: str, drafts: list[Draft]) -> list[Draft]:
    """Inner statements say no more than what the statement around them says."""
    for level in range(1, LEVELS):
        above = sorted(
            (a, b, n) for n, d in enumerate(drafts) if d.level == level - 1 for a, b in d.content
        )
        starts = [a for a, _, _ in above]
        for draft in drafts:
            i = bisect_right(starts, draft.cue[0]) - 1
            if draft.level != level or i < 0 or draft.cue[1] > above[i][1]:
                continue
            cut = []
            for a, b in draft.content:
                first = max(0, bisect_right(starts, a) - 1)
                for c, d, n in above[first : bisect_right(starts, b)]:
                    if n == above[i][2] and overlap((a, b), (c, d)):
                        cut.append(_own_marks(text, (max(a, c), min(b, d))))
            draft.content, draft.around = cut, above[i][:2]
    return [d for d in drafts if d.content]


def _own_marks(text: str, span: Span) -> Span:
    """A stretch of an inner content without the closing mark of the quotation around it."""
    start, end = span
    last = text[end - 1]
    opening = {"”": "“", "»": "«", '"': '"'}.get(last)
    if opening and opening not in text[start : end - 1]:
        return start, max(start + 1, end - 1)
    return span


def _outer(drafts: list[Draft]) -> dict[int, Draft]:
    """By number, the statement that relays an inner one whose cue stands outside of its content.

    "Citing two officials, the paper said …": one content, of which the officials' part is inside
    the paper's.
    """
    out: dict[int, Draft] = {}
    for level in range(1, LEVELS):
        above = sorted(
            ((a, b, n) for n, d in enumerate(drafts) if d.level == level - 1 for a, b in d.content)
        )
        starts = [a for a, _, _ in above]
        held = Covered((a, b) for a, b, _ in above)
        for number, draft in enumerate(drafts):
            if draft.level != level or held.holds(draft.cue):
                continue
            i = bisect_right(starts, draft.content[0][0]) - 1
            if i >= 0 and overlap(draft.content[0], above[i][:2]):
                out[number] = drafts[above[i][2]]
    return out


def _continue_quotes(text: str, layout: _Layout, drafts: list[Draft], quotes: QuoteMap) -> None:
    """Give quotations that nobody says yet to the statement that they continue.

    "…," she said. "…": within a block, to the last quoting statement before them. Over blocks only
    where the quotation before was left open, as news style does.
    """
    outer = [d for d in drafts if d.level == 0 and quotes.holding(d.cue[0]) is None]
    covered = Covered(span for d in drafts for span in d.content)
    outer.sort(key=lambda d: d.cue)
    cues = [d.cue[0] for d in outer]
    quoting = [kind_of(tuple(d.content), d.frame, quotes) != "indirect" for d in outer]
    ends = [max(b for _, b in d.content) for d in outer]
    for quote in quotes.all:
        n = bisect_right(cues, quote.start) - 1
        alone = n >= 0 and not covered.touches(quote.span) and bool(outer[n].source)
        if not alone or not _stands_alone(text, layout, quote.span):
            continue
        before = quotes.holding(ends[n] - 1)
        same = layout.at(outer[n].cue[0]) == layout.at(quote.start)
        if (same and quoting[n]) or (before is not None and before.unclosed):
            outer[n].content.append(quote.span)
            ends[n] = max(ends[n], quote.end)


def _stands_alone(text: str, layout: _Layout, quote: Span) -> bool:
    """Whether a quotation is a sentence of its own."""
    block = layout.blocks[layout.at(quote[0])].span
    before = text[max(block[0], quote[0] - _NEAR) : quote[0]].rstrip()
    after = text[quote[1] : min(block[1], quote[1] + _NEAR)].lstrip()
    ended = text[quote[1] - 2 : quote[1] - 1] in (".", "!", "?", "…") or not after
    return (not before or before[-1] in '.!?”"»’') and (ended or after[:1] == ".")


def _finish(
    text: str, layout: _Layout, draft: Draft, outer: Draft | None, quotes: QuoteMap
) -> StatementMention | None:
    """A draft as a mention; None if nothing was said."""
    frame = draft.frame
    content = without(merge(draft.content, text), frame, text)
    if not content:
        return None
    described = describe(text, draft.source) if draft.source else None
    says = stance(text, (draft.cue,), content)
    carried = carrier_at_end(text, content[-1]) if says == "claims" else None
    if carried and carried[0][0] < carried[0][1]:
        content = (*content[:-1], carried[0])
    around = draft.around or layout.blocks[layout.at(draft.cue[0])].span
    area = sentence_around(text, around, draft.cue)
    parts = [*frame, *content]
    return StatementMention(
        kind=kind_of(content, frame, quotes),
        source=draft.source,
        cue=(draft.cue,),
        content=content,
        medium=carried[1] if carried else medium(text, (draft.cue,), [*frame[1:], *content], area),
        stance=says,
        anonymous=described is not None and described.anonymous,
        reason=described.reason if described else None,
        source_kind=described.kind if described else None,
        hedges=hedges(text, parts),
        oneself=oneself(text[slice(*draft.source)]) if draft.source else None,
        inside=outer.cue if outer else None,
    )
