"""Which words name places.

Every stretch of capitalised words that the gazetteer knows, that the parse calls a place or that
stands where places stand is a candidate; cues around and inside it (the parse's entities,
prepositions, kind words, titles, given names, what the gazetteer knows under the name) are weighed
by a logistic model whose weights are in ``toponym_weights``. A country or capital that acts
("Moscow said", "Tehran-backed") is a metonym: found, but not a place of the record.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from sayso.extract.toponyms import cues
from sayso.extract.toponyms.candidates import Candidate, Words
from sayso.extract.toponyms.features import features
from sayso.extract.toponyms.weights import (
    THRESHOLD,
    UNCASED_THRESHOLD,
    UNCASED_WEIGHTS,
    WEIGHTS,
)
from sayso.gazetteer import Gazetteer
from sayso.language.parse import Parse
from sayso.record import Span

Role = Literal["place", "metonym"]
Relation = Literal["near", "part"]


@dataclass(frozen=True, slots=True)
class ToponymMention:
    """Words that name a place.

    Attributes:
        span: The name, without "in" or "the city of".
        role: ``metonym`` when the name stands for a government.
        score: How likely it names a place, 0-1.
        kind: What the words around it call it: ``admin1``, ``admin2``, ``city``, ``country`` or
            ``site`` (airport, road, river …).
        relation: ``near``: the place meant is close to it ("30 km north of"); ``part``: it is some
            part of it ("northern Iraq").
        within: The name of what it lies in, written beside it ("Paris, Texas").
    """

    span: Span
    role: Role = "place"
    score: float = 1.0
    kind: str | None = None
    relation: Relation | None = None
    within: Span | None = None


def find_toponyms(parse: Parse, gazetteer: Gazetteer) -> list[ToponymMention]:
    """The place names of a report, in text order, metonyms among them.

    Args:
        parse: The report's parse; upper-case blocks may be recased in it.
        gazetteer: Where names are looked up.
    """
    words = Words(parse, gazetteer)
    candidates = list(words.candidates())
    scores = [_score(words, c) for c in candidates]
    sure: dict[str, float] = {}
    for c, p in zip(candidates, scores, strict=True):
        key = words.raw(c).casefold()
        sure[key] = max(p, sure.get(key, 0.0))
    kept: list[tuple[Candidate, float]] = []
    for c, p in zip(candidates, scores, strict=True):
        # A name that is surely a place once is read more readily as one elsewhere.
        if sure[words.raw(c).casefold()] > 0.9 and not words.person_like(c):
            p = max(p, math.sqrt(p))
        limit = UNCASED_THRESHOLD if words.uncased[c.first] else THRESHOLD
        if p >= limit:
            kept.append((c, p))
    return _mentions(words, kept)


def _score(words: Words, c: Candidate) -> float:
    weights = UNCASED_WEIGHTS if words.uncased[c.first] else WEIGHTS
    z = sum(weights.get(name, 0.0) * value for name, value in features(words, c).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def _kind(words: Words, c: Candidate) -> str | None:
    if kind := words.kind_before(c) or words.kind_after_comma(c):
        return kind
    if c.last - c.first > 1 and (kind := cues.KIND_WORDS.get(words.tokens[c.last - 1].lower)):
        return kind
    if c.last < len(words.tokens):
        t = words.tokens[c.last]
        if t.block == words.tokens[c.first].block and not words.uncased[c.first]:
            return cues.KIND_WORDS.get(t.lower)
    return None


def _relation(words: Words, c: Candidate) -> Relation | None:
    start = words.tokens[c.first].start
    before = words.parse.text[max(words.tokens[c.first].start - 70, 0) : start]
    if cues.DISTANCE.search(before):
        return "near"
    i = c.first - 1
    if i >= 0 and words.tokens[i].lower == "the":
        i -= 1
    if i < 0:
        return None
    if words.tokens[i].lower in cues.NEAR:
        return "near"
    return "part" if words.tokens[i].lower in cues.DIRECTIONS else None


def _metonym(words: Words, c: Candidate) -> bool:
    """Whether a country's name or a seat of government acts as the government."""
    if not words.gazetteer.is_seat(words.raw(c)) and not any(
        m.entry.feature == "country" for m in c.matches
    ):
        return False
    head = words.head(c)
    following = words.tokens[c.last : c.last + 2]
    if len(following) == 2 and following[0].lower in "-–" and following[1].lower in cues.BACKED:
        return True
    verb = words.tokens[head.head]
    if head.dep in ("nsubj", "nsubjpass"):
        return verb.lemma in cues.SPEECH_VERBS
    if head.dep in ("dobj", "obj"):
        return verb.lemma in cues.BLAME_VERBS
    if head.dep == "pobj" and verb.lower in ("with", "between", "by"):
        above = words.tokens[verb.head]
        if verb.lower == "by":
            return above.lemma in cues.SPEECH_VERBS
        return above.lower in cues.TALKS
    return False


def _mentions(words: Words, kept: list[tuple[Candidate, float]]) -> list[ToponymMention]:
    """The candidates kept, with what their surroundings say."""
    out: list[ToponymMention] = []
    for c, p in kept:
        out.append(
            ToponymMention(
                span=words.parse.span(c.first, c.last),
                role="metonym" if _metonym(words, c) else "place",
                score=round(p, 3),
                kind=_kind(words, c),
                relation=_relation(words, c),
            )
        )
    for n, (c, _) in enumerate(kept[:-1]):
        d = kept[n + 1][0]
        gap = words.parse.text[words.tokens[c.last - 1].end : words.tokens[d.first].start]
        if gap.strip() == "," or gap.strip(" ,").lower() in ("in", "in the"):
            out[n] = replace(out[n], within=out[n + 1].span)
    return out
