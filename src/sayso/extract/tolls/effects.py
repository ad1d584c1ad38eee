"""What happened to the people that a noun phrase names: killed, injured, arrested.

Given a noun, :func:`effect_of` looks at the verb it is the object or subject of, at predicates
("five are dead"), at nouns of effect ("the deaths of 12 people") and at participles ("12 people
killed in …").
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.arguments import content_head, is_passive
from sayso.extract.codebook import Codebook
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token
from sayso.record import Effect

_PEOPLE = word_set(
    "people person man woman boy girl child victim other suspect teen teenager youth male female "
    "individual member driver wife husband son daughter brother sister mother father friend owner "
    "leader head couple adult kid baby infant grandmother grandfather relative employee customer "
    "politician official candidate mayor minister president judge businessman lawyer engineer "
    "citizen national foreigner american civilian cop deputy sheriff trooper hostage neighbor "
    "neighbour cousin uncle aunt nephew niece girlfriend boyfriend partner spouse fiancee inmate "
    "prisoner gunman accomplice colleague bodyguard spokesman activist leftist peasant one"
)
_PRONOUNS = frozenset({"he", "she", "him", "her"})
_AGENTIVE = ("er", "or", "man", "woman", "ist", "ant", "ian", "men", "women")
_MOVES = frozenset({"take", "transport", "rush", "airlift", "fly", "send", "admit", "treat"})
_CLINICS = frozenset({"hospital", "clinic", "center", "centre", "wound", "injury"})
_SUFFERS = frozenset({"suffer", "sustain", "receive", "have"})
_TAKERS = frozenset({"claim", "take", "lose", "cost"})
_DEADLY = frozenset({"dead", "fatally", "death"})
_ACTS = frozenset({"shooting", "stabbing"})
"""Counted, these are happenings ("two shootings"); "the shooting of two men" counts people."""
_NO_PEOPLE = frozenset({"GPE", "LOC", "FAC", "ORG", "EVENT", "PRODUCT"})
_SELF = frozenset({"himself", "herself", "themselves", "self"})
_MAX_HOPS = 8


@dataclass(frozen=True, slots=True)
class EffectFound:
    """An effect, the word that states it, and the first noun of the coordination it applies to."""

    effect: Effect
    anchor: int
    first: int
    part: bool = False
    """A part of a larger number told beside it ("including three children")."""


class People:
    """Who is a person, a thing, a civilian, in one report."""

    def __init__(self, parse: Parse, codebook: Codebook) -> None:
        self.parse = parse
        self.codebook = codebook
        e = codebook.effects
        self._effect_words = (
            (set(e.verbs) | set(e.intransitive) | set(e.nouns) | set(e.states) | set(e.tolls))
            | {"life", "fatally", "part"}
            | _MOVES
        )
        self._named = {
            i for ent in parse.entities if ent.label == "PERSON" for i in range(ent.first, ent.last)
        }
        self._other_names = {
            i
            for ent in parse.entities
            if ent.label in _NO_PEOPLE
            for i in range(ent.first, ent.last)
        }

    def states_effect(self, t: Token) -> bool:
        """Whether a word can state an effect on people."""
        return t.lemma in self._effect_words or t.lower in self._effect_words

    def is_effect_noun(self, t: Token) -> bool:
        """Whether a noun counts by itself: "12 deaths"."""
        return t.lemma in self.codebook.effects.nouns or t.lemma in self.codebook.effects.states

    def is_thing(self, t: Token) -> bool:
        """Whether a noun is counted but no person."""
        book = self.codebook
        return t.pos != "NUM" and (t.lemma in book.things or t.lemma in book.property)

    def is_other_name(self, t: Token) -> bool:
        """Whether a word is part of the name of a place, an organisation, an event."""
        return t.pos == "PROPN" and t.i in self._other_names

    def is_person_word(self, t: Token) -> bool:
        """Whether a noun names a person by its kind."""
        book = self.codebook
        return (
            t.lemma in _PEOPLE
            or t.lemma in book.civilian
            or t.lemma in book.combatant
            or (t.pos == "NOUN" and t.lemma.endswith(_AGENTIVE) and t.lemma not in book.things)
        )

    def is_one(self, t: Token) -> bool:
        """Whether a token stands for exactly one person (or, negated, for nobody)."""
        if t.lower in _PRONOUNS:
            return t.dep in {"nsubj", "nsubjpass", "dobj"}
        if t.lower in {"nobody", "none"}:
            return t.dep in {"nsubj", "nsubjpass"}
        if t.lower == "one" and t.dep in {"nsubj", "nsubjpass"}:
            return any(k.lower == "no" for k in self.parse.children(t.i, "det"))
        if t.dep in {"compound", "amod", "nmod", "poss"}:
            return False
        if t.lower == "old":  # "a 2-year-old"
            return bool(self.parse.children(t.i, "npadvmod"))
        if t.tag == "NNP":
            return t.i in self._named and t.i not in self._other_names
        if t.tag == "NNS":
            return any(k.lower == "no" for k in self.parse.children(t.i, "det"))
        return t.tag == "NN" and self.is_person_word(t)

    def civilian(self, head: int) -> bool | None:
        """Whether a noun phrase's words say that these are civilians."""
        words = [self.parse.tokens[head]]
        words += self.parse.children(head, "compound", "amod", "nmod")
        lemmas = {w.lemma for w in words}
        if lemmas & self.codebook.combatant:
            return None if "civilian" in lemmas else False
        return True if lemmas & self.codebook.civilian else None


def effect_of(people: People, noun: int, *, numbered: bool) -> EffectFound | None:
    """What the report says happened to the people of a noun phrase.

    Args:
        people: The report's people.
        noun: The head of the phrase, or the number when it stands alone ("killing 12").
        numbered: A number counts it; else it is one person.
    """
    parse, book = people.parse, people.codebook
    own = parse.tokens[noun]
    if numbered:
        direct = book.effects.nouns.get(own.lemma) or book.effects.states.get(own.lower)
        if own.lemma in _ACTS:
            direct = None
        if own.pos == "VERB":
            direct = direct or book.effects.verbs.get(own.lemma)
            if own.tag == "VBG" or own.lemma in {"hit", "beat", "strike"}:
                direct = None
        if direct == "captured" and own.lemma in {"hostage", "captive"}:
            outer = _by_role(people, noun)
            return outer or EffectFound(direct, noun, noun)
        if direct == "participants" or own.lemma == "casualty":
            outer = _by_role(people, noun)
            return outer or EffectFound(direct or "injured", noun, noun)
        if direct is not None and not _denied(parse, own):
            return EffectFound(direct, noun, noun)
    return _by_role(people, noun)


def _denied(parse: Parse, t: Token) -> bool:
    return bool(parse.children(t.i, "neg"))


def _by_role(people: People, noun: int) -> EffectFound | None:
    parse = people.parse
    first, part, at = noun, False, noun
    for _ in range(_MAX_HOPS):
        t = parse.tokens[at]
        head = parse.tokens[t.head]
        near = _modifiers(people, at)
        if near is not None:
            return EffectFound(near[0], near[1], first, part)
        if t.dep == "conj" and head.pos not in {"VERB", "AUX"}:
            first = at = head.i
            continue
        if t.dep == "pobj":
            found, part, nxt = _by_preposition(people, t, head, part)
            if found is not None:
                return EffectFound(found[0], found[1], first, part)
            if nxt is None:
                return None
            at = nxt
            if parse.tokens[at].pos in {"VERB", "AUX"}:
                # "12 people were killed, including three children"
                found = _verb_effect(people, parse.tokens[at], ("dobj", "nsubjpass"))
                return EffectFound(found[0], found[1], noun, True) if found else None
            continue
        if t.dep in {"dobj", "nsubjpass", "nsubj", "attr", "oprd", "dep"}:
            found = _verb_effect(people, head, (t.dep,))
            return EffectFound(found[0], found[1], first, part) if found else None
        if t.dep == "nummod" or (t.dep == "appos" and head.pos == "NUM"):
            at = head.i
            continue
        return None
    return None


def _modifiers(people: People, noun: int) -> tuple[Effect, int] | None:
    """Read "12 dead people", "12 people killed in", "the 12 who died", "one fatally"."""
    parse, effects = people.parse, people.codebook.effects
    for kid in parse.children(noun):
        if kid.dep in {"amod", "advmod", "acl", "acomp"} and kid.lower in effects.states:
            if kid.dep == "amod" and kid.lower in {"arrested", "detained", "kidnapped"}:
                continue
            return effects.states[kid.lower], kid.i
        if kid.dep == "acl" and kid.tag in {"VBN", "VBD"}:
            stated = _verb_effect(people, kid, ("nsubjpass",))
            if stated is not None:
                return stated
        if kid.dep == "relcl":
            subject = parse.children(kid.i, "nsubj", "nsubjpass")
            if subject and subject[0].lower in {"who", "that"}:
                return _verb_effect(people, kid, (subject[0].dep,))
        if kid.dep == "prep" and kid.lower in {"in", "among"}:
            for inner in parse.children(kid.i, "pobj"):
                if inner.lemma == "custody" or kid.lower == "among":
                    found = effects.states.get(inner.lower)
                    if found is not None:
                        return found, inner.i
    return None


def _by_preposition(
    people: People, t: Token, prep: Token, part: bool
) -> tuple[tuple[Effect, int] | None, bool, int | None]:
    """The effect through a preposition; else the token to go on from."""
    parse, effects = people.parse, people.codebook.effects
    head = parse.tokens[prep.head]
    if head.i == prep.i:
        return None, part, None
    if prep.lower in {"including", "among", "like"}:
        if head.pos in {"NOUN", "PROPN", "NUM", "PRON", "VERB", "AUX"}:
            return None, True, head.i
        return None, True, None
    if prep.lower == "of":
        if head.lemma in {"life", "death"} or head.lemma in effects.nouns:
            if head.lemma == "life":
                verb = parse.tokens[head.head]
                return (("killed", verb.i) if verb.lemma in _TAKERS else None), part, None
            if head.lemma in _ACTS:
                fatal = any(k.lower in {"fatal", "deadly"} for k in parse.children(head.i, "amod"))
                return ("killed" if fatal else "injured", head.i), part, None
            return (effects.nouns[head.lemma], head.i), part, None
        if head.lemma in effects.tolls:
            return (effects.tolls[head.lemma], head.i), part, None
        if head.pos == "NUM" or head.lemma in {"group", "number", "dozen", "crowd", "total"}:
            return None, part, head.i
        return None, part, None
    if prep.lower in {"to", "at", "by", "above", "past", "over"} and t.pos == "NUM":
        verb = head
        for subject in parse.children(verb.i, "nsubj", "nsubjpass", "dobj"):
            counted = effects.tolls.get(subject.lemma) or _numbered(people, subject)
            if counted is not None:
                if prep.lower == "by":
                    return None, part, None
                return (counted, subject.i), part, None
        if verb.lemma in effects.tolls:
            return (effects.tolls[verb.lemma], verb.i), part, None
    return None, part, None


def _numbered(people: People, noun: Token) -> Effect | None:
    """What "the number of the dead", "of dockers killed in the strike" is the number of."""
    parse, effects = people.parse, people.codebook.effects
    if noun.lemma != "number":
        return None
    below = parse.children(noun.i)
    of = [k for k in below if k.lower == "of"]
    people_of = [o for k in of for o in parse.children(k.i, "pobj")]
    for t in (*below, *people_of, *(k for o in people_of for k in parse.children(o.i, "acl"))):
        found = effects.states.get(t.lower) or effects.nouns.get(t.lemma)
        if found is not None:
            return found
    return None


def _verb_effect(people: People, verb: Token, deps: tuple[str, ...]) -> tuple[Effect, int] | None:
    """The effect on a verb's object or subject."""
    parse, effects = people.parse, people.codebook.effects
    if verb.i >= len(parse.tokens) or _negated(parse, verb):
        return None
    dep = deps[0]
    kids = parse.children(verb.i)
    if any(k.dep == "dobj" and k.lower in _SELF for k in kids) and dep == "nsubj":
        return (_of_verb(people, verb), verb.i) if verb.lemma in effects.verbs else None
    passive = dep == "nsubjpass"
    headline = (
        dep == "nsubj"
        and verb.tag in {"VBN", "VBD"}
        and not any(k.dep in {"dobj", "ccomp", "xcomp"} for k in kids)
    )
    undergoes = passive or dep == "dobj" or (dep in {"attr", "oprd", "dep"})
    if headline and verb.lemma in effects.verbs and verb.lemma not in {"hit", "strike", "shoot"}:
        undergoes = True
    if headline and verb.lemma == "shoot":
        undergoes = True
    if undergoes and verb.lemma in effects.verbs:
        return _joined(people, verb, _of_verb(people, verb))
    if dep in {"nsubj", "nsubjpass"}:
        if verb.lemma in effects.intransitive:
            return effects.intransitive[verb.lemma], verb.i
        for kid in kids:
            if kid.dep == "dobj" and kid.lemma == "part" and verb.lemma == "take":
                return "participants", verb.i
            on_strike = parse.children(kid.i, "pobj") if kid.lower == "on" else []
            if verb.lemma == "go" and any(k.lemma == "strike" for k in on_strike):
                return "participants", verb.i
            if kid.dep == "dobj" and kid.lemma == "life" and verb.lemma in {"lose", "give"}:
                return "killed", verb.i
            if kid.dep == "dobj" and verb.lemma in _SUFFERS and dep == "nsubj":
                name = effects.nouns.get(content_lemma(people, kid))
                if name == "injured":
                    return name, kid.i
    # "left 5 dead", "five are dead", "was found dead", "were in custody"
    for kid in kids:
        stated = kid.dep in {"oprd", "acomp", "attr", "advmod", "xcomp", "ccomp"} or (
            kid.dep == "advcl" and kid.pos == "ADJ"  # "lay dead beside the road"
        )
        if stated and kid.lower in effects.states:
            if kid.dep == "attr" and kid.pos == "NOUN" and kid.lower != "dead":
                continue
            if kid.dep == "ccomp" and parse.children(kid.i, "nsubj", "nsubjpass"):
                continue  # "he said that gunmen killed …"
            if kid.pos == "VERB" and kid.lemma in effects.verbs:
                return _of_verb(people, kid), kid.i
            return effects.states[kid.lower], kid.i
        if kid.dep == "prep" and undergoes and verb.lemma in _MOVES:
            for inner in parse.children(kid.i, "pobj"):
                if inner.lemma in _CLINICS:
                    return "injured", inner.i
        if kid.dep == "prep" and kid.lower in {"in", "into", "among"}:
            for inner in parse.children(kid.i, "pobj"):
                if inner.lemma == "custody" or (
                    kid.lower == "among" and inner.lower in effects.states
                ):
                    return effects.states[inner.lower], inner.i
    does = dep == "nsubj" and any(k.dep == "dobj" for k in kids)  # "killed six" is what it did
    if verb.lower in effects.states and dep in {"nsubj", "dobj", "nsubjpass"} and not does:
        return effects.states[verb.lower], verb.i
    return None


def content_lemma(people: People, t: Token) -> str:
    """The lemma of what a noun is about: "a number of injuries" is injuries."""
    return people.parse.tokens[content_head(people.parse, t.i)].lemma


def _of_verb(people: People, verb: Token) -> Effect:
    """A verb's effect; "shot dead", "fatally shot", "beaten to death" kill."""
    effects = people.codebook.effects
    for kid in people.parse.children(verb.i):
        if kid.lower in _DEADLY and kid.dep in {"acomp", "oprd", "advmod", "advcl", "xcomp"}:
            return "killed"
        to_death = people.parse.children(kid.i, "pobj") if kid.lower == "to" else []
        if any(k.lower == "death" for k in to_death):
            return "killed"
    return effects.verbs[verb.lemma]


def _joined(people: People, verb: Token, effect: Effect) -> tuple[Effect, int]:
    """Read "was shot and killed": the verb joined to it says what became of them."""
    parse, effects = people.parse, people.codebook.effects
    at = verb.i
    for _ in range(_MAX_HOPS):
        following = parse.children(at, "conj")
        if not following or not parse.children(at, "cc"):
            break
        nxt = following[0]
        own = parse.children(nxt.i, "nsubj", "nsubjpass", "dobj")
        if nxt.pos != "VERB" or own:
            break
        if effects.verbs.get(nxt.lemma) == "killed" or nxt.lemma in effects.intransitive:
            return "killed", nxt.i
        at = nxt.i
    return effect, verb.i


def _negated(parse: Parse, verb: Token) -> bool:
    return bool(parse.children(verb.i, "neg")) and not is_passive(parse, verb.head)
