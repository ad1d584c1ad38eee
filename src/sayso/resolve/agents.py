"""One mention of somebody: its head, its name, and what its own words say of it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.language.parse import Parse, Token
from sayso.lexicon import load
from sayso.record import ActorKind, Span

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
    noun: str | None
    pronoun: str | None
    definite: bool
    plural: bool
    kind: ActorKind
    sector: str | None
    sector_span: Span | None
    role: str | None
    role_span: Span | None
    gender: str | None
    modifiers: tuple[Token, ...]
    entity: str | None


@functools.cache
def _nouns() -> dict[str, tuple[ActorKind, str | None]]:
    table: dict[str, tuple[ActorKind, str | None]] = {}
    for row in load("actors")["nouns"]:
        for word in row["words"]:
            table.setdefault(word, (row["kind"], row["sector"]))
    return table


@functools.cache
def _modifiers() -> dict[str, str]:
    return {w: sector for sector, words in load("actors")["modifiers"].items() for w in words}


@functools.cache
def titles() -> frozenset[str]:
    """Titles that stand before a name and are no part of it, lower-cased, without a full stop."""
    return frozenset(load("actors")["titles"])


@functools.cache
def _pronouns() -> dict[str, str]:
    return {w: pronoun for pronoun, words in load("actors")["pronouns"].items() for w in words}


def _gender(tokens: Sequence[Token]) -> str | None:
    return next((p for t in tokens if (p := _pronouns().get(t.lower.rstrip(".")))), None)


def _own_words(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a phrase before its relative clause: "whose son" tells nothing of the mother."""
    end = next((n for n, t in enumerate(tokens) if t.lower in ("who", "whose", "whom")), 12)
    return tokens[: min(end, 12)]


def full_word(word: str) -> str:
    """A title written out: ``Gen.`` to ``general``."""
    bare = word.lower().rstrip(".")
    short: dict[str, str] = load("actors")["abbreviations"]
    return short.get(bare, bare)


def noun_traits(token: Token) -> tuple[ActorKind, str | None] | None:
    """Kind and PLOVER sector of a noun for an actor; None for other nouns."""
    return _nouns().get(token.lemma) or _nouns().get(full_word(token.text))


def analyse(parse: Parse, span: Span) -> Agent | None:
    """The mention at a span; None when no word stands there."""
    tokens = parse.between(*span)
    if not tokens:
        return None
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])
    if head.pos in ("ADP", "DET", "PUNCT") and len(tokens) > 1:
        head = next((t for t in tokens if t.pos in ("PROPN", "NOUN")), head)
    pronoun = PRONOUNS.get(head.lower) if head.pos in ("PRON", "DET", "SCONJ") else None
    entity = _entity(parse, head)
    name_range = _name(parse, head, inside, entity)
    before = [
        t for t in tokens
        if t.i < (name_range[0] if name_range else head.i) and t.dep not in ("det", "punct")
        and (t.head == head.i or parse.tokens[t.head].head == head.i)
    ]  # fmt: skip
    role = _role(before, head, name_range)
    noun = None if _is_proper(parse, head) or pronoun else head.lemma
    named = parse.tokens[slice(*name_range)] if name_range else ()
    kind, sector, sector_token = _traits(head, role, before, named, entity, pronoun)
    name_span = _name_span(parse, name_range)
    return Agent(
        span=span,
        head=head,
        name=parse.words(name_span) if name_span else None,
        name_span=name_span,
        noun=noun,
        pronoun=pronoun,
        definite=any(
            t.lower in ("the", "this", "that", "these", "those")
            for t in parse.children(head.i, "det")
        ),
        plural=head.tag in ("NNS", "NNPS"),
        kind=kind,
        sector=sector,
        sector_span=sector_token.span if sector_token else None,
        role=(role.lemma if role.pos == "NOUN" else full_word(role.text)) if role else None,
        role_span=role.span if role else None,
        gender=pronoun if pronoun in ("he", "she") else _gender(_own_words(tokens)),
        modifiers=tuple(t for t in tokens if t.head == head.i and t.i != head.i),
        entity=entity,
    )


def _entity(parse: Parse, head: Token) -> str | None:
    return next((e.label for e in parse.entities if e.first <= head.i < e.last), None)


def _name(
    parse: Parse, head: Token, inside: set[int], entity: str | None
) -> tuple[int, int] | None:
    """Token range of the proper name in the phrase: the head's own, else one in apposition."""
    if not _is_proper(parse, head):
        for token in parse.children(head.i, "appos"):
            if _is_proper(parse, token) and token.i in inside:
                return _name(parse, token, inside, entity)
        return None
    for e in parse.entities:
        if e.first <= head.i < e.last and e.label in ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"):
            first, last = e.first, e.last
            break
    else:
        first, last = head.i, head.i + 1
        while first - 1 in inside and parse.tokens[first - 1].pos == "PROPN":
            first -= 1
    while first - 1 in inside and _compounds(parse, first - 1, head):
        first -= 1
    last = _with_of(parse, head, last, inside)
    while last > first + 1 and parse.tokens[last - 1].lower in ("'s", "’s"):
        last -= 1
    while first < last - 1 and (
        parse.tokens[first].lower.rstrip(".") in titles() or parse.tokens[first].lower == "the"
    ):
        first += 1
    return first, last


def _is_proper(parse: Parse, token: Token) -> bool:
    """A proper noun that is written as one: the tagger takes some "ministry" for a name."""
    return token.pos == "PROPN" and not parse.text[token.start].islower()


def _compounds(parse: Parse, i: int, head: Token) -> bool:
    """Whether a word is part of the head's name: "Sagaing" in "Sagaing Dawn Front"."""
    token = parse.tokens[i]
    if token.head != head.i or token.dep != "compound" or not _is_proper(parse, token):
        return False
    return token.lower.rstrip(".") not in titles() and noun_traits(token) is None


def _with_of(parse: Parse, head: Token, last: int, inside: set[int]) -> int:
    """The end of a body's name that goes on after "of" or "for": "Army of the Valley"."""
    traits = noun_traits(head)
    if traits is None or traits[0] not in ("organization", "state_body"):
        return last
    at = last
    while at in inside and parse.tokens[at].lower in ("of", "for", "the", "and"):
        at += 1
    if at == last or at not in inside or parse.tokens[at].pos != "PROPN":
        return last
    while at in inside and parse.tokens[at].pos == "PROPN":
        at += 1
    return at


def _name_span(parse: Parse, name: tuple[int, int] | None) -> Span | None:
    return parse.span(*name) if name else None


def _kind_in_name(name: Sequence[Token]) -> ActorKind | None:
    """What a name says it is, whatever the parser takes it for: "Radio Okapi"."""
    kinds = (noun_traits(t) for t in name)
    return next((k[0] for k in kinds if k and k[0] in ("organization", "state_body")), None)


def _role(before: list[Token], head: Token, name: tuple[int, int] | None) -> Token | None:
    """The role word: the head itself, or the last one before a name ("police spokesman X")."""
    if name is None or name[0] > head.i or name[1] <= head.i:
        return head
    for token in reversed(before):
        traits = noun_traits(token)
        if traits and traits[0] == "person" and token.pos in ("NOUN", "PROPN"):
            return token
    return None


def _traits(
    head: Token, role: Token | None, before: list[Token], named: Sequence[Token],
    entity: str | None, pronoun: str | None,
) -> tuple[ActorKind, str | None, Token | None]:  # fmt: skip
    if pronoun:
        return ("person" if pronoun in ("he", "she") else "unknown"), None, None
    word = role or head
    traits = noun_traits(word)
    kind: ActorKind = "unknown"
    sector: str | None = None
    by: Token | None = None
    if traits:
        kind, sector = traits
        by = word if sector else None
        if kind == "person" and (word.tag in ("NNS", "NNPS") or word.lower == "people"):
            kind = "group"
    elif entity == "PERSON":
        kind = _kind_in_name(named) or _kind_in_name(before) or "person"
    elif entity in ("ORG", "FAC"):
        kind = "organization"
    elif entity == "NORP":
        kind = "group"
    for token in before:
        moved = _modifiers().get(token.lemma)
        movable = sector in (None, "GOV", "CVL", "MIL") or moved != "GOV"
        if moved and movable and kind in ("person", "group", "unknown", "state_body"):
            sector, by = moved, token
    return kind, sector, by
