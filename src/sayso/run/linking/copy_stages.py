"""Stages that find copies: shared shingles in parts, pairs compared in blocks, families."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.linking.copies.candidates import shared_shingles, together, worth_comparing
from sayso.linking.copies.carried import CARRYING, Carried
from sayso.linking.copies.detours import without_detours
from sayso.linking.copies.find import compare
from sayso.linking.copies.general_use import GeneralUse, Spread, general_in, spread_of
from sayso.linking.copies.texts import Texts
from sayso.linking.incidents.verbatim import same_words
from sayso.linking.memory import Ref
from sayso.linking.uncollected import uncollected
from sayso.record import Copy, Report
from sayso.run.linking.plan import Plan
from sayso.run.linking.work import columns_of

SPREAD = {
    "ageless": "[uint64]",
    "wide": "[uint64]",
    "holders": "[uint32]",
    "in_wide": "[int64]",
    "in_ageless": "[int64]",
}
GENERAL = {"ageless": "[uint64]", "wide": "[uint64]"}
PAIRS = {"code": "int64", "count": "int64"}
FOUND = {"a": "uint32", "b": "uint32", "onward": "bool_", "record": "string"}
"""``onward`` when the later told has the text from the earlier."""
CARRIES = {"a": "uint32", "b": "uint32", "share": "float64"}
TOLD_PAIRS = {"a": "uint32", "i": "int32", "b": "uint32", "j": "int32"}
"""Two happenings: a report's number, and the place of the happening among its happenings."""
COPIES = {
    "family": "uint32",
    "a": "uint32",
    "b": "uint32",
    "from": "string",
    "to": "string",
    "kind": "string",
    "share": "float64",
    "record": "string",
}
"""``a`` and ``b`` are the numbers of the two reports, the earlier told first."""


@dataclass(frozen=True)
class SpreadOfShingles:
    """How far the shingles of a part are spread."""

    plan: Plan

    @uncollected()
    def __call__(self, part: int) -> None:
        """Look at a part of all shingles."""
        found = spread_of(self.plan.shingles(part), self.plan.known())
        columns = {name: [getattr(found, name)] for name in SPREAD}
        self.plan.work.write("spread", part, SPREAD, columns)


def spreads(plan: Plan) -> Iterator[Spread]:
    """What all parts of the shingles tell of general use."""
    for part in range(plan.parts):
        yield _spread(plan, part)


def _spread(plan: Plan, part: int) -> Spread:
    rows = plan.work.read("spread", part, list(SPREAD))
    return Spread(**{name: rows[name][0].values.to_numpy() for name in SPREAD})


@dataclass(frozen=True)
class Candidates:
    """Which reports share shingles of a part, without those in general use."""

    plan: Plan

    @uncollected()
    def __call__(self, part: int) -> None:
        """Look at a part of all shingles."""
        plan, known = self.plan, self.plan.known()
        rows = plan.shingles(part)
        general = general_in(rows, _spread(plan, part).ageless, plan.work.array("made"), known)
        columns = {"ageless": [general.ageless], "wide": [general.wide]}
        plan.work.write("general", part, GENERAL, columns)
        linking = rows.at(~general.mutes(rows.hashes, rows.holders))
        every = np.arange(plan.reports, dtype=np.uint32)
        codes, counts = shared_shingles(linking, every, known)
        blocks = codes // plan.reports // plan.block
        plan.work.write("pairs", part, PAIRS, {"code": codes, "count": counts}, parts=blocks)


@dataclass(frozen=True)
class Compare:
    """The copies between the reports of a block and later ones."""

    plan: Plan

    @uncollected()
    def __call__(self, block: int) -> None:
        """Compare pairs, word by word."""
        plan, work = self.plan, self.plan.work
        rows = work.part("pairs", block, list(PAIRS))
        counted = together([(rows["code"].to_numpy(), rows["count"].to_numpy())])
        pairs = worth_comparing(counted, work.array("lengths"))
        general = GeneralUse(*(work.array(name) for name in ("ageless", "wide", "made")))
        number: dict[str, int] = {}

        def load(numbers: Sequence[int]) -> Mapping[int, Report]:
            found = plan.records(numbers)
            number.update((report.id, n) for n, report in found.items())
            return found

        found = []
        for _, copy in compare(pairs, Texts({}, load, general)):
            one, two = number[copy.from_], number[copy.to]
            found.append((min(one, two), max(one, two), one < two, copy.model_dump_json()))
        found.sort(key=lambda row: row[:2])
        work.write("found", block, FOUND, columns_of(FOUND, found))


Family = tuple[int, tuple[tuple[int, tuple[int, ...]], ...]]
"""A number, and the copies of some families: rows of files of found copies."""


@dataclass(frozen=True)
class Families:
    """Copies of reports that have text from one another, each family as a whole.

    Leaves out copies that only show that two took the words from a third, and finds which
    happenings are told in the same words.
    """

    plan: Plan

    @uncollected()
    def __call__(self, family: Family) -> None:
        """Look at some families."""
        pack, places = family
        plan, work = self.plan, self.plan.work
        found: list[tuple[int, int, Copy]] = []
        number: dict[str, int] = {}
        for file, rows in places:
            for _, row in work.rows("found", file, rows, list(FOUND)):
                copy = Copy.model_validate_json(row["record"])
                ends = (row["a"], row["b"]) if row["onward"] else (row["b"], row["a"])
                number[copy.from_], number[copy.to] = ends
                found.append((row["a"], row["b"], copy))
        found.sort(key=lambda row: row[:2])
        copies = without_detours([copy for _, _, copy in found])
        order = sorted({id_ for c in copies for id_ in (c.from_, c.to)}, key=number.__getitem__)
        self._write_carrying(pack, copies, number)
        self._write_same_words(pack, [number[id_] for id_ in order], Carried(copies, order))
        labels = work.array("family")
        lines = []
        for c in copies:
            a, b = sorted((number[c.from_], number[c.to]))
            lines.append(
                (int(labels[a]), a, b, c.from_, c.to, c.kind, c.share, c.model_dump_json())
            )
        plan.out.write("copies", pack, COPIES, columns_of(COPIES, lines))

    def _write_carrying(self, pack: int, copies: Sequence[Copy], number: Mapping[str, int]) -> None:
        rows = [
            (*sorted((number[c.from_], number[c.to])), max(c.share, c.share_from))
            for c in copies
            if c.kind in CARRYING
        ]
        blocks = np.array([row[0] // self.plan.block for row in rows], dtype=np.int64)
        self.plan.work.write("carries", pack, CARRIES, columns_of(CARRIES, rows), parts=blocks)

    def _write_same_words(self, pack: int, ends: Sequence[int], carried: Carried) -> None:
        told = self.plan.happenings(ends)
        refs: list[Ref] = [(n, i) for n in ends for i in range(len(told[n]))]
        pairs = same_words([told[n][i] for n, i in refs], carried)
        rows = [(*refs[i], *refs[j]) for i, j in sorted(pairs) if refs[i][0] != refs[j][0]]
        blocks = np.array([row[0] // self.plan.block for row in rows], dtype=np.int64)
        columns = columns_of(TOLD_PAIRS, rows)
        self.plan.work.write("same_words", pack, TOLD_PAIRS, columns, parts=blocks)
