"""The word lists of statements as look-up tables."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import get_args

from sayso.lexicon import load
from sayso.record import SourceKind, Stance


@dataclass(frozen=True)
class Lexicon:
    """What cues say and what sources are: ``cues.yaml`` and ``sources.yaml`` in ``lexicon/``."""

    verbs: dict[str, Stance]
    nouns: dict[str, Stance]
    only_with: dict[str, frozenset[str]]
    hedges: frozenset[str]
    hedging_passives: frozenset[str]
    naming: frozenset[str]
    saying: frozenset[str]
    relaying: frozenset[str]
    kinds: dict[str, SourceKind]
    borrowing: frozenset[str]
    unnamed: frozenset[str]
    nameless: re.Pattern[str]
    bodies: frozenset[str]
    helping: frozenset[str]
    official_agencies: frozenset[str]
    media: frozenset[str]
    carriers: frozenset[str]

    def is_saying(self, lemma: str) -> bool:
        """Whether a verb can hand over words."""
        return lemma in self.saying or lemma in self.verbs


@functools.cache
def lexicon() -> Lexicon:
    """The built-in lexicon."""
    cues, sources = load("cues"), load("sources")
    return Lexicon(
        verbs={w: stance for stance, words in cues["verbs"].items() for w in words.split()},
        nouns={w: stance for stance, words in cues["nouns"].items() for w in words.split()},
        only_with={verb: frozenset(after) for verb, after in cues["only_with"].items()},
        hedges=frozenset(cues["hedges"]),
        hedging_passives=frozenset(cues["hedging_passives"]),
        naming=frozenset(cues["naming"]),
        saying=frozenset(cues["saying"]),
        relaying=frozenset(cues["relaying"]),
        kinds={w: k for k in get_args(SourceKind) for w in sources["kinds"][k]},
        borrowing=frozenset(sources["borrowing"]),
        unnamed=frozenset(sources["unnamed"]),
        nameless=re.compile("|".join(sources["nameless"]), re.IGNORECASE),
        bodies=_bodies() | frozenset(sources["bodies"]),
        helping=frozenset(sources["helping"]),
        official_agencies=frozenset(sources["official_agencies"]),
        media=frozenset(sources["media"]),
        carriers=frozenset(sources["carriers"]),
    )


def _bodies() -> frozenset[str]:
    """Nouns for organisations, from the actors' lexicon."""
    rows = load("actors")["nouns"]
    bodies = ("organization", "state_body")
    return frozenset(word for row in rows if row["kind"] in bodies for word in row["words"])


@functools.lru_cache(maxsize=20_000)
def lemmas(word: str) -> tuple[str, ...]:
    """The base forms that a word may have, verbs' first; the word itself where none is known."""
    from lemminflect import getAllLemmas

    known = getAllLemmas(word.lower())
    forms = [*known.get("VERB", ()), *known.get("AUX", ()), *known.get("NOUN", ()), word.lower()]
    return tuple(dict.fromkeys(forms))


@functools.lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The base form of a noun."""
    from lemminflect import getAllLemmas

    found = getAllLemmas(word.lower(), upos="NOUN").get("NOUN", ())
    return str(found[0]) if found else word.lower()
