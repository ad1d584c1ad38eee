"""First stages: which reports there are, and what is compared of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zlib import crc32

import numpy as np

from sayso.linking.copies.shingles import fingerprint
from sayso.linking.incidents.board import UNDATED
from sayso.linking.memory import Note, note_of
from sayso.linking.moments import day, moment
from sayso.linking.stories.term_table import TermTable
from sayso.linking.uncollected import uncollected
from sayso.linking.words import body_words
from sayso.record import Report
from sayso.run.linking.plan import TOGETHER, Plan
from sayso.run.linking.shards import rows_of
from sayso.run.linking.work import Tables, columns_of

INDEX = {
    "id": "string",
    "undated": "bool_",
    "instant": "int64",
    "day": "int32",
    "outlet": "string",
    "agency": "string",
}
SORTED = {"number": "uint32", "record": "string"}
REPORTS = {
    "number": "uint32",
    "id": "string",
    "record": "string",
    "traits": "string",
    "happenings": "string",
    "told": "int32",
    "shingles": "int32",
    "terms": "binary",
    "counts": "binary",
}
"""``told`` and ``shingles`` are how many happenings and how many shingles a report has."""
SHINGLES = {"hash": "uint64", "number": "uint32"}
PLACES = {
    "place": "string",
    "first": "int32",
    "last": "int32",
    "number": "uint32",
    "happening": "int32",
}
HELD = {"term": "uint32", "reports": "int32"}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Group = tuple[int, tuple[str, ...]]
"""A number, and the files of some shards."""


@dataclass(frozen=True)
class Index:
    """When each report of some shards came out, and who printed it.

    Attributes:
        work: Where it is written down.
        shards: The folder of the shards.
    """

    work: Tables
    shards: str

    @uncollected()
    def __call__(self, group: Group) -> None:
        """Look through shards."""
        number, files = group
        rows = []
        for row in rows_of(self.shards, files, ("id", "published", "outlet", "agency")):
            when = moment(row.published)
            instant = (when - _EPOCH) // timedelta(microseconds=1) if when else 0
            on = day(row.published) or 0
            rows.append((row.id, when is None, instant, on, row.outlet, row.agency))
        self.work.write("index", number, INDEX, columns_of(INDEX, rows))


@dataclass(frozen=True)
class Sort:
    """Sends the records of some shards to the blocks that their numbers belong to.

    Attributes:
        plan: The run.
        shards: The folder of the shards.
    """

    plan: Plan
    shards: str

    @uncollected()
    def __call__(self, group: Group) -> None:
        """Send the records of shards."""
        number, files = group
        work = self.plan.work
        begin = int(work.array("shard_starts")[number])
        records = [row.record for row in rows_of(self.shards, files, ("record",))]
        numbers = np.array(work.array("number_of")[begin : begin + len(records)])
        kept = np.flatnonzero(numbers >= 0)
        work.write(
            "sorted",
            number,
            SORTED,
            {"number": numbers[kept], "record": [records[k] for k in kept.tolist()]},
            parts=numbers[kept] // self.plan.block,
        )


@dataclass(frozen=True)
class Notes:
    """What is compared of the reports of a block: shingles, terms, traits and happenings."""

    plan: Plan

    @uncollected()
    def __call__(self, block: int) -> None:
        """Take notes on the reports of a block."""
        plan, work = self.plan, self.plan.work
        rows = work.part("sorted", block, list(SORTED))
        order = np.argsort(rows["number"].to_numpy())
        numbers = rows["number"].to_numpy()[order]
        records = rows["record"].take(order).to_pylist()
        reports = [Report.model_validate_json(record) for record in records]
        notes = [note_of(report) for report in reports]
        held = [fingerprint(body_words(report)) for report in reports]
        table = TermTable.of([note.traits for note in notes])
        terms, counts = np.unique(table.terms, return_counts=True)
        work.write("held", block, HELD, {"term": terms, "reports": counts})
        hashes = np.concatenate([np.zeros(0, dtype=np.uint64), *held])
        holders = np.repeat(numbers, [len(each) for each in held])
        work.write(
            "shingles",
            block,
            SHINGLES,
            {"hash": hashes, "number": holders},
            parts=hashes % np.uint64(plan.parts),
        )
        self._write_places(block, numbers.tolist(), notes)
        cuts = table.starts.tolist()
        spans = list(pairwise(cuts))
        columns = {
            "number": numbers,
            "id": [report.id for report in reports],
            "record": records,
            "traits": [_line(note.traits.to_data()) for note in notes],
            "happenings": [_line([h.to_data() for h in note.happenings]) for note in notes],
            "told": [len(note.happenings) for note in notes],
            "shingles": [len(each) for each in held],
            "terms": [table.terms[i:j].tobytes() for i, j in spans],
            "counts": [table.counts[i:j].tobytes() for i, j in spans],
        }
        work.write("reports", block, REPORTS, columns, together=TOGETHER)

    def _write_places(self, block: int, numbers: Sequence[int], notes: Sequence[Note]) -> None:
        rows = [
            (key, *(h.days or UNDATED), number, place)
            for number, note in zip(numbers, notes, strict=True)
            for place, h in enumerate(note.happenings)
            for key in sorted(h.place_keys)
        ]
        parts = np.array([crc32(row[0].encode()) % self.plan.parts for row in rows], dtype=np.int64)
        columns = columns_of(PLACES, rows)
        self.plan.work.write("places", block, PLACES, columns, parts=parts)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
