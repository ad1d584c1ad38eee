"""Who stands where round a verb or noun: subjects, objects, prepositional phrases, by direction.

Works on labels of the ClearNLP scheme. Everything is a loop with a bound: sentences of hostile
input may be one chain of thousands of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token
from sayso.record import Span

Preposition = tuple[str, int, tuple[int, ...]]
"""Lemma, token, and the heads of its objects."""

_MAX_HOPS = 8
_WHERE = frozenset({"in", "at", "near", "outside", "through"})
_CLIMBED = frozenset({"conj", "advcl", "pcomp", "prep", "ccomp", "dep", "acomp"})
_CONTROLS = frozenset({"of", "for", "from", "into"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_MEASURES = word_set(
    "number group lot series dozen score hundred thousand million majority handful couple pair "
    "set string wave spate tonne ton kilo litre liter gallon barrel "
    "kilogram all some many most member kind type part total number none one"
)
_DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_CUT = frozenset({"relcl", "appos", "conj", "cc", "preconj", "punct", "advcl", "parataxis", "case"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its surroundings, in terms of who does what to whom whatever the voice."""

    verb: int
    doers: tuple[int, ...]
    objects: tuple[int, ...]
    datives: tuple[int, ...]
    prepositions: tuple[Preposition, ...]
    particles: tuple[int, ...]
    clauses: tuple[int, ...]
    passive: bool
    governor: int | None = None
    """The verb whose subject or object this clause borrowed."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with its modifiers, possessor and prepositional phrases."""

    noun: int
    modifiers: tuple[int, ...]
    possessors: tuple[int, ...]
    prepositions: tuple[Preposition, ...]


def clause_of(parse: Parse, verb: int, *, needs_object: bool = False) -> Clause:
    """Read a verb's surroundings.

    Args:
        parse: The report's parse.
        verb: Token index of the verb.
        needs_object: The verb makes no sense without an object, so that a past form with a
            subject only is a headline's passive ("Six soldiers killed in ambush").
    """
    t = parse.tokens[verb]
    objects: list[int] = []
    datives: list[int] = []
    particles: list[int] = []
    clauses: list[int] = []
    prepositions: list[Preposition] = []
    agents: list[int] = []
    passive = has_aux = False
    for kid in parse.children(verb):
        dep = kid.dep
        if dep == "dobj":
            objects += with_conjuncts(parse, kid.i)
        elif dep == "dative":
            inner = parse.children(kid.i, "pobj")
            datives += with_conjuncts(parse, inner[0].i if inner else kid.i)
        elif dep in {"prt", "advmod", "acomp", "oprd", "attr"}:
            particles.append(kid.i)
        elif dep in {"prep", "agent"}:
            found = prepositions_of(parse, kid)
            if not found or found[0][1] != kid.i:  # "out of"
                particles.append(kid.i)
            prepositions += found
            if dep == "agent":
                agents += [o for _, _, heads in found[:1] for o in heads]
        elif dep in {"xcomp", "ccomp", "advcl"}:
            clauses.append(kid.i)
        elif dep in {"nsubjpass", "auxpass"}:
            passive = True
        elif dep == "aux":
            has_aux = True
    for o in objects:
        prepositions += _prepositions_under(parse, o)
        clauses += [k.i for k in parse.children(o, "acl") if k.tag in {"VB", "VBG"}]
    # "marched in the capital against the army" may come out with the army under the capital
    prepositions += [
        under
        for name, _, heads in list(prepositions)
        if name in _WHERE
        for head in heads
        for under in _prepositions_under(parse, head)
        if under[0] == "against" and under not in prepositions
    ]
    subjects, borrowed, by_antecedent = _subjects(parse, verb)
    if not passive and t.tag == "VBN" and not has_aux:
        # "the men arrested on Monday"; "were shot and killed"
        passive = by_antecedent == "acl" or (
            borrowed is not None and t.dep == "conj" and is_passive(parse, borrowed)
        )
    if not passive and needs_object and not objects and t.tag in {"VBN", "VBD"} and not clauses:
        passive = bool(subjects) and not has_aux
    if passive:
        if not agents:
            agents = [o for name, _, heads in prepositions if name == "by" for o in heads]
        if objects:
            datives = [*subjects, *datives]
        else:
            objects = list(subjects)
            for o in objects:
                prepositions += _prepositions_under(parse, o)
        subjects = agents
    return Clause(
        verb,
        tuple(subjects),
        tuple(objects),
        tuple(datives),
        tuple(prepositions),
        tuple(particles),
        tuple(clauses),
        passive,
        borrowed,
    )


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the passive by its own auxiliary or subject."""
    return bool(parse.children(verb, "nsubjpass", "auxpass")) or (
        parse.tokens[verb].dep == "acl" and parse.tokens[verb].tag == "VBN"
    )


def _subjects(parse: Parse, verb: int) -> tuple[list[int], int | None, str]:
    """The subject's heads, the verb they were borrowed from, and how."""
    at = verb
    for _ in range(_MAX_HOPS):
        t = parse.tokens[at]
        own = parse.children(at, "nsubj", "nsubjpass")
        if own:
            head = own[0]
            if head.lower in _RELATIVE and (noun := _antecedent(parse, at)) is not None:
                return with_conjuncts(parse, noun), None if at == verb else at, "relcl"
            return with_conjuncts(parse, head.i), None if at == verb else at, "own"
        if t.dep in {"relcl", "acl"}:
            noun = t.head
            if t.dep == "acl" and t.tag == "VBN" and parse.children(at, "dobj"):
                # "a grenade thrown from a car wounded two": a main verb taken for a participle
                top = parse.tokens[noun]
                for above in parse.ancestors(noun):
                    if top.dep not in {"pobj", "prep", "acl"}:
                        break
                    top = above
                if top.i != noun and top.pos == "NOUN":
                    return with_conjuncts(parse, top.i), None, "own"
            infinitive = any(k.lower == "to" for k in parse.children(at, "aux"))
            if infinitive:
                # "their plan to attack", "announced plans to attack"
                owners = parse.children(noun, "poss")
                if owners:
                    return [owners[0].i], noun, "poss"
                if parse.tokens[noun].dep in {"dobj", "attr", "pobj"}:
                    at = parse.tokens[noun].head
                    continue
                return [], None, "none"
            return with_conjuncts(parse, noun), noun if at != verb else None, t.dep
        if t.dep == "xcomp":
            objects = parse.children(t.head, "dobj")
            if objects and parse.tokens[t.head].lemma not in {"promise", "threaten"}:
                return with_conjuncts(parse, objects[0].i), t.head, "object"
            at = t.head
        elif t.dep == "pcomp" and (controlled := _controlled(parse, at)):
            return controlled, parse.tokens[t.head].head, "object"
        elif t.dep in _CLIMBED and t.head != at:
            if t.dep == "ccomp" and t.tag not in {"VB", "VBG", "VBN"}:
                return [], None, "none"
            at = t.head
        else:
            return [], None, "none"
    return [], None, "none"


def _controlled(parse: Parse, gerund: int) -> list[int]:
    """Who does it in "accused the militia of attacking": what the verb above is done to."""
    prep = parse.tokens[parse.tokens[gerund].head]
    if prep.lower not in _CONTROLS:
        return []
    above = parse.tokens[prep.head]
    if above.dep in {"dobj", "nsubjpass"} and is_name(above):
        return with_conjuncts(parse, above.i)  # "of" may hang on the accused instead
    done_to = parse.children(prep.head, "nsubjpass") or parse.children(prep.head, "dobj")
    return with_conjuncts(parse, done_to[0].i) if done_to else []


def _antecedent(parse: Parse, verb: int) -> int | None:
    at = verb
    for _ in range(_MAX_HOPS):
        t = parse.tokens[at]
        if t.dep == "relcl":
            return t.head
        if t.head == at:
            return None
        at = t.head
    return None


def noun_phrase(parse: Parse, noun: int) -> NounPhrase:
    """Read a noun's surroundings."""
    modifiers: list[int] = []
    possessors: list[int] = []
    for kid in parse.children(noun):
        if kid.dep in {"compound", "amod", "nmod", "nummod"}:
            modifiers.append(kid.i)
            modifiers += [k.i for k in parse.children(kid.i, "compound", "amod", "npadvmod")]
        elif kid.dep == "poss":
            possessors.append(kid.i)
    return NounPhrase(
        noun, tuple(modifiers), tuple(possessors), tuple(_prepositions_under(parse, noun))
    )


def _prepositions_under(parse: Parse, noun: int) -> list[Preposition]:
    """Prepositional phrases of a noun, and those that the parser hung one noun further down.

    "an attack by rebels on a convoy" often comes out with the convoy under the rebels.
    """
    out: list[Preposition] = []
    queue = [noun]
    for _ in range(4):
        heads: list[int] = []
        for n in queue:
            for kid in parse.children(n, "prep", "agent"):
                found = prepositions_of(parse, kid)
                out += found
                heads += [o for _, _, objects in found for o in objects]
        if not heads:
            break
        queue = heads
    return out


def prepositions_of(parse: Parse, prep: Token) -> list[Preposition]:
    """A preposition with its objects; "out of" and "because of" give the inner one."""
    for _ in range(3):
        heads: list[int] = []
        for kid in parse.children(prep.i, "pobj", "pcomp"):
            heads += with_conjuncts(parse, kid.i)
        if heads:
            return [(prep.lower, prep.i, tuple(heads))]
        inner = parse.children(prep.i, "prep")
        if not inner:
            return []
        prep = inner[0]
    return []


def is_name(t: Token) -> bool:
    """Whether a word is a name: tagged as one, or in capitals, which the tagger may not know."""
    return t.tag.startswith("NNP") or (len(t.text) > 1 and t.text.isupper())


def with_conjuncts(parse: Parse, head: int) -> list[int]:
    """A noun and those joined to it by "and", "or" and commas."""
    out = [head]
    for i in out:
        if len(out) > 32:
            break
        out += [k.i for k in parse.children(i, "conj") if k.pos not in {"VERB", "AUX"}]
    return out


def content_head(parse: Parse, noun: int) -> int:
    """The noun that a measure counts: "a group of rebels" is about rebels."""
    for _ in range(3):
        if parse.tokens[noun].lemma not in _MEASURES and parse.tokens[noun].pos != "NUM":
            break
        for prep in parse.children(noun, "prep"):
            objects = parse.children(prep.i, "pobj") if prep.lower == "of" else []
            if objects:
                noun = objects[0].i
                break
        else:
            break
    return noun


def phrase_span(parse: Parse, head: int, without: Iterable[int] = ()) -> Span:
    """The noun phrase of a head: its subtree without relative clauses, appositions and conjuncts.

    Args:
        parse: The report's parse.
        head: Token index of the noun.
        without: Prepositions that fill another role and end the phrase.
    """
    first, last = head, head + 1
    stop = set(without)
    kids = parse.children(head)
    # To the left only what is joined to the head by kept children, nearest first.
    for kid in reversed([k for k in kids if k.i < head]):
        if kid.lower in _DAYS:
            break  # "on Monday Sweden …"
        if kid.dep in _CUT:
            if kid.dep == "punct" and kid.lower in {"-", "–", '"', "“", "'", "``"}:
                continue
            break
        first = min(first, parse.subtree(kid.i)[0])
    for kid in (k for k in kids if k.i > head):
        if kid.dep == "punct" and kid.lower in {"-", "–"}:
            continue
        if kid.dep in _CUT or kid.i in stop or (kid.dep == "acl" and _after_comma(parse, kid)):
            break
        begin, end = parse.subtree(kid.i)
        cut = min((s for s in stop if begin <= s < end), default=end)
        last = max(last, cut)
        if cut < end:
            break
    return _trimmed(parse, first, last)


def _after_comma(parse: Parse, kid: Token) -> bool:
    first = parse.subtree(kid.i)[0]
    return first > 0 and parse.tokens[first - 1].lower == ","


def _trimmed(parse: Parse, first: int, last: int) -> Span:
    t: Sequence[Token] = parse.tokens
    while last - 1 > first and t[last - 1].pos in {"PUNCT", "CCONJ"}:
        last -= 1
    while first < last - 1 and t[first].pos in {"PUNCT", "CCONJ"} and t[first].lower != "$":
        first += 1
    return parse.span(first, last)
