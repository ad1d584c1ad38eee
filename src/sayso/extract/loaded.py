"""Wording that takes a side: labels, scare quotes, words that praise or condemn.

The lexicon (``lexicon/loaded.yaml``) knows words, not parties: the same word is loaded about
anyone. Whose wording it is, the chain of tellers around it says, not this module.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.extract.statements.lexicon import lexicon
from sayso.extract.statements.quoting import QuoteMap
from sayso.language.parse import Parse, Token
from sayso.language.quotes import find_quotes
from sayso.lexicon import load
from sayso.record import Span

LoadedKind = Literal["label", "scare_quote", "intensifier"]

# Longer quoted phrases say something.
SCARE_WORDS = 3
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class LoadedMention:
    """One piece of loaded wording; ``term`` is its dictionary form."""

    span: Span
    term: str
    kind: LoadedKind
    quoted: bool = False
    """Whether it stands in quotation marks."""


@dataclass(frozen=True)
class _Lexicon:
    """Terms of one word and of two, and what a regime may be of without being a label."""

    words: dict[str, LoadedKind]
    pairs: dict[tuple[str, str], LoadedKind]
    regime_of: frozenset[str]
    openings: frozenset[str]
    """First words of pairs."""


@functools.cache
def _lexicon() -> _Lexicon:
    raw = load("loaded")
    words: dict[str, LoadedKind] = {}
    pairs: dict[tuple[str, str], LoadedKind] = {}
    kinds: tuple[LoadedKind, ...] = ("intensifier", "label")
    for kind in kinds:
        single, *double = raw[kind]
        words |= dict.fromkeys(single.split(), kind)
        for pair in double:
            one, two = pair.split()
            pairs[one, two] = kind
    return _Lexicon(
        words,
        pairs,
        frozenset(word for line in raw["regime_of"] for word in line.split()),
        frozenset(one for one, _ in pairs),
    )


def find_loaded(parse: Parse) -> list[LoadedMention]:
    """Find loaded wording in a report.

    Args:
        parse: The parsed report.

    Returns:
        Mentions in text order; a word in scare quotes may be a label as well.
    """
    quotes = QuoteMap(find_quotes(parse.text, parse.blocks))
    found = [
        replace(m, quoted=quotes.holding(m.span[0]) is not None)
        for m in (*_terms(parse), *_scare_quotes(parse))
    ]
    return sorted(found, key=lambda m: (m.span, m.kind))


def _terms(parse: Parse) -> Iterator[LoadedMention]:
    known = _lexicon()
    words = [t for t in parse.tokens if t.lower != "-"]
    taken = -1
    for i, token in enumerate(words):
        if i == taken:
            continue
        if token.lower in known.openings and (pair := words[i : i + 2])[1:]:
            key = (token.lower, pair[1].lemma)
            same = key in known.pairs and token.sent == pair[1].sent
            if same and not _is_name(parse, pair):
                yield LoadedMention((token.start, pair[1].end), " ".join(key), known.pairs[key])
                taken = i + 1
                continue
        for form in (token.lemma, token.lower, _singular(token.lower)):
            if form in known.words:
                kind = _kind(parse, token, form, known.words[form])
                if kind:
                    yield LoadedMention(token.span, form, kind)
                break


@functools.lru_cache(maxsize=50_000)
def _singular(word: str) -> str:
    """The form without a plural ending, for names that the tagger left uncut."""
    if word.endswith("men"):
        return word[:-2] + "an"
    return word.removesuffix("s")


def _kind(parse: Parse, token: Token, form: str, kind: LoadedKind) -> LoadedKind | None:
    """The kind of a word in its place; None where it is a name or means something else."""
    if _is_name(parse, [token]):
        return None
    nominal = token.pos in ("NOUN", "PROPN")
    if form == "savage":
        return "label" if nominal else "intensifier" if token.pos != "VERB" else None
    if kind == "intensifier":
        return None if token.pos == "VERB" else kind
    if form == "regime" and token.i > 0:
        return None if parse.tokens[token.i - 1].lower in _lexicon().regime_of else kind
    return kind if nominal or token.pos == "ADJ" else None


def _is_name(parse: Parse, words: Sequence[Token]) -> bool:
    """Whether the words are part of a longer proper name: "Martyrs' Square"."""
    if not all(w.text[:1].isupper() for w in words):
        return False
    first, last = words[0], words[-1]
    sentence = parse.sentence(first.i)
    around = [parse.tokens[i] for i in (first.i - 1, last.i + 1, last.i + 2)
              if sentence.first <= i < sentence.last]  # fmt: skip
    return any(t.text[:1].isupper() and t.pos == "PROPN" for t in around)


def _scare_quotes(parse: Parse) -> Iterator[LoadedMention]:
    """Short quoted phrases that nobody is said to say, and "so-called"."""
    for quote in find_quotes(parse.text, parse.blocks):
        inner = _inside(parse.text, quote.start, quote.end)
        words = _WORD.findall(parse.text[slice(*inner)])
        tokens = parse.between(*inner)
        short = 0 < len(words) <= SCARE_WORDS and len(tokens) > 0
        if short and not quote.unclosed and _distances(parse, inner, words, tokens):
            yield LoadedMention(inner, parse.words(inner).lower(), "scare_quote")
    for token in parse.tokens:
        if token.lower == "called" and token.i >= 2:
            so = parse.tokens[token.i - 2]
            if so.lower == "so" and parse.tokens[token.i - 1].lower == "-":
                yield LoadedMention((so.start, token.end), "so-called", "scare_quote")


def _inside(text: str, start: int, end: int) -> Span:
    """The words of a quotation without marks and white space."""
    marks = "\"'“”‘’«»„`"
    while start < end and (text[start] in marks or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in marks or text[end - 1].isspace()):
        end -= 1
    return start, end


def _distances(parse: Parse, inner: Span, words: list[str], tokens: Sequence[Token]) -> bool:
    """Whether quotation marks hold a phrase at arm's length rather than tell who said it."""
    if parse.text[inner[1] - 1] in ".,!?;:…":
        return False
    before = parse.tokens[max(0, tokens[0].i - 4) : tokens[0].i]
    doubted = any(t.lower == "called" for t in before[-3:]) and any(t.lower == "so" for t in before)
    if doubted:
        return True
    if all(word[0].isupper() for word in words) and any(t.text[0].isupper() for t in tokens):
        return False  # a title, a nickname, a name
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD", "UH") for t in tokens):
        return False
    head = next((t for t in tokens if not tokens[0].i <= t.head <= tokens[-1].i), tokens[0])
    if any(_hands_over(t) for t in (head, *parse.ancestors(head.i))):
        return False
    sentence = parse.sentence_tokens(parse.sentence(head.i))
    return not any(t.lower == "according" for t in sentence)


def _hands_over(token: Token) -> bool:
    """Whether a verb tells who says the words, or gives them as a name."""
    verb = token.pos in ("VERB", "AUX")
    return verb and (token.lemma in lexicon().naming or lexicon().is_saying(token.lemma))
