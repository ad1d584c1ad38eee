"""Copies and backups: everything is in them, or they are not there."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from desk_collection import corrected
from sqlalchemy import select
from store_reports import page_and_report
from test_store_links import incident, linked

from sayso.errors import StoreError
from sayso.ingest.page import Page
from sayso.review.incidents import IncidentReview
from sayso.store import Store, copying
from sayso.store.backup import backup_database
from sayso.store.copying import copy_database
from sayso.store.engines import dialect_at
from sayso.store.reviewed import ReviewedReport
from sayso.store.schema import all_tables

Contents = dict[str, list[tuple[object, ...]]]


def contents(location: str | Path) -> Contents:
    """All rows of all tables, and what a search knows."""
    dialect = dialect_at(location, 1)
    engine = dialect.engine()
    try:
        with engine.connect() as connection:
            found = {
                table.name: [
                    tuple(row)
                    for row in connection.execute(
                        select(table).order_by(*table.primary_key.columns)
                    )
                ]
                for table in all_tables()
            }
            return {**found, "report_search": list(dialect.entries(connection, 0, 10_000))}
    finally:
        engine.dispose()


@pytest.fixture
def full(location: str) -> str:
    """A collection with something in every table that the store itself fills."""
    with Store.open(location) as store:
        for n in range(5):
            page, report = page_and_report(n, text="A bomb killed 10 in Kirkuk, police said.")
            raw = bytes(range(256)) * (n + 1)
            store.add(Page(page.report, raw, "text/html", f"{n}.html"), report)
        first, second, *_ = store.ids()
        store.revise(*page_and_report(0, text="A bomb killed 12 in Kirkuk, police said."))
        store.link()
        given = linked(incident("i_1", f"{first}/e1"), forwards=(("i_0", "i_1"), ("i_9", None)))
        store.save_links(replace(given, copies=()))
        one = store.decide(first, "correct", who="Amal", path="events.e1", new={"type": "PROTEST"})
        store.decide(first, "reject", who="Jo\u0301 “x”\t", replaces=one)
        last = store.decide(first, "confirm", who="Amal")
        made = corrected(store.get(first), "Other Post", 12)
        review = IncidentReview("i_1", incident("i_1", f"{first}/e1"), None, state="confirmed")
        store.save_reviewed([ReviewedReport(first, last, store.current(first)[1], made)], [review])
        store.add_reading(store.get(second).model_copy(update={"title": None}))
        store.add_person("Amal", password="x", role="admin")  # noqa: S106 - no password
        store.write_audit("Amal", "login")
    return location


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "copy.db")
    return str(request.getfixturevalue("empty_postgres_url"))


between = pytest.mark.parametrize(
    ("location", "target"), [("sqlite", "postgresql"), ("postgresql", "sqlite")], indirect=True
)
"""From each engine to the other; what goes wrong on the way is the same within one."""


def test_everything_is_copied(full: str, target: str) -> None:
    done = copy_database(full, target)
    before, after = contents(full), contents(target)
    assert after == before
    filled = {table for table, rows in before.items() if rows}
    assert filled >= {
        *("documents", "reports", "readings", "statements", "events", "places", "event_places"),
        *("tolls", "report_facets", "link_runs", "incidents", "incident_members", "origins"),
        *("incident_forwards", "linked_reports", "link_notes", "link_arrays", "decisions"),
        *("report_marks", "incident_lines", "reviewed_reports", "reviewed_incidents"),
        *("reviewed_members", "people", "audit", "report_search"),
    }
    assert done.reports == 5
    copied = {t.name for t in all_tables()} - {"web_sessions"}
    assert done.rows == {name: len(before[name]) for name in copied}


def test_one_goes_on_with_the_copy(full: str, target: str) -> None:
    copy_database(full, target)
    with Store.open(target, create=False) as copy, Store.open(full) as source:
        assert copy.check() == []
        assert copy.stats() == source.stats()
        assert [h.id for h in copy.search("kirkuk")] == [h.id for h in source.search("kirkuk")]
        # Numbers go on after the highest ones.
        assert copy.add(*page_and_report(77))
        copy.decide(copy.ids()[0], "note", who="Amal")
        assert copy.link().linked == source.link().linked + 1
        assert copy.check() == []


@between
def test_a_copy_goes_nowhere_where_something_is(full: str, target: str) -> None:
    with Store.open(target) as other:
        other.add(*page_and_report(3))
    before = contents(target)
    with pytest.raises(StoreError, match=r"in it already|it is there already"):
        copy_database(full, target)
    assert contents(target) == before


def test_no_copy_of_nothing(tmp_path: Path, target: str) -> None:
    with pytest.raises(StoreError, match="no such database"):
        copy_database(tmp_path / "none.db", target)


def test_it_is_the_source_that_is_damaged(path: Path, target: str) -> None:
    with Store.open(path) as store:
        store.add(*page_and_report())
        with store._writer.begin() as connection:
            connection.exec_driver_sql("UPDATE reports SET title = CAST(x'62ff62' AS TEXT)")
    with pytest.raises(StoreError, match="the database is damaged") as caught:
        copy_database(path, target)
    assert caught.value.source == str(path)


@between
def test_what_is_written_wrongly_is_not_kept(
    full: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copying.insert_rows

    def careless(connection: object, table: str, columns: object, rows: list[object]) -> None:
        real(connection, table, columns, rows[:-1] if table == "tolls" else rows)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "insert_rows", careless)
    with pytest.raises(
        StoreError, match=r"tolls: what was written \(4 rows\) is not what was read"
    ):
        copy_database(full, target)
    monkeypatch.undo()
    if not target.startswith("postgresql"):
        assert [p.name for p in Path(target).parent.glob("copy.db*")] == []
    copy_database(full, target)
    assert contents(target) == contents(full)


KILLED_WHILE_COPYING = """
import os, signal, sys
from sayso.store import copying

def at(table, rows):
    if table == "tolls":
        os.kill(os.getpid(), signal.SIGKILL)

copying.copy_database(sys.argv[1], sys.argv[2], progress=at)
"""


@between
def test_killed_in_the_middle_of_copying(full: str, target: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_COPYING, full, target], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    copy_database(full, target)
    assert contents(target) == contents(full)
    if not target.startswith("postgresql"):
        assert [p.name for p in Path(target).parent.glob("copy.db*")] == ["copy.db"]


def test_rows_that_refer_to_later_ones_wait_for_them() -> None:
    rows = [(1, 3), (2, None), (3, 4), (4, 2), (5, 1), (6, 99)]
    found = list(copying._referred_first(rows, 0, 1))
    assert found == [(2, None), (4, 2), (3, 4), (1, 3), (5, 1), (6, 99)]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


def test_a_backup_is_a_whole_collection(full: str, backup: Path) -> None:
    seen: list[str] = []
    backup_database(full, backup, progress=lambda table, _: seen.append(table))
    assert contents(backup) == contents(full)
    assert seen
    assert [p.name for p in backup.parent.glob("backup*")] == ["backup.db"]
    with Store.open(backup, create=False) as store:
        assert store.check() == []


def test_a_backup_is_of_one_moment_while_others_write(
    full: str, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(full)
    added: list[bool] = []

    def meanwhile(*_: object) -> None:
        if not added:
            with Store.open(full, create=False) as other:
                added.append(other.add(*page_and_report(50)))

    monkeypatch.setattr("sayso.store.backup._PAGES", 5)
    backup_database(full, backup, progress=meanwhile)
    assert added == [True]
    assert contents(backup) == before
    assert len(contents(full)["reports"]) == len(before["reports"]) + 1


def test_a_backup_takes_the_place_of_an_earlier_one_when_asked(full: str, backup: Path) -> None:
    backup_database(full, backup)
    before = contents(backup)
    with Store.open(full) as store:
        store.add(*page_and_report(60))
    with pytest.raises(StoreError, match=r"it is there already \(name another file, or replace"):
        backup_database(full, backup)
    assert contents(backup) == before
    backup_database(full, backup, replace=True)
    assert contents(backup) == contents(full)


def test_a_damaged_file_makes_no_backup(path: Path, backup: Path) -> None:
    with Store.open(path) as store:
        for n in range(40):
            store.add(*page_and_report(n))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 3 * 4096] = b"\xff" * 3 * 4096
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        backup_database(path, backup)
    assert not backup.exists()


def test_a_backup_that_finds_no_room(path: Path, backup: Path) -> None:
    with Store.open(path) as store:
        store.add(*page_and_report())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    try:
        with pytest.raises(StoreError, match=r"backup.db.*could not be read or written"):
            backup_database(path, backup)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(backup.parent.glob("backup*")) == []


def test_a_collection_is_no_backup_of_itself(path: Path) -> None:
    Store.open(path).close()
    with pytest.raises(StoreError, match="no backup of itself"):
        backup_database(path, path, replace=True)


def test_a_backup_where_nothing_can_be_written(path: Path, tmp_path: Path) -> None:
    Store.open(path).close()
    with pytest.raises(StoreError, match="does not exist"):
        backup_database(path, tmp_path / "none" / "backup.db")
