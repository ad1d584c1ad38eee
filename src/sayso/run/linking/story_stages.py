"""Stages that find which reports may be on one story: terms in parts, pairs in blocks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.linking.stories.fields import Compared, compared
from sayso.linking.stories.near import Entries, Postings, entries_of, near
from sayso.linking.stories.pairs import Chances, chances_of
from sayso.linking.stories.term_table import BUCKETS, TermTable
from sayso.linking.uncollected import uncollected
from sayso.run.linking.plan import Plan, held_terms
from sayso.run.linking.work import arrow, columns_of

ENTRIES = {"term": "uint32", "number": "uint32", "share": "float32"}
CHANCES = {"a": "uint32", "b": "uint32", "chance": "float64"}
BLOCKS = 4
"""Blocks whose reports are held against all earlier ones together: each that is like one of them is
then read again for these four only once."""
POSTED = {"terms": "int64"}


@dataclass(frozen=True)
class Weigh:
    """The terms of the reports of a block by which they can be found, with their weights."""

    plan: Plan

    @uncollected()
    def __call__(self, block: int) -> None:
        """Weigh terms."""
        plan, work = self.plan, self.plan.work
        rows = work.read("reports", block, ["number", "terms", "counts"])
        terms, counts = rows["terms"].to_pylist(), rows["counts"].to_pylist()
        table = TermTable(
            np.frombuffer(b"".join(terms), dtype=np.uint32),
            np.frombuffer(b"".join(counts), dtype=np.uint8),
            np.cumsum([0, *map(len, counts)], dtype=np.int64),
        )
        numbers = rows["number"].to_numpy().astype(np.int64)
        found = entries_of(table, numbers, held_terms(work), plan.reports)
        columns = {"term": found.terms, "number": found.holders, "share": found.shares}
        parts = found.terms.astype(np.int64) * plan.parts // BUCKETS
        work.write("entries", block, ENTRIES, columns, parts=parts)


@dataclass(frozen=True)
class Post:
    """Who holds the terms of a part: arrays in which every worker looks terms up."""

    plan: Plan

    @uncollected()
    def __call__(self, part: int) -> None:
        """Put the entries of a part in the order of their terms."""
        found = Postings.of(_entries(self.plan.work.part("entries", part, list(ENTRIES))))
        entries = found.entries
        arrays: dict[str, NDArray[Any]] = {
            "terms": found.terms,
            "starts": found.starts,
            "holders": entries.holders,
            "shares": entries.shares,
        }
        for name, values in arrays.items():
            self.plan.work.save(f"postings/{name}-{part:05}", values)
        self.plan.work.write("posted", part, POSTED, {"terms": [len(found.terms)]})


def _postings(plan: Plan, part: int) -> Postings:
    terms, starts, holders, shares = (
        plan.work.array(f"postings/{name}-{part:05}")
        for name in ("terms", "starts", "holders", "shares")
    )
    return Postings(terms, starts, Entries(terms, holders, shares))


@dataclass(frozen=True)
class Likely:
    """The chances that reports of a few blocks and earlier ones are on one story."""

    plan: Plan

    @uncollected()
    def __call__(self, number: int) -> None:
        """Find earlier reports that are like those of some blocks, and compare them."""
        plan, work = self.plan, self.plan.work
        blocks = range(number * BLOCKS, min(plan.blocks, (number + 1) * BLOCKS))
        pa, _ = arrow()
        rows = [work.read("entries", block, list(ENTRIES)) for block in blocks]
        own = _entries(pa.concat_tables(rows))
        own = own.at(np.argsort(own.holders, kind="stable"))
        pairs = list(near(own, [_postings(plan, part) for part in range(plan.parts)]))
        pairs.sort(key=lambda pair: (pair[0] // plan.block, pair[1], pair[0]))
        rarity = plan.rarity()

        def known(numbers: set[int]) -> dict[int, Compared]:
            return {n: compared(each, rarity) for n, each in plan.traits(numbers).items()}

        later = known({b for _, b in pairs})
        chances: Chances = {}
        for _, some in groupby(pairs, key=lambda pair: pair[0] // plan.block):
            here = list(some)
            earlier = known({a for a, _ in here} - later.keys())
            chances.update(chances_of(here, {**later, **earlier}))
        lines = sorted((a, b, chance) for (a, b), chance in chances.items())
        parts = np.array([a // plan.block for a, _, _ in lines], dtype=np.int64)
        work.write("chances", number, CHANCES, columns_of(CHANCES, lines), parts=parts)


def _entries(rows: Any) -> Entries:
    terms: NDArray[np.uint32] = rows["term"].to_numpy()
    return Entries(terms, rows["number"].to_numpy(), rows["share"].to_numpy())
