"""One mention of somebody: its head, its name, and what its own words say of it."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.language.parse import Entity, Parse, Token
from sayso.lexicon import load
from sayso.record import ActorKind, Span
from sayso.resolve.bodies import bodies
from sayso.resolve.vocabulary import (
    full_word,
    is_body_word,
    name_words,
    noun_traits,
    titles,
    words_for,
)

_SHORT = 3
"""Fewest letters of a word in upper-case text that may be an acronym, whatever the parser made."""

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "themselves": "they",
    "it": "it", "its": "it", "itself": "it",
    "who": "who", "whom": "who", "whose": "who", "which": "who", "that": "who",
    "i": "i", "me": "i", "my": "i", "we": "i", "us": "i", "our": "i",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agent:
    """A mention of an actor, analysed."""

    span: Span
    head: Token
    name: str | None
    name_span: Span | None
    named: tuple[Token, ...]
    """The words of the name."""
    noun: str | None
    pronoun: str | None
    definite: bool
    plural: bool
    kind: ActorKind
    sure: bool
    """Whether words tell the kind, and not only the shape of the name."""
    role: Token | None
    """The noun that says what somebody is: the head, a title, an apposition."""
    gender: str | None
    modifiers: tuple[Token, ...]
    """What hangs on the head, whether or not the mention's span holds it."""
    entity: str | None

    @property
    def seen(self) -> str:
        """The name as the parser saw it, so that an acronym in upper-case text is one."""
        seen = " ".join(t.text for t in self.named)
        short = seen.istitle() and len(seen) >= _SHORT and len(self.named) == 1
        return self.name if short and self.name and self.name.isupper() else seen

    @property
    def role_word(self) -> str | None:
        """The role, written out: ``general`` for ``Gen.``."""
        if self.role is None:
            return None
        return self.role.lemma if self.role.pos == "NOUN" else full_word(self.role.text)


@functools.cache
def _pronouns() -> dict[str, str]:
    return {w: pronoun for pronoun, words in load("actors")["pronouns"].items() for w in words}


_COLLECTIVE = frozenset(
    {"people", "family", "crowd", "mob", "couple", "community", "population", "public", "crew"}
    | {"delegation", "personnel", "jury", "townspeople", "townsfolk"}
)
"""Nouns in the singular for more than one."""


def analyse(parse: Parse, span: Span) -> Agent | None:
    """The mention at a span; None when no word stands there."""
    tokens = parse.between(*span)
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])
    if head.pos in ("ADP", "DET", "PUNCT", "CCONJ") and len(tokens) > 1:
        head = next((t for t in tokens if t.pos in ("PROPN", "NOUN", "PRON")), head)
    pronoun = PRONOUNS.get(head.lower) if head.pos in ("PRON", "DET", "SCONJ") else None
    entity = _label(parse, head)
    name_range = _name(parse, head, inside, entity)
    named = tuple(parse.tokens[slice(*name_range)]) if name_range else ()
    start = name_range[0] if name_range else head.i
    before = [
        t for t in (*parse.children(head.i), *_nested(parse, head))
        if t.i < start and t.dep not in ("det", "punct")
    ]  # fmt: skip
    role = None if pronoun else _role(parse, before, head, name_range)
    kind, sure = _kind(head, role, before, named, entity, pronoun)
    name_span = parse.span(*name_range) if name_range else None
    return Agent(
        span=span,
        head=head,
        name=parse.words(name_span) if name_span else None,
        name_span=name_span,
        named=named,
        noun=None if pronoun or head in named else _word(head),
        pronoun=pronoun,
        definite=any(
            t.lower in ("the", "this", "that", "these", "those")
            for t in parse.children(head.i, "det")
        ),
        plural=head.tag in ("NNS", "NNPS"),
        kind=kind,
        sure=sure,
        role=role,
        gender=pronoun if pronoun in ("he", "she") else _gender([*before, head, role]),
        modifiers=tuple(parse.children(head.i)),
        entity=entity,
    )


def _gender(tokens: Sequence[Token | None]) -> str | None:
    """What titles and nouns of the phrase itself tell, and none of its possessors."""
    own = (t for t in tokens if t is not None and t.dep != "poss")
    return next((p for t in own if (p := _pronouns().get(t.lower.rstrip(".")))), None)


def _nested(parse: Parse, head: Token) -> list[Token]:
    """Words before the words before the head: "prime" in "Prime Minister Karim"."""
    direct = [t for t in parse.children(head.i) if t.i < head.i and t.dep != "poss"]
    return [n for t in direct for n in parse.children(t.i) if n.dep != "poss"]


def _entity(parse: Parse, head: Token) -> Entity | None:
    """The named entity that a word is in."""
    n = bisect_right(parse.entities, head.i, key=lambda e: e.first) - 1
    return parse.entities[n] if n >= 0 and head.i < parse.entities[n].last else None


def _label(parse: Parse, head: Token) -> str | None:
    entity = _entity(parse, head)
    return None if entity is None else entity.label


def _word(token: Token) -> str:
    return full_word(token.text) if token.pos == "PROPN" else token.lemma


def _name(
    parse: Parse, head: Token, inside: set[int], entity: str | None
) -> tuple[int, int] | None:
    """Token range of the proper name in the phrase: the head's own, else one in apposition."""
    titled = head.tag != "NNPS" or not (  # but "Lake Fighters", "Sons of the Lake"
        parse.children(head.i, "compound") or _with_of(parse, head, head.i + 1, inside) > head.i + 1
    )
    if entity in _NO_NAMES or (entity != "PERSON" and titled and _is_person(head)):
        if head.dep != "appos":
            return _beside(parse, head, inside)
        named = parse.tokens[head.head].pos == "PROPN"
        return None if named else _set_off(parse, head, inside)
    if not _is_proper(parse, head):
        return _beside(parse, head, inside)
    found = _entity(parse, head)
    if found is not None and found.label in _NAMED:
        first, last = found.first, found.last
    else:
        first, last = head.i, head.i + 1
        while first - 1 in inside and _is_written_in(parse, first - 1, head):
            first -= 1
    while first - 1 in inside and _compounds(parse, first - 1, head):
        first -= 1
    last = _with_of(parse, head, last, inside)
    last = _listed_until(parse, first, last)
    opened = [t.i for t in parse.tokens[head.i + 1 : last] if t.text in ("(", "[")]
    last = min([last, *opened])  # "X (Y)" is two names
    while last > first + 1 and parse.tokens[last - 1].lower in ("'s", "’s", "-", "—"):
        last -= 1
    while first < head.i and (
        parse.tokens[first].pos == "PUNCT" or parse.tokens[first].lower in _ASIDE
    ):
        first += 1
    titled = not is_body_word(parse.tokens[last - 1].lower)  # but "General Assembly"
    while first < last - 1 and (
        (titled and parse.tokens[first].lower.rstrip(".") in titles())
        or parse.tokens[first].lower in ("the", ".")  # the stop of "Col. Sade" may be a word
    ):
        first += 1
    while entity == "PERSON" and last - first > _TITLED and _is_person(parse.tokens[first]):
        first += 1  # "Lawyer Carlos Prado"
    return first, last


_NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC")
_NO_NAMES = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE")
_TAIL = 6
"""Words by which the name of a listed body may go on."""
_TITLED = 2
"""Words that a name must keep when a noun before it is taken off."""
_ASIDE = ("former", "ex", "late", "then")


def _beside(parse: Parse, head: Token, inside: set[int]) -> tuple[int, int] | None:
    """The name in apposition to a noun: "the governor, Salim Karim"."""
    for token in parse.children(head.i, "appos"):
        if _is_proper(parse, token) and token.i in inside:
            return _name(parse, token, inside, _label(parse, token))
    return _set_off(parse, head, inside)


def _set_off(parse: Parse, head: Token, inside: set[int]) -> tuple[int, int] | None:
    """A person's name that commas set off right after the one who bears it.

    The parser hangs some of them on another noun: "... on Friday, the imam, Salim Karim, said".
    """
    at = head.i + 1
    if not (_is_person(head) and head.tag in ("NN", "NNP") and {at, at + 1} <= inside):
        return None
    person = _entity(parse, parse.tokens[at + 1])
    if parse.tokens[at].text != "," or person is None or person.label != "PERSON":
        return None
    after = person.last
    if person.first != at + 1 or not set(range(person.first, after)) <= inside:
        return None
    ends = after not in inside or parse.tokens[after].text == ","
    return (person.first, after) if ends else None


def _is_proper(parse: Parse, token: Token) -> bool:
    """A proper noun that is written as one: the tagger takes some "ministry" for a name."""
    if token.pos == "NOUN":  # an acronym that the tagger does not know
        return token.text.isupper() and token.text.isalpha() and len(token.text) > 1
    if token.pos != "PROPN" or parse.text[token.start].islower():
        return False
    return not (token.text.islower() and noun_traits(token))  # upper-case text has no capitals


def _is_written_in(parse: Parse, i: int, head: Token) -> bool:
    """Whether a word is written as part of a name that ends with the head."""
    token = parse.tokens[i]
    if token.pos == "PROPN":
        return True
    return token.dep == "compound" and token.text[:1].isupper() and i < token.head <= head.i


def _compounds(parse: Parse, i: int, head: Token) -> bool:
    """Whether a word is part of the head's name: "Sagaing" in "Sagaing Dawn Front"."""
    token = parse.tokens[i]
    if token.head != head.i or token.dep != "compound" or not _is_proper(parse, token):
        return False
    return token.lower.rstrip(".") not in titles() and noun_traits(token) is None


def _with_of(parse: Parse, head: Token, last: int, inside: set[int]) -> int:
    """The end of a name that goes on after "of": "Army of the Valley", "Sons of the Lake"."""
    traits = noun_traits(head)
    body = traits is not None and traits[0] in ("organization", "state_body")
    if not body and not (head.tag == "NNPS" and head.text[:1].isupper()):
        return last
    at = last
    while at in inside and parse.tokens[at].lower in ("of", "for", "the", "and"):
        at += 1
    if at == last or at not in inside or parse.tokens[at].pos != "PROPN":
        return last
    while at in inside and parse.tokens[at].pos == "PROPN":
        at += 1
    return at


def _listed_until(parse: Parse, first: int, last: int) -> int:
    """The end of a listed body's name that goes on: "Islamic State" in "… in Khorasan"."""
    at = last
    while at < min(len(parse.tokens), last + _TAIL) and (
        parse.tokens[at].pos == "PROPN" or parse.tokens[at].lower in ("in", "of", "the")
    ):
        at += 1
        if parse.tokens[at - 1].pos == "PROPN" and bodies(parse.words(parse.span(first, at))):
            last = at
    return last


def _kind_in_name(name: Sequence[Token]) -> ActorKind | None:
    """What a name says it is, whatever the parser takes it for: "Radio Okapi"."""
    kinds = (noun_traits(t) for t in name)
    told: ActorKind | None = next(
        (k[0] for k in kinds if k and k[0] in ("organization", "state_body")), None
    )
    if told is None and len(name) > 1 and name[-1].lower in name_words():
        told = name_words()[name[-1].lower][0]
    return told


def _role(
    parse: Parse, before: Sequence[Token], head: Token, name: tuple[int, int] | None
) -> Token | None:
    """What somebody is: the head itself, a title, or a noun beside the name.

    As in "police spokesman X", "X, the governor", "the governor, X", "X is the governor".
    """
    if name is None or name[0] > head.i or name[1] <= head.i:
        if _is_person(head):
            return _office(parse, head)
        if head.pos not in ("NUM", "DET", "PRON", "ADJ", "NOUN"):
            return head
        counted = _counted(parse, head)
        return counted or (head if head.pos == "NOUN" else None)
    for token in sorted(before, key=lambda t: -t.i):
        if _is_person(token) and token.pos in ("NOUN", "PROPN") and token.dep != "poss":
            return _office(parse, token)
    beside = parse.children(head.i, "appos")
    if head.dep == "appos":
        beside = [parse.tokens[head.head], *beside]
    if head.dep == "nsubj" and parse.tokens[head.head].lower in ("is", "'s", "’s"):
        above = parse.children(head.head, "attr", "neg")
        beside += [] if any(t.dep == "neg" for t in above) else above
    own = (t for t in beside if t.pos == "NOUN" and t.lemma not in words_for("kin"))
    return next((t for t in own if _is_person(t)), None)


def _office(parse: Parse, noun: Token) -> Token:
    """The noun for an office: an "attorney general" is an attorney, and no general."""
    before = parse.tokens[noun.i - 1] if noun.lower == "general" and noun.i else noun
    traits = noun_traits(before)
    civil = traits is not None and traits[0] == "person" and traits[1] not in (None, "MIL")
    return before if civil else noun


def _counted(parse: Parse, head: Token) -> Token | None:
    """The people of a quantity: "soldiers" in "two of the soldiers", "a group of soldiers"."""
    if head.pos == "NOUN" and head.lemma not in words_for("quantities"):
        return None
    of = [p for p in parse.children(head.i, "prep") if p.lower == "of"]
    objects = (t for p in of for t in parse.children(p.i, "pobj"))
    return next((t for t in objects if noun_traits(t) is not None), None)


def _is_person(token: Token) -> bool:
    traits = noun_traits(token)
    return traits is not None and traits[0] == "person"


def _kind(
    head: Token, role: Token | None, before: Sequence[Token], named: Sequence[Token],
    entity: str | None, pronoun: str | None,
) -> tuple[ActorKind, bool]:  # fmt: skip
    """The kind of actor, and whether a word tells it."""
    if pronoun:
        return ("person" if pronoun in ("he", "she") else "unknown"), False
    word = role or head
    traits = noun_traits(word)
    if traits and (role is not None or not named):
        kind = traits[0]
        many = not named and (word.tag in ("NNS", "NNPS") or word.lower in _COLLECTIVE)
        if kind == "person" and many:
            kind = "group"
        return kind, True
    in_name = _kind_in_name(named)
    if in_name:
        return in_name, True
    if entity == "PERSON" and not any(t.lower in ("'s", "’s") for t in named):
        told = _kind_in_name(sorted(before, key=lambda t: -t.i)[:1])
        return told or "person", told is not None
    if entity in ("ORG", "FAC"):
        return "organization", False
    return ("group" if entity == "NORP" else "unknown"), False
