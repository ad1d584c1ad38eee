"""The best row of begin-inside-outside tags for scores, and its stretches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_NEVER = -1e4


def best_tags(scores: Floats, outside: float = 0.0) -> list[int]:
    """Viterbi's best tags, in which no inside tag follows anything but its own kind.

    Args:
        scores: (pieces, 1 + 2 × kinds): outside, then begin and inside of each kind.
        outside: Taken from the scores of outside, so that more is found.
    """
    if not len(scores):
        return []
    rows = scores.astype(np.float64)
    rows[:, 0] -= outside
    width = rows.shape[1]
    allowed = np.zeros((width, width))
    for inside in range(2, width, 2):
        allowed[:, inside] = _NEVER
        allowed[[inside - 1, inside], inside] = 0
    best = rows[0].copy()
    best[2::2] = _NEVER
    back = np.zeros((len(rows), width), dtype=np.int32)
    for i in range(1, len(rows)):
        through = best[:, None] + allowed
        back[i] = through.argmax(axis=0)
        best = through.max(axis=0) + rows[i]
    out = [int(best.argmax())]
    for i in range(len(rows) - 1, 0, -1):
        out.append(int(back[i, out[-1]]))
    return out[::-1]


def stretches(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """First piece, end, and kind of each stretch of a row of tags."""
    out: list[tuple[int, int, int]] = []
    begun: int | None = None
    for i, tag in enumerate([*tags, 0]):
        if begun is not None and tag != tags[begun] + 1:
            out.append((begun, i, (tags[begun] - 1) // 2))
            begun = None
        if tag % 2 == 1:
            begun = i
    return out
