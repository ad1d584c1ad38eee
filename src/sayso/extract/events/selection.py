"""Selectional restrictions: what can be killed, shelled, arrested or withdrawn from, and what not.

A word of violence told of a bill, a deficit or a view is a figure of speech. What rules it out is
the kind of noun it is told of, never the word itself, so that "shot down the levy" falls and
"shot down the drone" stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.extract.arguments import Clause, NounPhrase, content_head, is_name
from sayso.extract.codebook import Codebook, Trigger
from sayso.extract.word_set import word_set
from sayso.language.parse import Parse, Token

_ABSTRACT_ENDINGS = ("tion", "sion", "ness", "ity", "ism", "ment", "ance", "ence", "ship")
_LIVING_ONLY = frozenset({"torture", "sexual", "arrest"})
_PAPERWORK = word_set(
    "form paper letter question tax fee levy word speech tweet rhetoric regulation rule bill "
    "bureaucracy charm kindness smile joke price statistic lawsuit"
)
"""No weapons: "torture the shopkeepers with forms"."""
_BODIES = word_set(
    "state country province district city town village school store shop camp base church mosque "
    "temple company factory market station headquarters hospital office neighborhood "
    "settlement"
)
"""Places that stand for the people in them."""


_PEOPLED = frozenset({"state", "country", "village", "town", "city", "patrol", "convoy"})


_PLACE_NAMES = frozenset({"GPE", "LOC", "FAC"})
_TOWARDS = frozenset({"on", "against", "at", "in"})
_DOER_PRONOUNS = frozenset({"they", "we", "it", "who", "he", "she"})


@dataclass(frozen=True, slots=True)
class Evident:
    """Whether the parties alone show that a word of violence is meant: "X bombed the town".

    It asks what kind of thing does it to what kind of thing; any name does for a doer, so that the
    same words about either side read the same.
    """

    parse: Parse
    codebook: Codebook
    labels: Mapping[int, str]
    """Token index to the label of the named entity that holds it."""
    political: bool
    """Words of politics are near, so that a country that is attacked may be so in words."""

    def in_clause(self, rule: Trigger, clause: Clause) -> bool:
        """Whether a verb's doers and objects bear a rule of violence out."""
        return self._of_violence(rule) and self._between(clause.doers, clause.objects)

    def in_phrase(self, rule: Trigger, noun: NounPhrase) -> bool:
        """Whether a noun's possessor or "by" and its "on" or "against" do."""
        if not self._of_violence(rule):
            return False
        doers = [*noun.possessors, *(h for n, _, hs in noun.prepositions if n == "by" for h in hs)]
        objects = [h for n, _, hs in noun.prepositions if n in _TOWARDS for h in hs]
        return self._between(doers, objects)

    def _of_violence(self, rule: Trigger) -> bool:
        return rule.type == "ASSAULT" and not rule.result and "violence" in rule.needs

    def _between(self, doers: Iterable[int], objects: Iterable[int]) -> bool:
        t = self.parse.tokens
        acting = [t[content_head(self.parse, d)] for d in doers]
        if not acting or not all(self._acts(a) for a in acting):
            return False
        person = any(self.labels.get(a.i) == "PERSON" for a in acting)
        for o in objects:
            head = t[content_head(self.parse, o)]
            if head.lemma in self.codebook.property or head.lemma in _BODIES:
                return True
            if not person and head.lemma in self.codebook.combatant:
                return True
            if not (person or self.political) and self.labels.get(head.i) in _PLACE_NAMES:
                return True
        return False

    def _acts(self, t: Token) -> bool:
        book = self.codebook
        return (
            is_name(t)
            or t.lower in _DOER_PRONOUNS
            or t.lemma in book.combatant
            or t.lemma in book.civilian
        )


def is_abstract(t: Token, codebook: Codebook) -> bool:
    """Whether a noun names no person, body or thing."""
    if t.pos != "NOUN":
        return False
    word = t.lemma
    if word in codebook.abstract:
        return True
    return word.endswith(_ABSTRACT_ENDINGS) and not (
        word in codebook.concrete
        or word in codebook.things
        or word in codebook.property
        or word in codebook.civilian
        or word in codebook.combatant
    )


def is_thing(t: Token, codebook: Codebook) -> bool:
    """Whether a noun names a thing that cannot stand for people: a boat, not a village."""
    if t.pos != "NOUN" or t.lemma in _BODIES:
        return False
    return t.lemma in codebook.things or t.lemma in codebook.property


def is_party(t: Token, codebook: Codebook) -> bool:
    """Whether a noun may take part in what is said and done: no bill, no boat, no sum of money."""
    return not (is_abstract(t, codebook) or is_thing(t, codebook))


def is_figurative(
    parse: Parse,
    rule: Trigger,
    around: Clause | NounPhrase,
    matched: tuple[int, ...],
    codebook: Codebook,
) -> bool:
    """Whether a trigger is told of what it cannot happen to.

    Args:
        parse: The report's parse.
        rule: The trigger's rule.
        around: The clause of a verb, or the phrase of a noun.
        matched: Tokens that the rule itself asks for.
        codebook: The words.
    """
    if isinstance(around, Clause):
        return _verb(parse, rule, around, matched, codebook)
    if rule.type not in {"ASSAULT", "RETREAT"}:
        return False
    if rule.pattern.lemma == "killing" and _is_gain(parse, around.noun):
        return True
    to = codebook.types[rule.type].to
    for name, _, heads in around.prepositions:
        if name == "between" and any(_no_party(parse, h, codebook) for h in heads):
            return True
        if rule.type == "ASSAULT" and name in to and name != "with":
            told_of = [h for h in heads if h not in matched]
            if told_of and _all_abstract(parse, told_of, codebook):
                return True
    return False


def _is_gain(parse: Parse, noun: int) -> bool:
    """Whether a killing is money: "made a killing on the market"."""
    t = parse.tokens[noun]
    return t.dep == "dobj" and parse.tokens[t.head].lemma in {"make", "do"}


def _verb(
    parse: Parse, rule: Trigger, clause: Clause, matched: tuple[int, ...], codebook: Codebook
) -> bool:
    objects = [o for o in clause.objects if o not in matched]
    abstract = bool(objects) and _all_abstract(parse, objects, codebook)
    if rule.type == "RETREAT":
        origins = [h for name, _, hs in clause.prepositions if name == "from" for h in hs]
        return (rule.mode in {"release", "disarm", "withdraw"} and abstract) or (
            rule.mode == "withdraw"
            and not objects
            and bool(origins)
            and _all_abstract(parse, [o for o in origins if o not in matched], codebook)
        )
    living = rule.mode in _LIVING_ONLY or (rule.result and rule.pattern.lemma == "kill")
    if rule.type == "COERCE":
        return living and abstract
    if rule.type != "ASSAULT":
        return False
    if abstract or (
        living
        and bool(objects)
        and all(_lifeless(parse.tokens[content_head(parse, o)], codebook) for o in objects)
    ):
        return True
    carried = any(o in matched for o in clause.objects)
    if carried and any(
        name in {"on", "against"} and _all_abstract(parse, heads, codebook)
        for name, _, heads in clause.prepositions
    ):
        return True  # "launched an attack on waste"
    for inner in clause.clauses:
        # "will shoot back that …": what takes a that-clause is said
        if parse.tokens[inner].dep == "ccomp" and any(
            k.lower == "that" for k in parse.children(inner, "mark")
        ):
            return True
    if any(
        name == "with" and all(parse.tokens[h].lemma in _PAPERWORK for h in heads)
        for name, _, heads in clause.prepositions
    ):
        return True
    return not objects and bool(clause.doers) and _all_abstract(parse, clause.doers, codebook)


def _all_abstract(parse: Parse, heads: Iterable[int], codebook: Codebook) -> bool:
    found = [parse.tokens[content_head(parse, h)] for h in heads]
    return bool(found) and all(is_abstract(t, codebook) for t in found)


def _lifeless(t: Token, codebook: Codebook) -> bool:
    """What cannot be killed or tortured, shops and factories among it."""
    if t.pos != "NOUN" or t.lemma in _PEOPLED:
        return False
    return t.lemma in codebook.things or t.lemma in codebook.property


def _no_party(parse: Parse, head: int, codebook: Codebook) -> bool:
    t = parse.tokens[content_head(parse, head)]
    return is_abstract(t, codebook) or (t.pos == "NOUN" and t.lemma in codebook.property)
