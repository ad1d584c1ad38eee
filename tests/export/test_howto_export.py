"""What docs/howto-export.md shows can be done."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from linked_examples import linked_examples

from sayso.export import FORMATS, export
from sayso.export.source import Asked
from sayso.store import Store
from sayso.tables.own import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "howto-export.md").read_text(encoding="utf-8")


def test_the_query_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(linked_examples(tmp_path)) as store:
        export(store, "incidents", tmp_path / "out", Asked(file="parquet"))
    (query,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    rows = duckdb.sql(query).fetchall()
    assert len({row[0] for row in rows}) > 1
    assert all(name for *_, name in rows)


def test_every_format_and_table_is_named() -> None:
    assert [name for name in FORMATS if f"`{name}`" not in PAGE] == []
    assert [table.name for table in TABLES if f"`{table.name}`" not in PAGE] == []
