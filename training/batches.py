"""Windows of examples as padded tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sayso.language.heads import LEVELS
from sayso.language.pieces import CLS, CONTEXT, PAD, SEP, WINDOW, Window, windows
from training.event_loss import Targets, join
from training.examples import UNKNOWN, Example, Labels, Scores
from training.happenings import Happenings
from training.renaming import SHARE, Names

IGNORED = -100
"""Torch's mark for positions that count for no loss."""


Row = tuple[int, Example, Window, Scores | None]
"""A window of an example, with the example's number and its teacher's scores."""


@dataclass(frozen=True)
class Batch:
    """Tensors of windows; position 0 is the window's first piece, which stands for "none"."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    tags: Tensor
    cue_of: Tensor
    source_of: Tensor
    weight: Tensor
    teacher: Tensor | None
    trust: Tensor
    """Share of the teacher in the loss of each window's tags."""
    at: Tensor
    """Where the pieces of the texts with events stand, counted over the windows' positions."""
    targets: Targets | None
    """Labels of those pieces."""


def plan(examples: Sequence[Example], rng: random.Random | None) -> list[tuple[int, Window]]:
    """Windows over all examples; with ``rng`` of a random size and context, as augmentation."""
    out = []
    for number, example in enumerate(examples):
        size = rng.choice((128, 192, 256, 256)) if rng else WINDOW
        context = rng.randint(0, CONTEXT) if rng else CONTEXT
        out += [(number, w) for w in windows(example.pieces, size=size, context=context)]
    return out


def batches(
    examples: Sequence[Example],
    planned: Sequence[tuple[int, Window]],
    pieces: int,
    rng: random.Random | None = None,
    teacher: Sequence[Scores | None] | None = None,
    names: Names | None = None,
) -> Iterator[Batch]:
    """Batches of texts with windows of like length, each of about ``pieces`` pieces.

    All windows of a text are in one batch, so that what is said of it as a whole can be learnt.

    Args:
        examples: The examples that the windows are of.
        planned: The windows.
        pieces: Pieces in a batch, padding included.
        rng: Shuffles windows and batches; without it the order is that of the lengths.
        teacher: For each example the teacher's tag scores, (pieces, levels × tags), or None.
        names: Names to exchange in some of the windows, where there is an ``rng``.
    """
    texts: dict[int, list[tuple[int, Window]]] = {}
    for item in planned:
        texts.setdefault(item[0], []).append(item)

    def longest(items: Sequence[tuple[int, Window]]) -> int:
        return max(w.end - w.begin for _, w in items) + 2

    order = sorted(
        texts.values(), key=lambda items: longest(items) // 16 + (rng.random() if rng else 0)
    )
    groups: list[list[tuple[int, Window]]] = [[]]
    length = 0
    for items in order:
        length = max(length, longest(items))
        if groups[-1] and length * (len(groups[-1]) + len(items)) > pieces:
            groups.append([])
            length = longest(items)
        groups[-1] += items
    if rng:
        rng.shuffle(groups)
    for group in groups:
        rows = [(n, examples[n], w, teacher[n] if teacher else None) for n, w in group]
        exchanged = [names if rng and rng.random() < SHARE else None for _ in rows]
        yield _pad(rows, exchanged, rng)


def _pad(
    rows: Sequence[Row],
    names: Sequence[Names | None],
    rng: random.Random | None,
) -> Batch:
    length = max(w.end - w.begin for _, _, w, _ in rows) + 2
    shape = (len(rows), length)
    ids = np.full(shape, PAD, dtype=np.int64)
    features = np.zeros(shape, dtype=np.int64)
    mask = np.zeros(shape, dtype=np.float32)
    tags = np.full((len(rows), LEVELS, length), IGNORED, dtype=np.int64)
    cue_of = np.full((len(rows), LEVELS, length), IGNORED, dtype=np.int64)
    source_of = np.full(shape, IGNORED, dtype=np.int64)
    soft = None
    for i, (_, e, w, scores) in enumerate(rows):
        n = w.end - w.begin
        ids[i, 0], ids[i, n + 1] = CLS, SEP
        ids[i, 1 : n + 1] = e.pieces.ids[w.begin : w.end]
        if (chosen := names[i]) is not None and rng is not None:
            ids[i, 1 : n + 1] = chosen.exchange(e.pieces, w.begin, w.end, rng)
        features[i, 1 : n + 1] = e.pieces.features[w.begin : w.end]
        mask[i, : n + 2] = 1
        core = slice(1 + w.core - w.begin, n + 1)
        inside = slice(w.core, w.end)
        tags[i, :, core] = _ignored(e.tags[:, inside])
        cue_of[i, :, core] = _targets(e.cue_of[:, inside], w)
        source_of[i, core] = _targets(e.source_of[inside], w)
        if scores is not None:
            if soft is None:
                soft = np.zeros((len(rows), length, scores.shape[1]), dtype=np.float32)
            soft[i, core] = scores[inside]
    tensor = torch.from_numpy
    at, told = _happenings(rows, length)
    return Batch(
        ids=tensor(ids),
        features=tensor(features),
        mask=tensor(mask),
        tags=tensor(tags),
        cue_of=tensor(cue_of),
        source_of=tensor(source_of),
        weight=torch.tensor(
            [[1.0] + [e.inner] * (LEVELS - 1) for _, e, _, _ in rows], dtype=torch.float32
        ),
        teacher=None if soft is None else tensor(soft),
        trust=torch.tensor(
            [e.trust if t is not None else 0.0 for _, e, _, t in rows], dtype=torch.float32
        ),
        at=at,
        targets=told,
    )


def _happenings(rows: Sequence[Row], length: int) -> tuple[Tensor, Targets | None]:
    places: dict[int, list[np.ndarray]] = {}
    found: dict[int, Happenings] = {}
    for i, (n, e, w, _) in enumerate(rows):
        if e.happenings is not None:
            start = i * length + 1 + w.core - w.begin
            places.setdefault(n, []).append(np.arange(start, start + w.end - w.core))
            found[n] = e.happenings
    if not found:
        return torch.zeros(0, dtype=torch.long), None
    at = np.concatenate([a for parts in places.values() for a in parts])
    return torch.from_numpy(at), join(list(found.values()))


def _ignored(labels: Labels) -> Labels:
    return np.where(labels == UNKNOWN, IGNORED, labels)


def _targets(links: Labels, window: Window) -> Labels:
    """Piece numbers as positions of a window; what lies outside of it is "none here"."""
    inside = (links >= window.begin) & (links < window.end)
    local = np.where(inside, links - window.begin + 1, 0)
    return np.where(links == UNKNOWN, IGNORED, local)
