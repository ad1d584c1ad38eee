"""The pattern language of trigger words, and how a pattern is matched in a dependency parse.

A pattern is a lemma followed by constraints, separated by blanks::

    strike                    the word alone
    carry +out                with a particle, adverb or predicate adjective
    impose >sanction|tariff   with this object, which belongs to the trigger and fills no role
    strike =$property         with this object, which stays the recipient ($ names a set)
    call @for>probe           with this preposition, and its object
    call @on/upon             with any of these prepositions
    refuse ~meet|talk         with a clause whose verb is one of these (~* any, ~to an infinitive)
    say %must|should          with a clause that has this modal
    strike <worker|union      with this subject
    strike ^air               (of a noun) with this modifier before it
    shoot !=$picture          with no such object
    strike =$name             with an object that is a name, whatever the name

Compounds are also matched joined: ``hunger_strike``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sayso.extract.arguments import Clause, NounPhrase, content_head, is_name
from sayso.language.parse import Parse

_CONSTRAINT = re.compile(r"(!?)([+>=@~%<^])(\S+)\Z")
ANY = frozenset({"*"})
_INFINITIVE = frozenset({"to"})
_NAME = "$name"
_PERSONS = frozenset({"he", "him", "she", "her", "they", "them", "himself", "who", "whom"})


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition on what stands round the trigger word."""

    kind: str
    words: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A lemma with its conditions."""

    lemma: str
    constraints: tuple[Constraint, ...] = ()

    @property
    def weight(self) -> float:
        """How specific it is: the most specific pattern that matches wins."""
        return sum(_weight(c) for c in self.constraints)


@dataclass(frozen=True, slots=True)
class Match:
    """The tokens that met the constraints: all of them, and the objects used up by the trigger."""

    tokens: tuple[int, ...] = ()
    consumed: tuple[int, ...] = ()
    clause: int | None = None


def _weight(c: Constraint) -> float:
    if c.negated:
        return 0.1
    if c.kind == "+":
        return 1.5
    if c.words == ANY or c.words == _INFINITIVE:
        return 0.5
    return 1.0 if c.kind == "@" and not c.words else 2.0


def compile_pattern(text: str, sets: Mapping[str, Collection[str]]) -> Pattern:
    """Read one pattern.

    Raises:
        ValueError: It is not a pattern; the message says which part.
    """
    lemma, *rest = text.split()
    if not re.fullmatch(r"[a-z][a-z'_-]*", lemma):
        raise ValueError(f"{lemma!r} is not a lemma")
    return Pattern(lemma, tuple(_constraint(part, sets) for part in rest))


def _constraint(part: str, sets: Mapping[str, Collection[str]]) -> Constraint:
    found = _CONSTRAINT.match(part)
    if not found:
        raise ValueError(f"{part!r} is not a constraint")
    negated, kind, rest = bool(found[1]), found[2], found[3]
    prepositions: frozenset[str] = frozenset()
    if kind == "@":
        names, _, rest = rest.partition(">")
        prepositions = frozenset(names.split("/"))
    return Constraint(kind, _words(rest, sets), prepositions, negated)


def _words(text: str, sets: Mapping[str, Collection[str]]) -> frozenset[str]:
    out: set[str] = set()
    for word in filter(None, text.split("|")):
        if word == "$name":
            out.add(_NAME)
        elif word.startswith("$"):
            if word[1:] not in sets:
                raise ValueError(f"there is no set {word!r}")
            out.update(sets[word[1:]])
        else:
            out.add(word)
    return frozenset(out)


def match_verb(pattern: Pattern, clause: Clause, parse: Parse) -> Match | None:
    """Match a pattern against a verb's clause; ``None`` when a constraint fails."""
    tokens: list[int] = []
    consumed: list[int] = []
    inner: int | None = None
    for c in pattern.constraints:
        hit = _verb_constraint(c, clause, parse)
        if (hit is None) != c.negated:
            return None
        if hit is not None:
            tokens.append(hit)
            if c.kind == ">":
                consumed.append(hit)
            elif c.kind in "~%":
                inner = hit
            elif c.kind == "@" and c.words:
                consumed.append(hit)
    return Match(tuple(tokens), tuple(consumed), inner)


def match_noun(pattern: Pattern, noun: NounPhrase, parse: Parse) -> Match | None:
    """Match a pattern against a noun; ``None`` when a constraint fails."""
    tokens: list[int] = []
    for c in pattern.constraints:
        hit: int | None = None
        if c.kind == "^":
            hit = next((m for m in noun.modifiers if _is(m, c.words, parse)), None)
        elif c.kind == "@":
            hit = _preposition(c, noun.prepositions, parse)
        if (hit is None) != c.negated:
            return None
        if hit is not None:
            tokens.append(hit)
    return Match(tuple(tokens))


def _verb_constraint(c: Constraint, clause: Clause, parse: Parse) -> int | None:
    t = parse.tokens
    if c.kind == "+":
        return next((p for p in clause.particles if t[p].lower in c.words), None)
    if c.kind in ">=":
        return _first(clause.objects, c.words, parse)
    if c.kind == "<":
        return _first(clause.doers, c.words, parse)
    if c.kind == "~":
        if "to" in c.words:
            for inner in clause.clauses:
                if any(k.lower == "to" for k in parse.children(inner, "aux")):
                    return inner
        return _first(clause.clauses, c.words, parse)
    if c.kind == "%":
        for inner in clause.clauses:
            if any(k.lower in c.words for k in parse.children(inner, "aux")):
                return inner
            if t[inner].lemma in c.words:
                return inner
        return None
    return _preposition(c, clause.prepositions, parse)


def _preposition(
    c: Constraint, prepositions: Iterable[tuple[str, int, tuple[int, ...]]], parse: Parse
) -> int | None:
    for name, at, objects in prepositions:
        if name in c.prepositions:
            if not c.words:
                return at
            hit = _first(objects, c.words, parse)
            if hit is not None:
                return hit
    return None


def _first(tokens: Iterable[int], words: frozenset[str], parse: Parse) -> int | None:
    for i in tokens:
        if words == ANY or _is(i, words, parse):
            return i
    return None


def _is(i: int, words: frozenset[str], parse: Parse) -> bool:
    token = parse.tokens[i]
    if token.lemma in words or token.lower in words:
        return True
    if _NAME in words and is_name(token):
        return True
    counted = parse.tokens[content_head(parse, i)]
    if counted.i != i and counted.lemma in words:
        return True  # "a group of youths", "three of them"
    if counted.lower in _PERSONS and "person" in words:
        return True
    return any(
        f"{k.lemma}_{token.lemma}" in words for k in parse.children(i, "compound", "amod", "nmod")
    )
