"""What differs between database engines: connections, full-text search, what errors mean.

SQLite is the only engine so far. Another one is another class with the same methods.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from sayso.store.search import CLOSE, OPEN

State = Literal["empty", "ours", "foreign"]

_APPLICATION_ID = int.from_bytes(b"SAYO", "big")
"""Stands in the file's header and tells a sayso database from any other SQLite file."""

_TITLE_WEIGHT = 4.0
"""A word in the title counts as four in the text: titles are short and say what it is about."""

_SNIPPET_WORDS = 24

_UNPRINTABLE = {n: " " for n in [*range(0x20), 0x7F] if chr(n) not in "\n\t"}
"""Never indexed: NUL cuts a text short, and two others mark the hits in a snippet."""

_ERRORS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "the database is locked by another program",
        "wait until it is done, or close it, and run this again",
    ),
    sqlite3.SQLITE_LOCKED: (
        "the database is locked by another program",
        "wait until it is done, or close it, and run this again",
    ),
    sqlite3.SQLITE_READONLY: (
        "the database cannot be written",
        "make the file and its folder writable, or copy it to where it can be written",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the database cannot be opened",
        "check that its folder exists and that you may write in it",
    ),
    sqlite3.SQLITE_NOTADB: (
        "not a sayso database",
        "check the path, or name a file that does not exist yet to start a new one",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the database is damaged",
        "restore it from a backup, or save what can be read with `sqlite3 FILE .recover`",
    ),
    sqlite3.SQLITE_FULL: ("no space is left on the disk", "make room and run this again"),
    sqlite3.SQLITE_IOERR: (
        "the disk could not be read or written",
        "check the disk, and that the file is not on a network share",
    ),
}


class Sqlite:
    """SQLite: one file, write-ahead log, foreign keys on, full-text search by FTS5.

    Args:
        path: The database file.
        busy_seconds: How long to wait for another program that is writing.
    """

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self.path = path
        self._busy = busy_seconds

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
            write = connection.get_execution_options().get("write", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

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

    def index(self, connection: Connection, number: int, title: str | None, body: str) -> None:
        """Put one report's words into the full-text index, in place of those it had."""
        row = {"number": number, "title": _printable(title or ""), "body": _printable(body)}
        connection.execute(text("DELETE FROM report_search WHERE rowid = :number"), row)
        connection.execute(
            text("INSERT INTO report_search(rowid, title, body) VALUES (:number, :title, :body)"),
            row,
        )

    def search(self, connection: Connection, expression: str, limit: int) -> list[tuple[int, str]]:
        """Numbers of the reports that fit, best first, with a snippet that marks the hits."""
        rows = connection.execute(
            text(
                "SELECT rowid, snippet(report_search, 1, :open, :close, '…', :words)"
                " FROM report_search WHERE report_search MATCH :expression"
                " ORDER BY bm25(report_search, :weight, 1.0), rowid LIMIT :limit"
            ),
            {
                "open": OPEN,
                "close": CLOSE,
                "words": _SNIPPET_WORDS,
                "expression": expression,
                "weight": _TITLE_WEIGHT,
                "limit": limit,
            },
        )
        return [(int(number), str(snippet)) for number, snippet in rows]

    def check(self, connection: Connection) -> list[str]:
        """What is wrong inside the database; empty when all is well."""
        lines = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        lines = [] if lines == ["ok"] else lines
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return lines + [f"{row[0]} row {row[1]} points to no row of {row[2]}" for row in broken]

    def diagnose(self, error: DBAPIError) -> tuple[str, str]:
        """What a driver's error means, and the remedy."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        # The low byte is the kind of error, the rest says more about it.
        known = _ERRORS.get(code & 0xFF) if isinstance(code, int) else None
        return known or (f"the database refused: {error.orig}", "please report this")


def _printable(words: str) -> str:
    return words.translate(_UNPRINTABLE)
