"""Names exchanged for other names, so that what is learnt does not hang on who it is about.

PolNeAR tells of one election: a reader fitted to it as it is knows "Trump said" better than
"Abdullahi said". In some windows every name of one piece becomes another name of one piece, the
same one throughout.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.language.pieces import FEATURES, Ints, tokenizer
from training.examples import Example

SHARE = 0.35
"""Share of windows in which names are exchanged."""
_MOSTLY = 0.95
"""A word is a name if this share of its occurrences is written with a capital."""
_LEAST = 3
_CAPITAL = 2
_CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)


@dataclass(frozen=True)
class Names:
    """The pieces that are names by themselves."""

    ids: Ints

    def exchange(self, ids: Ints, rng: random.Random) -> Ints:
        """The pieces of a window with each name replaced by a random other one."""
        table = {int(i): int(rng.choice(self.ids)) for i in np.unique(ids[np.isin(ids, self.ids)])}
        return np.array([table.get(int(i), int(i)) for i in ids], dtype=ids.dtype)


def names_in(examples: Sequence[Example]) -> Names:
    """Words of one piece that are nearly always written with a capital."""
    capital: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for e in examples:
        p = e.pieces
        whole = p.first & np.append(p.first[1:], True)
        shapes = p.features % (FEATURES // 2)
        total.update(p.ids[whole].tolist())
        capital.update(p.ids[whole & (shapes == _CAPITAL)].tolist())
    kept_out = {tokenizer().token_to_id(w) for w in _CALENDAR.split()}
    ids = [
        i for i, n in capital.items()
        if n >= _LEAST and n >= _MOSTLY * total[i] and i not in kept_out
    ]  # fmt: skip
    return Names(np.array(sorted(ids), dtype=np.int32))
