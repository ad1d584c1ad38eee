"""What a cue verb governs: the clause, phrase or people that it hands to its source."""

from __future__ import annotations

from sayso.extract import phrases
from sayso.extract.phrases import Range
from sayso.extract.statements.cues import CueLexicon
from sayso.language.parse import Parse, Token
from sayso.record import Stance

_OBJECT_TAIL = ("oprd", "xcomp", "ccomp", "prep", "acl", "dative")
_LABEL = ("oprd", "ccomp", "xcomp", "prep")
_CONDITION = frozenset({"if", "unless", "until"})


def governed(
    parse: Parse, verb: Token, lexicon: CueLexicon, cue: list[Range]
) -> tuple[list[Range], Stance]:
    """Content and stance by the frames that the verb takes, the most telling first.

    ``cue`` grows where a preposition belongs to it ("called for").
    """
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
        found = _infinitive(parse, verb)
        if found:
            return found, lexicon.infinitive[lemma]
    if lemma in lexicon.object or _is_measured(parse, verb, lexicon):
        found = _object(parse, verb, labels=lemma in lexicon.labelling)
        if found:
            return found, lexicon.object.get(lemma, "states")
    return [], lexicon.stance(lemma)


def closing(parse: Parse, verb: Token, group: Range) -> tuple[Range, Range] | None:
    """Content and source of "…, SOURCE said." by position, where the parse may have gone astray.

    The verb ends the sentence, and between the last comma and the verb stands a phrase without a
    verb of its own.
    """
    sentence = parse.sentence(verb.i)
    if any(t.pos != "PUNCT" for t in parse.tokens[group[1] : sentence.last]):
        return None
    first = group[0]
    while first > sentence.first and parse.tokens[first - 1].text != ",":
        first -= 1
        if parse.tokens[first].pos in ("VERB", "AUX"):
            return None
    named = any(t.pos in ("NOUN", "PROPN", "PRON") for t in parse.tokens[first : group[0]])
    if not named or first - 1 <= sentence.first:
        return None
    return (sentence.first, first - 1), (first, group[0])


def _clause(parse: Parse, verb: Token) -> list[Range]:
    """The complement clause, or the clause that a parenthetical cue stands in."""
    clauses = parse.children(verb.i, "ccomp")
    after = [c for c in clauses if c.i > verb.i]
    # "A said x; B said y" parses as if B had said all of it
    clauses = after if after and _separated(parse, clauses[0], verb) else clauses
    # "denied carrying out the raid"
    clauses = clauses or [c for c in parse.children(verb.i, "xcomp") if c.tag == "VBG"]
    if clauses:
        return [parse.subtree(c.i) for c in clauses]
    as_clause = verb.dep == "advcl" and any(
        k.lower == "as" for k in parse.children(verb.i, "mark", "advmod")
    )
    if verb.dep == "parataxis" or as_clause:
        around = parse.subtree(verb.head)
        return phrases.ranges_without([around], range(*parse.subtree(verb.i)))
    # "said in a message that they had left": the clause parses as the message's
    for prep in parse.children(verb.i, "prep"):
        for noun in parse.children(prep.i, "pobj"):
            for clause in parse.children(noun.i, "relcl", "acl"):
                first, last = parse.subtree(clause.i)
                if parse.tokens[first].lower == "that" and parse.tokens[first].dep != "nsubj":
                    return [(first, last)]
    return []


def _separated(parse: Parse, clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a clause and the verb."""
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
    """The object of the verb's preposition, with the infinitive after it."""
    for prep in parse.children(verb.i, "prep", "agent"):
        if prep.lower not in prepositions:
            continue
        if parse.children(prep.i, "pobj", "pcomp"):
            if prep.i == cue[-1][1]:
                cue[-1] = (cue[-1][0], prep.i + 1)
            else:
                cue.append((prep.i, prep.i + 1))
            last = parse.subtree(prep.i)[1]
            for clause in parse.children(verb.i, "xcomp", "advcl"):  # "called on X to stop"
                if parse.subtree(clause.i)[0] == last and parse.tokens[last].tag == "TO":
                    last = parse.subtree(clause.i)[1]
            return [(prep.i + 1, last)]
    for clause in parse.children(verb.i, "advcl", "ccomp", "xcomp"):  # "called for X to stop"
        first, last = parse.subtree(clause.i)
        if first == cue[-1][1] and parse.tokens[first].lower in prepositions:
            cue[-1] = (cue[-1][0], first + 1)
            return [(first + 1, last)]
    return []


def _infinitive(parse: Parse, verb: Token) -> list[Range]:
    """The infinitive, with who is to do it before it and a condition after it."""
    for clause in parse.children(verb.i, "xcomp", "ccomp"):
        if clause.i < verb.i or not any(k.tag == "TO" for k in parse.children(clause.i, "aux")):
            continue
        first, last = parse.subtree(clause.i)
        for hearer in parse.children(verb.i, "dobj"):
            if parse.subtree(hearer.i)[1] == first:
                first = parse.subtree(hearer.i)[0]
        for condition in parse.children(verb.i, "advcl"):
            start, end = parse.subtree(condition.i)
            if start == last and parse.tokens[start].lower in _CONDITION:
                last = end
        return [(first, last)]
    return []


def _is_measured(parse: Parse, verb: Token, lexicon: CueLexicon) -> bool:
    """As in "put the number at 8,000": the verb and the figure together make the statement."""
    if verb.lemma not in lexicon.measuring:
        return False
    return any(o.lemma in lexicon.figures for o in parse.children(verb.i, "dobj"))


def _object(parse: Parse, verb: Token, *, labels: bool) -> list[Range]:
    """The object, with what is said of it ("called him a hero", "accused X of Y")."""
    objects = parse.children(verb.i, "dobj", "nsubjpass")
    if not objects:
        # "called him a hero" often parses as a small clause
        tail = [c for c in parse.children(verb.i, "ccomp", "oprd") if c.i > verb.i]
        if labels and [c.dep for c in tail] == ["oprd"]:
            return []  # "which called the march"
        return [parse.subtree(c.i) for c in tail]
    if labels and not parse.children(verb.i, *_LABEL):
        return []
    first, last = parse.subtree(objects[0].i)
    if objects[0].dep == "dobj":
        for kid in parse.children(verb.i, *_OBJECT_TAIL):
            extends = kid.dep != "prep" or kid.lower in ("as", "of", "for", "to", "at")
            if kid.i > objects[0].i and extends and parse.subtree(kid.i)[0] <= last + 1:
                last = max(last, parse.subtree(kid.i)[1])
    return [(first, last)]
