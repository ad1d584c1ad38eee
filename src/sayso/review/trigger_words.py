"""Which type of event selected words name, by the codebook's patterns and the words around."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.extract.codebook import Codebook, Trigger
from sayso.extract.codebook.patterns import ANY, Constraint
from sayso.language.parse import Token
from sayso.record import Report, Span
from sayso.review.surface import block_of, codebook, forms, sentence_of, tokens_of, within

_REACH = 8
"""Words after a trigger in which its object or preposition is looked for."""


_BEFORE_NOUNS = frozenset("the a an this that these those its his her their our of".split())
_BEFORE_VERBS = frozenset(
    "to will would can could may might must should he she they we it who".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A word that names a happening.

    Attributes:
        anchor: Where it stands.
        trigger: What the codebook says of it.
        missing: How much of what the codebook asks for does not stand near.
    """

    anchor: Span
    trigger: Trigger
    missing: int


def named_in(report: Report, span: Span) -> list[Named]:
    """The words of a stretch that may name a happening, each with its readings, the best first.

    The patterns are the codebook's; what they ask of the parse is looked for among the words
    before and after, so that this is a proposal to a person and no reading.
    """
    tokens = tokens_of(report.text, sentence_of(report, span))
    chosen = [t for t in tokens if within(t.span, span)]
    around = tokens_of(report.text, block_of(report, span)) if chosen else []
    cues = [(t.start, cue) for t in around for cue in _cues(t)]
    return [
        named
        for t in chosen
        for named in sorted(
            _readings(tokens, t, {cue for start, cue in cues if start != t.start}), key=_rank
        )
    ]


def best_in(report: Report, span: Span) -> Named | None:
    """The likeliest of :func:`named_in`."""
    found = named_in(report, span)
    return min(found, key=_rank, default=None)


def _rank(named: Named) -> tuple[int, float]:
    """Of the readings that lack least the most specific one comes first."""
    return (named.missing, -named.trigger.weight)


def _readings(tokens: Sequence[Token], t: Token, cues: set[str]) -> list[Named]:
    book = codebook()
    rules = [
        rule
        for lemma in forms(t)
        for index in _indexes(book, tokens, t)
        for rule in index.get(lemma, ())
    ]
    return [
        Named(
            t.span,
            rule,
            sum(not _met(c, tokens, t) for c in rule.pattern.constraints)
            + bool(rule.needs and not rule.needs & cues),
        )
        for rule in dict.fromkeys(rules)
    ]


def _indexes(
    book: Codebook, tokens: Sequence[Token], t: Token
) -> tuple[Mapping[str, tuple[Trigger, ...]], ...]:
    """Whether a word that may be both is a noun or a verb, by the word before it and its ending."""
    before = tokens[t.i - 1].lower if t.i else ""
    if before in _BEFORE_NOUNS:
        return (book.nouns,)
    if before in _BEFORE_VERBS or (t.lower.endswith("ed") and t.lower not in forms(t)):
        return (book.verbs, book.adjectives)
    return (book.verbs, book.nouns, book.adjectives)


def _cues(t: Token) -> Iterator[str]:
    """The kinds of cue that a word is, for words that mean several things."""
    for form in forms(t):
        yield from codebook().cues.get(form, ())


def _met(c: Constraint, tokens: Sequence[Token], t: Token) -> bool:
    before = tokens[max(0, t.i - _REACH) : t.i]
    after = tokens[t.i + 1 : t.i + 1 + _REACH]
    if c.kind == "@":
        found = any(
            p.lower in c.prepositions and (not c.words or _any(tokens[p.i + 1 :][:_REACH], c.words))
            for p in after
        )
    elif c.kind in "<^":
        found = _any(before, c.words)
    else:
        found = _any(after, c.words)
    return found != c.negated


def _any(tokens: Sequence[Token], words: Collection[str]) -> bool:
    if words == ANY:
        return bool(tokens)
    for i, t in enumerate(tokens):
        if t.lower in words or any(form in words for form in forms(t)):
            return True
        if "$name" in words and t.text[:1].isupper():
            return True
        joined = f"{tokens[i - 1].lower}_{t.lower}" if i else ""
        if joined in words:
            return True
    return False
