"""The sentence that a cue stands in, from the surface: rough, and enough to look for a medium."""

from __future__ import annotations

import re

from sayso.record import Span

_STOP = re.compile(r"[.!?…][\"”’»')]*\s+(?=[\"“‘«(]*[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Maj|Sgt|Adm|Brig|Sen|Rep|Gov|Prof|St|No|vs|[A-Z])\.\s*\Z"
)
_REACH = 2_000
"""Characters that a sentence is looked for on either side."""


def sentence_around(text: str, block: Span, span: Span) -> Span:
    """The sentence of a block that holds ``span``."""
    low, high = max(block[0], span[0] - _REACH), min(block[1], span[1] + _REACH)
    start = low
    for stop in _STOP.finditer(text, low, span[0]):
        if not _ABBREVIATED.search(text, max(low, stop.end() - 12), stop.end()):
            start = stop.end()
    for stop in _STOP.finditer(text, span[1], high):
        if not _ABBREVIATED.search(text, max(low, stop.end() - 12), stop.end()):
            return start, stop.end()
    return start, high
