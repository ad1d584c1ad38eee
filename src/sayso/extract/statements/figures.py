"""Who puts a figure at a number: "the ministry has put the toll at 11".

A frame of casualty reports that the encoder's training data hardly have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.spans import Covered
from sayso.extract.statements.draft import Draft
from sayso.record import Block

_PUT = re.compile(
    r"\s(?P<cue>(?:(?:has|have|had|later|initially|earlier)\s+)?(?:put|puts|set|sets|placed))\s+"
    r"(?P<content>(?:the\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:toll|number|figure|count|total|crowd|turnout|estimate|casualties)\b[^.,;:!?\n]{0,60}?"
    r"\sat\s(?:[^.,;:!?\n]|(?<=\d)[.,](?=\d)){1,60})"
)
# The phrase before the verb, back to a stop or to a word that opens its clause.
_WHO = re.compile(
    r"(?:\A|[.,;:!?\n\"”]\s+|\b(?:and|but|while|as|that)\s+)(?:(?:and|but|while|as|that)\s+)?"
    r"(?P<who>(?!it\b|which\b)[^\W\d_][^.,;:!?\n\"”]{1,80}?)\Z",
    re.IGNORECASE,
)
_REACH = 120
_READ = frozenset({"paragraph", "title", "heading", "list", "caption", "quote"})


def put_figures(text: str, blocks: Sequence[Block], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Statements of this frame that no draft is; drafts of the frame get their content whole."""
    cues = Covered(d.cue for d in drafts if d.content)
    by_end = {d.cue[1]: d for d in drafts}
    for block in blocks:
        if block.kind not in _READ:
            continue
        for found in _PUT.finditer(text, *block.span):
            before = text[max(block.span[0], found.start() - _REACH) : found.start()]
            who = _WHO.search(before)
            if who is None:
                continue
            at = found.start() - len(before)
            source = (at + who.start("who"), at + who.end("who"))
            if found.end("cue") in by_end:
                draft = by_end[found.end("cue")]
                draft.source, draft.content = source, [found.span("content")]
                continue
            if cues.touches(found.span("cue")):
                continue
            yield Draft(0, found.span("cue"), source, [found.span("content")])
