"""Names of actors: when two are the same, and which others the text gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sayso.resolve.bodies import bodies
from sayso.resolve.vocabulary import is_body_word
from sayso.resolve.words import SMALL, initials, key

CountryOf = Callable[[str], str | None]

_KNOWN = (
    r"(?:(?:also|better|otherwise|commonly|formerly|previously|widely|locally)\s+)?"
    r"(?:known|referred\s+to)\s+(?:\w+\s+)?(?:as|by)(?:\s+(?:its|the|their)\s+"
    r"(?:\w+\s+)?(?:acronym|initials|name|nickname))?(?:\s+of)?|"
    r"a\.?k\.?a\.?|alias|nicknamed|(?:which|who)\s+calls?\s+(?:itself|himself|herself|themselves)|"
    r"or(?=\s+[A-Z]{2,8}\b\s*[,)])"
)
_ALIAS = re.compile(
    rf"\s*(?:,\s*)?(?:\(|\[)?\s*(?:(?:which|who)\s+(?:is|are|was)\s+)?(?i:{_KNOWN})\s+"
    r"(?i:the\s+)?[\"“'‘]?(?P<known>[^\W\d_][\w’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'-]*){0,5})"
)
_BRACKETED = re.compile(
    r"\s*[\"”]?\s*[(\[]\s*(?:(?:or|formerly|aka|the)\s+)?[\"“]?"
    r"(?P<short>[^\W\d_][\w.’'&/-]{1,24}(?:\s+[\w.’'-]{2,24}){0,6})[\"”]?\s*[)\],;]"
)
_AS_KNOWN = re.compile(
    r",?\s*(?i:as\s+(?:the\s+)?)(?P<known>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,5})\s+"
    r"(?i:(?:is|are|was|were)\s+(?:\w+\s+)?(?:known|called))"
)
_SEAT = re.compile(r"[RDIL]-\S+")
"""A politician's party and state, as in "(R-Utah)"."""
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_ARTICLES = ("al", "el", "ad", "an", "as", "ash", "ar")
_MIN_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class _Person:
    words: tuple[str, ...]
    suffix: str | None


def _person(name: str) -> _Person:
    words = [w for w in key(name) if w not in ("mr", "mrs", "ms")]
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else None
    out: list[str] = []
    for i, word in enumerate(words):
        prefix, dash, rest = word.partition("-")
        if dash and prefix in _ARTICLES and rest:
            word = rest  # "al-Karim" and "Karim"
        if word in _ARTICLES and i + 1 < len(words):
            continue
        out.append(word)
    return _Person(tuple(out), suffix)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's.

    A surname stands for the full name, or a given name; the last two names of three or more, the
    first two, the first and the last; and where two surnames are borne, the first of them. An
    initial stands for a name. Middle names and "Jr" must not differ.
    """
    a, b = _person(one), _person(other)
    if a.words == b.words:
        return a.suffix == b.suffix or not (a.suffix and b.suffix)
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return False
    short, long = sorted((a.words, b.words), key=len)
    if not short or (len(short) == 1 and len(short[0]) < 2):
        return False
    if len(short) == 1:
        return short[0] in (long[-1], long[0]) or (len(long) > 2 and short[0] == long[-2])
    if long[-len(short) :] == short or long[: len(short)] == short:
        return True
    if not (_alike(short[0], long[0]) and (short[-1] == long[-1])):
        return False
    middle, other_middle = short[1:-1], long[1:-1]
    return all(any(_alike(m, o) for o in other_middle) for m in middle)


def _alike(one: str, other: str) -> bool:
    """Equal, or one the initial of the other."""
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def is_short(name: str, full: str) -> bool:
    """Whether a person's name leaves out some of another."""
    return len(_person(name).words) < len(_person(full).words)


def same_body(one: str, other: str, country_of: CountryOf = lambda _: None) -> bool:
    """Whether two names may be one organisation's, or one state's.

    The lexicon's bodies are the same only as themselves. Others match by all words, whatever their
    order ("Interior Ministry", "Ministry of Interior"), by all but their country's ("Iraqi Ministry
    of Defense"), as an acronym of three or more letters, or by the first two or more words where
    the rest only says what kind of body it is ("Northern Shield" for "Northern Shield Brigades").

    Args:
        one: A name as the text has it.
        other: Another.
        country_of: A country's name, demonym or capital to its code.
    """
    a, b = key(one), key(other)
    if not a or not b:
        return False
    if a == b:
        return True
    listed, other_listed = bodies(one), bodies(other)
    if listed and other_listed:
        # of an acronym that two bodies bear, the name of one of them tells which
        return bool(set(listed) & set(other_listed)) and 1 in (len(listed), len(other_listed))
    words, code = _without_country(one, country_of)
    other_words, other_code = _without_country(other, country_of)
    if code and other_code and code != other_code:
        return False
    if set(words) == set(other_words):
        return not (listed or other_listed) or code == other_code
    if listed or other_listed:
        return False
    if (_is_acronym(one) and a[0] == initials(other)) or (
        _is_acronym(other) and b[0] == initials(one)
    ):
        return True
    short, long = sorted((words, other_words), key=len)
    rest = long[len(short) :]
    return len(short) > 1 and long[: len(short)] == short and all(map(is_body_word, rest))


def _without_country(name: str, country_of: CountryOf) -> tuple[tuple[str, ...], str | None]:
    """The words that matter, and the country that others of them name."""
    written = name.split()
    code: str | None = None
    kept: list[str] = []
    for word in written:
        found = country_of(word) if word[:1].isupper() else None
        if found and len(written) > 1:
            code = code or found
        else:
            kept.append(word)
    words = tuple(w for w in key(" ".join(kept)) if w not in SMALL)
    return words or key(name), code if words else None


def _is_acronym(name: str) -> bool:
    bare = name.replace(".", "")
    return len(bare) >= _MIN_ACRONYM and bare.isalpha() and sum(c.isupper() for c in bare) > 1


Alias = tuple[str, tuple[int, int]]


def alias_after(
    text: str,
    name: str,
    end: int,
    seen: Callable[[int, int], str],
    *,
    brackets: bool = True,
) -> Alias | None:
    """The other name that the text gives right after a name, with its span.

    As in "X, also known as Y", "X (Y)", "X, or XYZ,", "X, as Y is known".

    Args:
        text: The report.
        name: The name.
        end: Where it ends.
        seen: The words at a span as the parser saw them, so that upper-case text has acronyms.
        brackets: Whether "(Y)" may be a name; after a person it is a party, an age, a place.
    """
    window = text[end : end + 160]
    for pattern in (_ALIAS, _AS_KNOWN):
        known = pattern.match(window)
        if known and known["known"][:1].isupper():
            start, stop = known.span("known")
            return known["known"], (end + start, end + stop)
    short = _BRACKETED.match(window) if brackets else None
    if short is None:
        return None
    start, stop = short.span("short")
    span = (end + start, end + stop)
    return (short["short"], span) if _names_it(seen(*span), name) else None


def _names_it(short: str, name: str) -> bool:
    """Whether words in brackets name what stands before: an acronym, or its full form."""
    if _SEAT.fullmatch(short):
        return False
    if " " in short:
        return _is_acronym(name) and key(name)[0] == initials(short)
    capitals = sum(c.isupper() for c in short)
    if bodies(short) and bodies(name):
        return bool(set(bodies(short)) & set(bodies(name)))
    return capitals > 1 and " " in name
