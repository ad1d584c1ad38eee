"""What a person types into the search box, made safe for the full-text index."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sayso.errors import StoreError

OPEN = "\x02"
"""Stands before a hit in a snippet. The index holds no control characters."""
CLOSE = "\x03"

_MAX_TERMS = 64
"""More than anybody types; a pasted article would be slow and find only itself."""

_TERM = re.compile(r'(-?)"([^"]*)(?:"|$)|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found.

    Attributes:
        id: The report's id.
        snippet: Words around the best hits.
        spans: Where the hits are in ``snippet``: half-open code-point offsets.
    """

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together.

    Attributes:
        words: As typed, without control characters; there is a letter or a digit in it.
        prefix: The last word is the beginning of one.
    """

    words: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    Attributes:
        groups: One of these must be there with all its terms; there is at least one.
        without: None of these may be there.
    """

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()


def parse(query: str) -> Query:
    """What a person typed, understood; each engine puts it into its own words.

    All words must be there, in any order. ``"two words"`` keeps them together, ``word*`` stands
    for words that begin so, ``-word`` leaves reports out, ``OR`` in capitals means either side
    of it. Anything else is searched as it stands.

    Raises:
        StoreError: Nothing in the query can be searched for.
    """
    groups: list[list[Term]] = [[]]
    without: list[Term] = []
    for match in _TERM.finditer(query):
        minus, phrase, word = match[1], match[2], match[3]
        if word == "OR":
            groups.append([])
            continue
        if phrase is None:
            minus = "-" if word.startswith("-") else ""
            phrase = word.removeprefix("-")
        term = _term(phrase, prefix=word is not None and word.endswith("*"))
        if term:
            (without if minus else groups[-1]).append(term)
    count = sum(map(len, groups)) + len(without)
    if count > _MAX_TERMS:
        raise StoreError(
            f"{count} words to search for",
            source="search",
            remedy=f"search for at most {_MAX_TERMS}",
        )
    wanted = tuple(tuple(group) for group in groups if group)
    if not wanted:
        raise StoreError(
            f"nothing to search for in {query.strip()[:80]!r}",
            source="search",
            remedy="give at least one word that must be there",
        )
    return Query(wanted, tuple(without))


def hits_in(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A marked snippet as plain words and the spans of the hits."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    at = start = 0
    for part in re.split(f"([{OPEN}{CLOSE}])", snippet):
        if part == OPEN:
            start = at
        elif part == CLOSE:
            spans.append((start, at))
        else:
            plain.append(part)
            at += len(part)
    return "".join(plain), tuple(spans)


def _term(words: str, *, prefix: bool) -> Term | None:
    """A term, or nothing when the index would see no word in it."""
    words = "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in words)
    # The index knows letters, digits and private characters; all else parts words.
    if not any(unicodedata.category(c)[0] in "LN" for c in words):
        return None
    return Term(words, prefix)
