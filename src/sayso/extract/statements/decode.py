"""Tag scores to parts: the best sequence of tags that begins what it goes on with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import numpy as np
import numpy.typing as npt

from sayso.language.encoding import Encoding, Floats
from sayso.language.heads import LEVELS, TAGS

PartKind = Literal["source", "cue", "content"]

# How much the score of "outside" is moved, by level. There is less of the inner levels in
# training, so their parts are found too seldom. Chosen on the development sides of PolNeAR (the
# first) and of the gold chains (the others); a third more or less is as good.
_OUTSIDE = np.array([0.0, -0.7, -0.7], dtype=np.float32)
_HABIT = 0.2
"""Weight of the habits of tags; .15 to .3 come out alike."""

_IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces ``[first, last)`` of one level that are one stretch of a source, cue or content."""

    kind: PartKind
    level: int
    first: int
    last: int


def _transitions() -> Floats:
    """What it costs to go from tag to tag: how rare that is in annotated text, or too much."""
    text = (resources.files("sayso") / "models" / "transitions.json").read_text(encoding="utf-8")
    allowed = _HABIT * np.array(json.loads(text), dtype=np.float32)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            if after.startswith("I-") and before[1:] != after[1:]:
                allowed[i, j] = _IMPOSSIBLE
    return allowed


_TRANSITIONS = _transitions()
_KINDS: dict[str, PartKind] = {"source": "source", "cue": "cue", "content": "content"}


def decode(encoding: Encoding) -> list[Part]:
    """Parts of all levels in text order.

    Words are tagged as their first piece is. Blocks are decoded side by side, so that the number
    of steps is that of the words of the longest block; what goes on in the next block begins there
    anew.
    """
    pieces = encoding.pieces
    words = np.flatnonzero(pieces.first)
    if not len(words):
        return []
    breaks = pieces.starts[words] == pieces.ends[words]
    block = np.cumsum(breaks)
    begins = np.flatnonzero(np.diff(block, prepend=-1))
    column = np.arange(len(words)) - begins[block - block[0]]
    scores = encoding.tags[words]
    scores = scores - scores.max(-1, keepdims=True)
    scores[..., 0] += _OUTSIDE
    scores[breaks, :, 1:] = _IMPOSSIBLE
    rows = np.zeros((len(begins), int(column.max()) + 1, LEVELS, len(TAGS)), dtype=np.float32)
    rows[block - block[0], column] = scores
    path = _viterbi(rows)[block - block[0], column]
    firsts: list[int] = words.tolist()
    ends = [*firsts[1:], len(pieces)]
    parts = []
    for level in range(LEVELS):
        parts += _parts(path[:, level].tolist(), firsts, ends, level)
    return sorted(parts, key=lambda p: (p.first, p.level))


def _viterbi(scores: Floats) -> npt.NDArray[np.int64]:
    """Best tags of (rows, steps, levels, tags); padding is scored 0 and asks for nothing.

    Rows and levels lie side by side in the last axis, so that a step is three sums over all.
    """
    rows, steps, levels, tags = scores.shape
    told = np.ascontiguousarray(scores.transpose(1, 3, 0, 2)).reshape(steps, tags, rows * levels)
    best = np.empty_like(told)
    best[0] = told[0]
    reach = np.empty((tags, tags, rows * levels), dtype=np.float32)
    for t in range(1, steps):
        np.add(best[t - 1][:, None], _TRANSITIONS[..., None], out=reach)
        np.add(reach.max(0), told[t], out=best[t])
    path = np.empty((steps, rows * levels), dtype=np.int64)
    path[-1] = best[-1].argmax(0)
    befores = np.ascontiguousarray(best.transpose(0, 2, 1))
    for t in range(steps - 1, 0, -1):
        path[t - 1] = (befores[t - 1] + _TRANSITIONS.T[path[t]]).argmax(-1)
    return path.reshape(steps, rows, levels).transpose(1, 0, 2)


def _parts(
    tags: Sequence[int], words: Sequence[int], ends: Sequence[int], level: int
) -> list[Part]:
    """Runs of one part: a beginning, or the first of what goes on, and all that goes on with it."""
    out: list[Part] = []
    inside = [i for i, tag in enumerate(tags) if tag]
    begun = -1
    for n, i in enumerate(inside):
        begun = i if begun < 0 else begun
        after = inside[n + 1] if n + 1 < len(inside) else -1
        goes_on = after == i + 1 and tags[after] % 2 == 0 and tags[after] == _inner(tags[i])
        if not goes_on:
            kind = _KINDS[TAGS[tags[begun]][2:]]
            out.append(Part(kind, level, words[begun], ends[i]))
            begun = -1
    return out


def _inner(tag: int) -> int:
    """The tag that goes on with a part."""
    return tag + tag % 2
