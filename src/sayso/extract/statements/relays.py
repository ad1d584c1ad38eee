"""Sources that reach the report through another: "citing two officials, the paper said …".

What the paper says is what the officials say, and their statement is inside the paper's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sayso.extract.spans import Covered, overlap
from sayso.extract.statements.draft import Draft
from sayso.extract.statements.lexicon import lemmas, lexicon
from sayso.extract.statements.sources import describe
from sayso.language.heads import LEVELS
from sayso.record import Span

_CITING = frozenset({"citing", "quoting"})
_SHORTEST = 30
_REACH = 400
"""Characters between the two cues, at most: they stand in one sentence."""


def turn_citing(text: str, drafts: Sequence[Draft]) -> None:
    """Let those who are cited say what the citing one says, in place.

    The encoder's training data have the cited ones as what is said. Documents that are cited stay
    that: nobody hands on their words.
    """
    said = sorted((d for d in drafts if not _is_citing(text, d)), key=lambda d: d.cue)
    cues = [d.cue[0] for d in said]
    told = Covered(d.cue for d in said if d.level > 0)
    for draft in drafts:
        if not _is_citing(text, draft) or not draft.content or told.touches(draft.cue):
            continue
        cited = draft.content[0]
        described = describe(text, cited)
        if described.kind in ("document", None) and not described.anonymous:
            continue
        i = bisect_right(cues, draft.cue[0])
        near = [d for d in said[max(0, i - 2) : i + 2] if abs(d.cue[0] - draft.cue[0]) < _REACH]
        near = [d for d in near if d.content and d.level == draft.level]
        same = [d for d in near if draft.source is None or d.source == draft.source]
        if not same:
            continue
        citing = min(same, key=lambda d: abs(d.cue[0] - draft.cue[0]))
        draft.source, draft.content = cited, list(citing.content)
        draft.level = citing.level + 1


# "… quoted a military source as saying (that …)", within what the quoting one says.
_AS_SAYING = re.compile(
    r"(?P<who>[^\s,;:.“\"][^;:“\"]{1,200}?)\s+"
    r"(?P<cue>as (?:saying|telling|claiming|denying|confirming|warning|promising|having said))\b"
    r"[\s,:]*(?P<rest>.*)",
    re.DOTALL,
)


def quoted_as_saying(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with the statements of those who are quoted as saying something.

    Their content is what follows, or, in "…, the agency quoted a source as saying", the rest of
    what the agency says.
    """
    found: dict[Span, Draft] = {}
    for draft in drafts:
        if draft.level + 1 >= LEVELS:
            continue
        for start, end in (*draft.content, *_after_quoting(text, draft)):
            match = _AS_SAYING.match(text, start, min(end, start + _REACH))
            if match is None:
                continue
            if (
                match.group("cue").lower() in match.group("who").lower()
                or match.span("cue") in found
            ):
                continue
            others = [c for c in draft.content if not overlap(c, (start, match.end("cue")))]
            rest = (match.start("rest"), end)
            # a day or a place may follow: "as saying on Wednesday"
            inside = any(a <= start and end <= b for a, b in draft.content)
            content = [rest] if (inside and rest[1] - rest[0] > _SHORTEST) or not others else others
            if content[0][0] < content[0][1]:
                cue, who = match.span("cue"), match.span("who")
                found[cue] = Draft(draft.level + 1, cue, who, list(content))
    # what the grammar says outright counts for more than the tags of an inner level
    taken = Covered(found)
    return [d for d in drafts if d.level == 0 or not taken.touches(d.cue)] + list(found.values())


# "(that,) according to the hospital, 21 people were killed", within what somebody else says.
_ACCORDING = re.compile(
    r"(?P<that>that\b[\s,]*)?(?P<cue>according to)\s+(?P<who>[^,;:.“”\"]{2,120}),\s*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)


def according_inside(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The statements of those on whose word somebody says something, which the tags missed."""
    known = Covered(d.cue for d in drafts if d.source and d.content)
    out: list[Draft] = []
    for draft in drafts:
        if draft.level + 1 >= LEVELS:
            continue
        for start, end in draft.content:
            match = _ACCORDING.match(text, start, end)
            if match is None or known.touches(match.span("cue")):
                continue
            rest = match.span("rest")
            if rest[1] - rest[0] > _SHORTEST and not any(d.cue == match.span("cue") for d in out):
                out.append(Draft(draft.level + 1, match.span("cue"), match.span("who"), [rest]))
    deepest = {d.cue: d for d in sorted(out, key=lambda d: d.level)}
    return list(deepest.values())


def _after_quoting(text: str, draft: Draft) -> list[Span]:
    """What follows "quoted", where the tags have missed who is quoted."""
    forms = {form for word in text[slice(*draft.cue)].split() for form in lemmas(word)}
    if not forms & lexicon().relaying:
        return []
    at = draft.cue[1] + 1
    ends = [b for _, b in draft.content if b > at]
    if not draft.content:
        return []
    return [(at, max(ends) if ends else min(len(text), at + _REACH // 2))]


def _is_citing(text: str, draft: Draft) -> bool:
    return text[slice(*draft.cue)].casefold() in _CITING
