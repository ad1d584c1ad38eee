"""Statements that a verb hands over: "X said that …", "X condemned …", "X called for …"."""

from __future__ import annotations

from sayso.extract import phrases
from sayso.extract.phrases import Range
from sayso.extract.statements.cues import CueLexicon
from sayso.extract.statements.draft import Draft
from sayso.extract.statements.frames import closing, governed
from sayso.extract.statements.relays import relayed_source
from sayso.language.parse import Parse, Token


def verb_statement(parse: Parse, verb: Token, lexicon: CueLexicon) -> Draft | None:
    """The statement of one verb, or None if it hands over nothing.

    The content may still be empty when the verb can take a quotation: the caller looks for one.
    """
    lemma = verb.lemma
    if not lexicon.is_verb(lemma) or _is_blocked(parse, verb):
        return None
    raised = lemma in lexicon.raised
    source = None if raised else relayed_source(parse, verb) or phrases.subject(parse, verb)
    first, last = phrases.verb_group(parse, verb, lexicon.particles.get(lemma, ()))
    cue: list[Range] = [(first, last)]
    source_range = phrases.noun_phrase(parse, source) if source is not None else None
    if source is not None and _is_nobody(parse, source):
        return None
    if source_range and source_range[0] <= verb.i < source_range[1]:  # "a man accused of …"
        source_range = (source_range[0], first) if source_range[0] < first else None
    content, stance = governed(parse, verb, lexicon, cue)
    astray = not content or source_range is None or source_range[1] != first
    at_end = closing(parse, verb, (first, last)) if astray and lemma in lexicon.quotation else None
    if at_end:
        content, source_range = [at_end[0]], at_end[1]
    if stance == "confirms" and parse.children(verb.i, "neg"):
        stance = "states"  # "could not verify" neither confirms nor denies
    if not content and lemma not in lexicon.quotation:
        return None
    if keeps_name_out(parse, verb, lexicon):
        return None
    if source_range is None and not raised and not phrases.is_passive(parse, verb):
        return None
    holes = set(range(first, last))
    if source_range:
        holes.update(range(*source_range))
    content = phrases.ranges_without(content, holes)
    return Draft(verb=verb, source=source_range, cue=cue, content=content, stance=stance)


def keeps_name_out(parse: Parse, verb: Token, lexicon: CueLexicon) -> bool:
    """Whether a verb asks for anonymity: "who asked not to be named"."""
    return any(
        c.lemma in lexicon.naming and parse.children(c.i, "auxpass", "neg")
        for c in parse.children(verb.i, "xcomp", "ccomp")
    )


def _is_nobody(parse: Parse, source: Token) -> bool:
    """As in "no group has claimed …": nobody said anything."""
    return source.lower in ("nobody", "none") or any(
        d.lower == "no" for d in parse.children(source.i, "det")
    )


def _is_blocked(parse: Parse, verb: Token) -> bool:
    """Uses in which nobody speaks: imperatives, "let us say", attributive participles."""
    if verb.dep in ("amod", "compound", "nmod"):
        return True
    if verb.pos not in ("VERB", "AUX"):
        return True
    lowers = {t.lower for t in parse.children(verb.i)}
    return verb.tag == "VB" and "let" in lowers
