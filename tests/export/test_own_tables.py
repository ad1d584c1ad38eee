"""sayso's own set of tables: whole, with keys that hold, as other programs find it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import validate
from linked_examples import linked_examples

import sayso
from sayso.export import export
from sayso.export.source import Asked
from sayso.record import Incident
from sayso.store import Store
from sayso.tables.own import INCIDENTS, TABLES


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_examples(tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="module")
def database(location: Path) -> Iterator[sqlite3.Connection]:
    folder = location.parent / "sqlite"
    with Store.open(location) as store:
        export(store, "incidents", folder, Asked(file="sqlite"))
    db = sqlite3.connect(folder / "incidents.sqlite")
    db.row_factory = sqlite3.Row
    yield db
    db.close()


@pytest.fixture(scope="module")
def incidents(location: Path) -> dict[str, Incident]:
    with sayso.open(location) as corpus:
        return {incident.id: incident for incident in corpus.links().incidents}


def rows(database: sqlite3.Connection, query: str, *values: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in database.execute(query, values)]


def test_every_incident_is_there_as_it_is(
    database: sqlite3.Connection, incidents: dict[str, Incident]
) -> None:
    found = rows(database, "SELECT * FROM incidents")
    assert {row["id"] for row in found} == incidents.keys()
    for row in found:
        incident = incidents[row["id"]]
        assert (row["type"], row["mode"]) == (incident.type, incident.mode)
        assert (row["earliest"], row["latest"]) == (incident.earliest, incident.latest)
        for effect, toll in incident.tolls.items():
            bounds = [row[f"{effect}_{bound}"] for bound in ("low", "best", "high")]
            assert bounds == [toll.low, toll.best, toll.high]
        assert row["contested"] == ("; ".join(incident.contested) or None)
        assert row["events"] == len(incident.events)
        assert {name: row[f"standing_{name}"] for name in incident.standing} == incident.standing


def test_accounts_with_their_origins_come_back(
    database: sqlite3.Connection, incidents: dict[str, Incident]
) -> None:
    for incident in incidents.values():
        told = [
            (field, account.value, account.best, account.denied, sorted(account.origins))
            for field, accounts in incident.accounts.items()
            for account in accounts
        ]
        query = (
            "SELECT a.*, group_concat(o.origin) AS named FROM accounts a JOIN account_origins o"
            " USING (incident, account) WHERE incident = ? GROUP BY account ORDER BY account"
        )
        found = [
            (
                row["field"],
                row["value"],
                row["best"],
                bool(row["denied"]),
                sorted(row["named"].split(",")),
            )
            for row in rows(database, query, incident.id)
        ]
        assert found == told


def test_names_stand_where_people_read(database: sqlite3.Connection) -> None:
    found = rows(
        database,
        "SELECT a.told_by, group_concat(o.name, '; ') AS names FROM accounts a"
        " JOIN account_origins USING (incident, account)"
        " JOIN origins o USING (incident, origin) GROUP BY a.incident, a.account",
    )
    assert any(row["told_by"].count("; ") for row in found)
    for row in found:
        assert set(row["told_by"].split("; ")) == set(row["names"].split("; "))
    found = rows(
        database,
        "SELECT i.outlet, i.title, r.outlet AS theirs, r.title AS named FROM incident_reports i"
        " JOIN reports r ON r.id = i.report",
    )
    assert all((row["outlet"], row["title"]) == (row["theirs"], row["named"]) for row in found)
    found = rows(database, "SELECT outlets, outlet_names, origin_names FROM incidents")
    assert max(row["outlets"] for row in found) > 2
    for row in found:
        assert len((row["outlet_names"] or "").split("; ")) == max(row["outlets"], 1)
        assert row["origin_names"]


def test_what_is_told_only_to_deny_it_is_said_to_be(location: Path) -> None:
    affirmed = INCIDENTS.header.index("affirmed")
    with Store.open(location) as store, store.snapshot() as snapshot:
        told = next(snapshot.told("contested:killed"))
    incident = told.incident
    denied = {
        field: tuple(account.model_copy(update={"denied": True}) for account in accounts)
        for field, accounts in incident.accounts.items()
    }
    only_denied = incident.model_copy(update={"accounts": denied, "agreed": {}})
    (row,) = INCIDENTS.rows(told)
    assert row[affirmed] is True
    (row,) = INCIDENTS.rows(replace(told, incident=only_denied))
    assert row[affirmed] is False
    assert row[INCIDENTS.header.index("actors")] is None


def test_the_crosswalk_has_the_order_of_telling(
    database: sqlite3.Connection, incidents: dict[str, Incident]
) -> None:
    some = [incident for incident in incidents.values() if len(incident.telling) > 2]
    assert some
    for incident in some:
        query = "SELECT * FROM incident_reports WHERE incident = ? ORDER BY number"
        found = [(r["report"], r["told"], r["follows"]) for r in rows(database, query, incident.id)]
        assert found == [(s.report, s.told, s.follows) for s in incident.telling]


def test_events_say_which_incident_they_belong_to(
    database: sqlite3.Connection, incidents: dict[str, Incident]
) -> None:
    query = "SELECT report, event, incident FROM events WHERE incident IS NOT NULL"
    found = {(r["report"], r["event"]): r["incident"] for r in rows(database, query)}
    assert found == {
        (ref.report, ref.event): incident.id
        for incident in incidents.values()
        for ref in incident.events
    }


def test_words_are_those_of_the_report(location: Path, database: sqlite3.Connection) -> None:
    with sayso.open(location) as corpus:
        texts = {report.id: report.text for report in corpus.reports()}
    found = rows(database, "SELECT * FROM statements WHERE source IS NOT NULL")
    assert len(found) > 50
    for row in found:
        assert texts[row["report"]][row["source_begin"] : row["source_end"]] == row["source"]
        spans = [tuple(map(int, at.split("-"))) for at in row["content_at"].split("; ")]
        words = " … ".join(texts[row["report"]][a:b] for a, b in spans)
        assert words == row["content"]


def test_a_chain_of_tellers_is_written_outermost_first(database: sqlite3.Connection) -> None:
    query = (
        "SELECT s.chain, s.source, p.source AS outer FROM statements s JOIN statements p"
        " ON p.report = s.report AND p.statement = s.parent WHERE s.source IS NOT NULL"
    )
    found = rows(database, query)
    assert found
    for row in found:
        assert row["chain"].endswith(f"{row['outer'] or 'somebody'} > {row['source']}")


@pytest.mark.parametrize("file", ["csv", "parquet"])
def test_frictionless_finds_it_valid(location: Path, tmp_path: Path, file: Any) -> None:
    with Store.open(location) as store:
        done = export(store, "incidents", tmp_path / "out", Asked(file=file))
    checked = validate(str(tmp_path / "out" / "datapackage.json"))
    assert checked.valid, checked.flatten(["title", "message"])[:5]
    assert len(checked.tasks) == len(done.files) == len(TABLES)


def test_all_kinds_of_file_hold_the_same(location: Path, tmp_path: Path) -> None:
    counts = {}
    with Store.open(location) as store:
        for file in ("csv", "parquet", "sqlite", "xlsx"):
            export(store, "incidents", tmp_path / file, Asked(file=file))
    db = sqlite3.connect(tmp_path / "sqlite" / "incidents.sqlite")
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "incidents.xlsx", read_only=True)
    for table in TABLES:
        frame = pd.read_csv(tmp_path / "csv" / f"{table.name}.csv")
        assert tuple(frame.columns) == table.header
        parquet = pq.read_table(tmp_path / "parquet" / f"{table.name}.parquet")
        assert tuple(parquet.schema.names) == table.header
        (stored,) = db.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608
        sheet = len(list(book[table.name].iter_rows(min_row=2)))
        assert len(frame) == parquet.num_rows == stored == sheet
        counts[table.name] = stored
    db.close()
    book.close()
    told = [name for name, count in counts.items() if count]
    assert len(told) > len(TABLES) - 3


def test_duckdb_joins_the_tables(location: Path, tmp_path: Path) -> None:
    with Store.open(location) as store:
        export(store, "incidents", tmp_path / "out", Asked(file="parquet"))
    incidents, accounts, origins, names = (
        duckdb.read_parquet(str(tmp_path / "out" / f"{name}.parquet"))
        for name in ("incidents", "accounts", "account_origins", "origins")
    )
    contested = incidents.filter("contested LIKE '%killed%'").set_alias("i")
    told = (
        contested.join(accounts.filter("field = 'killed'").set_alias("a"), "i.id = a.incident")
        .join(origins.set_alias("o"), "a.incident = o.incident AND a.account = o.account")
        .join(names.set_alias("n"), "o.incident = n.incident AND o.origin = n.origin")
    )
    found = told.project("i.id, a.value, n.name").fetchall()
    by = Counter(id_ for id_, _, _ in found)
    assert by
    assert min(by.values()) > 1  # what is contested has two tellers


def test_a_filter_narrows_incidents_and_their_reports(location: Path, tmp_path: Path) -> None:
    with Store.open(location) as store:
        export(
            store,
            "incidents",
            tmp_path / "out",
            Asked(file="sqlite", where="country:IRQ mode:explosives"),
        )
    db = sqlite3.connect(tmp_path / "out" / "incidents.sqlite")
    found = db.execute("SELECT mode, countries FROM incidents").fetchall()
    assert found
    assert all(mode == "explosives" and "IRQ" in countries for mode, countries in found)
    (loose,) = db.execute(
        "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report FROM incident_reports)"
    ).fetchone()
    assert loose == 0
    (other,) = db.execute(
        "SELECT count(*) FROM events WHERE incident NOT IN (SELECT id FROM incidents)"
    ).fetchone()
    assert other == 0
    db.close()


def test_a_rejected_report_is_nowhere(location: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(location.read_bytes())
    with sayso.open(copy) as corpus:
        (report, *_) = (
            step.report
            for incident in corpus.links().incidents
            if len(incident.telling) > 2
            for step in incident.telling
        )
        corpus.desk("Amal").decide(report, "reject")
    with Store.open(copy) as store:
        export(store, "incidents", tmp_path / "out", Asked())
        export(store, "incidents", tmp_path / "machine", Asked(official=False))
    for name in ("reports", "incident_reports", "account_reports", "statements", "events"):
        assert report not in (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8")
        assert report in (tmp_path / "machine" / f"{name}.csv").read_text(encoding="utf-8")
    assert validate(str(tmp_path / "out" / "datapackage.json")).valid


def test_what_people_decided_is_what_is_exported(location: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(location.read_bytes())
    with sayso.open(copy) as corpus:
        incident = next(i for i in corpus.links().incidents if i.contested == ("killed",))
        desk = corpus.desk("Amal")
        desk.decide(incident.id, "correct", path="type", new="COERCE")
        desk.decide(incident.id, "confirm")
    with Store.open(copy) as store:
        export(store, "incidents", tmp_path / "out", Asked())
        export(store, "incidents", tmp_path / "machine", Asked(official=False))
    official, machine = (
        pd.read_csv(tmp_path / name / "incidents.csv").set_index("id").loc[incident.id]
        for name in ("out", "machine")
    )
    assert (official["type"], machine["type"]) == ("COERCE", incident.type)
    assert official["state"] in ("confirmed", "corrected")
    assert pd.isna(machine["state"])


def test_tables_hold_together() -> None:
    known = {table.name: table for table in TABLES}
    assert len(known) == len(TABLES)
    for table in TABLES:
        columns = {column.name: column for column in table.columns}
        assert len(columns) == len(table.columns)
        assert all(columns[name].required for name in table.key), table.name
        for foreign in table.foreign:
            assert set(foreign.columns) <= columns.keys()
            assert foreign.to == known[foreign.table].key
