"""Whom a pronoun means that does something in what somebody says."""

from __future__ import annotations

from sayso.language.parse import Parse

_PERSONAL = frozenset({"it", "he", "she", "they", "i", "we"})
_OWN = frozenset({"i", "we"})
_MARKS = frozenset({'"', "“", "”", "«", "»", "''", "``"})
_SAYING = frozenset({"say", "announce", "declare", "add", "state", "insist", "tell", "warn"})


def speaker_for(parse: Parse, doer: int) -> int:
    """The one who says so, for the pronoun of "the army said it would withdraw"."""
    t = parse.tokens[doer]
    if t.lower not in _PERSONAL or t.head == doer:
        return doer
    verb = parse.tokens[t.head]
    for _ in range(4):
        head = parse.tokens[verb.head]
        if head.i == verb.i:
            break
        if verb.dep in {"ccomp", "advcl"} and head.lemma in _SAYING:
            if t.lower not in _OWN and _quoted_apart(parse, doer, head.i):
                return doer  # "“They killed seven,” the mayor said"
            subject = parse.children(head.i, "nsubj")
            if subject and subject[0].lower not in _PERSONAL:
                return subject[0].i
        verb = head
    return doer


def _quoted_apart(parse: Parse, one: int, other: int) -> bool:
    """Whether a quotation mark stands between two words."""
    first, last = sorted((one, other))
    return any(t.text in _MARKS for t in parse.tokens[first + 1 : last])
