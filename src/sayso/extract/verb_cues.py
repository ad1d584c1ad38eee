"""Statements that a verb hands over: "X said that …", "X condemned …", "X called for …"."""

from __future__ import annotations

from sayso.extract import phrases
from sayso.extract.cues import CueLexicon
from sayso.extract.phrases import Range
from sayso.extract.relays import relayed_source
from sayso.extract.statement_draft import Draft
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
    raised = lemma in lexicon.raised
    source = None if raised else relayed_source(parse, verb) or phrases.subject(parse, verb)
    first, last = phrases.verb_group(parse, verb, lexicon.particles.get(lemma, ()))
    cue: list[Range] = [(first, last)]
    source_range = phrases.noun_phrase(parse, source) if source is not None else None
    if source is not None and _is_nobody(parse, source):
        return None
    if source_range and source_range[0] <= verb.i < source_range[1]:  # "a man accused of …"
        source_range = (source_range[0], first) if source_range[0] < first else None
    content, stance = _content(parse, verb, lexicon, cue)
    if stance == "confirms" and parse.children(verb.i, "neg"):
        stance = "states"  # "could not verify" neither confirms nor denies
    if not content and lemma not in lexicon.quotation:
        return None
    if keeps_name_out(parse, verb, lexicon):
        return None
    if source_range is None and not raised and not _is_passive(parse, verb):
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


def _content(
    parse: Parse, verb: Token, lexicon: CueLexicon, cue: list[Range]
) -> tuple[list[Range], Stance]:
    """What the verb governs, by the frames it takes, the most telling first."""
    lemma = verb.lemma
    if lemma in lexicon.raised:
        return _raised(parse, verb), lexicon.raised[lemma]
    if lemma in lexicon.clause or lemma in lexicon.quotation:
        found = _clause(parse, verb)
        if found:
            return found, lexicon.clause.get(lemma) or lexicon.quotation[lemma]
    negated = bool(parse.children(verb.i, "neg"))
    if lemma in lexicon.about and not (negated and lemma in lexicon.silent_when_negated):
        found = _about(parse, verb, lexicon.about[lemma], cue)
        if found:
            return found, lexicon.about_stance.get(lemma, "states")
    if lemma in lexicon.infinitive:
        found = [
            parse.subtree(c.i)
            for c in parse.children(verb.i, "xcomp")
            if c.i > verb.i and any(k.tag == "TO" for k in parse.children(c.i, "aux"))
        ]
        if found:
            return found, lexicon.infinitive[lemma]
    if lemma in lexicon.object:
        found = _object(parse, verb)
        if found:
            return found, lexicon.object[lemma]
    return [], lexicon.stance(lemma)


def _is_nobody(parse: Parse, source: Token) -> bool:
    """As in "no group has claimed …": nobody said anything."""
    return source.lower in ("nobody", "none") or any(
        d.lower == "no" for d in parse.children(source.i, "det")
    )


def _is_passive(parse: Parse, verb: Token) -> bool:
    return bool(parse.children(verb.i, "auxpass", "nsubjpass"))


def _is_blocked(parse: Parse, verb: Token) -> bool:
    """Uses in which nobody speaks: imperatives, "let us say", attributive participles."""
    if verb.dep in ("amod", "compound", "nmod"):
        return True
    if verb.pos not in ("VERB", "AUX"):
        return True
    lowers = {t.lower for t in parse.children(verb.i)}
    return verb.tag == "VB" and "let" in lowers


def _clause(parse: Parse, verb: Token) -> list[Range]:
    """The complement clause, or the clause that a parenthetical cue stands in."""
    clauses = parse.children(verb.i, "ccomp")
    after = [c for c in clauses if c.i > verb.i]
    # "A said x; B said y" parses as if B had said all of it
    clauses = after if after and _separated(parse, clauses[0], verb) else clauses
    if clauses:
        return [parse.subtree(c.i) for c in clauses]
    as_clause = verb.dep == "advcl" and any(
        k.lower == "as" for k in parse.children(verb.i, "mark", "advmod")
    )
    if verb.dep == "parataxis" or as_clause:
        around = parse.subtree(verb.head)
        return phrases.ranges_without([around], range(*parse.subtree(verb.i)))
    return []


def _separated(parse: Parse, clause: Token, verb: Token) -> bool:
    """Whether a semicolon or a full clause of its own stands between a clause and the verb."""
    return clause.i < verb.i and any(t.text == ";" for t in parse.tokens[clause.i : verb.i])


def _raised(parse: Parse, verb: Token) -> list[Range]:
    """As in "The figures seem to be right": the subject belongs to what seems."""
    clauses = parse.children(verb.i, "xcomp", "oprd", "ccomp")
    if not clauses:
        return []
    subjects = [s for s in parse.children(verb.i, "nsubj") if s.lower != "it"]
    return [parse.subtree(s.i) for s in subjects] + [parse.subtree(c.i) for c in clauses]


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
            last = parse.subtree(prep.i)[1]
            for clause in parse.children(verb.i, "xcomp", "advcl"):  # "called on X to stop"
                if parse.subtree(clause.i)[0] == last and parse.tokens[last].tag == "TO":
                    last = parse.subtree(clause.i)[1]
            return [(prep.i + 1, last)]
    return []


def _object(parse: Parse, verb: Token) -> list[Range]:
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
