"""Bylines and credits: who wrote, filed, photographed and supplied."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.ingest.agencies import agency_in, agency_named, written_out
from sayso.ingest.lexicon import word_set
from sayso.record import Span

_BY = re.compile(
    r"(?:(?i:written|reported|story|text) )?(?:By|BY|(?<=[a-z] )by|Von|VON|Por|POR|Par|PAR)\s*:?\s+"
)
_JOINERS = word_set(
    """
    and in for of the with from at de del la al el bin ibn van von der den und y e et to on
    """
)
_CREDIT_WORDS = _JOINERS | word_set(
    """
    by reporting additional editing writing written edited compiled translated photography
    agencies staff wires
    """
)
_NO_NAMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december now then contrast order law
    """
)
_STAFF = re.compile(
    r"(?:our |special |own |staff |news ?|web ?|foreign |night )*"
    r"(?:staff|correspondents?|reporters?|writers?|desk|bureau|editors?)"
    r"(?: (?:reporters?|writers?|and agencies|and wire services))?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:our|a|the)\s+(?:\w+\s+)?(?:staff\s+)?(?:reporters?|correspondents?|writers?)\s*[,:]?\s+"
    r"(?=[A-Z])",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*(?:[|•·]|\s[–—-]\s|,\s+(?=(?:the )?(?:associated press|staff|special|foreign|chief|senior|"
    r"diplomatic|defen[cs]e|middle|world|international)\b)|\s{3,})",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(
    r"[(\[]?\s*(?:(?:(?:additional|other|further|with(?: additional)?)\s+)?"
    r"(?P<work>(?:reporting|writing|editing|files|inputs?|compiled|written|translated|edited)"
    r"\s+(?:by|from)\b"
    r"|with (?:inputs?|reporting|files|agencies|wires|information|material) ?(?:from|by)?\b)"
    r"|(?:(?:sources?|photos?|photographs?|pictures?|images?|credits?|foto|photo credits?"
    r"|image credits?|via)(?: (?:by|credits?|from))?\s*[:©]|image source,))"
    r"(?P<names>.{0,250})",
    re.IGNORECASE | re.DOTALL,
)
_TAKEN = re.compile(
    r"^(?:taken|adapted|excerpted|reprinted|republished|reproduced|courtesy)\s+(?:from|of)\s+",
    re.IGNORECASE,
)
_WIRE = re.compile(r"\b(?:agency|newswire|wire|press service|news service)$", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r"[^\n]{3,200}\bcontributed (?:\w+ )?(?:to|reporting)\b[^\n]{0,80}", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by\s+)?"
    r"(?P<who>[^.|\n]{2,60})?.{0,200}",
    re.IGNORECASE | re.DOTALL,
)
_TAIL_BRACKET = re.compile(r"(?<=[.!?”\"'’)])\s+([(\[]([^()\[\]]{2,160})[)\]])\.?\s*$")
_TAIL_DASH = re.compile(r"(?<=[.!?”\"’])\s*([—–]\s?|--\s?|\s-\s)([^\n—–]{2,50})$")
_TAIL_SLASH = re.compile(r"(?<=[.!?”\"’])\s+(/([^/\n]{2,40})/)\.?\s*$")
_PHOTO_TAIL = re.compile(
    r"(?:(?<=[.!?”\"’])\s*|\s+(?=[(\[|©])|\s+(?=(?:photo(?:graph)?|image|picture|credit)s?\s*(?:by|:|©)))"
    r"([(\[|]?\s*(?:(?:photo(?:graph)?|image|picture|credit|foto|photo credit|file photo)s?\s*"
    r"(?:by|:|©|/)|©)[^\n]{2,90}|[(\[][^()\[\]]{2,60}[)\]])\s*$",
    re.IGNORECASE,
)
_PHOTO_WORD = re.compile(
    r"(?:photo|image|picture|credit|foto|file)s?\b.*(?:by|[:©/])", re.IGNORECASE
)
_NO_CREDIT = re.compile(r"file(?: photo)?|photo|undated|left|right|above|below|\d.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline and, where it names one, the wire."""

    names: Span
    wire: str | None
    wire_span: Span | None


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit; ``start`` is where it begins in the block (0: all of it)."""

    start: int
    wire: str | None
    wire_span: Span | None
    whole: bool
    """The credit gives the whole report to the wire, not a part (``with reporting by``)."""


def find_byline(line: str, *, marked: bool = False) -> Byline | None:
    """Read a line as a byline.

    Args:
        line: One line.
        marked: The page marks it as a byline, so that it needs no "By".
    """
    text = line.rstrip()
    if not text or len(text) > 200:
        return None
    by = _BY.match(text)
    start = by.end() if by else 0
    names = text[start:]
    end = len(text)
    role = _ROLE.search(names)
    if role and role.start() > 2:
        end = start + role.start()
    own = _OWN.match(text, start, end)
    if own and own.end() < end:
        start = own.end()
    who = text[start:end].rstrip(" ,|.")
    wire = agency_in(text[start:])
    if wire and wire[1] > 0 and text[start : start + wire[1]].rstrip().endswith((",", "|", "/")):
        who = text[start : start + wire[1]].rstrip(" ,|/–—-")
    if not by and not marked:
        alone = agency_named(text.split(" in ")[0]) or (
            _STAFF.fullmatch(text.strip()) and text.strip()
        )
        named = wire and wire[1] > 0 and _names(who) and len(text) < 90
        if not alone and not (named and re.search(r"[,|/]\s", text)):
            return None
    if not (_names(who) or _STAFF.fullmatch(who) or agency_named(who)):
        return None
    span = (start + wire[1], start + wire[2]) if wire else None
    return Byline((start, start + len(who)), wire[0] if wire else None, span)


def _names(text: str) -> bool:
    words = text.replace("&", "and").split()
    if not words or len(words) > 24 or len(words[0]) < 2 or text.endswith((":", "?", "!")):
        return False
    if words[0].strip(",.").lower() in _NO_NAMES or not words[0][0].isupper():
        return False
    if words[0].strip(",.").lower() in ("the", "a", "an") and not agency_in(text):
        return False
    proper = [
        w[0].isupper() or w[0] in "@(" or w[:3] in ("al-", "el-") or w.strip(",") in _JOINERS
        for w in words
    ]
    return all(proper) and not re.search(r"[.]\s+[A-Z][a-z]+\s+[a-z]", text)


def find_credit(text: str, *, last: bool) -> Credit | None:
    """Read a block, or its tail, as a credit.

    Args:
        text: The block.
        last: It is among the last of the report, where a name alone is a credit.
    """
    stripped = text.strip()
    if len(stripped) <= 320 and (_credits(stripped) or (last and _CONTRIBUTED.fullmatch(stripped))):
        wire = _inside(stripped)
        return _credit(text, 0, wire, whole=stripped.lower().startswith(("source", "via")))
    copyright_ = _COPYRIGHT.fullmatch(stripped)
    if copyright_ and len(stripped) <= 400:
        who = copyright_["who"] or ""
        return _credit(text, 0, agency_named(who) and _inside(who), whole=True)
    if not last:
        return None
    bare = _TAKEN.sub("", stripped.strip("()[]–—-/ ."))
    if agency_named(bare):
        return _credit(text, 0, (agency_named(bare) or bare, bare), whole=True)
    short = re.fullmatch(r"([^()\n]{3,60}?)\s*\(([A-Z]{2,6})\)", bare + ")" * (bare[-1:] != ")"))
    if short and written_out(short[2], short[0]) == short[1]:
        return _credit(text, 0, (short[1], short[1]), whole=True)
    shouted = text.isupper()  # text all in capitals: "(PASSAGE OMITTED)" is no name
    if stripped[:1] in "(/[" and len(stripped) < 60 and not shouted and _wirelike(bare):
        return _credit(text, 0, (bare, bare), whole=True)
    for pattern in (_TAIL_BRACKET, _TAIL_SLASH, _TAIL_DASH):
        match = pattern.search(text, max(0, len(text) - 200))
        if not match:
            continue
        name = match[2].strip(" .")
        if _credits(name):
            return _credit(text, match.start(1), _inside(name), whole=False)
        if agency_named(name) or (pattern is not _TAIL_DASH and not shouted and _wirelike(name)):
            return _credit(text, match.start(1), (agency_named(name) or name, name), whole=True)
    return None


def photo_credit(caption: str) -> int | None:
    """Where the credit at the end of a caption begins, if there is one after some words."""
    match = _PHOTO_TAIL.search(caption, max(0, len(caption) - 140))
    if match is None or match.start(1) == 0:
        return None
    inner = match[1].strip("()[]| ")
    if match[1][0] in "([" and _NO_CREDIT.fullmatch(inner) and not agency_in(inner):
        return None
    named = agency_in(inner) or ("/" in inner and _wirelike(inner.replace("/", " ")))
    if match[1][0] in "([" and not (named or _PHOTO_WORD.match(inner)):
        return None
    return match.start(1)


def copyright_holder(text: str) -> str | None:
    """The name in a copyright line."""
    match = _COPYRIGHT.match(text.strip())
    if not match or not match["who"]:
        return None
    who = re.split(r",|\ball rights\b| - ", match["who"], flags=re.IGNORECASE)[0].strip(" .")
    return who if who[:1].isupper() and len(who.split()) <= 7 else None


def _credits(line: str) -> bool:
    """``Reporting by Jane Doe; editing by John Roe``, but no sentence that begins so."""
    match = _CREDIT_LINE.fullmatch(line)
    if match is None:
        return False
    words = re.findall(r"[^\W\d_][\w'’.-]*", match["names"])
    proper = [w[0].isupper() or w.lower() in _CREDIT_WORDS for w in words]
    return not match["work"] or sum(proper) >= 0.8 * len(proper)


def _wirelike(name: str) -> bool:
    """A name as wires have: a few capitalised words, no date, no note on the picture."""
    words = name.split()
    return (
        1 < len(words) <= 5
        and "/" not in name
        and not _NO_CREDIT.fullmatch(name)
        and not re.search(r"\d|continued|photo|end\b|more\b|sic\b", name, re.IGNORECASE)
        and all(w[0].isupper() or w.lower() in _JOINERS or w[0] in "/&" for w in words)
    )


def _inside(text: str) -> tuple[str, str] | None:
    """The wire that a credit names after its first words, with the words that name it."""
    after = re.sub(r"^.{0,60}?(?:\b(?:by|from)\b|[:©])\s*", "", text.strip(" ()[]"), count=1)
    found = agency_in(after) or agency_in(text.strip(" ()[]"))
    if found is None:
        bare = after.strip(" .")
        return (bare, bare) if _wirelike(bare) and _WIRE.search(bare) else None
    source = after if agency_in(after) else text.strip(" ()[]")
    return found[0], source[found[1] : found[2]]


def _credit(text: str, start: int, wire: tuple[str, str] | str | None, *, whole: bool) -> Credit:
    if not wire or isinstance(wire, str):
        return Credit(start, None, None, whole)
    at = text.index(wire[1], start)
    return Credit(start, wire[0], (at, at + len(wire[1])), whole)
