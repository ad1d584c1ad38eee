"""Phrases read off the dependency arcs: subjects, verb groups, noun phrases."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sayso.language.parse import Parse, Token
from sayso.record import Spans

Range = tuple[int, int]
"""Token indices ``[first, last)``."""

_EDGE = frozenset({"PUNCT", "SPACE"})
_EDGE_KEEP = frozenset("\"'“”‘’«»„$#%([")
_SUBJECT = ("nsubj", "csubj")


def subject(parse: Parse, verb: Token) -> Token | None:
    """Head of the phrase that does what ``verb`` says, also when another verb carries it.

    Climbs from participles, infinitives and coordinated verbs to the verb that has a subject; for a
    participle on a noun ("a report saying") it is the noun; for a passive, the by-agent.
    """
    current = verb
    for _ in range(5):
        if is_passive(parse, current):
            return by_agent(parse, current)
        subjects = parse.children(current.i, *_SUBJECT)
        if subjects:
            # a clause before ", X said" may parse as a further subject
            last = parse.subtree(subjects[-1].i)[0]
            return subjects[-1 if parse.tokens[last - 1].pos == "PUNCT" else 0]
        head = parse.tokens[current.head]
        for opening in parse.children(current.i, "prep"):
            if opening.lower == "according":
                return stray_subject(parse, opening)
        if head.i == current.i:
            return None
        if current.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON"):
            return head if current.tag == "VBG" else by_agent(parse, current)
        if current.dep == "relcl" or head.pos not in ("VERB", "AUX", "ADP", "SCONJ", "ADJ"):
            return None
        current = head
    return None


def is_passive(parse: Parse, verb: Token) -> bool:
    """Passive by its auxiliary, or a bare participle ("Asked whether …")."""
    if parse.children(verb.i, "auxpass", "nsubjpass"):
        return True
    return verb.tag == "VBN" and not parse.children(verb.i, "aux", *_SUBJECT)


def stray_subject(parse: Parse, according: Token) -> Token | None:
    """The subject that the parser took for an apposition, as in "According to A, b said"."""
    head = parse.tokens[according.head]
    if according.i > head.i or parse.children(head.i, "nsubj", "nsubjpass", "expl", "csubj"):
        return None
    first, last = parse.subtree(according.i)
    return next((t for t in parse.tokens[first:last] if t.dep == "appos"), None)


def by_agent(parse: Parse, verb: Token) -> Token | None:
    """Head of the by-phrase of a passive."""
    for by in parse.children(verb.i, "agent"):
        for noun in parse.children(by.i, "pobj"):
            return noun
    return None


def verb_group(parse: Parse, verb: Token, particles: Collection[str] = ()) -> Range:
    """The verb with the auxiliaries, negation and adverbs right before it, and its particle."""
    first = verb.i
    while first > 0:
        left = parse.tokens[first - 1]
        if left.head != verb.i or left.dep not in ("aux", "auxpass", "neg", "advmod"):
            break
        if left.dep == "advmod" and left.tag in ("WRB", "CD"):
            break
        first -= 1
    last = verb.i + 1
    if last < len(parse.tokens):
        right = parse.tokens[last]
        if right.head == verb.i and (right.dep == "prt" or right.lower in particles):
            last += 1
    return first, last


def trim(parse: Parse, part: Range) -> Range:
    """A token range without punctuation at its edges; quotation marks and brackets stay."""
    first, last = part
    while first < last and _is_edge(parse.tokens[first]):
        first += 1
    while last > first and _is_edge(parse.tokens[last - 1]):
        last -= 1
    return first, last


def _is_edge(token: Token) -> bool:
    return token.pos in _EDGE and not set(token.text) & _EDGE_KEEP


def noun_phrase(parse: Parse, head: Token) -> Range:
    """The whole phrase of a noun: its subtree without punctuation at the edges.

    It never ends inside a hyphenated word ("al-Sukhnah"), however that was parsed.
    """
    first, last = trim(parse, parse.subtree(head.i))
    while last < len(parse.tokens) and _hyphenated(parse.tokens[last - 1], parse.tokens[last]):
        last += 1
    return first, last


def _hyphenated(left: Token, right: Token) -> bool:
    return left.end == right.start and "-" in (left.text, right.text)


def ranges_without(parts: Iterable[Range], holes: Collection[int]) -> list[Range]:
    """The ranges split wherever a token of ``holes`` stands."""
    out: list[Range] = []
    for first, last in parts:
        start = first
        for i in range(first, last):
            if i in holes:
                if start < i:
                    out.append((start, i))
                start = i + 1
        if start < last:
            out.append((start, last))
    return out


def spans(parse: Parse, parts: Iterable[Range]) -> Spans:
    """Text offsets of token ranges, trimmed at the edges; empty ranges vanish."""
    trimmed = (trim(parse, part) for part in parts)
    return tuple(parse.span(first, last) for first, last in trimmed if first < last)
