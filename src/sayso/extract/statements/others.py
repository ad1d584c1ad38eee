"""Statements without a verb of saying: "according to X", "the claim that", "reportedly", "X: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.extract import phrases
from sayso.extract.mentions import StatementMention
from sayso.extract.phrases import Range
from sayso.extract.statements.cues import CueLexicon, cue_lexicon
from sayso.extract.statements.draft import Draft
from sayso.language.parse import Parse, Token
from sayso.record import Span

# A speaker's label: a few words, no verb-like lower-case start, then a colon and a blank.
_LABEL = re.compile(r"(?P<who>[^\W\d_][^:.!?\n]{1,60}?)(?P<colon>:)\s+(?=\S)")
_MAX_LABEL_WORDS = 6


def other_statements(parse: Parse, token: Token, lexicon: CueLexicon) -> Iterator[Draft]:
    """Statements that hang on a preposition, a noun or an adverb."""
    if token.lower == "according":
        yield from _according(parse, token)
    elif token.pos == "NOUN" and token.lemma in lexicon.nouns:
        yield from _noun(parse, token, lexicon)
    elif token.lower in lexicon.adverbs:
        yield from _adverb(parse, token)


def _clause_around(parse: Parse, token: Token) -> Range:
    """The clause that a phrase qualifies: up to the nearest verb with a subject of its own."""
    top = token
    for head in parse.ancestors(token.i):
        has_subject = parse.children(top.i, "nsubj", "nsubjpass", "expl")
        if has_subject and top.pos in ("VERB", "AUX") and top.dep != "conj":
            break
        top = head
    return parse.subtree(top.i)


def _according(parse: Parse, token: Token) -> Iterator[Draft]:
    to = next((k for k in parse.children(token.i) if k.lower == "to"), None)
    if to is None and token.i + 1 < len(parse.tokens) and parse.tokens[token.i + 1].lower == "to":
        to = parse.tokens[token.i + 1]
    if to is None:
        return
    noun = next(iter(parse.children(to.i, "pobj")), None)
    if noun is None:
        return
    own_first, own_last = parse.subtree(token.i)
    source = phrases.noun_phrase(parse, noun)
    stray = phrases.stray_subject(parse, token)
    if stray is not None:  # "According to A, b said …" may parse with b in apposition to A
        own_last = parse.subtree(stray.i)[0]
        source = phrases.trim(parse, (source[0], own_last))
    content = phrases.ranges_without([_clause_around(parse, token)], range(own_first, own_last))
    yield Draft(
        verb=token,
        source=source,
        cue=[(token.i, to.i + 1)],
        content=content,
        stance="states",
    )


def _noun(parse: Parse, noun: Token, lexicon: CueLexicon) -> Iterator[Draft]:
    clause = next(
        (
            k
            for k in parse.children(noun.i, "acl", "ccomp", "relcl")
            if k.i > noun.i
            and parse.tokens[parse.subtree(k.i)[0]].lower in ("that", "to")
            and k.dep != "relcl"
        ),
        None,
    )
    if clause is None:
        return
    source = next(iter(parse.children(noun.i, "poss")), None)
    if source is None:
        for prep in parse.children(noun.i, "prep"):
            if prep.lower in ("of", "by", "from") and prep.i < clause.i:
                source = next(iter(parse.children(prep.i, "pobj")), None)
    if source is None:
        return
    yield Draft(
        verb=noun,
        source=phrases.noun_phrase(parse, source),
        cue=[(noun.i, noun.i + 1)],
        content=[parse.subtree(clause.i)],
        stance=lexicon.nouns[noun.lemma],
    )


def _adverb(parse: Parse, adverb: Token) -> Iterator[Draft]:
    content = phrases.ranges_without([_clause_around(parse, adverb)], {adverb.i})
    yield Draft(
        verb=adverb, source=None, cue=[(adverb.i, adverb.i + 1)], content=content, stance="claims"
    )


def labelled_statements(parse: Parse) -> Iterator[StatementMention]:
    """Headlines and transcripts: "Minister: truce is near", "GARCIA: I never said so."."""
    for block in parse.blocks:
        if block.kind not in ("title", "heading", "paragraph", "list"):
            continue
        start, end = block.span
        found = _LABEL.match(parse.text, start, min(end, start + 100))
        if not found:
            continue
        headline = block.kind in ("title", "heading")
        if not _is_label(parse, found["who"], found.span("who"), headline=headline):
            continue
        yield StatementMention(
            kind="indirect",
            source=found.span("who"),
            cue=(found.span("colon"),),
            content=((found.end(), end),),
        )


def _is_label(parse: Parse, words: str, span: Span, *, headline: bool) -> bool:
    """Whether a label names somebody who can speak; "Syria: what we know" names a topic."""
    parts = words.split()
    if len(parts) > _MAX_LABEL_WORDS:
        return False
    if not headline:
        return words.isupper() and len(words) > 2
    lexicon = cue_lexicon()
    tokens = parse.between(*span)
    speaks = any(t.lemma in lexicon.unnamed | lexicon.bodies | lexicon.media for t in tokens)
    named = any(
        e.label in ("PERSON", "ORG") and span[0] <= e.start < span[1] for e in parse.entities
    )
    return speaks or named
