"""Every column of every table says what it means, and holds what it says."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from linked_examples import linked_examples

from sayso.export import FORMATS
from sayso.export.changes import TABLE as CHANGES
from sayso.export.source import Asked, Source
from sayso.store import Store
from sayso.tables.cells import plain_rows
from sayso.tables.table import Row, Table

DOCS = Path(__file__).parents[2] / "docs"
SETS = {each.name: each.tables() for each in FORMATS.values() if each.is_tables}
EVERY = [
    pytest.param(name, table, id=f"{name}-{table.name}")
    for name, tables in [*SETS.items(), ("changes", (CHANGES,))]
    for table in tables
]
TYPES: dict[str, type] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": date,
    "datetime": datetime,
    "year": int,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[Row]]:
    """The rows of all tables of the examples, by format and table."""
    found: dict[tuple[str, str], list[Row]] = {}
    location = linked_examples(tmp_path_factory.mktemp("examples"))
    with Store.open(location) as store, store.snapshot() as snapshot:
        for name, tables in SETS.items():
            source = Source(store, snapshot, Asked(), of=FORMATS[name].of)
            for table in tables:
                every = source.of(table.of)  # type: ignore[arg-type]
                found[name, table.name] = [r for e in every for r in plain_rows(table.rows(e))]
    return found


@pytest.mark.parametrize(("name", "table"), EVERY)
def test_it_is_documented(name: str, table: Table[Any]) -> None:
    page = (DOCS / "columns.md").read_text(encoding="utf-8")
    _, _, section = page.partition(f"## Format `{name}`" if name in SETS else "## With `--since`")
    _, _, section = section.partition(f"### `{table.name}`")
    section, _, _ = section.partition("\n#")
    for column in table.columns:
        assert f"| `{column.name}`" in section
        assert len(column.means.split()) > 1, column.name
        assert column.means.rstrip(")*").endswith((".", "…")), column.name
    assert max(Counter(table.header).values()) == 1


@pytest.mark.parametrize(("name", "table"), EVERY[:-1])
def test_it_holds_what_it_says(
    made: dict[tuple[str, str], list[Row]], name: str, table: Table[Any]
) -> None:
    for row in made[name, table.name]:
        assert len(row) == len(table.columns)
        for column, cell in zip(table.columns, row, strict=True):
            if cell is None:
                assert not column.required, column.name
                continue
            number = column.kind == "number" and type(cell) is int
            assert type(cell) is TYPES[column.kind] or number, (column.name, cell)
            if column.values:
                assert str(cell) in column.values, column.name
            if isinstance(cell, datetime):
                assert cell.utcoffset() is not None, column.name


@pytest.mark.parametrize(("name", "table"), EVERY[:-1])
def test_its_key_is_one(
    made: dict[tuple[str, str], list[Row]], name: str, table: Table[Any]
) -> None:
    at = [table.header.index(column) for column in table.key]
    keys = Counter(tuple(row[n] for n in at) for row in made[name, table.name])
    assert max(keys.values(), default=1) == 1
