"""What has changed since an earlier export, beside the next one."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from linked_examples import linked_examples

from sayso.desk import Desk
from sayso.errors import ExportError, StoreError
from sayso.export import FORMATS, export
from sayso.export.changes import TABLE
from sayso.export.source import Asked
from sayso.store import Store

PAGE = (Path(__file__).parents[2] / "docs" / "howto-changes.md").read_text(encoding="utf-8")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(linked_examples(tmp_path)) as opened:
        yield opened


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_from_one_export_to_the_next(store: Store, tmp_path: Path) -> None:
    """Taking out what is not here, and taking in the rest, gives the rows of the next one."""
    export(store, "incidents", tmp_path / "first")
    since = json.loads((tmp_path / "first" / "export.json").read_text(encoding="utf-8"))["as_of"]
    desk = Desk(store, "Amal")
    first = rows(tmp_path / "first" / "incidents.csv")
    rejected, confirmed, corrected, *_ = (row["id"] for row in first)
    desk.decide(rejected, "reject")
    desk.decide(confirmed, "confirm")
    desk.decide(corrected, "correct", path="type", new={"value": "PROTEST"})
    store.link(full=True)
    export(store, "incidents", tmp_path / "next", Asked(since=since))
    changes = {row["id"]: row for row in rows(tmp_path / "next" / "changes.csv")}
    after = {row["id"]: row for row in rows(tmp_path / "next" / "incidents.csv")}
    before = {row["id"]: row for row in first}
    for id_, row in changes.items():
        if row["kind"] == "incident":
            before.pop(id_, None)
            if row["here"] == "true":
                before[id_] = after[id_]
    assert before == after
    assert changes[rejected]["what"] == "deleted"
    assert changes[rejected]["here"] == "false"


def test_the_columns_are_those_of_the_table(store: Store, tmp_path: Path) -> None:
    export(store, "ged", tmp_path / "out", Asked(since="2020-01-01"))
    found = rows(tmp_path / "out" / "changes.csv")
    assert tuple(found[0]) == TABLE.header
    for column in TABLE.columns:
        if column.values:
            assert {row[column.name] for row in found} <= set(column.values)
        assert column.means
        assert not column.required or all(row[column.name] for row in found)


def test_the_machines_state_has_no_log(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="official state only"):
        export(store, "ged", tmp_path / "out", Asked(since="2020-01-01", official=False))
    assert not (tmp_path / "out").exists()


def test_what_is_no_day_is_refused_and_nothing_is_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="neither a day nor a time"):
        export(store, "ged", tmp_path / "out", Asked(since="last week"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["geojson", "records"])
def test_formats_without_tables_have_it_too(store: Store, tmp_path: Path, name: str) -> None:
    assert name in FORMATS
    done = export(store, name, tmp_path / "out", Asked(since="2020-01-01"))
    assert len(rows(tmp_path / "out" / "changes.csv")) == done.files["changes.csv"] > 0


def test_the_page_says_what_each_column_and_change_is() -> None:
    named = [*TABLE.header, *TABLE.columns[2].values, *TABLE.columns[6].values]
    assert [name for name in named if f"`{name}`" not in PAGE] == []
