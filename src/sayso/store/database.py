"""Opening a database: is it there, is it ours, is it of this version."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError

from sayso.errors import StoreError
from sayso.store.dialect import Sqlite

HEAD = "0003"
"""The newest migration: the form of the tables that this version of sayso reads and writes."""


def open_database(path: Path, *, create: bool, busy_seconds: float) -> tuple[Sqlite, Engine]:
    """A database of the current form; an empty one is set up, an older one brought up to date.

    Raises:
        StoreError: It is missing, locked, damaged, read-only, of a newer sayso or not of sayso.
    """
    _check_path(path, create=create)
    dialect = Sqlite(path, busy_seconds)
    engine = dialect.engine()
    try:
        with translated(dialect):
            with engine.connect() as connection:
                ready = _version(dialect, connection) == HEAD
            if not ready:
                dialect.prepare(engine)
                with engine.execution_options(write=True).begin() as connection:
                    # Asked again under the write lock: another program may have been first.
                    if _version(dialect, connection) != HEAD:
                        dialect.claim(connection)
                        migrate(connection)
    except BaseException:
        engine.dispose()
        raise
    return dialect, engine


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a revision, inside the connection's transaction."""
    # Alembic takes longer to import than a current database to open.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "sayso.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


@contextmanager
def translated(dialect: Sqlite) -> Iterator[None]:
    """Turn the driver's errors into ours, with the database's name and a remedy."""
    try:
        yield
    except DBAPIError as error:
        message, remedy = dialect.diagnose(error)
        raise StoreError(message, source=str(dialect.path), remedy=remedy) from error
    except zlib.error as error:
        # The engine keeps no checksums of what is in a row; the packed bytes have their own.
        raise StoreError(
            "what is stored is damaged", source=str(dialect.path), remedy="restore it from a backup"
        ) from error


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(
            "a folder, not a database",
            source=str(path),
            remedy=f"name a file in it, such as {path / 'reports.db'}",
        )
    if path.exists():
        return
    if not create:
        raise StoreError(
            "no such database",
            source=str(path),
            remedy=f"check the path, or start one with `sayso add {path.name} FILE`",
        )
    if not path.parent.is_dir():
        raise StoreError(
            "the folder of the database does not exist",
            source=str(path),
            remedy=f"make the folder {path.parent} first",
        )


def _version(dialect: Sqlite, connection: Connection) -> str | None:
    """The revision of a database of ours; none when it is empty."""
    source = str(dialect.path)
    state = dialect.state(connection)
    if state == "foreign":
        raise StoreError(
            "not a sayso database",
            source=source,
            remedy="check the path, or name a file that does not exist yet to start a new one",
        )
    if state == "empty" or not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    # Revisions are numbered, so that an older sayso knows a newer one's without having it.
    if found is not None and str(found) > HEAD:
        raise StoreError(
            f"made by a newer sayso (its tables are of version {found}, ours of {HEAD})",
            source=source,
            remedy="install the newer sayso: pip install --upgrade sayso",
        )
    return None if found is None else str(found)
