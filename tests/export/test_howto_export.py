"""What docs/howto-export.md shows can be done."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from linked_examples import linked_examples

from sayso.export import FORMATS, export
from sayso.export.source import Asked
from sayso.store import Store
from sayso.tables.own import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "howto-export.md").read_text(encoding="utf-8")


QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


def test_the_queries_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(linked_examples(tmp_path)) as store:
        export(store, "incidents", tmp_path / "out", Asked(file="parquet"))
        export(store, "incidents", tmp_path / "one", Asked(file="sqlite"))
    on_parquet, on_sqlite = QUERIES
    monkeypatch.chdir(tmp_path)
    rows = duckdb.sql(on_parquet).fetchall()
    assert len({row[0] for row in rows}) > 1
    assert all(name for *_, name, _ in rows)
    assert any(superseded for *_, superseded in rows)
    with closing(sqlite3.connect(tmp_path / "one" / "incidents.sqlite")) as db:
        rows = db.execute(on_sqlite).fetchall()
    assert any(how and has_it_from for *_, how, has_it_from in rows)
    assert {number for _, number, *_ in rows} > {1, 2}


def test_every_format_and_table_is_named() -> None:
    assert [name for name in FORMATS if f"`{name}`" not in PAGE] == []
    assert [table.name for table in TABLES if f"`{table.name}`" not in PAGE] == []
