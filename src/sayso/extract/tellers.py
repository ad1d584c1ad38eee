"""Who is told, through whom, and whether the source has a name."""

from __future__ import annotations

from sayso.extract import phrases
from sayso.extract.cues import cue_lexicon
from sayso.extract.phrases import Range
from sayso.extract.statement_draft import Draft
from sayso.extract.verb_cues import keeps_name_out
from sayso.language.parse import Parse, Token
from sayso.record import Span

_CARRIERS = ("in", "on", "to", "with", "by", "via", "through")


def is_unnamed(parse: Parse, source: Range) -> bool:
    """Whether a source is described without being named ("a senior official", "witnesses")."""
    tokens = parse.tokens[source[0] : source[1]]
    head = next((t for t in tokens if not source[0] <= t.head < source[1] or t.head == t.i), None)
    if head is None:
        return False
    lexicon = cue_lexicon()
    if any(keeps_name_out(parse, t, lexicon) for t in tokens):
        return True
    if head.lemma not in lexicon.unnamed:
        return False
    return not any(
        t.pos == "PROPN" and t.dep in ("appos", "compound") and _is_name(parse, t) for t in tokens
    )


def _is_name(parse: Parse, token: Token) -> bool:
    """A person's name beside the role word; "a Pentagon official" names a body, not a person."""
    return token.dep == "appos" or any(
        e.label == "PERSON" and e.first <= token.i < e.last for e in parse.entities
    )


def find_medium(parse: Parse, draft: Draft) -> Span | None:
    """What carries the words: "told Radio X", "in a statement", "in an interview with Y"."""
    media, carriers = cue_lexicon().media, cue_lexicon().carriers
    verb = draft.verb
    for hearer in parse.children(verb.i, "dobj", "dative", "iobj"):
        if any(first <= hearer.i < last for first, last in draft.content):
            continue
        if hearer.lemma in media or _is_outlet(parse, hearer):
            return parse.span(*phrases.noun_phrase(parse, hearer))
    for prep in parse.children(verb.i, "prep", "dative"):
        if prep.lower not in _CARRIERS:
            continue
        for noun in parse.children(prep.i, "pobj"):
            if draft.source and draft.source[0] <= noun.i < draft.source[1]:
                continue
            if noun.lemma in media or noun.lemma in carriers:
                return parse.span(*phrases.noun_phrase(parse, noun))
    for clause in parse.children(verb.i, "advcl"):
        if clause.lemma in ("speak", "talk"):
            for prep in parse.children(clause.i, "prep"):
                for noun in parse.children(prep.i, "pobj"):
                    return parse.span(*phrases.noun_phrase(parse, noun))
    return None


def _is_outlet(parse: Parse, noun: Token) -> bool:
    return noun.pos == "PROPN" and any(
        e.label == "ORG" and e.first <= noun.i < e.last for e in parse.entities
    )
