"""SQLite: all tables in one database, with types, keys and references.

A table ``columns`` says what each column means, a table ``about`` what each table is and what was
asked for. References are checked before it is finished.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sayso.errors import ExportError
from sayso.export.source import Source
from sayso.export.table_files.about import about
from sayso.export.table_files.csv_file import moment
from sayso.tables.table import Row, Table

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "datetime": "TEXT",
    "year": "INTEGER",
}
_CACHE = 64_000
"""KiB."""
MEANINGS = "columns"
"""The table that says what columns mean."""
ABOUT = "about"
"""The table that says what each table is, and what was asked for."""


class SqliteTables:
    """One database."""

    def __init__(self, source: Source, path: Path, tables: Sequence[Table[Any]]) -> None:
        self._path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        # it is new, and thrown away when it is not finished
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        # ids come in no order, and are put into the indexes of the keys one by one
        self._db.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._db.execute("BEGIN")
        self._insert: dict[str, str] = {}
        self._held: dict[str, Callable[[Row], Row]] = {}
        self.counts = {table.name: 0 for table in tables}
        for table in tables:
            self._db.execute(create_table(table))
            self._held[table.name] = _holder(table)
            marks = ", ".join("?" * len(table.columns))
            self._insert[table.name] = f"INSERT INTO {_name(table.name)} VALUES ({marks})"  # noqa: S608
        self._references = [
            (table.name, foreign.columns)
            for table in tables
            for foreign in table.foreign
            # what a key begins with has an index already
            if foreign.columns != table.key[: len(foreign.columns)]
        ]
        self._write_meanings(tables)
        self._db.execute(f"CREATE TABLE {ABOUT} (what TEXT PRIMARY KEY, value TEXT)")
        self._db.executemany(f"INSERT INTO {ABOUT} VALUES (?, ?)", about(source, tables))  # noqa: S608

    def put(self, table: str, rows: Sequence[Row]) -> None:
        """Write rows."""
        self.counts[table] += len(rows)
        try:
            self._db.executemany(self._insert[table], map(self._held[table], rows))
        except sqlite3.IntegrityError as error:
            raise ExportError(f"two rows have one key, or none: {error}", source=table) from error

    def finish(self) -> dict[str, int]:
        """Look at the references, and write what is left.

        Raises:
            ExportError: A row refers to one that is not there.
        """
        for table, columns in self._references:
            listed = ", ".join(map(_name, columns))
            index = _name(f"{table}_by_{'_'.join(columns)}")
            self._db.execute(f"CREATE INDEX {index} ON {_name(table)} ({listed})")
        wrong = self._db.execute("PRAGMA foreign_key_check").fetchone()
        if wrong:
            raise ExportError(
                f"refers to a row of {wrong[2]} that is not there",
                source=str(self._path.name),
                place=f"{wrong[0]}, row {wrong[1]}",
            )
        self._db.execute("COMMIT")
        self.close()
        return {self._path.name: sum(self.counts.values())}

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _write_meanings(self, tables: Sequence[Table[Any]]) -> None:
        self._db.execute(
            f"CREATE TABLE {MEANINGS} (table_name TEXT, column_name TEXT, kind TEXT, means TEXT,"
            " source TEXT, PRIMARY KEY (table_name, column_name))"
        )
        self._db.executemany(
            f"INSERT INTO {MEANINGS} VALUES (?, ?, ?, ?, ?)",  # noqa: S608
            (
                (table.name, column.name, column.kind, column.means, column.source)
                for table in tables
                for column in table.columns
            ),
        )


def create_table(table: Table[Any]) -> str:
    """The statement that makes a table."""
    parts = ",\n  ".join(_parts(table))
    return f"CREATE TABLE {_name(table.name)} (\n  {parts}\n)"


def _parts(table: Table[Any]) -> Iterator[str]:
    for column in table.columns:
        needed = " NOT NULL" if column.required else ""
        yield f"{_name(column.name)} {_TYPES[column.kind]}{needed}"
    yield f"PRIMARY KEY ({', '.join(map(_name, table.key))})"
    for foreign in table.foreign:
        own, theirs = (", ".join(map(_name, part)) for part in (foreign.columns, foreign.to))
        yield f"FOREIGN KEY ({own}) REFERENCES {_name(foreign.table)} ({theirs})"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _holder(table: Table[Any]) -> Callable[[Row], Row]:
    """What makes a row of a table one that SQLite holds."""
    timed = [n for n, c in enumerate(table.columns) if c.kind in ("date", "datetime")]

    def held(row: Row) -> Row:
        cells = list(row)
        for n in timed:
            cell = cells[n]
            if isinstance(cell, datetime):
                cells[n] = moment(cell)
            elif isinstance(cell, date):
                cells[n] = cell.isoformat()
        return tuple(cells)

    return held if timed else lambda row: row


def open_writer(
    source: Source,
    folder: Path,
    name: str,
    tables: Sequence[Table[Any]],
) -> SqliteTables:
    """A writer of one database."""
    return SqliteTables(source, folder / f"{name}.sqlite", tables)
