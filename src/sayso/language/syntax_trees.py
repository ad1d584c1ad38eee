"""Sentences and arcs out of scores: one tree a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sayso.language.syntax_net import Syntax

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LONGEST = 200
"""Words of a sentence: nobody writes longer ones, and the time for a tree grows with their square.
A longer run of words is cut where a sentence is likeliest to begin."""
_TANGLED = 30
"""Words whose arcs cross others, above which a sentence is left as it is: a list, a table, noise.
In running text it is one or two."""
_MENDS = 30
"""Arcs of a sentence that are moved at most."""


def sentences(syntax: Syntax, stretches: Ints) -> list[tuple[int, int]]:
    """The sentences as words ``[first, last)``; a stretch begins one.

    Args:
        syntax: Scores for the words.
        stretches: Number of the stretch that each word is in.
    """
    if not len(stretches):
        return []
    begins = syntax.starts > 0
    begins[0] = True
    begins[1:] |= stretches[1:] != stretches[:-1]
    first = np.flatnonzero(begins).tolist()
    found: list[tuple[int, int]] = []
    for begin, end in zip(first, [*first[1:], len(stretches)], strict=True):
        at = begin
        while end - at > LONGEST:
            half = at + LONGEST // 2
            cut = half + int(syntax.starts[half : at + LONGEST].argmax())
            found.append((at, cut))
            at = cut
        found.append((at, end))
    return found


def heads(syntax: Syntax, within: list[tuple[int, int]]) -> Ints:
    """The head of each word, its own number at the root of a sentence.

    Args:
        syntax: Scores for the words.
        within: The sentences.
    """
    out = np.zeros(len(syntax.starts), dtype=np.int64)
    for first, last in within:
        scores = syntax.dependents[first:last] @ syntax.heads[first:last].T
        out[first:last] = first + tree(scores)
    return out


def tree(scores: Floats) -> Ints:
    """Heads that make one tree without crossing arcs.

    Each word has its best head first. Where these go in a circle, or arcs cross, the arc that loses
    least by it goes to the next best head that mends it, until none is left to mend or there are
    too many. (Eisner's exact search agrees with the teacher as often and takes a hundred times as
    long.)

    Args:
        scores: (words, words): a row's word as dependent, a column's as head; on the diagonal
            the word as root. It is changed.

    Returns:
        The head of each word; the root is its own.
    """
    rooted = scores.diagonal().copy()
    np.fill_diagonal(scores, -np.inf)
    found: Ints = scores.argmax(axis=1)
    everyone = np.arange(len(found))
    root = int((rooted - scores[everyone, found]).argmax())
    found[root] = root
    for circle in _circles(found, root):
        _break(scores, found, circle, root)
    _uncross(scores, found, root)
    return found


def _climb(found: Ints) -> Ints:
    """Where each word comes to that goes up far enough."""
    up = found
    for _ in range(len(found).bit_length()):
        up = up[up]
    return up


def _circles(found: Ints, root: int) -> Iterator[list[int]]:
    """The circles of heads, one at a time; each must be broken before the next is asked for."""
    while True:
        astray = np.flatnonzero(_climb(found) != root)
        if not len(astray):
            return
        at = int(_climb(found)[astray[0]])
        circle = [at]
        while (at := int(found[at])) != circle[0]:
            circle.append(at)
        yield circle


def _break(scores: Floats, found: Ints, circle: list[int], root: int) -> None:
    """Hang a circle on a word that leads to the root, where that costs least."""
    safe = np.flatnonzero(_climb(found) == root)
    members = np.array(circle)
    other = scores[members[:, None], safe]
    loss = other.max(axis=1) - scores[members, found[members]]
    at = int(loss.argmax())
    found[members[at]] = safe[int(other[at].argmax())]


def _uncross(scores: Floats, found: Ints, root: int) -> None:
    """Move arcs that cross others to heads where they cross none."""
    words = np.arange(len(found))
    for _ in range(_MENDS):
        low, high = np.minimum(words, found), np.maximum(words, found)
        low[root] = -1  # the root hangs on what is before the sentence
        crossing = _crosses(low[:, None], high[:, None], low, high).any(axis=1)
        if crossing.sum() > _TANGLED:
            return
        best: tuple[float, int, int] | None = None
        for word in np.flatnonzero(crossing & (words != root)).tolist():
            to = np.minimum(word, words)[:, None], np.maximum(word, words)[:, None]
            others = np.delete(np.stack([low, high]), word, axis=1)
            free = ~_crosses(*to, *others).any(axis=1) & ~_below(found, word)
            if free.any():
                head = int(np.where(free, scores[word], -np.inf).argmax())
                loss = float(scores[word, head] - scores[word, found[word]])
                best = max(best or (loss, word, head), (loss, word, head))
        if best is None:
            return
        found[best[1]] = best[2]


def _crosses(low: Ints, high: Ints, others_low: Ints, others_high: Ints) -> npt.NDArray[np.bool_]:
    after = (low < others_low) & (others_low < high) & (high < others_high)
    before = (others_low < low) & (low < others_high) & (others_high < high)
    out: npt.NDArray[np.bool_] = after | before
    return out


def _below(found: Ints, word: int) -> npt.NDArray[np.bool_]:
    """Which words hang on a word, and itself."""
    inside: npt.NDArray[np.bool_] = np.arange(len(found)) == word
    up = found
    for _ in range(len(found).bit_length()):
        inside = inside | inside[up]
        up = up[up]
    return inside
