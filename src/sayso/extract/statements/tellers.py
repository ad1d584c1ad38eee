"""Who is told, through whom, and whether the source has a name."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.extract import phrases
from sayso.extract.phrases import Range
from sayso.extract.statements.cues import cue_lexicon
from sayso.extract.statements.draft import Draft
from sayso.extract.statements.verbs import keeps_name_out
from sayso.language.parse import Parse, Token
from sayso.record import Span

_CARRIERS = ("in", "on", "to", "with", "by", "via", "through")


def is_unnamed(parse: Parse, source: Range) -> bool:
    """Whether people are described without being named ("a senior official", "witnesses").

    One who is singled out by their office ("the governor", "the group's commander") is not
    anonymous; several, or one of many, are. Who asks not to be named always is.
    """
    tokens = parse.tokens[source[0] : source[1]]
    head = next((t for t in tokens if not source[0] <= t.head < source[1] or t.head == t.i), None)
    if head is None:
        return False
    lexicon = cue_lexicon()
    if any(keeps_name_out(parse, t, lexicon) for t in tokens):
        return True
    if head.lemma not in lexicon.unnamed or any(_is_name(parse, head, t) for t in tokens):
        return False
    singled_out = any(
        t.lower == "the" or t.dep == "poss" for t in parse.children(head.i, "det", "poss")
    )
    return head.tag == "NNS" or head.lower == "people" or not singled_out


def _is_name(parse: Parse, head: Token, token: Token) -> bool:
    """A person's name beside the role word; "a Pentagon official" names a body, not a person."""
    if token.pos != "PROPN" or token.dep not in ("appos", "compound"):
        return False
    if token.dep == "appos":
        return token.head == head.i
    return any(e.label == "PERSON" and e.first <= token.i < e.last for e in parse.entities)


def take_medium(parse: Parse, draft: Draft) -> Span | None:
    """What carries the words: "told Radio X", "in a statement", "in an interview with Y".

    A carrier at the end of the content ("claimed the raid in an audio message") is taken out of it.
    """
    lexicon = cue_lexicon()
    verb = draft.verb
    for hearer in parse.children(verb.i, "dobj", "dative", "iobj"):
        if _within(hearer, draft.content):
            continue
        if hearer.lemma in lexicon.media or _is_outlet(parse, hearer):
            return parse.span(*phrases.noun_phrase(parse, hearer))
    preps = parse.children(verb.i, "prep", "dative")
    for first, last in draft.content:
        preps += [t for t in parse.tokens[first + 1 : last] if parse.subtree(t.i)[1] == last]
    for clause in parse.children(verb.i, "advcl"):
        if clause.lemma in ("speak", "talk"):
            preps += parse.children(clause.i, "prep")
    for prep in preps:
        if prep.lower not in _CARRIERS:
            continue
        for noun in parse.children(prep.i, "pobj"):
            if draft.source and _within(noun, [draft.source]):
                continue
            if noun.lemma in lexicon.media or noun.lemma in lexicon.carriers:
                draft.content = [
                    (first, min(last, prep.i) if first < prep.i else last)
                    for first, last in draft.content
                ]
                whole = phrases.noun_phrase(parse, noun)
                held = [first for first, _ in draft.content if whole[0] < first < whole[1]]
                return parse.span(whole[0], min([whole[1], *held]))
    return None


def _within(token: Token, parts: Iterable[Range]) -> bool:
    return any(first <= token.i < last for first, last in parts)


def _is_outlet(parse: Parse, noun: Token) -> bool:
    """A capitalised hearer that is no person, country or people."""
    labels = {e.label for e in parse.entities if e.first <= noun.i < e.last}
    return noun.pos == "PROPN" and not labels & {"PERSON", "GPE", "NORP"}
