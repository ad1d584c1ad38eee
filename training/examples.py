"""Texts with their attributions, as labels of pieces."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.gold import load, load_training
from sayso.language.heads import LEVELS, TAGS
from sayso.language.pieces import Pieces, cut
from sayso.language.unread import UNREAD
from sayso.record import Block, Span
from training.happenings import Happenings

NONE, UNKNOWN = -1, -2
"""Link targets: there is none; nothing is to be learnt here."""

_SHORTEST, _LONGEST = 400, 8_000
"""Characters of a text that is worth a teacher's while."""

Labels = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Attribution:
    """The three parts of one attribution as spans; ``level`` counts from 0, the outermost."""

    source: Sequence[Span]
    cue: Sequence[Span]
    content: Sequence[Span]
    level: int = 0


@dataclass(frozen=True)
class Example:
    """The pieces of a text with their labels.

    Attributes:
        name: Where it comes from.
        pieces: The pieces.
        tags: (levels, pieces); :data:`UNKNOWN` where a level was not annotated.
        cue_of: (levels, pieces); for a piece of content the first piece of its cue.
        source_of: (pieces,); for the first piece of a cue the first piece of its source.
        trust: Share of a teacher's scores, where there are any, in what its tags are fitted to.
        inner: How much its inner levels count; less where nobody annotated them by hand.
        happenings: Labels of its events, where they are annotated.
    """

    name: str
    pieces: Pieces
    tags: Labels
    cue_of: Labels
    source_of: Labels
    inner: float = 1.0
    trust: float = 0.0
    happenings: Happenings | None = None


def paragraphs(text: str) -> tuple[Block, ...]:
    """Every line with words as a block."""
    return tuple(
        Block(kind="paragraph", span=m.span())
        for m in re.finditer(r"[^\n]+", text)
        if m.group().strip()
    )


def label(
    name: str,
    text: str,
    attributions: Sequence[Attribution],
    *,
    levels: int = LEVELS,
    blocks: tuple[Block, ...] | None = None,
) -> Example:
    """Labels from spans; where two parts of a level overlap, the first given keeps the piece.

    Args:
        name: Where the text comes from.
        text: The text.
        attributions: Its attributions.
        levels: Levels that were annotated; the others are unknown.
        blocks: Its blocks, by default every line.
    """
    pieces = cut(text, paragraphs(text) if blocks is None else blocks, UNREAD)
    tags = np.full((LEVELS, len(pieces)), UNKNOWN, dtype=np.int32)
    tags[:levels] = 0
    cue_of = np.full((LEVELS, len(pieces)), UNKNOWN, dtype=np.int32)
    source_of = np.full(len(pieces), UNKNOWN, dtype=np.int32)
    for a in attributions:
        if a.level >= LEVELS:
            continue
        row = tags[a.level]
        cue = [_mark(row, pieces, s, "cue") for s in a.cue]
        source = [_mark(row, pieces, s, "source") for s in a.source]
        content = [_mark(row, pieces, s, "content") for s in a.content]
        heads = [r[0] for r in cue if r is not None]
        for r in content:
            if r is not None:
                cue_of[a.level, slice(*r)] = heads[0] if heads else NONE
        if heads:
            owners = [r[0] for r in source if r is not None]
            source_of[heads[0]] = owners[0] if owners else NONE
    return Example(name, pieces, tags, cue_of, source_of)


def unsaid(name: str, pieces: Pieces, happenings: Happenings) -> Example:
    """An example of events, whose statements nobody annotated."""
    unknown = np.full((LEVELS, len(pieces)), UNKNOWN, dtype=np.int32)
    return Example(name, pieces, unknown, unknown, unknown[0], happenings=happenings)


def _mark(row: Labels, pieces: Pieces, span: Span, part: str) -> tuple[int, int] | None:
    """Tag the pieces of a span; its range, or None if nothing is left of it."""
    first = int(np.searchsorted(pieces.ends, span[0], side="right"))
    last = int(np.searchsorted(pieces.starts, span[1], side="left"))
    while first < last and pieces.starts[first] == pieces.ends[first]:
        first += 1
    if first >= last:
        return None
    begin = TAGS.index(f"B-{part}")
    if row[first] == 0:
        row[first] = begin
    inside = row[first + 1 : last]
    inside[inside == 0] = begin + 1
    return first, last


def polnear(path: Path) -> Iterator[tuple[str, str, list[Attribution]]]:
    """Name, text and attributions of a PolNeAR file; the outermost level only is annotated.

    PolNeAR (Newell et al. 2018) tells who says what in news of the US elections of 2016.
    """
    for row in _rows(path):
        found = [
            Attribution(_spans(a["source"]), _spans(a["cue"]), _spans(a["content"]))
            for a in row["attributions"]
        ]
        yield row["doc_id"], row["text"], found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def unlabelled(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of the rows of any file of texts, long enough to be news and not too long."""
    for row in _rows(path):
        if _SHORTEST <= len(row["text"]) <= _LONGEST:
            yield f"{path.stem}/{row['doc_id']}", row["text"]


def chains(folder: Path) -> Iterator[Example]:
    """The development side of the gold chains and the training sentences, with all levels."""
    for gold in itertools.chain(load(folder), load_training(folder)):
        if gold.side != "develop" and not gold.id.startswith("t"):
            continue
        found = [
            Attribution(s.source, s.cue, s.content, level=len(gold.chain(s.id)) - 1)
            for s in gold.statements.values()
        ]
        yield label(gold.id, gold.text, found, blocks=gold.blocks)


def _spans(raw: Sequence[Sequence[int]]) -> list[Span]:
    return [(int(a), int(b)) for a, b in raw]
