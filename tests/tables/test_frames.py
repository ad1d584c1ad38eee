"""Tables as data frames: the same values and types in every library, and none imported unasked."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import MissingExtra
from sayso.tables.cells import plain
from sayso.tables.frames import Frame
from sayso.tables.frames_arrow import batches
from sayso.tables.table import Cell, Column, Row, Table

KINDS = ("string", "integer", "number", "boolean", "date", "datetime", "year")
COLUMNS = tuple(
    Column(f"a_{kind}", kind, f"A {kind}.")  # type: ignore[arg-type]
    for kind in KINDS
)
TABLE: Table[Any] = Table(
    name="things",
    title="Things",
    means="A row is a thing.",
    columns=(Column("id", "string", "Which.", required=True), *COLUMNS),
    of="told",
    rows=lambda _: (),
    key=("id",),
)
FULL: Row = (
    "i_1",
    "Gao; Mali",
    12,
    1.5,
    True,
    date(2024, 2, 29),
    datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC),
    2024,
)
EMPTY: Row = ("i_2", *(None for _ in KINDS))

VALUES: dict[str, st.SearchStrategy[Cell]] = {
    "string": st.text(st.characters(exclude_categories=())),
    "integer": st.integers(-(2**70), 2**70),
    "number": st.floats(),
    "boolean": st.booleans(),
    "date": st.dates(),
    "datetime": st.datetimes(timezones=st.just(UTC)),
    "year": st.integers(1, 9999),
}
ROWS = st.lists(
    st.tuples(
        st.integers(0, 10**6).map(lambda n: f"i_{n}"),
        *(st.none() | VALUES[kind] for kind in KINDS),
    ),
    max_size=20,
)


def frame(*rows: Row) -> Frame:
    return Frame(TABLE, lambda: rows)


def test_pandas_has_the_types_that_its_users_expect() -> None:
    found = frame(FULL, EMPTY).to_pandas()
    assert {name: str(kind).split("[")[0] for name, kind in found.dtypes.items()} == {
        "id": "string",
        "a_string": "string",
        "a_integer": "Int64",
        "a_number": "float64",
        "a_boolean": "boolean",
        "a_date": "datetime64",
        "a_datetime": "datetime64",
        "a_year": "Int64",
    }
    assert found["a_datetime"].dt.tz is not None
    assert found["a_date"].dt.tz is None
    assert found["a_integer"].sum() == 12
    assert found["a_date"].dt.day_of_year[0] == 60
    assert list(found.iloc[1].isna()) == [False] + [True] * len(KINDS)
    assert list(found.index) == [0, 1]


def test_a_table_without_rows_keeps_its_columns_and_types() -> None:
    nothing, something = frame(), frame(FULL)
    assert list(nothing.to_pandas().dtypes) == list(something.to_pandas().dtypes)
    assert nothing.to_polars().schema == something.to_polars().schema
    assert nothing.to_arrow().schema.equals(something.to_arrow().schema)


def test_arrow_carries_the_meanings() -> None:
    schema = frame().to_arrow().schema
    assert schema.metadata[b"description"] == b"A row is a thing."
    assert schema.field("a_year").metadata[b"description"] == b"A year."
    assert not schema.field("id").nullable
    assert schema.field("a_year").nullable


@given(ROWS)
def test_every_library_gives_the_plain_values_back(rows: list[Row]) -> None:
    made = frame(*rows)
    want = [tuple(map(plain, row)) for row in rows]
    names = TABLE.header
    assert list(made.rows()) == want
    assert [tuple(row.values()) for row in made] == want
    assert [tuple(r[n] for n in names) for r in made.to_arrow().to_pylist()] == want
    assert made.to_polars().rows() == want


def test_what_others_read_by_themselves() -> None:
    made = frame(FULL, EMPTY)
    assert pl.DataFrame(made).equals(made.to_polars())
    assert pa.table(made).equals(made.to_arrow())
    assert pd.DataFrame.from_arrow(made).shape == (2, len(TABLE.header))
    counted = duckdb.sql("SELECT a_string, count(*) FROM made GROUP BY 1 ORDER BY 1").fetchall()
    assert counted == [("Gao; Mali", 1), (None, 1)]


def test_rows_are_made_as_they_are_taken() -> None:
    made = 0

    def rows() -> Iterator[Row]:
        nonlocal made
        while True:
            made += 1
            yield FULL

    reader = Frame(TABLE, rows).to_batches()
    assert made == 0
    assert reader.read_next_batch().num_rows == reader.read_next_batch().num_rows
    before = made
    assert before < 10_000
    reader.close()


def test_each_look_sees_the_rows_anew() -> None:
    rows = [FULL]
    made = Frame(TABLE, lambda: rows)
    assert len(made.to_pandas()) == 1
    rows.append(EMPTY)
    assert len(made.to_pandas()) == 2


def test_times_and_days_that_are_written_out() -> None:
    written: Row = ("i", *(None for _ in range(4)), "2024-02-29", "2024-02-29T12:00:00+02:00", 2024)
    bare: Row = (*written[:6], datetime(2024, 2, 29, 10), None)  # noqa: DTZ001 - the point
    (first,) = batches(TABLE, [written, bare])
    assert first["a_date"].to_pylist() == [date(2024, 2, 29)] * 2
    assert first["a_datetime"].to_pylist() == [datetime(2024, 2, 29, 10, tzinfo=UTC)] * 2


def test_numbers_that_are_none_are_no_value() -> None:
    row: Row = ("i", None, None, math.nan, None, None, None, None)
    assert frame(row).to_arrow()["a_number"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("method", "missing"),
    [
        ("to_arrow", "pyarrow"),
        ("to_pandas", "pyarrow"),
        ("to_pandas", "pandas"),
        ("to_polars", "polars"),
        ("to_polars", "pyarrow"),
    ],
)
def test_a_library_that_is_not_there_is_named(
    method: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtra, match=missing) as caught:
        getattr(frame(FULL), method)()
    assert "sayso[notebook]" in str(caught.value)


def test_nothing_heavy_is_imported_unasked() -> None:
    heavy = ("pandas", "polars", "pyarrow", "sqlalchemy", "spacy", "numpy", "IPython")
    code = (
        "import sys, sayso, sayso.record, sayso.corpus\n"
        f"sys.exit(', '.join(m for m in {heavy} if m in sys.modules) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_frame_says_what_it_is_without_reading() -> None:
    def rows() -> Iterator[Row]:
        raise AssertionError("read")
        yield FULL

    made = Frame(TABLE, rows)
    assert repr(made) == "<things: Things; 8 columns>"
    assert made.name == "things"
    assert [column.name for column in made.columns] == list(TABLE.header)


def test_pandas_and_polars_agree() -> None:
    made = frame(FULL, EMPTY)
    theirs = made.to_polars().to_pandas()
    ours = made.to_pandas()
    pd.testing.assert_series_equal(
        ours["a_number"], theirs["a_number"], check_dtype=False, check_names=False
    )
    assert list(ours["id"]) == list(theirs["id"])
