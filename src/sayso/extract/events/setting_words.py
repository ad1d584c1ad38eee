"""Words round an event that set it: contexts of its sentence, and cues that it is long past."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.extract.codebook import Codebook
from sayso.language.parse import Parse, Sentence

_LONG = frozenset({"year", "decade", "century"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_DECADE = re.compile(r"(?:19|20)\d0s\Z")
_ENOUGH = 8
_RECALLS = frozenset({"anniversary", "commemorate", "commemoration", "memorial", "history"})
_REMEMBERING = frozenset({"remember", "commemorate", "memorialize", "memorialise"})
"""Verbs whose object is long past: "the town remembers the bombing"."""
_FROM = frozenset({"since", "after"})
_NEAR = 12
"""Words after "a year since" in which what happened then is named."""


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """What the words of one sentence say about every event in it; read once a sentence."""

    contexts: tuple[str, ...]
    """PLOVER contexts that its words speak for."""
    context_tokens: tuple[int, ...]
    past: tuple[int, ...]
    """Words of long ago: "ago" after years, "last" before year, an anniversary, a decade."""
    year: int | None
    """The first year named in it."""
    counted: tuple[int, ...] = ()
    """Years that are counted from what comes next: "a year since the bombing"."""


def sentence_words(parse: Parse, sentence: Sentence, codebook: Codebook) -> SentenceWords:
    """Read a sentence for contexts and for cues of long ago."""
    contexts: set[str] = set()
    cues: list[int] = []
    past: list[int] = []
    year: int | None = None
    counted: list[int] = []
    for t in parse.sentence_tokens(sentence):
        spoken_for = codebook.contexts.get(t.lemma, ())
        if spoken_for:
            contexts.update(spoken_for)
            cues.append(t.i)
        if year is None and _YEAR.match(t.lower):
            year = t.i
        if (
            (t.lower == "ago" and any(k.lemma in _LONG for k in parse.children(t.i, "npadvmod")))
            or (t.lower == "last" and parse.tokens[t.head].lemma in _LONG)
            or (t.lower in _RECALLS and t.pos in {"NOUN", "PROPN", "ADJ"})
            or _DECADE.match(t.lower)
        ):
            past.append(t.i)
        if t.lower in _FROM and t.i > sentence.first and parse.tokens[t.i - 1].lemma in _LONG:
            counted.append(t.i)
    return SentenceWords(
        tuple(sorted(contexts)), tuple(cues), tuple(past[:_ENOUGH]), year, tuple(counted[:_ENOUGH])
    )


def background_of(parse: Parse, anchor: int, words: SentenceWords) -> tuple[int, ...]:
    """The words that say that an event is recalled from long before; none when it is not.

    "Two years ago", "last year", "in the 1990s", "a year since", an anniversary; or a year named
    with a verb in the pluperfect. A date is weighed against the day of publication in
    ``resolve.settings``.
    """
    for cue in words.past:
        if parse.tokens[cue].lower in _RECALLS:
            first, last = parse.subtree(cue)
            if first <= anchor < last:
                return (cue,)
        elif _same_clause(parse, anchor, cue):
            return (cue,)
    for cue in words.counted:
        between = parse.tokens[cue + 1 : anchor]
        if cue < anchor <= cue + _NEAR and not any(t.pos in {"VERB", "PUNCT"} for t in between):
            return (cue,)
    noun = parse.tokens[anchor]
    if noun.dep == "dobj" and parse.tokens[noun.head].lemma in _REMEMBERING:
        return (noun.head,)
    if words.year is not None and any(k.lower == "had" for k in parse.children(anchor, "aux")):
        return (words.year,)
    return ()


def _same_clause(parse: Parse, anchor: int, cue: int) -> bool:
    """Whether the cue hangs on the event's own clause, not on another verb's."""
    for above in parse.ancestors(cue):
        if above.i == anchor:
            return True
        if above.pos in {"VERB", "AUX"}:
            below = {anchor, *(a.i for a in parse.ancestors(anchor))}
            return above.i in below and not _verb_between(parse, anchor, above.i)
    return False


def _verb_between(parse: Parse, anchor: int, top: int) -> bool:
    for above in parse.ancestors(anchor):
        if above.i == top:
            return False
        if above.pos == "VERB":
            return True
    return False
