"""Tables as files: what is written is read back by other programs, whatever is in it."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from sayso.errors import ExportError, MissingExtra
from sayso.export.formats import FORMATS
from sayso.export.source import Asked, Source, TableFile
from sayso.export.table_files import write_tables, xlsx_file, xlsx_rows
from sayso.export.table_files.csv_file import write_csv
from sayso.export.table_files.datapackage import write_datapackage
from sayso.tables.cells import plain
from sayso.tables.table import Cell, Column, Foreign, Row, Table

KINDS = ("string", "integer", "number", "boolean", "date", "datetime", "year")
HOSTILE = (
    "two\nlines",
    "CR LF\r\nand CR\ralone",
    'a "quote", a comma; and more',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "{=1}",
    "http://x.example/=HYPERLINK",
    "mailto:a@b.example",
    "007",
    "1e5",
    "true",
    "NULL",
    "  blanks  ",
    "\\N \\. \\",
    "_x0041_",
    "<r>a & b</r>",
    "שלום \u202eabc\u202c",
    "NUL \0 in it",
    "half \ud800 of a pair",
    "\x07\x0b\x1f",
    "\ufffe\uffff",
    "😀" * 20_000,
    "n" * 100_000,
)
TEXTS = st.one_of(st.text(st.characters(exclude_categories=())), st.sampled_from(HOSTILE))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": TEXTS,
    "integer": st.one_of(st.integers(-(2**70), 2**70), st.integers(-9, 9)),
    "number": st.floats(),
    "boolean": st.booleans(),
    "date": st.dates(),
    "datetime": st.datetimes(timezones=st.just(UTC)),
    "year": st.integers(1, 9999),
}
ROWS = st.lists(st.tuples(*(st.none() | VALUES[kind] for kind in KINDS)), max_size=5)


def things(rows: Sequence[Row], name: str = "things", **more: Any) -> Table[Any]:
    """A table with a column a kind; its rows are these."""
    columns = (
        Column("id", "integer", "Which.", required=True),
        *(Column(f"a_{kind}", cast("Any", kind), f"A {kind}.") for kind in KINDS),
    )
    return Table(
        name=name,
        title="Things",
        means="A row is a thing.",
        columns=columns,
        of="told",
        rows=lambda _: ((n, *row) for n, row in enumerate(rows, 1)),
        key=("id",),
        **more,
    )


def write(folder: Path, file: TableFile, *tables: Table[Any], **asked: Any) -> dict[str, int]:
    """Write tables that are made of one thing."""
    source = SimpleNamespace(
        asked=Asked(file=file, **asked),
        of=lambda _: iter(("one thing",)),
        store=SimpleNamespace(name="reports.db"),
    )
    return write_tables(cast("Source", source), folder, "set", tables)


def written(rows: Sequence[Row]) -> list[Row]:
    return [(n, *map(plain, row)) for n, row in enumerate(rows, 1)]


def from_text(kind: str, text: str | None) -> Cell:
    """A cell of a file of text, by the kind of its column."""
    if text is None or text == "":
        return None
    reads: dict[str, Any] = {
        "string": str,
        "integer": int,
        "year": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
    }
    return cast("Cell", reads[kind](text))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def fresh() -> tempfile.TemporaryDirectory[str]:
    """A folder for one example of Hypothesis."""
    return tempfile.TemporaryDirectory()


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_csv_is_read_back(rows: list[Row]) -> None:
    with fresh() as name:
        assert write(Path(name), "csv", things(rows)) == {"things.csv": len(rows)}
        with Path(name, "things.csv").open(encoding="utf-8", newline="") as file:
            csv.field_size_limit(1_000_000)
            _, *found = csv.reader(file)
    kinds = ("integer", *KINDS)
    assert [tuple(map(from_text, kinds, row)) for row in found] == written(rows)


@given(ROWS)
@settings(deadline=None, max_examples=40)
def test_csv_is_read_by_pandas(rows: list[Row]) -> None:
    with fresh() as name:
        write(Path(name), "csv", things(rows))
        frame = pd.read_csv(
            Path(name, "things.csv"), dtype=str, keep_default_na=False, na_values=[""]
        )
    found = frame["a_string"].astype(object).where(frame["a_string"].notna(), None)
    assert list(found) == [row[1] for row in written(rows)]


def test_csv_is_read_by_duckdb(folder: Path) -> None:
    rows = [(text, *[None] * 6) for text in HOSTILE]
    write(folder, "csv", things(rows))
    relation = duckdb.read_csv(
        str(folder / "things.csv"),
        all_varchar=True,
        header=True,
        quotechar='"',
        escapechar='"',
        delimiter=",",
        max_line_size=10_000_000,
    )
    found = relation.project("a_string").fetchall()
    assert [text for (text,) in found] == [row[1] for row in written(rows)]


def test_csv_can_be_made_safe_for_spreadsheets(folder: Path) -> None:
    rows: list[Row] = [("=1+1", -5, -1.5, True, None, None, None), ("a=b", *[None] * 6)]
    write(folder, "csv", things(rows), excel_safe=True)
    lines = (folder / "things.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("1,'=1+1,-5,-1.5,true")
    assert lines[2].startswith("2,a=b,")


@given(ROWS)
@settings(deadline=None, max_examples=40)
def test_parquet_is_read_back(rows: list[Row]) -> None:
    with fresh() as name:
        assert write(Path(name), "parquet", things(rows)) == {"things.parquet": len(rows)}
        table = pq.read_table(Path(name, "things.parquet"))
    assert [tuple(row.values()) for row in table.to_pylist()] == written(rows)


def test_parquet_says_what_columns_mean(folder: Path) -> None:
    write(folder, "parquet", things([]))
    schema = pq.read_schema(folder / "things.parquet")
    assert schema.field("a_date").metadata[b"description"] == b"A date."


@given(ROWS)
@settings(deadline=None, max_examples=40)
def test_sqlite_is_read_back(rows: list[Row]) -> None:
    with fresh() as name:
        assert write(Path(name), "sqlite", things(rows)) == {"set.sqlite": len(rows)}
        db = sqlite3.connect(Path(name, "set.sqlite"))
        found = db.execute("SELECT * FROM things ORDER BY id").fetchall()
        db.close()
    assert [tuple(map(from_sqlite, ("integer", *KINDS), row)) for row in found] == written(rows)


def from_sqlite(kind: str, value: Any) -> Cell:
    if kind == "boolean" and value is not None:
        return bool(value)
    return from_text(kind, value) if kind in ("date", "datetime") else cast("Cell", value)


def test_sqlite_has_keys_references_and_meanings(folder: Path) -> None:
    empty: list[Row] = [(None,) * 7]
    others = things(empty, "others", foreign=(Foreign(("id",), "things", ("id",)),))
    write(folder, "sqlite", things(empty), others)
    db = sqlite3.connect(folder / "set.sqlite")
    assert db.execute("PRAGMA foreign_key_list(others)").fetchone()[2:5] == ("things", "id", "id")
    assert db.execute("SELECT name FROM pragma_table_info('things') WHERE pk").fetchall() == [
        ("id",)
    ]
    means = "SELECT means FROM columns WHERE table_name = 'others' AND column_name = 'a_date'"
    assert db.execute(means).fetchone() == ("A date.",)
    db.close()


def test_a_reference_to_nothing_is_found(folder: Path) -> None:
    two: list[Row] = [(None,) * 7] * 2
    others = things(two, "others", foreign=(Foreign(("id",), "things", ("id",)),))
    with pytest.raises(ExportError, match="others, row 2: refers to a row of things"):
        write(folder, "sqlite", things(two[:1]), others)


def cells(path: Path, sheet: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet without its header, as openpyxl reads them."""
    book = openpyxl.load_workbook(path, read_only=True)
    rows = book[sheet].iter_rows(values_only=True)
    next(rows)
    for row in rows:
        # it leaves the escapes of the file format in text that stands in a cell itself
        yield tuple(unescape(cell) if isinstance(cell, str) else cell for cell in row)
    book.close()


def from_xlsx(kind: str, value: Any) -> Cell:
    if value is None:
        return None
    if isinstance(value, str):
        return from_text(kind, value)
    if kind == "number":
        return float(value)
    return value.date() if kind == "date" else cast("Cell", value)


def as_xlsx(cell: Cell) -> Cell:
    """What a workbook holds of a cell."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if is_no_xml(character) else character for character in text)


def is_no_xml(character: str) -> bool:
    return character in "\ufffe\uffff" or (character < " " and character not in "\t\n")


def whole(cells_: Sequence[Cell], continued: dict[tuple[str, str], list[str]]) -> list[Cell]:
    """A row with the rest of its long texts."""
    out = list(cells_)
    for (key, column), parts in continued.items():
        if key == str(cells_[0]) and column == "a_string":
            out[1] = "".join([str(cells_[1]).removesuffix(xlsx_file.MORE), *parts])
    return out


@given(ROWS)
@settings(deadline=None, max_examples=40)
def test_xlsx_is_read_back(rows: list[Row]) -> None:
    with fresh() as name:
        assert write(Path(name), "xlsx", things(rows)) == {"set.xlsx": len(rows)}
        path = Path(name, "set.xlsx")
        found = list(cells(path, "things"))
        book = openpyxl.load_workbook(path, read_only=True)
        sheets = book.sheetnames
        book.close()
        continued: dict[tuple[str, str], list[str]] = {}
        if xlsx_file.CONTINUED in sheets:
            for _, key, column, _, text in cells(path, xlsx_file.CONTINUED):
                continued.setdefault((str(key), str(column)), []).append(str(text))
    kinds = ("integer", *KINDS)
    read = [
        tuple(whole(list(map(from_xlsx, kinds, (*row, *[None] * 8)[:8])), continued))
        for row in found
    ]
    expected = [tuple(map(as_xlsx, row)) for row in written(rows)]
    assert [near(row) for row in read] == [near(row) for row in expected]


def near(row: Sequence[Cell]) -> list[Cell]:
    """A workbook keeps 15 or 16 digits."""
    return [float(f"{cell:.13g}") if isinstance(cell, float) else cell for cell in row]


def test_nothing_in_a_workbook_is_run(folder: Path) -> None:
    rows = [(text, *[None] * 6) for text in HOSTILE[:13]]
    write(folder, "xlsx", things(rows))
    book = openpyxl.load_workbook(folder / "set.xlsx")
    found = [book["things"].cell(n, 2) for n in range(2, 15)]
    assert {cell.data_type for cell in found} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in found)
    assert book.sheetnames == ["things", "columns", "about"]


def test_a_workbook_is_ready_to_look_at(folder: Path) -> None:
    write(folder, "xlsx", things([("a", 1, 0.1, True, date(2020, 5, 3), None, 2020)] * 2))
    sheet = openpyxl.load_workbook(folder / "set.xlsx")["things"]
    assert (sheet.dimensions, sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:H3", "A1:H3", "B2")
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    assert all(cell.font.b for cell in sheet[1])
    assert not any(cell.font.b for cell in sheet[2])
    assert sheet["F3"].is_date
    assert sheet["D3"].value == 0.1


def test_columns_of_a_sheet_have_the_names_that_spreadsheets_give() -> None:
    names = xlsx_rows.letters(16_384)
    assert names == [get_column_letter(n) for n in range(1, 16_385)]


def test_a_workbook_goes_on_where_a_sheet_ends(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "ROWS", 3)
    write(folder, "xlsx", things([(None,) * 7] * 5))
    ids = [
        row[0]
        for sheet in ("things", "things (2)", "things (3)")
        for row in cells(folder / "set.xlsx", sheet)
    ]
    assert ids == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("file", ["csv", "parquet", "xlsx", "sqlite"])
def test_what_fails_leaves_no_file_open(folder: Path, file: TableFile) -> None:
    def fails(_: object) -> Iterator[Row]:
        yield (1, *[None] * 7)
        raise ValueError("no more")

    table = things([])
    broken = Table(**{**{f: getattr(table, f) for f in table.__slots__}, "rows": fails})
    with pytest.raises(ValueError, match="no more"):
        write(folder, file, broken)


@pytest.mark.parametrize(
    ("file", "package"), [("parquet", "pyarrow.parquet"), ("xlsx", "xlsxwriter")]
)
def test_a_package_that_is_missing_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, file: TableFile, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[export\]'"):
        write(folder, file, things([]))
    assert list(folder.iterdir()) == []


def test_the_datapackage_says_what_is_there(folder: Path) -> None:
    rows: list[Row] = [("a", 1, 1.5, True, date(2020, 1, 2), None, 2020)]
    table = things(rows, "some_things")
    write(folder, "csv", table)
    source = SimpleNamespace(asked=Asked(), store=SimpleNamespace(name="/home/me/reports.db"))
    write_datapackage(cast("Source", source), folder, FORMATS["incidents"], [table])
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    (resource,) = json.loads(text)["resources"]
    assert resource["path"] == "some_things.csv"
    assert resource["schema"]["primaryKey"] == ["id"]
    assert [field["type"] for field in resource["schema"]["fields"]] == ["integer", *KINDS]
    assert "/home/me" not in text


def test_a_year_has_four_digits_in_csv(tmp_path: Path) -> None:
    column = Column("year", "year", "A year.")
    assert write_csv(tmp_path / "a.csv", (column,), [(1,), (2020,), (None,)]) == 3
    assert (tmp_path / "a.csv").read_bytes() == b'year\r\n0001\r\n2020\r\n""\r\n'
