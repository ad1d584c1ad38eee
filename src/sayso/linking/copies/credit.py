"""Which of two reports that share text had it first.

Explicit credit decides before time: a site's clock says when it published, not who wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from sayso.linking.moments import moment
from sayso.linking.names import AGENCIES, host, host_of_outlet, key_of, same_name
from sayso.record import Report

_CUE = re.compile(
    r"\b(?:reported|reports|report|reporting|according\s+to|told|said|says|wrote|writes|published|"
    r"publishes|republished|reprinted|reproduced|appeared|via|source|courtesy|citing|cited|cites|"
    r"quoting|quoted|credit|from|by)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?:[(\[/]|\s[–—-]|^)\W*(?:the\s+)?$", re.IGNORECASE)
"""What stands before a name in brackets, after a dash, or on a line of its own …"""
_TAG_END = re.compile(r"[^\w\n]*(?:[)\]/]|$)")
"""… and after it."""
_REACH = 40
"""Characters between an outlet's name and the word that credits it."""


@dataclass(frozen=True)
class Direction:
    """Which way the text went, and the words that say so."""

    forward: bool
    """From the first report to the second."""
    by: Literal["credit", "url", "time", "unknown"]
    why: str


def direction(a: Report, b: Report) -> Direction:
    """Which of two reports carries the other's text.

    Credit first (agency, teller of a block, the outlet named beside a crediting word), then the
    address (one page stands on or links to the other's site), then the time of publication.
    """
    a_first, b_first = credits(b, a), credits(a, b)
    if a_first and not b_first:
        return Direction(True, "credit", a_first)
    if b_first and not a_first:
        return Direction(False, "credit", b_first)
    a_site, b_site = _points_to(b, a), _points_to(a, b)
    if a_site and not b_site:
        return Direction(True, "url", a_site)
    if b_site and not a_site:
        return Direction(False, "url", b_site)
    mutual = " (each credits the other)" if a_first and b_first else ""
    shared = _shared_agency(a, b)
    one, two = moment(a.published), moment(b.published)
    if one and two and one != two:
        forward = one < two
        early, late = (a, b) if forward else (b, a)
        why = f"{_name(early)} published it at {early.published}, {_name(late)} at {late.published}"
        return Direction(forward, "time", why + mutual + shared)
    why = "published at the same time" if one and two else "a time of publication is missing"
    return Direction(True, "unknown", why + mutual + shared)


def credits(copy: Report, original: Report) -> str | None:  # noqa: A001 - the plain word for it
    """The words with which one report credits the outlet of another, or None."""
    outlet = original.outlet
    if not outlet or same_name(outlet, copy.outlet):
        return None
    if same_name(copy.agency, outlet):
        words = _evidence(copy, "agency")
        return f"{_name(copy)} credits {outlet}" + (f": “{words}”" if words else "")
    for block in copy.blocks:
        if same_name(block.teller, outlet):
            return f"{_name(copy)} gives a {block.kind.replace('_', ' ')} as {outlet}'s text"
    found = _crediting_words(copy.text, outlet)
    return f"{_name(copy)} credits {outlet}: “{found}”" if found else None


def _crediting_words(text: str, outlet: str) -> str | None:
    """Where a text names an outlet beside a word that credits it, in brackets, or on a line alone.

    The name must stand in the case in which the outlet writes it, without its article or with it;
    an agency may be named by its letters.
    """
    key = key_of(outlet)
    for name in (outlet, key.upper()) if key in AGENCIES else (outlet,):
        words = name.split()
        words = words[1:] if len(words) > 1 and words[0].casefold() == "the" else words
        # Most outlets are not in the text at all, which is seen much faster without a pattern.
        if len(key) < 2 or max(words, key=len) not in text:
            continue
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
        for m in re.finditer(pattern, text):
            if found := _credit_at(text, m.start(), m.end()):
                return found
    return None


def _credit_at(text: str, start: int, stop: int) -> str | None:
    """The words that make a name at this place a credit."""
    line_end = text.find("\n", stop)
    line_end = line_end if line_end >= 0 else len(text)
    begin = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    end = min(line_end, stop + _REACH)
    if _TAG.search(text[begin:start]) and _TAG_END.match(text, stop, line_end):
        return " ".join(text[begin:end].split())
    before = list(_CUE.finditer(text, begin, start))
    after = _CUE.search(text, stop, end)
    if not before and not after:
        return None
    left = before[-1].start() if before else start
    right = after.end() if after and not before else stop
    return " ".join(text[left:right].split())


def _points_to(copy: Report, original: Report) -> str | None:
    """How a report's address, or an address in its text, leads to the other's site."""
    if same_name(copy.outlet, original.outlet):
        return None
    here, there = host(copy.url), host(original.url)
    given = host(copy.original)
    if given and (given == there or host_of_outlet(given, original.outlet)):
        return f"{_name(copy)} gives {copy.original} as the address of the original"
    if (
        here
        and host_of_outlet(here, original.outlet)
        and not host_of_outlet(here, copy.outlet)
        and copy.outlet
    ):
        return f"the page of {_name(copy)} has its address at {here}, the site of {original.outlet}"
    if there and there != here and re.search(rf"(?<![\w.-]){re.escape(there)}\b", copy.text):
        return f"{_name(copy)} links to {there}"
    return None


def _shared_agency(a: Report, b: Report) -> str:
    return f" (both credit {a.agency})" if same_name(a.agency, b.agency) else ""


def _evidence(report: Report, field: str) -> str:
    return " … ".join(report.words(span) for span in report.evidence.get(field, ()))


def _name(report: Report) -> str:
    return report.outlet or host(report.url) or report.id
