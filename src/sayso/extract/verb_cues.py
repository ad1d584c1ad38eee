"""Statements that a verb hands over: "X said that …", "X condemned …", "X called for …"."""

from __future__ import annotations

from sayso.extract import phrases
from sayso.extract.cues import CueLexicon
from sayso.extract.drafts import Draft
from sayso.extract.phrases import Range
from sayso.language.parse import Parse, Token
from sayso.record import Stance

_OBJECT_TAIL = ("oprd", "xcomp", "ccomp", "prep", "acl", "dative")
_HEARER = ("dobj", "iobj", "dative")


def verb_statement(parse: Parse, verb: Token, lexicon: CueLexicon) -> Draft | None:
    """The statement of one verb, or None if it hands over nothing.

    The content may still be empty when the verb can take a quotation: the caller looks for one.
    """
    lemma = verb.lemma
    if not lexicon.is_verb(lemma) or _is_blocked(parse, verb):
        return None
    source = phrases.subject(parse, verb)
    first, last = phrases.verb_group(parse, verb, lexicon.particles.get(lemma, ()))
    cue: list[Range] = [(first, last)]
    source_range = phrases.noun_phrase(parse, source) if source is not None else None
    if source_range and source_range[0] <= verb.i < source_range[1]:  # "a man accused of …"
        source_range = (source_range[0], max(source_range[0], first))
    holes = set(range(first, last))
    if source_range:
        holes.update(range(*source_range))

    stance: Stance = lexicon.stance(lemma)
    content: list[Range] = []
    if lemma in lexicon.clause:
        content = _clause(parse, verb, holes)
        stance = lexicon.clause[lemma]
    if not content and lemma in lexicon.about:
        content = _about(parse, verb, lexicon.about[lemma], cue)
    if not content and lemma in lexicon.object:
        content = _object(parse, verb, lexicon)
        stance = lexicon.object[lemma] if content else stance
    content = phrases.ranges_without(content, holes - _inside(content, source_range, first))
    if not content and not _may_quote(parse, verb, lexicon):
        return None
    if _negated(parse, verb) and stance in ("states", "claims", "confirms"):
        stance = "denies" if lemma in ("confirm", "acknowledge", "admit", "accept") else stance
    return Draft(verb=verb, source=source_range, cue=cue, content=content, stance=stance)


def _inside(content: list[Range], source: Range | None, cue: int) -> set[int]:
    """Holes are for parentheticals only: a source that is not within the content cuts nothing."""
    if source is None:
        return set()
    within = any(a <= source[0] and source[1] <= b for a, b in content)
    return set() if within or any(a <= cue < b for a, b in content) else set(range(*source))


def _is_blocked(parse: Parse, verb: Token) -> bool:
    """Uses in which nobody speaks: imperatives, "let us say", attributive participles."""
    if verb.dep in ("amod", "compound", "nmod"):
        return True
    if verb.pos not in ("VERB", "AUX"):
        return True
    lowers = {t.lower for t in parse.children(verb.i)}
    return verb.tag == "VB" and "let" in lowers


def _negated(parse: Parse, verb: Token) -> bool:
    return bool(parse.children(verb.i, "neg"))


def _clause(parse: Parse, verb: Token, holes: set[int]) -> list[Range]:
    """The complement clause, or the clause that a parenthetical cue stands in."""
    found = [parse.subtree(c.i) for c in parse.children(verb.i, "ccomp")]
    if not found:
        found = [
            parse.subtree(c.i)
            for c in parse.children(verb.i, "xcomp", "advcl")
            if c.dep == "xcomp" and c.i > verb.i
        ]
    if found:
        return found
    head = parse.tokens[verb.head]
    as_clause = verb.dep == "advcl" and any(
        k.lower == "as" for k in parse.children(verb.i, "mark", "advmod")
    )
    if verb.dep == "parataxis" or as_clause:
        first, last = parse.subtree(head.i)
        own_first, own_last = parse.subtree(verb.i)
        return phrases.ranges_without([(first, last)], range(own_first, own_last))
    return []


def _about(
    parse: Parse, verb: Token, prepositions: frozenset[str], cue: list[Range]
) -> list[Range]:
    for prep in parse.children(verb.i, "prep", "agent"):
        if prep.lower not in prepositions:
            continue
        objects = parse.children(prep.i, "pobj", "pcomp")
        if objects:
            if prep.i == cue[-1][1]:
                cue[-1] = (cue[-1][0], prep.i + 1)
            else:
                cue.append((prep.i, prep.i + 1))
            first, last = parse.subtree(prep.i)
            return [(prep.i + 1, last)]
    return []


def _object(parse: Parse, verb: Token, lexicon: CueLexicon) -> list[Range]:
    objects = parse.children(verb.i, "dobj", "nsubjpass")
    if not objects:
        # "called him a hero" often parses as a small clause
        tail = [c for c in parse.children(verb.i, "ccomp", "oprd") if c.i > verb.i]
        return [parse.subtree(c.i) for c in tail]
    first, last = parse.subtree(objects[0].i)
    if objects[0].dep == "dobj":
        for kid in parse.children(verb.i, *_OBJECT_TAIL):
            extends = kid.dep != "prep" or kid.lower in ("as", "of", "for", "to")
            if kid.i > objects[0].i and extends and parse.subtree(kid.i)[0] <= last + 1:
                last = max(last, parse.subtree(kid.i)[1])
    return [(first, last)]


def _may_quote(parse: Parse, verb: Token, lexicon: CueLexicon) -> bool:
    """Only verbs that take a clause can take a quotation."""
    return verb.lemma in lexicon.clause
