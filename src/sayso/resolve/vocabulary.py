"""Words for those who act and speak, from ``lexicon/actors.yaml``."""

from __future__ import annotations

import functools

from sayso.language.parse import Token
from sayso.lexicon import load
from sayso.record import ActorKind


@functools.cache
def _nouns() -> dict[str, tuple[ActorKind, str | None]]:
    table: dict[str, tuple[ActorKind, str | None]] = {}
    for row in load("actors")["nouns"]:
        for word in row["words"]:
            table.setdefault(word, (row["kind"], row["sector"]))
    return table


@functools.cache
def titles() -> frozenset[str]:
    """Titles that stand before a name and are no part of it, lower-cased, without a full stop."""
    return frozenset(load("actors")["titles"])


@functools.cache
def words_for(what: str) -> frozenset[str]:
    """A list of words of the actors' lexicon, such as ``kin``, ``parts`` or ``visitors``."""
    return frozenset(load("actors")[what])


@functools.cache
def name_words() -> dict[str, tuple[ActorKind, str]]:
    """Words that in a name say what it is of, and are no nouns for it: "Times", "Fighters"."""
    rows = load("actors")["in_names"]
    return {word: (row["kind"], row["sector"]) for row in rows for word in row["words"]}


def full_word(word: str) -> str:
    """A title written out: ``Gen.`` to ``general``."""
    bare = word.lower().rstrip(".")
    short: dict[str, str] = load("actors")["abbreviations"]
    return short.get(bare, bare)


def is_body_word(word: str) -> bool:
    """Whether a folded word is a noun for an organisation or a body of state."""
    kind = _nouns().get(word)
    return kind is not None and kind[0] in ("organization", "state_body")


def noun_traits(token: Token) -> tuple[ActorKind, str | None] | None:
    """Kind and PLOVER sector of a noun for an actor; None for other nouns."""
    return _traits(token.lemma, token.text, token.tag == "NNPS")


@functools.lru_cache(maxsize=20_000)
def _traits(lemma: str, text: str, proper_plural: bool) -> tuple[ActorKind, str | None] | None:
    found = _nouns().get(lemma) or _nouns().get(full_word(text))
    if found is None and proper_plural:  # "Republicans"
        found = _nouns().get(text.lower().removesuffix("s"))
    return found
