"""Words round an event that set it: contexts of its sentence, and cues that it is long past."""

from __future__ import annotations

import re

from sayso.extract.codebook import Codebook
from sayso.language.parse import Parse

_LONG = frozenset({"year", "decade", "century"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
_RECALLS = frozenset({"anniversary", "commemorate", "commemoration", "memorial", "history"})


def context_tags(
    parse: Parse, anchor: int, codebook: Codebook
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """PLOVER contexts that the words of an event's sentence speak for, with those words."""
    found: set[str] = set()
    cues: list[int] = []
    for t in parse.sentence_tokens(parse.sentence(anchor)):
        spoken_for = codebook.contexts.get(t.lemma, ())
        if spoken_for:
            found.update(spoken_for)
            cues.append(t.i)
    return tuple(sorted(found)), tuple(cues)


def background_of(parse: Parse, anchor: int) -> tuple[bool, tuple[int, ...]]:
    """Whether words of the sentence say that the event is recalled from long before.

    "Two years ago", "last year", "in the 1990s", an anniversary; or a year named with a verb in
    the pluperfect. A date is weighed against the day of publication in ``resolve.settings``.
    """
    tokens = parse.sentence_tokens(parse.sentence(anchor))
    for t in tokens:
        if t.lower == "ago" and any(k.lemma in _LONG for k in parse.children(t.i, "npadvmod")):
            return _same_clause(parse, anchor, t.i), (t.i,)
        if t.lower == "last" and parse.tokens[t.head].lemma in {"year", "decade", "century"}:
            return _same_clause(parse, anchor, t.i), (t.i, t.head)
        if t.lemma in _RECALLS and t.pos == "NOUN" and _holds(parse, t.i, anchor):
            return True, (t.i,)
        if re.fullmatch(r"(?:19|20)\d0s", t.lower):
            return _same_clause(parse, anchor, t.i), (t.i,)
    if any(k.lower == "had" for k in parse.children(anchor, "aux")):
        year = next((t for t in tokens if _YEAR.match(t.lower)), None)
        if year is not None:
            return True, (year.i,)
    return False, ()


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


def _holds(parse: Parse, noun: int, anchor: int) -> bool:
    first, last = parse.subtree(noun)
    return first <= anchor < last
