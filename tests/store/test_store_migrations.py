"""Databases of every earlier revision, with rows of the time, brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from old_databases import (
    ID,
    INCIDENT,
    OLDER,
    OTHER,
    RAW,
    RECORD,
    decided_database,
    old_database,
)
from store_reports import page_and_report

from sayso.record import Incident, Report
from sayso.store import Store
from sayso.store.database import HEAD, migrate
from sayso.store.engines import dialect_at
from sayso.store.info import upgrade_database
from sayso.store.schema import all_tables
from sayso.store.tables import Base

Rows = Callable[[str], list[tuple[object, ...]]]


def revisions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", "sayso.store:migrations")
    script = ScriptDirectory.from_config(config)
    return [r.revision for r in script.walk_revisions()][::-1]


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "reports.db")
    return str(request.getfixturevalue("empty_postgres_url"))


def test_head_is_the_last_revision_and_they_are_numbered() -> None:
    found = revisions()
    assert found[-1] == HEAD
    assert found == [f"{n:04}" for n in range(1, len(found) + 1)]


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_everything_of_before_is_there(location: str, rows: Rows, revision: str) -> None:
    old_database(location, revision)
    assert upgrade_database(location) == (revision, HEAD)
    with Store.open(location, create=False) as store:
        assert store.check() == []
        assert store.ids() == [ID, OTHER]
        assert store.get(ID) == Report.model_validate(RECORD)
        first, second = store.readings(ID)
        assert store.get(ID, first.number) == Report.model_validate(OLDER)
        assert (first.version, second.version, second.current) == ("0.0.0", "0.0.1", True)
        assert (first.sha256, second.new_text) == (second.sha256, False)
        assert store.raw(ID) == (RAW, "text/html")
        assert [hit.id for hit in store.search("shelling doctors")] == [ID]
        assert [(line.id, line.killed) for line in store.lines()] == [(ID, 3), (OTHER, None)]
        assert [line.id for line in store.lines(outlet="écho DU golfe", type="assault")] == [ID]
        assert [line.id for line in store.lines(country="yem")] == [ID]
        assert store.report_at("https://echo.example/taiz") == ID
        assert store.incident("i_old") == Incident.model_validate(INCIDENT)
        links = store.links()
        assert links is not None
        assert [origin.id for origin in links.origins] == ["o1"]
        assert [copy.to for copy in links.copies] == [OTHER]
        assert rows("SELECT source, content, hedges, source_kind FROM statements") == [
            ("a doctor", "Three people died", "", None)
        ]
        assert rows("SELECT rule, last_reading FROM link_runs") == [("acled", 3)]
        memory = rows("SELECT a, b, chance FROM link_chances")
        assert memory == ([(0, 1, 0.75)] if revision == "0003" else [])


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_one_goes_on_with_it(location: str, revision: str) -> None:
    old_database(location, revision)
    with Store.open(location, create=False) as store:
        _, report = pair = page_and_report()
        assert store.add(*pair)
        assert store.get(report.id) == report
        done = store.link()
        assert (done.linked, done.reports, done.anew) == (3, 3, True)
        assert store.incident("i_old").id == "i_1539"
        assert store.check() == []


def test_what_the_desk_lists_is_made_of_what_was_there(location: str) -> None:
    decided_database(location)
    assert upgrade_database(location) == ("0005", HEAD)
    with Store.open(location, create=False) as store:
        assert store.check() == []
        decisions = store.decisions(ID, replaced=True)
        assert [(d.action, d.stage, d.current) for d in decisions] == [
            ("correct", "coding", False),
            ("confirm", "coding", True),
            ("note", "coding", True),
        ]
        assert store.decide(ID, "flag", who="Jo") == 4
        (group,) = store.queue(who="Amal", reviewed="yes").groups
        assert (group.lead.line.id, group.lead.relevance, group.lead.coders) == (ID, 0.75, 1)
        assert group.lead.contested
        assert [line.line.id for line in group.copies] == [OTHER]
        assert [line.id for line in store.incident_lines(contested=True).incidents] == ["i_1539"]
        assert [i.id for i in store.incidents(where='origin:"écho du golfe"')] == ["i_1539"]
        assert [line.content for line in store.said(source="a doctor").lines] == [
            "Three people died"
        ]
        assert store.stale_reviews() == [ID]


@pytest.mark.parametrize("revision", revisions())
def test_an_empty_database_of_each_revision_is_brought_up_to_date(
    location: str, revision: str
) -> None:
    dialect = dialect_at(location, 1)
    engine = dialect.engine()
    with engine.execution_options(write=True).begin() as connection:
        dialect.claim(connection)
        migrate(connection, revision)
    engine.dispose()
    assert upgrade_database(location) == (revision, HEAD)
    with Store.open(location) as store:
        assert store.add(*page_and_report())
        assert store.check() == []


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_migrations_make_the_tables_that_the_models_describe(location: str) -> None:
    Store.open(location).close()
    assert all_tables()
    engine = dialect_at(location, 1).engine()

    def ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        # Each engine has its own form of the full-text index; no model holds an expression.
        return not (name or "").startswith("report_search") and name != "incidents_by_time"

    def other_type(_: object, __: object, ___: object, found: Any, described: Any) -> bool:
        return bool(found.compile(engine.dialect) != described.compile(engine.dialect))

    with engine.connect() as connection:
        options = {"compare_server_default": True, "compare_type": other_type}
        context = MigrationContext.configure(connection, opts={"include_object": ours, **options})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_postgresql_sorts_text_by_code_points(empty_postgres_url: str) -> None:
    """Ids are found by their beginnings; a language's order puts capitals elsewhere."""
    Store.open(empty_postgres_url).close()
    engine = dialect_at(empty_postgres_url, 1).engine()
    with engine.connect() as connection:
        other = connection.exec_driver_sql(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type = 'text'"
            " AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'report_search'"
        ).all()
        assert [c for c in other if not str(c[0]).startswith("current_")] == []
    engine.dispose()


def test_readings_and_decisions_are_never_changed(location: str) -> None:
    old_database(location, "0003")
    with Store.open(location) as store:
        store.decide(ID, "note", who="Amal", reason="seen")
    engine = dialect_at(location, 1).engine()
    for table in ("readings", "decisions"):
        for change in ("UPDATE {} SET made = ''", "DELETE FROM {}"):
            with (
                pytest.raises(Exception, match=f"{table} are never changed or deleted"),
                engine.execution_options(write=True).begin() as connection,
            ):
                connection.exec_driver_sql(change.format(table))
    engine.dispose()


@pytest.mark.parametrize("table", ["readings", "decisions"])
def test_nothing_is_put_in_the_place_of_a_row(path: Path, table: str) -> None:
    """SQLite deletes the rows that are in the way of such an insert without asking triggers."""
    old_database(str(path), "0003")
    with Store.open(path) as store:
        first = store.decide(ID, "note", who="Amal")
        store.decide(ID, "note", who="Jo", replaces=first)
        copy = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608
        with (
            pytest.raises(Exception, match=f"{table} are never changed or deleted"),
            store._writer.begin() as connection,
        ):
            connection.exec_driver_sql(copy)
        with (
            pytest.raises(Exception, match="decisions are never changed or deleted"),
            store._writer.begin() as connection,
        ):
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO decisions (made, who, action, record, path, replaces)"
                " VALUES ('', 'Eve', 'note', ?, '', ?)",
                (ID, first),
            )
        assert [d.who for d in store.decisions(ID)] == ["Jo"]
