"""Full-text search in PostgreSQL: the words that SQLite's search knows, as tsvector and tsquery.

The words are found, folded and stemmed here (see ``fts5``), not by a configuration of the server,
so that the same search finds the same reports on both engines, whatever the server's locale.
Limits are those of PostgreSQL: positions up to 16,383, 256 of them a word, a megabyte a report
(https://www.postgresql.org/docs/current/textsearch-limitations.html). Words that stand beyond are
found, but phrases with them may not be.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import chain, repeat

from sayso.store.engines.base import TITLE_WEIGHT
from sayso.store.engines.fts5 import words
from sayso.store.search import Query, Term

WEIGHTS = [0.0, 0.0, 1 / TITLE_WEIGHT, 1.0]
"""Of the classes D, C, B, A: a title's words are of A, all others of B."""

_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
_LONGEST = 2_046
"""Bytes of a word; a longer one is no word that anybody searches for."""
_LARGEST = 900_000
"""Bytes of words and positions, by a careful count, that a row is sure to take."""


@cache
def _positions(weight: str) -> tuple[str, ...]:
    """All positions, written out with a weight."""
    return tuple(f"{n}{weight}" for n in range(1, _LAST_POSITION + 1))


def tsvector(title: str, body: str) -> str:
    """A report's words with their positions, as PostgreSQL reads them.

    Words of the title and of the text are more than one position apart, so that no phrase is
    found across them.
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    at = 0
    for text, weight in ((title, "A"), (body, "B")):
        found = words().of(text)
        marks = _positions(weight)
        here = chain(marks[at : at + len(found)], repeat(marks[-1]))
        for word, mark in zip(found, here, strict=False):
            places[word].append(mark)
        at += len(found) + 1
    out: list[str] = []
    size = 0
    for word, positions in places.items():
        length = len(word.encode())
        if length > _LONGEST:
            continue
        size += length + 4 + 2 * len(positions)
        if size > _LARGEST:
            break
        out.append(f"'{word}':{','.join(positions[:_MOST_POSITIONS])}")
    return " ".join(out)


def tsquery(query: Query, *, loose: bool = False) -> str:
    """A query as PostgreSQL reads it; empty when nothing can be found by it.

    Args:
        query: What is searched for.
        loose: Ask for the words of a phrase wherever they are: what the index can answer alone,
            without a look at each report. Finds all that the query finds, and more.
    """
    groups = [found for group in query.groups if (found := _all(group, loose=loose))]
    if not groups:
        return ""
    wanted = " | ".join(f"({group})" for group in groups)
    without = [
        found
        for term in query.without
        if (found := _phrase(term)) and not (loose and "<->" in found)
    ]
    return f"({wanted}) & !({' | '.join(without)})" if without else wanted


def _all(terms: tuple[Term, ...], *, loose: bool) -> str:
    """All terms of a group; empty when one of them is no word."""
    phrases = [_phrase(term, " & " if loose else " <-> ") for term in terms]
    return " & ".join(phrases) if all(phrases) else ""


def _phrase(term: Term, between: str = " <-> ") -> str:
    found = [f"'{word}'" for word in words().of(term.words) if len(word.encode()) <= _LONGEST]
    if not found:
        return ""
    return f"({between.join(found)}{':*' if term.prefix else ''})"
