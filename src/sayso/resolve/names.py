"""Names of actors: when two are the same, and which others the text gives."""

from __future__ import annotations

import functools
import re
import unicodedata

from sayso.lexicon import load
from sayso.resolve.agents import titles

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*\.?")
_SMALL = frozenset({"of", "the", "for", "and", "de", "del", "la", "in", "on", "to", "y"})
_ALIAS = re.compile(
    r"\s*(?:,\s*)?(?:\(|\[)?\s*(?:(?:which|who)\s+(?:is|are|was)\s+)?(?:(?:also|better|otherwise|commonly)\s+known\s+(?:as|by)|"
    r"known\s+as|a\.?k\.?a\.?|alias|nicknamed)\s+(?:the\s+)?[\"“'‘]?"
    r"(?P<known>[^\W\d_][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,5})",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*[\"”]?\s*[(\[]\s*(?:the\s+)?(?P<short>[^\W\d_][\w.’'-]{1,24})\s*[)\]]")


@functools.cache
def _fold(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"'s\b", "", plain)
    words = [w.strip(".'") if len(w) > 3 else w.replace(".", "") for w in _WORD.findall(plain)]
    return tuple(w for w in words if w)


def key(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: folded, without titles and articles."""
    words = [w for w in _fold(name) if w != "the"]
    while len(words) > 1 and words[0] in titles():
        words = words[1:]
    return tuple(words)


def initials(name: str) -> str:
    """``Tigris Revival Front`` to ``trf``."""
    return "".join(w[0] for w in key(name) if w not in _SMALL)


@functools.cache
def _table() -> dict[tuple[str, ...], str]:
    return {key(name): row[0] for row in load("actors")["aliases"] for name in row}


def canonical(name: str) -> str:
    """The name under which the lexicon lists a group's other names; the name itself otherwise."""
    return _table().get(key(name), name)


def same_name(one: str, other: str, *, person: bool) -> bool:
    """Whether two names may stand for one actor.

    A person's surname or given name stands for the full name. Organisations match by all words
    ("Interior Ministry", "Ministry of Interior"), by two or more first ones, or as an acronym.
    """
    a, b = key(canonical(one)), key(canonical(other))
    if not a or not b:
        return False
    if a == b:
        return True
    if person:
        short, long = sorted((a, b), key=len)
        return (len(short) == 1 and len(short[0]) > 1 and short[0] in (long[-1], long[0])) or (
            len(short) > 1 and short[-1] == long[-1] and short[0] == long[0]
        )
    if {w for w in a if w not in _SMALL} == {w for w in b if w not in _SMALL}:
        return True
    if (len(a) == 1 and a[0] == initials(other)) or (len(b) == 1 and b[0] == initials(one)):
        return True
    # "Northern Shield" for "Northern Shield Brigades"
    short, long = sorted((a, b), key=len)
    return len(short) > 1 and long[: len(short)] == short


def alias_after(text: str, end: int) -> tuple[str, tuple[int, int]] | None:
    """The other name that the text gives right after a name: ``X, also known as Y``, ``X (Y)``."""
    window = text[end : end + 120]
    known = _ALIAS.match(window)
    if known:
        start, stop = known.span("known")
        return known["known"], (end + start, end + stop)
    short = _BRACKETED.match(window)
    if short and any(c.isupper() for c in short["short"]):
        start, stop = short.span("short")
        return short["short"], (end + start, end + stop)
    return None
