"""Reports to parses: spaCy's tokens, our network's arcs, spaCy's lemmas."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import numpy as np

from sayso.language import (
    encoder,
    syntax_entities,
    syntax_lemmas,
    syntax_net,
    syntax_trees,
)
from sayso.language.encoding import Encoding
from sayso.language.parse import Parse, Sentence, Token
from sayso.language.syntax_net import LABELS, TAGS, Syntax
from sayso.language.syntax_words import Words, stretches_of, words_of
from sayso.record import Block


@functools.cache
def version() -> dict[str, str]:
    """Names and versions of the models."""
    return syntax_net.version() | syntax_lemmas.version()


def parse_report(text: str, blocks: tuple[Block, ...], encoding: Encoding) -> Parse:
    """Parse one report.

    Args:
        text: The report's text.
        blocks: Its blocks.
        encoding: What the encoder says of it.
    """
    with syntax_lemmas.passing():
        return _parsed(text, blocks, encoding)


def _parsed(text: str, blocks: tuple[Block, ...], encoding: Encoding) -> Parse:
    parts = list(stretches_of(text, blocks))
    tokenizer = syntax_lemmas.rules().tokenizer
    words = words_of(parts, [tokenizer(part.text) for part in parts])
    syntax = syntax_net.read_syntax(words, encoding)
    within = syntax_trees.sentences(syntax, words.stretches)
    block_of = np.array([part.block for part in parts], dtype=np.int64)[words.stretches]
    tokens = _tokens(words, syntax, within, block_of.tolist())
    sentences = (
        Sentence(n, a, b, tokens[a].block, tokens[a].start, tokens[b - 1].end)
        for n, (a, b) in enumerate(within)
    )
    entities = syntax_entities.entities(syntax.entities, tokens, words.stretches)
    return Parse(text, blocks, tokens, tuple(sentences), tuple(entities))


def parse_many(reports: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Parse]:
    """Encode and parse reports given as (text, blocks), in order."""
    for text, blocks in reports:
        yield parse_report(text, blocks, encoder.encode_report(text, blocks))


def parse(text: str, blocks: tuple[Block, ...]) -> Parse:
    """Encode and parse one report."""
    return next(parse_many([(text, blocks)]))


def _tokens(
    words: Words, syntax: Syntax, within: list[tuple[int, int]], blocks: list[int]
) -> tuple[Token, ...]:
    if not len(words):
        return ()
    heads = syntax_trees.heads(syntax, within)
    labels = [LABELS[n] for n in syntax.best_labels(heads).tolist()]
    tags = [TAGS[n] for n in syntax.tags.argmax(axis=1).tolist()]
    for first, _ in within:  # where a capital does not make a number a name
        if tags[first] == "NNP" and syntax_lemmas.rules().vocab[words.texts[first]].like_num:
            tags[first] = "CD"
    expletive = [False, *(label == "expl" for label in labels[:-1])]
    lemmas = syntax_lemmas.lemmas_of(list(zip(words.texts, tags, labels, expletive, strict=True)))
    number = np.repeat(np.arange(len(within)), [b - a for a, b in within])
    return tuple(
        map(
            Token,
            range(len(words)),
            words.starts.tolist(),
            words.ends.tolist(),
            words.texts,
            [word.lower() for word in words.texts],
            [lemma for lemma, _ in lemmas],
            [pos for _, pos in lemmas],
            tags,
            labels,
            heads.tolist(),
            number.tolist(),
            blocks,
        )
    )
