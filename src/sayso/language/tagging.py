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
    greedy = rows.argmax(axis=1)
    before = np.concatenate([[0], greedy[:-1]])
    breaks = (greedy > 0) & (greedy % 2 == 0) & (before != greedy) & (before != greedy - 1)
    tags: list[int] = greedy.tolist()
    # Each row's best is the best of all wherever it follows the rule. So only where one does not
    # is there anything to search: back to where the best begins with what may follow anything.
    done = len(tags)
    for at in np.flatnonzero(breaks)[::-1].tolist():
        if at >= done:
            continue
        end, done = at + 1, at
        while end < len(tags) and _is_inside(tags[end]):
            end += 1
        while done and _is_inside(tags[done]):
            done = _run_start(tags, done)
            tags[done:end] = _search(rows[done:end])
        if _is_inside(tags[done]):
            tags[:end] = _search(rows[:end], anew=True)
    return tags


def _is_inside(tag: int) -> bool:
    return tag > 0 and tag % 2 == 0


def _run_start(tags: Sequence[int], end: int) -> int:
    """Where the run before ``end`` begins: an outside or begin tag, and what goes on with it."""
    first = end - 1
    while first and _is_inside(tags[first]):
        first -= 1
    return first


def _search(rows: npt.NDArray[np.float64], *, anew: bool = False) -> list[int]:
    """Viterbi's best tags of a stretch.

    Args:
        rows: Scores.
        anew: Nothing stands before, so that no inside tag comes first.
    """
    width = rows.shape[1]
    allowed = np.zeros((width, width))
    for inside in range(2, width, 2):
        allowed[:, inside] = _NEVER
        allowed[[inside - 1, inside], inside] = 0
    best = rows[0].copy()
    if anew:
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
