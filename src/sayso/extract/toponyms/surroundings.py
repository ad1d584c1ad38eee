"""What the words around a place's name say of it: of what kind it is, near it or a part of it."""

from __future__ import annotations

from typing import Literal

from sayso.extract.toponyms import cues
from sayso.extract.toponyms.candidates import Candidate, Words

Relation = Literal["near", "part"]
_REACH = 70
"""Characters before a name within which "30 km north of" begins."""


def kind(words: Words, c: Candidate) -> str | None:
    """What the words call it: "the town of X", "X, a village", "X province", "X Airport"."""
    if found := words.kind_before(c) or words.kind_after_comma(c):
        return found
    last = words.tokens[c.last - 1]
    if c.last - c.first > 1 and (found := cues.KIND_WORDS.get(last.lower)):
        return found
    if c.last < len(words.tokens):
        t = words.tokens[c.last]
        if t.block == words.tokens[c.first].block and not words.uncased[c.first]:
            return cues.KIND_WORDS.get(t.lower)
    return None


def relation(words: Words, c: Candidate) -> Relation | None:
    """``near``: "30 km north of X", "outside X"; ``part``: "northern X"."""
    start = words.tokens[c.first].start
    if cues.DISTANCE.search(words.parse.text[max(start - _REACH, 0) : start]):
        return "near"
    i = c.first - 1
    if i >= 0 and words.tokens[i].lower == "the":
        i -= 1
    if i < 0:
        return None
    if words.tokens[i].lower in cues.NEAR:
        return "near"
    return "part" if words.tokens[i].lower in cues.DIRECTIONS else None


def may_act(words: Words, c: Candidate) -> bool:
    """Whether the name is a country's or that of a seat of government."""
    return words.gazetteer.is_seat(words.raw(c)) or any(
        m.entry.feature == "country" for m in c.matches
    )


def acts(words: Words, c: Candidate) -> bool:
    """Whether a country or a seat of government acts: "Moscow said", "Tehran-backed"."""
    if not may_act(words, c):
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
