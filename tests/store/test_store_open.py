"""Opening: new, old, newer, foreign, damaged, locked, missing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from store_reports import page_and_report
from test_store_links import incident, linked

from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.database import Unavailable, translated


@contextmanager
def sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def test_opening_again_keeps_everything(path: Path) -> None:
    page, report = page_and_report()
    with Store.open(path) as store:
        store.add(page, report)
    with Store.open(str(path), create=False) as store:
        assert store.get(report.id) == report
    assert sorted(p.name for p in path.parent.iterdir()) == ["reports.db"]


def test_the_file_says_whose_it_is(path: Path) -> None:
    Store.open(path).close()
    with sqlite(path) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x5341594F,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_empty_file_is_a_new_database(path: Path) -> None:
    path.touch()
    with Store.open(path) as store:
        assert store.stats().reports == 0


def test_odd_characters_in_the_path(tmp_path: Path) -> None:
    path = tmp_path / "100% наше #1?mode=ro&x.db"
    Store.open(path).close()
    assert path.exists()


def test_a_newer_database_is_refused_with_the_remedy(path: Path) -> None:
    Store.open(path).close()
    with sqlite(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer sayso .*pip install --upgrade sayso"):
        Store.open(path)


@pytest.mark.parametrize(
    "setup", ["CREATE TABLE notes(a)", "PRAGMA application_id=7", "CREATE TABLE alembic_version(a)"]
)
def test_another_programs_database_is_refused_and_left_alone(path: Path, setup: str) -> None:
    with sqlite(path) as connection:
        connection.execute(setup)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a sayso database"):
        Store.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"<html>" * 300, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a sayso database"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_damaged_database(path: Path) -> None:
    with Store.open(path) as store:
        for n in range(40):
            store.add(*page_and_report(n))
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
        list(store.reports())
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
        list(store.reports())


def test_damage_inside_a_row_is_found(path: Path) -> None:
    _, report = pair = page_and_report()
    with Store.open(path) as store:
        store.add(*pair)
        with sqlite(path) as connection:
            connection.execute("DROP TRIGGER readings_refuse_update")
            connection.execute("UPDATE readings SET record = zeroblob(length(record))")
        with pytest.raises(StoreError, match="what is stored is damaged"):
            store.get(report.id)


def test_a_record_that_is_none_is_damage(store: Store) -> None:
    store.add(*page_and_report())
    store.save_links(replace(linked(incident("i_1", f"{store.ids()[0]}/e1")), copies=()))
    with store._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE incidents SET record = '{\"id\": 3'")
    with pytest.raises(StoreError, match="what is stored is damaged"):
        store.incidents()


def test_a_damaged_schema(path: Path) -> None:
    """The driver cannot even decode the message that says so."""
    Store.open(path).close()
    data = path.read_bytes()
    assert b"tablereportsreports" in data
    data = data.replace(b"tablereportsreports", b"tabler\xffportsreports")
    path.write_bytes(data.replace(b"CREATE TABLE reports (", b"CREATE TABLE reports )"))
    with pytest.raises(StoreError, match="what is stored is damaged"):
        Store.open(path)


def test_a_missing_database_is_not_made_unless_asked(path: Path) -> None:
    with pytest.raises(StoreError, match=r"no such database .*sayso add"):
        Store.open(path, create=False)
    assert not path.exists()


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder of the database does not exist"):
        Store.open(tmp_path / "none" / "reports.db")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="a folder, not a database"):
        Store.open(tmp_path)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write in")
def test_a_folder_that_cannot_be_written() -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open("/proc/self/reports.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written(path: Path) -> None:
    path.touch(mode=0o400)
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(path)


def test_a_refused_write_is_explained(path: Path) -> None:
    with Store.open(path) as store, store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        with (
            pytest.raises(
                StoreError, match=r"reports\.db: the database cannot be written .*copy it"
            ),
            translated(store._dialect),
        ):
            connection.exec_driver_sql("DELETE FROM reports")
        connection.exec_driver_sql("PRAGMA query_only=OFF")


def test_a_locked_database(path: Path) -> None:
    Store.open(path).close()
    with Store.open(path, busy_seconds=0.05) as store, sqlite(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked by another program"):
            store.add(*page_and_report())
        assert store.stats().reports == 0  # others may still read
        other.execute("ROLLBACK")
        assert store.add(*page_and_report())


def test_writers_of_one_program_wait_no_longer_for_each_other(location: str) -> None:
    with Store.open(location, busy_seconds=0.1) as store, ThreadPoolExecutor(1) as beside:
        with store._writing(), pytest.raises(Unavailable, match="locked"):
            beside.submit(store.add, *page_and_report()).result(10)
        assert beside.submit(store.add, *page_and_report()).result(10)


def test_one_writer_may_wait_less_than_the_others(location: str) -> None:
    with Store.open(location, busy_seconds=60) as store, Store.open(location) as other:
        with other._writing() as session:
            session.connection()
            with pytest.raises(Unavailable, match="locked"), store._writing(0.1) as waiting:
                waiting.connection()
        assert store.add(*page_and_report())


def test_a_locked_new_file(path: Path) -> None:
    with sqlite(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked by another program"):
            Store.open(path, busy_seconds=0.05)


def test_two_at_once(path: Path) -> None:
    with Store.open(path) as one, Store.open(path) as two:
        assert one.add(*page_and_report())
        assert two.seen(page_and_report()[0])
        assert not two.add(*page_and_report())
