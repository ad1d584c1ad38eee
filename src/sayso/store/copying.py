"""A whole collection from one database into another, of the same or another engine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, LargeBinary, Table, select, type_coerce

from sayso.errors import StoreError
from sayso.store.bulk_insert import begin_loading, end_loading, insert_rows
from sayso.store.database import open_database, translated
from sayso.store.engines import Dialect
from sayso.store.engines.base import Entry
from sayso.store.flatten import Row, cleaned
from sayso.store.location import parse_location
from sayso.store.schema import all_tables
from sayso.store.tables import Packed

T = TypeVar("T")

Progress = Callable[[str, int], object]

NOT_COPIED = ("web_sessions",)
"""A login that was ended must not live on in a copy, nor in a backup."""
_TOGETHER = 1_000
"""Rows in memory at once."""
_LARGE = {"documents": 64, "readings": 256, "link_arrays": 1}
"""… of tables with large ones."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied.

    Attributes:
        rows: Rows of each table.
    """

    rows: dict[str, int]

    @property
    def reports(self) -> int:
        """How many reports."""
        return self.rows["reports"]


def copy_database(
    source: str | Path,
    target: str | Path,
    *,
    progress: Progress | None = None,
    busy_seconds: float = 10.0,
) -> Copied:
    """Copy a collection: reports, bytes, all readings, links, decisions, numbers and all.

    The source is copied as it is at one moment; others may read and write it meanwhile. The
    target is there as a whole or not at all, after every row was read back and compared.

    Args:
        source: The collection: a file, or ``postgresql://user@host/database``.
        target: Where to: a file that does not exist, or an empty database.
        progress: Called now and then with the table and how many rows of it were copied.
        busy_seconds: How long to wait for another program that is writing.

    Raises:
        StoreError: One of the two cannot be opened, read or written; there is a collection with
            reports at the target; or what was written is not what was read.
    """
    place = parse_location(target)
    if isinstance(place, Path):
        return _into_file(source, place, progress or _quiet, busy_seconds)
    return _into(source, str(target), progress or _quiet, busy_seconds)


def _into_file(source: str | Path, target: Path, progress: Progress, busy: float) -> Copied:
    """Into a file beside the target, which takes its name when all is in it."""
    if target.exists():
        raise StoreError("it is there already", source=str(target), remedy="name a new file")
    part = target.with_name(f"{target.name}.part")
    remove_database(part)  # of a copy that was cut short
    try:
        if part.parent.is_dir():  # else the engine says what is wrong
            make_private(part)
        copied = _into(source, part, progress, busy)
        part.rename(target)
    finally:
        remove_database(part)
    return copied


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read: hashes of passwords come into it.

    Raises:
        OSError: It cannot be made.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def remove_database(path: Path) -> None:
    """Remove a file of SQLite's, with those that stand beside it while it is open."""
    for beside in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + beside).unlink(missing_ok=True)


def _into(source: str | Path, target: str | Path, progress: Progress, busy: float) -> Copied:
    read, reader = open_database(source, create=False, busy_seconds=busy)
    try:
        write, writer = open_database(target, create=True, busy_seconds=busy)
        try:
            with (
                translated(read),
                reader.connect() as here,
                translated(write),
                writer.execution_options(write=True).begin() as there,
            ):
                return _Copy(read, here, write, there, progress).all()
        finally:
            writer.dispose()
    finally:
        reader.dispose()


class _Copy:
    """One copying: a connection that reads one state of the source, one that writes."""

    def __init__(
        self, read: Dialect, here: Connection, write: Dialect, there: Connection, progress: Progress
    ) -> None:
        self._read, self._here = read, here
        self._write, self._there = write, there
        self._progress = progress

    def all(self) -> Copied:
        """Copy and compare all there is."""
        tables = [table for table in all_tables() if table.name not in NOT_COPIED]
        for table in tables:
            if self._there.execute(select(table).limit(1)).first() is not None:
                raise StoreError(
                    f"there is a collection with {table.name} in it already",
                    source=self._write.name,
                    remedy="name an empty database, or a file that does not exist",
                )
        begin_loading(self._there)
        rows = {table.name: self._table(table) for table in tables}
        self._words()
        self._write.settle(self._there)
        end_loading(self._there)
        return Copied(rows)

    def _table(self, table: Table) -> int:
        names = [column.name for column in table.columns]
        read, written = _Digest(), _Digest()
        rows = read.seen(self._source(_rows(self._here, table)))
        for own in (key for key in table.foreign_keys if key.column.table is table):
            rows = _referred_first(rows, names.index("number"), names.index(own.parent.name))
        while some := list(islice(rows, _size(table))):
            insert_rows(self._there, table.name, names, some)
            self._progress(table.name, read.count)
        for _ in written.seen(_rows(self._there, table)):
            pass
        self._compare(table.name, read, written)
        return read.count

    def _words(self) -> None:
        """The full-text index, which each engine has in its own form."""
        read, written = _Digest(), _Digest()
        entries = read.seen(self._source(_entries(self._read, self._here)))
        while some := list(islice(entries, _TOGETHER)):
            self._write.index_many(self._there, some, fresh=True)
            self._progress("report_search", read.count)
        for _ in written.seen(_entries(self._write, self._there)):
            pass
        self._compare("report_search", read, written)

    def _source(self, rows: Iterable[T]) -> Iterator[T]:
        """Rows of the source, whose errors are told of as its own, not as the target's."""
        with translated(self._read):
            yield from rows

    def _compare(self, table: str, read: _Digest, written: _Digest) -> None:
        if read.value() != written.value():
            raise StoreError(
                f"{table}: what was written ({written.count} rows) is not what was read"
                f" ({read.count} rows); nothing was kept",
                source=self._write.name,
                remedy="check the disk; `sayso db check` checks the source",
            )


class _Digest:
    """The number of rows that went by, and a digest of them in their order."""

    def __init__(self) -> None:
        self.count = 0
        self._hash = hashlib.blake2b()

    def value(self) -> tuple[int, bytes]:
        """Equal for equal rows in the same order."""
        return self.count, self._hash.digest()

    def seen(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as they come."""
        for row in rows:
            self.count += 1
            for value in row:
                plain = value if isinstance(value, bytes) else repr(value).encode()
                self._hash.update(b"%d " % len(plain))
                self._hash.update(plain)
            yield row


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    """All rows of a table in the order of its key, bytes as they are packed."""
    columns = [
        type_coerce(column, LargeBinary) if isinstance(column.type, Packed) else column
        for column in table.columns
    ]
    query = select(*columns).order_by(*table.primary_key.columns)
    for row in connection.execute(query, execution_options={"yield_per": _size(table)}):
        yield cleaned(row)


def _entries(dialect: Dialect, connection: Connection) -> Iterator[Entry]:
    """All that a full-text index holds."""
    last = 0
    while some := dialect.entries(connection, last, _TOGETHER):
        yield from some
        last = some[-1][0]


def _size(table: Table) -> int:
    return _LARGE.get(table.name, _TOGETHER)


def _referred_first(rows: Iterable[Row], number: int, reference: int) -> Iterator[Row]:
    """Rows of a table that refers to itself, each after the one that it refers to.

    Args:
        rows: The rows.
        number: Where a row's own number stands.
        reference: Where the number of the other stands.
    """
    done: set[Any] = {None}
    waiting: dict[Any, list[Row]] = {}
    for row in rows:
        ready = [row]
        while ready:
            one = ready.pop()
            if one[reference] in done:
                done.add(one[number])
                yield one
                ready += waiting.pop(one[number], [])
            else:
                waiting.setdefault(one[reference], []).append(one)
    for left in waiting.values():
        yield from left  # they refer to nothing; the engine says so


def _quiet(_: str, __: int) -> None:
    pass
