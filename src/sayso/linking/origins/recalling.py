"""What an outlet recalls of its own earlier reports, and figures that a report calls earlier."""

from __future__ import annotations

import re

from sayso.linking.origins.press import Press
from sayso.record import Report, Span, Statement

_EARLIER_REPORT = re.compile(
    r"\b(?:report|story|article|version|dispatch|bulletin)s?\b", re.IGNORECASE
)
_ITSELF = re.compile(
    r"\b(?:this|our)\s+(?:same\s+)?(?:newspaper|paper|site|website|station|agency|outlet|channel|"
    r"(?:earlier\s+|previous\s+)?(?:report|story|article|version))\b|^we$|"
    r"^an?\s+(?:earlier|previous)\s+version\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:earlier|previously|originally|initially|first|had|yesterday|ago|"
    r"last\s+(?:night|week|month|year)|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
_TOLD_BEFORE = r"(?:said|reported|announced|put|gave|given|counted|spoke|spoken)"
_GIVEN_UP = re.compile(
    r"\b(?:earlier|previous|initial|original|preliminary|first)\s+(?:\w+\s+)?"
    r"(?:toll|figure|count|number|estimate|tally|report)s?\s+(?:\w+\s+){0,4}$|"
    rf"\b(?:earlier|previously|initially|originally|first)\s+{_TOLD_BEFORE}\s+(?:\w+\s+){{0,4}}$|"
    r"\b(?:up|down|raised|revised|raising|rose|risen|corrected|lowered|lowering|revising)\s+"
    r"(?:\w+\s+){0,4}from\s+(?:\w+\s+){0,2}$|"
    r"\b(?:and|,)\s+not\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(
    rf"^[^.;\n]{{0,40}}?\b(?:at first|(?:earlier|previously|initially|originally|first)\s+"
    rf"{_TOLD_BEFORE})\b",
    re.IGNORECASE,
)
_TOLD_IT = re.compile(r"\b(?:reported|wrote|published|revealed|said)\b", re.IGNORECASE)
"""An outlet that names itself with these speaks of what it told before."""
_REACH = 60


def recalls_itself(statement: Statement, report: Report, press: Press) -> bool:
    """Whether a report cites its own outlet for what that told before.

    "An earlier report by Example Wire said"; "Example Wire reported on Monday". An outlet's own
    reporter or photographer who tells it now is the outlet, and recalls nothing.
    """
    if statement.source is None or statement.parent is not None:
        return False
    words = report.words(statement.source.span)
    named = press.named_in(words)
    own = press.own(report).key
    if named is not None and press.deep(named, "").key != own:
        return False
    if named is None and not _ITSELF.search(words):
        return False
    if _EARLIER_REPORT.search(words):
        return True
    if named is not None and words.strip().removeprefix("the ").casefold() != named.casefold():
        return False
    if named is not None and any(_TOLD_IT.search(report.words(span)) for span in statement.cue):
        return True
    begin = statement.source.span[0]
    end = max((b for _, b in statement.cue), default=statement.source.span[1])
    return _BEFORE.search(report.text[begin : end + _REACH // 2]) is not None


def given_up(text: str, span: Span) -> bool:
    """Whether a sentence calls a figure the earlier one: "from six", "eight at first"."""
    before = text[max(0, span[0] - _REACH) : span[0]]
    return bool(_GIVEN_UP.search(before.split("\n")[-1]) or _AT_FIRST.match(text[span[1] :]))
