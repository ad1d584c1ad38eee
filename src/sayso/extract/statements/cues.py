"""The cue lexicon as look-up tables."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass

from sayso.lexicon import load
from sayso.record import Stance


@dataclass(frozen=True)
class CueLexicon:
    """What each cue takes and what it says about its content; see ``lexicon/cues.yaml``."""

    quotation: dict[str, Stance]
    clause: dict[str, Stance]
    infinitive: dict[str, Stance]
    raised: dict[str, Stance]
    object: dict[str, Stance]
    about: dict[str, frozenset[str]]
    about_stance: dict[str, Stance]
    particles: dict[str, frozenset[str]]
    nouns: dict[str, Stance]
    adverbs: frozenset[str]
    unnamed: frozenset[str]
    labelling: frozenset[str]
    measuring: frozenset[str]
    figures: frozenset[str]
    silent_when_negated: frozenset[str]
    naming: frozenset[str]
    bodies: frozenset[str]
    media: frozenset[str]
    carriers: frozenset[str]

    def is_verb(self, lemma: str) -> bool:
        """Whether the verb can hand over a statement at all."""
        return (
            lemma in self.about
            or lemma in self.measuring
            or any(lemma in frame for frame in self._frames())
        )

    def stance(self, lemma: str) -> Stance:
        """The stance of a verb that stands with a quotation or a preposition."""
        return next((frame[lemma] for frame in self._frames() if lemma in frame), "states")

    def _frames(self) -> tuple[dict[str, Stance], ...]:
        return (self.quotation, self.clause, self.infinitive, self.raised, self.object)


@functools.cache
def cue_lexicon() -> CueLexicon:
    """The built-in lexicon."""
    raw = load("cues")
    by_frame: dict[str, dict[str, Stance]] = defaultdict(dict)
    for group in raw["verbs"]:
        for frame in group["takes"]:
            for word in group["words"].split():
                by_frame[frame].setdefault(word, group["stance"])
    return CueLexicon(
        quotation=by_frame["quotation"],
        clause=by_frame["clause"],
        infinitive=by_frame["infinitive"],
        raised=by_frame["raised"],
        object=by_frame["object"],
        about={verb: frozenset(preps) for verb, preps in raw["about"].items()},
        about_stance=raw["about_stance"],
        particles={verb: frozenset(p) for verb, p in raw["particles"].items()},
        nouns={word: stance for stance, words in raw["nouns"].items() for word in words},
        adverbs=frozenset(raw["adverbs"]),
        unnamed=frozenset(raw["unnamed"]) | _nouns("person"),
        labelling=frozenset(raw["labelling"]),
        measuring=frozenset(raw["measuring"]),
        figures=frozenset(raw["figures"]),
        silent_when_negated=frozenset(raw["silent_when_negated"]),
        naming=frozenset(raw["naming"]),
        bodies=_nouns("organization", "state_body"),
        media=frozenset(raw["media"]),
        carriers=frozenset(raw["carriers"]),
    )


def _nouns(*kinds: str) -> frozenset[str]:
    """Nouns for actors of these kinds, from the actors' lexicon."""
    rows = load("actors")["nouns"]
    return frozenset(word for row in rows if row["kind"] in kinds for word in row["words"])
