"""Names exchanged for other names, so that what is learnt does not hang on who it is about.

PolNeAR tells of one election: a reader fitted to it as it is knows "Trump said" better than
"Abdullahi said", and reads "A shelled B" otherwise than "B shelled A". In half of the windows every
name becomes another name of as many pieces, the same one throughout.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.language.pieces import FEATURES, Ints, Pieces, Shape, tokenizer
from training.examples import Example

SHARE = 0.5
"""Share of windows in which names are exchanged."""
_MOSTLY = 0.95
"""A word is a name if this share of its occurrences is written with a capital."""
_LEAST = 2
_LONGEST = 5
_CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)

Word = tuple[int, ...]
"""The pieces of a word."""


@dataclass(frozen=True)
class Names:
    """Words that are names, by how many pieces they have."""

    by_length: dict[int, list[Word]]
    all: frozenset[Word]

    def exchange(self, pieces: Pieces, begin: int, end: int, rng: random.Random) -> Ints:
        """The pieces ``[begin, end)`` with each name replaced by a random other one."""
        ids = pieces.ids[begin:end].copy()
        table: dict[Word, Word] = {}
        for first, last in _words(pieces, begin, end):
            word = tuple(pieces.ids[first:last].tolist())
            if word in self.all:
                other = table.setdefault(word, rng.choice(self.by_length[len(word)]))
                ids[first - begin : last - begin] = other
        return ids


def names_in(examples: Sequence[Example]) -> Names:
    """Words that are nearly always written with a capital."""
    capital: Counter[Word] = Counter()
    total: Counter[Word] = Counter()
    for e in examples:
        shapes = e.pieces.features % (FEATURES // 2)
        for first, last in _words(e.pieces, 0, len(e.pieces)):
            word = tuple(e.pieces.ids[first:last].tolist())
            total[word] += 1
            capital[word] += int(shapes[first] == Shape.CAPITAL)
    kept_out = {(tokenizer().token_to_id(w),) for w in _CALENDAR.split()}
    names = [
        word for word, n in capital.items()
        if n >= _LEAST and n >= _MOSTLY * total[word] and word not in kept_out
    ]  # fmt: skip
    by_length: defaultdict[int, list[Word]] = defaultdict(list)
    for word in sorted(names):
        by_length[len(word)].append(word)
    return Names(dict(by_length), frozenset(names))


def _words(pieces: Pieces, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of the whole words in ``[begin, end)`` that are not too long to be names."""
    firsts = np.flatnonzero(pieces.first[begin:end]) + begin
    for first, last in zip(firsts, [*firsts[1:], end], strict=True):
        if last - first <= _LONGEST and pieces.starts[first] < pieces.ends[first]:
            yield int(first), int(last)
