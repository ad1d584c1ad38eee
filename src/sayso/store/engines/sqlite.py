"""SQLite: one file, write-ahead log, full-text search by FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Integer,
    SelectBase,
    bindparam,
    column,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DBAPIError

from sayso.errors import StoreError
from sayso.store.bulk_insert import insert_together
from sayso.store.engines.base import LOCKED, TITLE_WEIGHT, Diagnosis, Entry, State, printable
from sayso.store.engines.fts5 import expression, words
from sayso.store.search import Query

_APPLICATION_ID = int.from_bytes(b"SAYO", "big")
"""Stands in the file's header and tells a sayso database from any other SQLite file."""

_RANKED = 10_000
"""So many of the newest reports that fit are put in order; the best of them are shown."""

_ERRORS: dict[int, Diagnosis] = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: Diagnosis(
        "the database cannot be written",
        "make the file and its folder writable, or copy it to where it can be written",
    ),
    sqlite3.SQLITE_CANTOPEN: Diagnosis(
        "the database cannot be opened",
        "check that its folder exists and that you may write in it",
    ),
    sqlite3.SQLITE_NOTADB: Diagnosis(
        "not a sayso database",
        "check the path, or name a file that does not exist yet to start a new one",
    ),
    sqlite3.SQLITE_CORRUPT: Diagnosis(
        "the database is damaged",
        "restore it from a backup, or save what can be read with `sqlite3 FILE .recover`",
    ),
    sqlite3.SQLITE_FULL: Diagnosis("no space is left on the disk", "make room and run this again"),
    sqlite3.SQLITE_IOERR: Diagnosis(
        "the disk could not be read or written",
        "check the disk, and that the file is not on a network share",
    ),
}


class Sqlite:
    """One SQLite file.

    Args:
        path: The database file.
        busy_seconds: How long to wait for another program that is writing.
    """

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self.path = path
        self._busy = busy_seconds

    @property
    def name(self) -> str:
        """The path, as it was given."""
        return str(self.path)

    @property
    def patience(self) -> float:
        """How many seconds to wait for another program that is writing."""
        return self._busy

    def check_place(self, *, create: bool) -> None:
        """Look whether the file is there, or can be made.

        Raises:
            StoreError: It is a folder, or missing, or its folder is.
        """
        if self.path.is_dir():
            raise StoreError(
                "a folder, not a database",
                source=self.name,
                remedy=f"name a file in it, such as {self.path / 'reports.db'}",
            )
        if self.path.exists():
            return
        if not create:
            raise self.missing()
        if not self.path.parent.is_dir():
            raise StoreError(
                "the folder of the database does not exist",
                source=self.name,
                remedy=f"make the folder {self.path.parent} first",
            )

    def missing(self) -> StoreError:
        """The error that says that there is no collection here."""
        return StoreError(
            "no such database",
            source=self.name,
            remedy=f"check the path, or start one with `sayso add {self.path.name} FILE`",
        )

    def foreign(self) -> StoreError:
        """The error that says that what is here is another program's."""
        return StoreError(
            "not a sayso database",
            source=self.name,
            remedy="check the path, or name a file that does not exist yet to start a new one",
        )

    def engine(self) -> Engine:
        """An engine whose transactions start when they say so.

        A connection with the execution option ``write`` takes the write lock at once, so that
        two writers wait for each other and never fail half-way.
        """
        url = URL.create("sqlite", database=str(self.path.absolute()))
        engine = create_engine(url, connect_args={"timeout": self._busy})

        @event.listens_for(engine, "connect")
        def _connect(connection: sqlite3.Connection, _: object) -> None:
            # The driver's own transactions leave table changes outside; ours start in _begin.
            connection.isolation_level = None
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA synchronous=FULL")  # a commit survives a power cut

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            options = connection.get_execution_options()
            if not options.get("write", False):
                connection.exec_driver_sql("BEGIN")
                return
            patience = round(options.get("patience", self._busy) * 1000)
            connection.exec_driver_sql(f"PRAGMA busy_timeout={patience}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        return engine

    def state(self, connection: Connection) -> State:
        """Whether the database is empty, ours, or another program's."""
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if mark == _APPLICATION_ID:
            return "ours"
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        return "foreign" if tables or mark else "empty"

    def claim(self, connection: Connection) -> None:
        """Mark an empty database as ours."""
        connection.exec_driver_sql(f"PRAGMA application_id={_APPLICATION_ID}")

    def prepare(self, engine: Engine) -> None:
        """Set what the file remembers; only for a database that is empty or ours."""
        raw = engine.raw_connection()
        try:
            # Not through a transaction: the journal cannot be changed inside one.
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        finally:
            raw.close()

    def index_many(self, connection: Connection, entries: Sequence[Entry], *, fresh: bool) -> None:
        """Put reports' words into the full-text index, in place of those that they had."""
        if entries and not fresh:
            numbers = [(number,) for number, _, _ in entries]
            connection.exec_driver_sql("DELETE FROM report_search WHERE rowid = ?", numbers)
        rows = [(number, printable(title), printable(body)) for number, title, body in entries]
        insert_together(connection, "report_search", ("rowid", "title", "body"), rows)

    def entries(self, connection: Connection, after: int, limit: int) -> list[Entry]:
        """What the full-text index holds of the next reports, in the order of their numbers."""
        rows = connection.execute(
            text(
                "SELECT rowid, title, body FROM report_search WHERE rowid > :after"
                " ORDER BY rowid LIMIT :limit"
            ),
            {"after": after, "limit": limit},
        )
        return [(int(number), str(title), str(body)) for number, title, body in rows]

    def search(self, connection: Connection, query: Query, limit: int) -> list[tuple[int, str]]:
        """Numbers of the reports that fit, best first, with a snippet that marks the hits."""
        best = connection.execute(
            text(
                "SELECT number FROM (SELECT rowid AS number,"
                " bm25(report_search, :weight, 1.0) AS rank FROM report_search"
                " WHERE report_search MATCH :expression ORDER BY rowid DESC LIMIT :ranked)"
                " ORDER BY rank, number LIMIT :limit"
            ),
            {
                "expression": expression(query),
                "weight": TITLE_WEIGHT,
                "ranked": _RANKED,
                "limit": limit,
            },
        )
        numbers = [int(number) for number in best.scalars()]
        shown = text("SELECT rowid, title, body FROM report_search WHERE rowid = :number")
        entries = [tuple(connection.execute(shown, {"number": n}).one()) for n in numbers]
        # Asked of the index itself, each snippet would look the words up anew in all texts.
        snippets = words().snippets(query, entries)
        return list(zip(numbers, snippets, strict=True))

    def matching(self, query: Query) -> SelectBase:
        """A question for the numbers of all reports that fit, in no order."""
        return (
            text("SELECT rowid AS number FROM report_search WHERE report_search MATCH :matched")
            .bindparams(bindparam("matched", expression(query), unique=True))
            .columns(column("number", Integer))
        )

    def settle(self, connection: Connection) -> None:
        """Nothing to do: the next number is the highest there is and one."""

    def describe(self, connection: Connection) -> tuple[str, int]:
        """The engine with its version, and how many bytes the file takes."""
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
        return f"SQLite {sqlite3.sqlite_version}", int(pages) * int(size)

    def check(self, connection: Connection) -> list[str]:
        """What the engine itself finds wrong; empty when all is well."""
        lines = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        lines = [] if lines == ["ok"] else lines
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return lines + [f"{row[0]} row {row[1]}: points to no row of {row[2]}" for row in broken]

    def diagnose(self, error: DBAPIError) -> Diagnosis:
        """What a driver's error means, and the remedy."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        # The low byte is the kind of error, the rest says more about it.
        known = _ERRORS.get(code & 0xFF) if isinstance(code, int) else None
        if "Could not decode to UTF-8" in str(error.orig):  # of the driver, without a code
            known = _ERRORS[sqlite3.SQLITE_CORRUPT]
        return known or Diagnosis(f"the database refused: {error.orig}", "please report this")
