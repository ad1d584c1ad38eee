"""Whom or what the words came through: "told Radio X", "in a video carried by the channel"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.statements.lexicon import lexicon, singular
from sayso.record import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_END = re.compile(
    r"[,;:.!?\"“”«»()]|\b(?:that|who|which|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"yesterday|today|after|before|during|late|early|shortly|saying|adding|when|while|as|and)\b"
)
_TOLD = re.compile(r"\b(?:told|tells|telling|tell|informed|assured)\s*$", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Vv]ia|[Tt]hrough|(?<!ccording )to|over|by|with)\s+"
    r"(?=(?:(?:a|an|the|its|his|her|their|another|one|this|our)\b|[A-Z]))"
)
_CARRIED = re.compile(
    r"\b(?:carried|broadcast|aired|published|posted|released|distributed|shared|run|quoted|shown|circulated)"
    r"\s+(?:by|on|in|through|via|to)\s+"
)
_AT_END = re.compile(
    r"\s+(?:in|via|on|through)\s+(?P<carrier>(?:a|an|its|his|her|their|the)\s[^,;:]{2,60}?)\Z"
)
_TAIL = 90
_NOBODY = frozenset("reporters journalists correspondents him her them us me you it".split())


def medium(text: str, cue: Sequence[Span], taken: Sequence[Span], area: Span) -> Span | None:
    """The medium of a statement.

    Args:
        text: The report's text.
        cue: The cue.
        taken: Source and contents, which the medium is no part of.
        area: The sentence.

    Returns:
        The innermost phrase that names an outlet or a carrier of words, or None.
    """
    if not cue:
        return None
    start, end = cue[-1]
    told = _TOLD.search(text, start, end)
    if told:
        heard = _phrase(text, end, _limit(end, taken, area[1]))
        if heard and _is_outlet(text, heard):
            return heard
    best: Span | None = None
    for gap in _gaps(area, taken):
        for opening in (*_IN.finditer(text, *gap), *_CARRIED.finditer(text, *gap)):
            phrase = _phrase(text, opening.end(), gap[1])
            if phrase is None:
                continue
            if opening.re is _CARRIED or _names(text, phrase):
                carried = _CARRIED.search(text, phrase[0], phrase[1])
                found = (carried.end(), phrase[1]) if carried else phrase
                best = found if best is None or found[0] > best[0] else best
    return best


def carrier_at_end(text: str, content: Span) -> tuple[Span, Span] | None:
    """What is claimed without the carrier at its end, and the carrier.

    "Responsibility for the raid | in an audio message".
    """
    found = _AT_END.search(text, max(content[0], content[1] - _TAIL), content[1])
    if found is None or not _names(text, found.span("carrier")):
        return None
    return (content[0], found.start()), found.span("carrier")


def _gaps(area: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """What is left of the sentence between source and contents."""
    at = area[0]
    for a, b in sorted(taken):
        if b <= area[0] or a >= area[1]:
            continue
        if a > at:
            yield at, a
        at = max(at, b)
    if at < area[1]:
        yield at, area[1]


def _limit(at: int, taken: Sequence[Span], end: int) -> int:
    return min([a for a, _ in taken if a >= at], default=end)


def _phrase(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that begins here, without what follows it."""
    stop = _END.search(text, start, end)
    last = stop.start() if stop else end
    while start < last and text[start].isspace():
        start += 1
    while last > start and text[last - 1].isspace():
        last -= 1
    return (start, last) if start < last else None


def _is_outlet(text: str, phrase: Span) -> bool:
    """Whether somebody told is an outlet: named as one, or a name of no known person."""
    words = [m.group() for m in _WORD.finditer(text, *phrase)]
    capital = any(w[0].isupper() for w in words)
    if (
        not words
        or (not capital and not _names(text, phrase))
        or words[0].lower() in _NOBODY
        or words[-1].lower() in _NOBODY
    ):
        return False
    known = lexicon().media
    if any(singular(w) in known for w in words):
        return True
    named = all(w[0].isupper() for w in words[words[0].lower() == "the" :] if len(w) > 3)
    return named and not any(singular(w) in lexicon().bodies for w in words)


def _names(text: str, phrase: Span) -> bool:
    known = lexicon()
    words = [singular(m.group()) for m in _WORD.finditer(text, *phrase)]
    return any(w in known.carriers or w in known.media for w in words[:8])
