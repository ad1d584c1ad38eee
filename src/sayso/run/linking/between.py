"""What is done between two stages in one place: numbers, sums, and what hangs together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.linking.copies.general_use import made_of_it
from sayso.linking.incidents.clusters import ENOUGH
from sayso.linking.incidents.ids import founded_ids
from sayso.linking.memory import Named
from sayso.linking.stories.term_table import BUCKETS
from sayso.run.linking.account_stages import IDS
from sayso.run.linking.components import Ints, components, members, packs
from sayso.run.linking.copy_stages import Family, spreads
from sayso.run.linking.incident_stages import Pack
from sayso.run.linking.plan import Plan
from sayso.run.linking.report_stages import INDEX
from sayso.run.linking.work import Tables, arrow

PACKED_COPIES, PACKED_HAPPENINGS = 512, 1_024
"""Copies, and happenings, that a worker looks at together; more where they hang together."""


def number(work: Tables) -> tuple[int, tuple[Named, ...]]:
    """Give the reports their numbers, in the order of their telling.

    Returns:
        How many there are, and the pairs of outlet and agency, each once, in that order.
    """
    pa, _ = arrow()
    import pyarrow.compute as pc  # type: ignore[import-untyped, unused-ignore]

    tables = [work.read("index", n, list(INDEX)) for n in work.numbers("index")]
    starts = np.cumsum([0, *map(len, tables)], dtype=np.int64)
    rows = pa.concat_tables(tables)
    rows = rows.set_column(0, "id", rows["id"].cast(pa.large_string()))
    rows = rows.append_column("row", pa.array(np.arange(len(rows), dtype=np.int64)))
    keys = ("undated", "instant", "id", "row")
    order = pc.sort_indices(rows.select(keys), [(key, "ascending") for key in ("id", "row")])
    ids = rows["id"].take(order)
    first = np.ones(len(rows), dtype=bool)
    if len(rows) > 1:
        first[1:] = pc.not_equal(ids[1:], ids[:-1]).to_numpy()
    rows = rows.take(np.sort(order.to_numpy()[first]))
    rows = rows.take(pc.sort_indices(rows, [(key, "ascending") for key in keys]))

    number_of = np.full(int(starts[-1]), -1, dtype=np.int64)
    number_of[rows["row"].to_numpy()] = np.arange(len(rows))
    work.save("number_of", number_of)
    work.save("shard_starts", starts)
    work.save("days", rows["day"].to_numpy().astype(np.int32))
    work.save("outlets", _outlets(rows["outlet"].to_pylist()))
    named = zip(rows["outlet"].to_pylist(), rows["agency"].to_pylist(), strict=True)
    return len(rows), tuple(dict.fromkeys(named))


def _outlets(names: list[str | None]) -> NDArray[np.int32]:
    """A number for each outlet, whatever the case of its letters; -1 for none."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(o.casefold(), len(known)) if o else -1 for o in names]
    return np.array(numbers, dtype=np.int32)


def count(plan: Plan) -> None:
    """Sum up in how many reports each term stands, and how much each report holds."""
    held = np.zeros(BUCKETS, dtype=np.int32)
    lengths, told = [], [np.zeros(1, dtype=np.int64)]
    for block in range(plan.blocks):
        rows = plan.work.read("held", block, ["term", "reports"])
        held[rows["term"].to_numpy()] += rows["reports"].to_numpy()
        rows = plan.work.read("reports", block, ["shingles", "told"])
        lengths.append(rows["shingles"].to_numpy().astype(np.int64))
        told.append(rows["told"].to_numpy().astype(np.int64))
    plan.work.save("held", held)
    plan.work.save("lengths", np.concatenate([np.zeros(0, dtype=np.int64), *lengths]))
    plan.work.save("told_starts", np.cumsum(np.concatenate(told)))


def general_use(plan: Plan) -> None:
    """Find the reports that mostly consist of text in general use."""
    plan.work.save("made", made_of_it(spreads(plan), np.array(plan.work.array("lengths"))))


def mute(plan: Plan) -> None:
    """Bring together the shingles that do not link."""
    for name in ("ageless", "wide"):
        found = [
            plan.work.read("general", part, [name])[name][0].values.to_numpy()
            for part in range(plan.parts)
        ]
        plan.work.save(name, np.sort(np.concatenate([np.zeros(0, dtype=np.uint64), *found])))


def families(plan: Plan) -> Iterator[Family]:
    """Pack the copies, all of reports that have text from one another in one pack."""
    a, b, places = _rows(plan, "found", ("a", "b"))
    label = components(plan.reports, a, b)
    family = np.full(plan.reports, -1, dtype=np.int64)
    family_pack = family.copy()
    packed = packs(label[a], PACKED_COPIES)
    for ends in (a, b):
        family[ends] = label[ends]
        family_pack[ends] = packed
    plan.work.save("family", family)
    plan.work.save("family_pack", family_pack)
    return ((pack, _places(places[rows])) for pack, rows in members(packed))


def happenings(plan: Plan) -> Iterator[Pack]:
    """Pack the happenings, all that may be one in one pack, with the scores of their pairs."""
    starts = plan.work.array("told_starts")
    a, i, b, j, total, places = _rows(plan, "scored", ("a", "i", "b", "j", "total"))
    one, two = starts[a.astype(np.int64)] + i, starts[b.astype(np.int64)] + j
    strong = total >= ENOUGH
    label = components(int(starts[-1]), one[strong], two[strong])
    packed = packs(label, PACKED_HAPPENINGS)
    inside = np.flatnonzero(label[one] == label[two])
    scored = {pack: inside[rows] for pack, rows in members(packed[one[inside]])}
    none = np.zeros(0, dtype=np.int64)
    for pack, held in members(packed):
        yield pack, tuple(held.tolist()), _places(places[scored.get(pack, none)])


def _rows(plan: Plan, table: str, columns: tuple[str, ...]) -> list[Any]:
    """Columns of all files of a table, and the file and row of each."""
    found: list[list[Any]] = [[] for _ in columns]
    places = [np.zeros((0, 2), dtype=np.int64)]
    for block in range(plan.blocks):
        rows = plan.work.read(table, block, columns)
        for held, name in zip(found, columns, strict=True):
            held.append(rows[name].to_numpy())
        here = np.arange(len(rows), dtype=np.int64)
        places.append(np.stack([np.full(len(rows), block, dtype=np.int64), here], axis=1))
    return [*map(np.concatenate, found), np.concatenate(places)]


def _places(rows: Ints) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Files, and rows of each, in order."""
    return tuple((file, tuple(np.sort(rows[at, 1]).tolist())) for file, at in members(rows[:, 0]))


def ids(plan: Plan) -> None:
    """Give the clusters their ids and their order."""
    work = plan.work
    files = work.numbers("clusters")
    tables = [work.read("clusters", n, ["first", "id"]) for n in files]
    first = np.concatenate([np.zeros(0, dtype=np.int64), *(t["first"].to_numpy() for t in tables)])
    founding = [id_ for t in tables for id_ in t["id"].to_pylist()]
    order = np.argsort(first, kind="stable")
    found = founded_ids(founding[k] for k in order.tolist())
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    begin = 0
    for number_, table in zip(files, tables, strict=True):
        here = place[begin : begin + len(table)]
        work.write("ids", number_, IDS, {"place": here, "id": [found[k] for k in here.tolist()]})
        begin += len(table)


def counts(out: Tables) -> dict[str, int]:
    """How many copies, incidents and different origins were found."""
    found = {
        table: sum(len(out.read(table, n, [column])) for n in out.numbers(table))
        for table, column in (("copies", "a"), ("incidents", "place"))
    }
    origins = {
        id_
        for n in out.numbers("origins")
        for id_ in out.read("origins", n, ["id"])["id"].to_pylist()
    }
    return {**found, "origins": len(origins)}
