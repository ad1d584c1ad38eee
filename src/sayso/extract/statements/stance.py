"""What a cue says about its content, and the words that keep a distance to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.extract.statements.lexicon import lemmas, lexicon
from sayso.record import Span, Spans, Stance

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NOT = frozenset(["not", "never", "neither", "nor", "no"])
_PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being"])

# "did not confirm" neither confirms nor denies; other stances keep theirs when negated.
_UNDONE_BY_NOT: frozenset[Stance] = frozenset(["confirms", "denies"])


def stance(text: str, cue: Spans, content: Spans = ()) -> Stance:
    """The stance of the first word of a cue that has one.

    The main verb comes last in a cue ("has called for", "reportedly said"), but what stands before
    it weighs more ("refused to say", "confirmed reports"), so the first that tells wins.
    """
    words = [m.group().lower() for a, b in cue for m in _WORD.finditer(text, a, b)]
    opening = _WORD.search(text, *content[-1]) if content else None
    after = [*words[1:], *([opening.group().lower()] if opening else [])]
    known = lexicon()
    negated = any(w in _NOT or w.endswith(("n't", "n’t")) for w in words)
    for number, word in enumerate(words):
        if word in known.hedges:
            return "claims"
        forms = lemmas(word)
        verb = forms[0]
        passive = number and words[number - 1] in _PASSIVE
        if passive and verb in known.hedging_passives and verb not in ("understand", "feel"):
            return "claims"
        found = next((known.verbs[f] for f in forms if f in known.verbs), None)
        found = found or next((known.nouns[f] for f in forms if f in known.nouns), None)
        needed = known.only_with.get(verb)
        if needed is not None and not needed.intersection(after):
            continue
        if found:
            return "states" if negated and found in _UNDONE_BY_NOT else found
    return "states"


def hedges(text: str, parts: Sequence[Span]) -> Spans:
    """Hedging words in these parts of the text."""
    known = lexicon()
    found = {
        m.span()
        for a, b in parts
        for m in _WORD.finditer(text, a, b)
        if m.group().lower() in known.hedges
    }
    return tuple(sorted(found))
