"""What is about PostgreSQL alone: who may come in, what is refused, who waits for whom."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import postgres_server
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from store_reports import page_and_report

import sayso
from sayso.errors import MissingExtra, StoreError
from sayso.store import Store
from sayso.store.engines import dialect_at
from sayso.store.engines.postgres_errors import diagnosis
from sayso.store.location import parse_location, shown, stem

SECRET = "s3cr3t"  # noqa: S105 - of nobody


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (f"postgresql://amal:{SECRET}@db.example/news", "postgresql://amal@db.example/news"),
        (f"postgres://amal:{SECRET}@db.example:99/news", "postgresql://amal@db.example:99/news"),
        (f"postgresql+psycopg://db.example/n?password={SECRET}", "postgresql://db.example/n"),
        (f"postgresql://h/n?sslpassword={SECRET}", "postgresql://h/n"),
    ],
)
def test_an_address_is_shown_without_its_password(given: str, name: str) -> None:
    assert shown(parse_location(given)) == name
    assert dialect_at(given, 1).name == name
    assert SECRET not in shown(given)
    with sayso.open(given) as corpus:
        assert SECRET not in corpus.name
    assert stem(given) in {"news", "n"}


@pytest.mark.parametrize(
    "given",
    [
        f"postgresql://amal:{SECRET}@",
        f"postgresql://amal:{SECRET}@h:port/news",
        f"postgresql://h:port/news?password=x@{SECRET}",
    ],
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(StoreError, match="write it as postgresql://user@host/database") as caught:
        Store.open(given)
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value.__cause__)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        # an @ that is not written as %40 would make a host of the half of a password
        (f"postgresql://amal:x@{SECRET}@h/news", "the address has two @"),
        (f"postgresql://amal:x@y/{SECRET}@h/news", "the address has two @"),
        (f"mysql://amal:{SECRET}@h/news", "not a database that sayso can use"),
        (f"postgresql+asyncpg://amal:{SECRET}@h/news", "not a database that sayso can use"),
        ("sqlite:///news.db", "not a database that sayso can use"),
    ],
)
def test_an_address_that_cannot_be_meant(given: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        Store.open(given)
    assert SECRET not in str(caught.value)


def test_a_file_is_a_file(tmp_path: Path) -> None:
    for name in ("postgresql.db", "postgresql:x", "a/postgresql://b"):
        assert parse_location(name) == Path(name)
    assert stem("news/of.2020.db") == "of.2020"


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[postgres\]'"):
        Store.open("postgresql://h/news")


def test_no_server_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="server cannot be reached") as caught:
        Store.open(f"postgresql://amal:{SECRET}@/news?host={tmp_path}")
    assert SECRET not in str(caught.value)
    with pytest.raises(StoreError, match="server cannot be reached"):
        Store.open("postgresql://127.0.0.1:1/news")


@pytest.fixture
def guarded(postgres: postgres_server.Server) -> Iterator[postgres_server.Server]:
    """A server that lets ``guest`` in with a password only."""
    postgres.execute(
        f"CREATE ROLE guest LOGIN PASSWORD '{SECRET}'",
        "CREATE DATABASE lent TEMPLATE template0",
    )
    rules = postgres.home / "data" / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"local all guest scram-sha-256\n{before}")
    postgres.execute("SELECT pg_reload_conf()")
    yield postgres
    rules.write_text(before)
    postgres.execute("SELECT pg_reload_conf()", "DROP DATABASE lent", "DROP ROLE guest")


def test_who_is_not_let_in(guarded: postgres_server.Server) -> None:
    url = guarded.url("lent").replace("sayso@", f"guest:wrong{SECRET}@")
    with pytest.raises(StoreError, match="does not let this user in") as caught:
        Store.open(url)
    assert SECRET not in str(caught.value)
    with pytest.raises(StoreError, match="does not let this user in"):
        Store.open(guarded.url("lent").replace("sayso@", "guest@"))
    with pytest.raises(StoreError, match="may not do that in the database"):
        Store.open(url.replace("wrong", ""))  # let in, and no tables of the schema are its own


def test_no_such_database(postgres: postgres_server.Server) -> None:
    with pytest.raises(StoreError, match=r"no such database on the server .*createdb nowhere"):
        Store.open(postgres.url("nowhere"))


def test_a_collection_is_not_begun_unless_asked(empty_postgres_url: str) -> None:
    with pytest.raises(StoreError, match=r"no collection in this database yet .*sayso add"):
        Store.open(empty_postgres_url, create=False)
    with Store.open(empty_postgres_url) as store:
        assert store.stats().reports == 0
    Store.open(empty_postgres_url, create=False).close()


def test_tables_of_others_are_left_alone(
    postgres: postgres_server.Server, empty_postgres_url: str
) -> None:
    database = stem(empty_postgres_url)
    postgres.execute("CREATE TABLE alembic_version (a INT)", database=database)
    with pytest.raises(StoreError, match=r"not a sayso database .*search_path%3DNAME"):
        Store.open(empty_postgres_url)
    postgres.execute("CREATE SCHEMA news", database=database)
    own = f"{empty_postgres_url}&options=-csearch_path%3Dnews"
    with Store.open(own) as store:
        assert store.add(*page_and_report())
        assert store.check() == []
    with pytest.raises(StoreError, match="not a sayso database"):
        Store.open(empty_postgres_url)


def test_a_newer_database_is_refused(
    postgres: postgres_server.Server, empty_postgres_url: str
) -> None:
    Store.open(empty_postgres_url).close()
    database = stem(empty_postgres_url)
    postgres.execute("UPDATE alembic_version SET version_num = '9999'", database=database)
    with pytest.raises(StoreError, match=r"newer sayso .*pip install --upgrade sayso"):
        Store.open(empty_postgres_url)


def test_a_database_that_holds_not_all_characters(postgres: postgres_server.Server) -> None:
    postgres.execute(
        "CREATE DATABASE old TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    with pytest.raises(StoreError, match=r"holds LATIN1 alone.*--encoding=UTF8"):
        Store.open(postgres.url("old"))
    postgres.execute("DROP DATABASE old")


def test_a_server_that_is_too_old(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.engines.postgres._OLDEST", 99)
    with pytest.raises(StoreError, match=r"PostgreSQL \d+ is too old .*version 99 or later"):
        Store.open(postgres_url)


def test_writers_wait_for_each_other(postgres_url: str) -> None:
    with Store.open(postgres_url) as one, Store.open(postgres_url, busy_seconds=0.05) as two:
        with one._writer.begin():
            with pytest.raises(StoreError, match="locked by another program"):
                two.add(*page_and_report())
            assert two.stats().reports == 0  # others may still read
        assert two.add(*page_and_report())


def test_who_waited_sees_what_was_written_meanwhile(postgres_url: str) -> None:
    outcomes: list[bool] = []

    def add() -> None:
        with Store.open(postgres_url) as store:
            outcomes.extend(store.add(*page_and_report(n)) for n in range(10))

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == [False] * 20 + [True] * 10
    with Store.open(postgres_url) as store:
        assert (store.stats().reports, store.check()) == (10, [])


def test_two_who_open_it_first(empty_postgres_url: str) -> None:
    failed: list[BaseException] = []

    def begin() -> None:
        try:
            Store.open(empty_postgres_url, busy_seconds=60).close()
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=begin) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    with Store.open(empty_postgres_url, create=False) as store:
        assert store.check() == []


def test_a_reader_sees_one_state(postgres_url: str) -> None:
    with Store.open(postgres_url) as store, Store.open(postgres_url) as other:
        store.add(*page_and_report(1))
        with store._reading() as session:
            count = "SELECT count(*) FROM reports"
            assert session.connection().exec_driver_sql(count).scalar() == 1
            other.add(*page_and_report(2))
            assert session.connection().exec_driver_sql(count).scalar() == 1
        assert store.stats().reports == 2


def test_a_reader_cannot_write(postgres_url: str) -> None:
    with (
        Store.open(postgres_url) as store,
        pytest.raises(StoreError, match=r"the database cannot be written .*primary server"),
        store._reading() as session,
    ):
        session.connection().exec_driver_sql("DELETE FROM tolls")


def break_off(session: Session) -> None:
    """Write, and lose the connection before it counts."""
    session.execute(text("DELETE FROM tolls"))
    session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def test_the_store_outlives_a_lost_connection(
    postgres: postgres_server.Server, postgres_url: str
) -> None:
    with Store.open(postgres_url) as store:
        store.add(*page_and_report())
        postgres.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'sayso' AND datname = 'collection'"
        )
        assert store.stats().reports == 1
        with (
            pytest.raises(StoreError, match="connection to the server broke off"),
            store._writing() as session,
        ):
            break_off(session)
        assert store.stats().tolls == 1


class Refusal(Exception):
    def __init__(self, sqlstate: str | None, words: str = "so it is") -> None:
        super().__init__(words)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("state", "words", "message"),
    [
        ("53100", "", "no space is left on the server's disk"),
        ("53300", "", "takes no more connections"),
        ("57P01", "", "broke off"),
        ("08006", "", "broke off"),
        ("XX001", "", "the database is damaged"),
        ("40P01", "", "locked by another program"),
        ("22001", "much too long", "the database refused: much too long"),
        (None, "FATAL: sorry, too many clients already", "takes no more connections"),
        (None, "FATAL: the database system is starting up", "just starting or stopping"),
        (None, "could not translate host name", "cannot be reached"),
        (None, "something else", "the database refused: something else"),
    ],
)
def test_what_errors_mean(state: str | None, words: str, message: str) -> None:
    url = parse_location("postgresql://h/news")
    assert not isinstance(url, Path)
    found, remedy, _ = diagnosis(DBAPIError("SELECT", None, Refusal(state, words)), url)
    assert message in found
    assert remedy
