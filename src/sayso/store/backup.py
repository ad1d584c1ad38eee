"""A copy of a collection in one file, made while others read and write it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from sayso.errors import StoreError
from sayso.store.copying import NOT_COPIED, copy_database, make_private, remove_database
from sayso.store.database import open_database, translated
from sayso.store.engines import Sqlite
from sayso.store.location import parse_location

_PAGES = 4_096
"""Pages of the file between two calls of ``progress``."""


def backup_database(
    source: str | Path,
    file: str | Path,
    *,
    replace: bool = False,
    progress: Callable[[str, int], object] | None = None,
    busy_seconds: float = 10.0,
) -> None:
    """Copy a collection as it is at one moment into an SQLite file, and check the file.

    The file is there as a whole or not at all. A collection in PostgreSQL is copied row by row,
    see ``copying``; `sayso db copy` brings it back.

    Args:
        source: The collection: a file, or ``postgresql://user@host/database``.
        file: Where to.
        replace: An earlier backup may be there; the new one takes its place when it is complete.
        progress: Called now and then with what is done and how many pages or rows of it were.
        busy_seconds: How long to wait for another program that is writing.

    Raises:
        StoreError: The source cannot be read, the file is there or cannot be written, or what
            was written is damaged.
    """
    target = Path(file)
    place = parse_location(source)
    if target.exists() and not replace:
        raise StoreError(
            "it is there already",
            source=str(target),
            remedy="name another file, or replace it with --replace",
        )
    if isinstance(place, Path) and target.exists() and place.samefile(target):
        raise StoreError(
            "a collection is no backup of itself", source=str(target), remedy="name another file"
        )
    part = target.with_name(f"{target.name}.backup")
    remove_database(part)
    try:
        if isinstance(place, Path):
            _copy_pages(place, part, busy_seconds, progress)
        else:
            copy_database(source, part, progress=progress, busy_seconds=busy_seconds)
        _check(part, target)
        part.replace(target)
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror}", source=str(target), remedy="name another file"
        ) from error
    finally:
        remove_database(part)


def _copy_pages(
    source: Path, target: Path, busy: float, progress: Callable[[str, int], object] | None
) -> None:
    """By SQLite's own way (https://sqlite.org/backup.html), page by page."""
    dialect, engine = open_database(source, create=False, busy_seconds=busy)
    written = Sqlite(target, busy)
    written.check_place(create=True)

    def report(_: int, left: int, every: int) -> None:
        if progress:
            progress("pages", every - left)

    try:
        with translated(dialect), engine.connect() as connection:
            # The transaction keeps one state of the database until all pages are copied.
            dialect.state(connection)
            raw = connection.connection.driver_connection
            make_private(target)
            with translated(written), closing(sqlite3.connect(target)) as copy:
                try:
                    raw.backup(copy, pages=_PAGES, progress=report)  # type: ignore[union-attr]
                    for table in NOT_COPIED:
                        copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
                    copy.commit()
                except sqlite3.Error as error:
                    # As SQLAlchemy tells of it, so that what it means is said in one place.
                    raise DBAPIError("backup", None, error) from error
    finally:
        engine.dispose()


def _check(part: Path, target: Path) -> None:
    try:
        dialect, engine = open_database(part, create=False, busy_seconds=1)
        try:
            with translated(dialect), engine.connect() as connection:
                faults = dialect.check(connection)
        finally:
            engine.dispose()
    except StoreError as error:
        faults = [error.message]
    if faults:
        raise StoreError(
            f"the backup is damaged: {faults[0]}",
            source=str(target),
            remedy="check the disk, and the collection with `sayso db check`",
        )
