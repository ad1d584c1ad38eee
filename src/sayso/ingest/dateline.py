"""The dateline: where, when and by which wire a report was filed, at the head of a paragraph.

``BAGHDAD, May 3 (Example Wire) — Gunmen …``, ``NEW DELHI: …``, ``MOSCOW. May 3 (Interfax) - …``,
``(Reuters) - …``, ``O'SMACH, Cambodia (AP)_ …``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.ingest.agencies import agency_named
from sayso.ingest.lexicon import word_set
from sayso.ingest.when import MONTHS, to_iso
from sayso.record import Span

# A dateline names a place or two, a date and a wire; nothing longer is one.
_LONGEST = 120
_LONGEST_PLACE = 60

_DASH = re.compile(
    r"\s*(?:—|―|–|‒|--+|\.-)\s*|\s+[-_](?:\s+|$)|(?<=[)\]])\s*[-_]\s*|(?<=/)\.?\s+(?=[A-Z“\"])"
)
_COLON = re.compile(r":\s+")
_WIRE = re.compile(r"\(([^()]{2,60})\)\s*[.,]?$|/([^/()]{2,40})/\.?$")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?:^|[\s,.(])\s*((?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\b\.?|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    rf"(?:,?\s+(?:\d{{4}}|\d\d))?)\s*[.,)]*$",
    re.IGNORECASE,
)
_YEAR_2 = re.compile(r"\s(\d\d)$")
# Words that stand before a dash or colon in capitals and are no place.
_NO_PLACE = word_set(
    """
    byline dateline breaking update updated updates exclusive note comment watch live video
    opinion analysis correction clarification photo photos factbox timeline explainer read more
    related developing advisory alert urgent editor editorial interview profile background q a i
    he she it we they the this that there but and no yes question answer announcer host
    moderator mr mrs ms dr sen rep gov gen col
    """
)
_LINKS = word_set(
    """
    de del da do dos das du des la le les el al of the and y e bin ibn an near on sur am upon
    van von di den
    """
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline; offsets are into the paragraph. The report begins at ``end``."""

    stop: int
    end: int
    wire: str | None
    wire_span: Span | None
    date: str | None
    date_span: Span | None
    strong: bool
    """A wire or a date is named: the form is nothing but a dateline."""


def find_dateline(text: str, *, first: bool = False, colon: bool = True) -> Dateline | None:
    """The dateline at the start of a paragraph.

    Args:
        text: The paragraph.
        first: It is the first of the report's body: a place alone before a dash is enough.
        colon: A capitalised place alone before a colon is enough (not so in transcripts).
    """
    head = text[:_LONGEST]
    for tried, separator in enumerate(_DASH.finditer(head)):
        if tried == 3:
            break
        if (
            separator.start()
            and (found := _parse(head, separator, text))
            and (found.strong or first)
        ):
            return found
    separator_or_none = _COLON.search(head)
    if separator_or_none:
        found = _parse(head, separator_or_none, text)
        if found and (found.strong or (first and colon and _caps(head[: found.stop - 1]))):
            return found
    bracket = re.match(r"(?:[^()\n]{0,60}\s)?\(([^()]{2,30})\)\s+(?=[A-Z“\"])", head)
    if bracket and agency_named(bracket[1]):
        return _parse(head, bracket, text, tail=bracket.end(1) + 1)
    return None


def _parse(
    head: str, separator: re.Match[str], text: str, tail: int | None = None
) -> Dateline | None:
    """Read what precedes the separator as place, date and wire; None where it is not that."""
    until = separator.start() if tail is None else tail
    stop, end = (separator.end(), separator.end()) if tail is None else (tail, separator.end())
    stop = len(head[:stop].rstrip())
    core = head[:until].rstrip()
    wire: str | None = None
    wire_span: Span | None = None
    match = _WIRE.search(core)
    if match:
        group = 1 if match[1] else 2
        name = match[group].strip()
        if not _DATE.search(" " + name):
            if not _is_wire(name):
                return None
            start = match.start(group) + (len(match[group]) - len(match[group].lstrip()))
            wire, wire_span = agency_named(name) or name, (start, start + len(name))
            core = core[: match.start()].rstrip(" -–—")
    date: str | None = None
    date_span: Span | None = None
    match = _DATE.search(core)
    if match:
        date_span = match.span(1)
        date = _dated(match[1])
        core = core[: match.start()].rstrip(" ,.(")
    if not _is_place(core.strip(), empty=wire is not None and agency_named(wire) is not None):
        return None
    # "Jane Doe (Labour) — …" has the form too: an unlisted name needs a place in capitals.
    # In text all in capitals that says nothing, so a date is needed.
    capitals = _caps(core.strip()) and not text.isupper()
    listed = wire is not None and (agency_named(wire) is not None or capitals)
    strong = listed or date_span is not None
    alone = text.isupper() if wire else not _place_alone(core.strip(), text, end)
    if not strong and alone:
        return None
    return Dateline(stop, end, wire, wire_span, date, date_span, strong)


def _is_wire(name: str) -> bool:
    if agency_named(name):
        return True
    words = name.split()
    return (
        len(words) <= 7
        and words[0][0].isupper()
        and not name.replace(" ", "").isdigit()
        and sum(w[0].isupper() or w in _LINKS or not w[0].isalpha() for w in words) == len(words)
    )


def _is_place(name: str, *, empty: bool) -> bool:
    if not name:
        return empty
    words = re.split(r"[\s/,]+", name.strip(" ,./"))
    if len(name) > _LONGEST_PLACE or len(words) > 8 or not words[0]:
        return False
    if {w.lower().strip(".") for w in words} & {"breaking", "update", "exclusive", "editor"}:
        return False
    if words[0].lower().strip(".:'’s") in _NO_PLACE and len(words) < 3:
        return False
    return (
        words[0][0].isupper()
        and all(
            w[0].isupper() or w.lower() in _LINKS or w[:3].lower() in ("al-", "el-", "d'h")
            for w in words
            if w and w[0].isalpha()
        )
        and all(w[0].isalpha() or w[0] in "'’‘" for w in words if w)
    )


def _place_alone(place: str, text: str, end: int) -> bool:
    """Whether a name with neither wire nor date reads as a place before a dash."""
    rest = text[end : end + 300]
    if rest and not (rest[0].isupper() or rest[0] in "“\"‘'`["):
        return False
    town = place.split(",")[0]
    if _caps(town):
        # In text all in capitals every word before a dash would be a place.
        letters = [c for c in rest if c.isalpha()]
        return sum(c.isupper() for c in letters) <= 0.6 * len(letters) or not letters
    return "," in place or len(town.split()) <= 2


def _caps(place: str) -> bool:
    letters = [c for c in place.split(",")[0].replace("Mc", "MC") if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def _dated(date: str) -> str | None:
    """ISO date where the year is given; two digits are of the last or this century."""
    whole = _YEAR_2.sub(lambda m: f" {'19' if m[1] > '30' else '20'}{m[1]}", date)
    if not re.search(r"\d{4}$", whole):
        return None
    return to_iso(whole)
