"""What a verb made of somebody: "Gunmen shot dead two soldiers".

A parser that sees "dead" before a noun takes it for a word about that noun ("dead soldiers"). Right
after such a verb it is what became of them, so it is hung on the verb.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.language.parse import Parse, Token

MAKING = frozenset({"shoot", "gun", "beat", "stab", "hack", "strike"})
"""Verbs that "dead" completes."""


def mend_resultatives(parse: Parse) -> Parse:
    """The parse with "dead" on the verb that it completes; the same one where there is none."""
    found = [
        t for t in parse.tokens if t.lower == "dead" and t.i and _completes(parse, parse.tokens, t)
    ]
    if not found:
        return parse
    tokens = list(parse.tokens)
    for t in found:
        tokens[t.i] = replace(t, pos="ADJ", tag="JJ", dep="acomp", head=t.i - 1)
    return replace(parse, tokens=tuple(tokens))


def _completes(parse: Parse, tokens: tuple[Token, ...], t: Token) -> bool:
    verb = tokens[t.i - 1]
    if verb.lemma not in MAKING or verb.pos != "VERB" or verb.sent != t.sent:
        return False
    # a head of its own is left alone, with what hangs on it
    return t.head not in (t.i, verb.i) and not parse.children(t.i)
