"""The table of incidents, corrected in a spreadsheet, as decisions about the incidents."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_examples import linked_examples
from openpyxl import load_workbook

from sayso.coded.taking import Taken, is_table, take_cells
from sayso.desk import Desk
from sayso.errors import InputError
from sayso.export import export
from sayso.export.source import Asked, TableFile
from sayso.store import Store

Cells = dict[str, object]


def exported(store: Store, folder: Path, file: TableFile = "csv") -> Path:
    export(store, "incidents", folder / "out", Asked(file=file))
    return folder / "out"


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def changed(folder: Path, id_: str, **cells: str) -> Path:
    """The exported table with some cells of a row changed."""
    table = rows(folder)
    for row in table:
        if row["id"] == id_:
            row.update(cells)
    path = folder / "incidents.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(str(linked_examples(tmp_path)))


def killed(folder: Path) -> dict[str, str]:
    """The incident of the market: one with a toll, a place and a day."""
    return next(r for r in rows(folder) if r["killed_best"] and r["place"] and r["earliest"])


def take(store: Store, path: Path, who: str = "Amal", **more: bool) -> Taken:
    return take_cells(store, path, who=who, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("file", ["csv", "xlsx", "parquet", "sqlite"])
def test_an_export_that_nobody_touched_decides_nothing(
    file: TableFile, store: Store, tmp_path: Path
) -> None:
    folder = exported(store, tmp_path, file)
    assert is_table(folder)
    path = folder if file in ("csv", "parquet") else folder / f"incidents.{file}"
    taken = take(store, path)
    assert taken.records == taken.same > 20
    assert (taken.decisions, taken.refused) == ([], [])


def test_cells_become_decisions_once(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    row = killed(folder)
    path = changed(
        folder, row["id"], type="PROTEST", killed_low="5", killed_best="7",
        killed_high="9", place="Raqqa", lat="35.95", lon="39.01", geonames="", admin1="",
        where_prec="2", earliest="2023-03-01", latest="2023-03-02", state="confirmed",
    )  # fmt: skip
    taken = take(store, path)
    assert taken.refused == []
    assert [(d.action, d.path) for d in taken.decisions] == [
        ("correct", "type"), ("correct", "place"), ("correct", "date"), ("correct", "killed"),
        ("confirm", ""),
    ]  # fmt: skip
    incident = Desk(store, "Amal").incident(row["id"]).incident
    toll = incident.tolls["killed"]
    assert (incident.type, incident.mode) == ("PROTEST", None)
    assert (toll.low, toll.best, toll.high) == (5, 7, 9)
    assert (incident.earliest, incident.latest) == ("2023-03-01", "2023-03-02")
    assert (incident.places[0].name, incident.places[0].lat) == ("Raqqa", 35.95)
    again = take(store, path)
    assert (again.decisions, again.refused) == ([], [])
    assert len(store.decisions(row["id"])) == 5


def test_one_day_as_a_spreadsheet_has_it(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path, "xlsx")
    path = folder / "incidents.xlsx"
    book = load_workbook(path)
    sheet = book["incidents"]
    header = [cell.value for cell in sheet[1]]
    n = next(
        n for n in range(2, sheet.max_row + 1)
        if sheet.cell(n, header.index("earliest") + 1).value
        and sheet.cell(n, header.index("latest") + 1).value
    )  # fmt: skip
    sheet.cell(n, header.index("earliest") + 1).value = datetime(2001, 2, 3)  # noqa: DTZ001 - as Excel has it
    book.save(path)
    (told,) = take(store, path).decisions
    assert (told.path, told.new["value"][:14]) == ("date", "2001-02-03 to ")


def test_a_table_as_a_german_spreadsheet_saves_it(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    id_ = killed(folder)["id"]
    table = rows(folder)
    for row in table:
        for name in ("earliest", "latest"):
            row[name] = ".".join(reversed(row[name].split("-")))
        for name in ("lat", "lon"):
            row[name] = row[name].replace(".", ",")
        if row["id"] == id_:
            row["lat"] = "12,5"
    path = folder / "incidents.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(table)
    taken = take(store, path)
    assert taken.refused == []
    (told,) = taken.decisions
    assert (told.record, told.path, told.new["lat"]) == (id_, "place", 12.5)


REFUSED: dict[str, tuple[Callable[[dict[str, str]], Cells], str]] = {
    "number": (lambda _: {"killed_best": "many"}, "killed_best 'many', which is no number"),
    "order": (
        lambda _: {"killed_low": "99", "killed_best": "1"},
        "99 for killed_low and 1 for killed_best",
    ),
    "alone": (lambda _: {"killed_best": "99"}, "99 for killed_best and 2 for killed_high"),
    "type": (lambda _: {"type": "NONSENSE"}, "no type 'NONSENSE'"),
    "mode": (lambda r: {"mode": f"{r['mode']}x"}, "has no mode"),
    "emptied": (
        lambda _: {"killed_low": "", "killed_best": "", "killed_high": ""},
        "has no killed_low any more",
    ),
    "one emptied": (lambda _: {"killed_best": ""}, "has no killed_best any more"),
    "place": (lambda _: {"place": ""}, "has no place any more"),
    "half": (lambda _: {"lat": ""}, "half of a pair"),
    "map": (lambda _: {"lat": "99", "lon": "3"}, "off the map"),
    "day": (lambda _: {"earliest": "2023-02-30"}, "which is none"),
    "turned": (lambda _: {"earliest": "2099-01-01"}, "is after"),
    "state": (lambda _: {"state": "maybe"}, "'maybe', not confirmed or rejected"),
    "derived": (lambda _: {"reports": "99", "actors": "X"}, "actors, reports cannot be changed"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_cell_that_cannot_be_is_named(case: str, store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    row = killed(folder)
    cells, why = REFUSED[case]
    path = changed(folder, row["id"], **cells(row))  # type: ignore[arg-type]
    taken = take(store, path)
    assert taken.decisions == []
    (error,) = taken.refused
    assert why in str(error)
    assert row["id"] in str(error)
    assert "line " in str(error.place)
    dry = take(store, path, dry_run=True)
    assert [str(e) for e in dry.refused] == [str(error)]


def test_it_is_undone_as_any_other(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    row = killed(folder)
    path = changed(folder, row["id"], killed_low="5", killed_best="7", killed_high="9")
    assert len(take(store, path).decisions) == 1
    desk = Desk(store, "Amal")
    assert desk.incident(row["id"]).incident.tolls["killed"].best == 7
    desk.undo()
    toll = desk.incident(row["id"]).incident.tolls["killed"]
    assert str(toll.best) == row["killed_best"]


def test_what_others_decided_meanwhile_is_not_overruled_unseen(
    store: Store, tmp_path: Path
) -> None:
    folder = exported(store, tmp_path)
    row = killed(folder)
    path = changed(folder, row["id"], killed_low="5", killed_best="7", killed_high="9")
    Desk(store, "Rana").decide(row["id"], "correct", path="killed", new={"value": "8"})
    taken = take(store, path)
    assert taken.decisions == []
    (error,) = taken.refused
    assert "Rana decided about it after this was exported" in str(error)


def test_a_rejected_incident_stays_rejected(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    row = killed(folder)
    path = changed(folder, row["id"], state="rejected")
    assert [d.action for d in take(store, path).decisions] == ["reject"]
    again = take(store, path)
    assert (again.decisions, again.refused) == ([], [])


def test_rows_that_are_not_here(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    first, second, third = rows(folder)[:3]
    changed(folder, first["id"], id="i_nothere")
    changed(folder, second["id"], id="")
    path = changed(folder, third["id"], id=rows(folder)[3]["id"])
    assert sorted(e.message for e in take(store, path).refused) == [
        "a row without an id",
        f"{rows(folder)[3]['id']} is there twice",
        "no incident i_nothere here",
    ]


def test_a_row_of_another_incident_is_not_taken(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    first, second = killed(folder), rows(folder)[-1]
    path = changed(folder, second["id"], **{**first, "id": second["id"]})
    taken = take(store, path)
    assert taken.decisions == []
    assert "it is another incident's row, or" in str(taken.refused[0])


def test_a_column_that_was_sorted_by_itself_mixes_rows(store: Store, tmp_path: Path) -> None:
    first = rows(exported(store, tmp_path))[0]["id"]
    Desk(store, "Amal").decide(first, "correct", path="killed", new={"value": "5"})
    folder = exported(store, tmp_path)
    table = rows(folder)

    def given(ids: list[str]) -> Path:
        path = folder / "incidents.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]))
            writer.writeheader()
            writer.writerows({**row, "id": id_} for row, id_ in zip(table, ids, strict=True))
        return path

    ids = [row["id"] for row in table]
    with pytest.raises(InputError, match="rows have the cells of other incidents"):
        take(store, given(sorted(ids)))
    assert len(store.decisions()) == 1
    table.reverse()
    taken = take(store, given(ids[::-1]))
    assert (taken.decisions, taken.refused) == ([], []), "whole rows may be sorted"


def test_coded_events_of_others_are_for_comparing(store: Store) -> None:
    ged = Path(__file__).parents[2] / "examples" / "coded" / "ged-examples.csv"
    with pytest.raises(InputError, match=r"coded events \(GED\) have no words.*sayso compare"):
        take(store, ged)


def test_a_dry_run_writes_nothing(store: Store, tmp_path: Path) -> None:
    folder = exported(store, tmp_path)
    path = changed(folder, killed(folder)["id"], state="rejected")
    assert len(take(store, path, dry_run=True).decisions) == 1
    assert store.decisions() == []


HOSTILE = (
    "", "NaN", "nan", "inf", "-inf", "1e999", "-1", "12.5", "12.0", "٣", "9" * 30,
    "=cmd|'/C calc'!A0", "x" * 40_000, "2023-13-01", "01/02/03", "\ufffd", "😀", "a\nb", "None",
    "1_0", "0x1", " ",
)  # fmt: skip
COLUMNS = (
    "type", "mode", "earliest", "latest", "place", "lat", "lon", "country", "where_prec",
    "geonames", "killed_low", "killed_best", "killed_high", "state", "contested", "id",
)  # fmt: skip


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Path]:
    folder = tmp_path_factory.mktemp("cells")
    store = Store.open(str(linked_examples(folder)))
    return store, exported(store, folder)


@settings(deadline=None, max_examples=150)
@given(cells=st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(HOSTILE), min_size=1))
def test_any_cell_is_taken_or_refused_by_name(
    cells: dict[str, str], table: tuple[Store, Path]
) -> None:
    store, folder = table
    row = {**killed(folder), **cells}
    path = folder / "one.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    if not row["id"].strip():
        with pytest.raises(InputError, match="no table `incidents`"):
            take(store, path, dry_run=True)
        return
    taken = take(store, path, dry_run=True)
    assert all(str(path) in str(error) for error in taken.refused)
    assert all(d.action in ("correct", "confirm", "reject") for d in taken.decisions)
