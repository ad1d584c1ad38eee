"""Opening a database: is it there, is it ours, is it of this version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from sayso.errors import StoreError
from sayso.store.engines import Dialect, dialect_at
from sayso.store.packing import Damaged

HEAD = "0010"
"""The newest migration: the form of the tables that this version of sayso reads and writes."""


class Unavailable(StoreError):
    """A database that cannot be used just now: another program writes, its server is not there."""


def open_database(
    location: str | Path, *, create: bool, busy_seconds: float
) -> tuple[Dialect, Engine]:
    """A database of the current form; an empty one is set up, an older one brought up to date.

    Raises:
        StoreError: It is missing, locked, damaged, read-only, of a newer sayso or not of sayso;
            or its server is not there, or does not let the user in.
        MissingExtra: The engine's driver is not installed.
    """
    dialect = dialect_at(location, busy_seconds)
    dialect.check_place(create=create)
    engine = dialect.engine()
    try:
        with translated(dialect):
            with engine.connect() as connection:
                ready = revision_of(dialect, connection, create=create) == HEAD
            if not ready:
                dialect.prepare(engine)
                with engine.execution_options(write=True).begin() as connection:
                    # Asked again under the write lock: another program may have been first.
                    before = revision_of(dialect, connection, create=create)
                    if before != HEAD:
                        dialect.claim(connection)
                        migrate(connection)
                        _fill(connection, before)
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


def _fill(connection: Connection, before: str | None) -> None:
    """Fill the tables that migrations have made from those that were there."""
    from sayso.store import filling, filter_filling
    from sayso.store.changes import filling as changes_filling

    if before is not None and before < filling.FILLED:
        filling.fill(connection)
    if before is not None and before < changes_filling.FILLED:
        changes_filling.fill_changes(connection)
    if before is not None and before < filter_filling.FILLED:
        filter_filling.fill_filters(connection)


@contextmanager
def translated(dialect: Dialect) -> Iterator[None]:
    """Turn the driver's errors into ours, with the database's name and a remedy."""
    try:
        yield
    except DBAPIError as error:
        found = dialect.diagnose(error)
        kind = Unavailable if found.passes else StoreError
        raise kind(found.message, source=dialect.name, remedy=found.remedy) from error
    except NoConnection as error:
        raise Unavailable(
            "all connections to the database are in use",
            source=dialect.name,
            remedy="run this again in a moment",
        ) from error
    except OverflowError as error:
        raise StoreError(
            f"a number of more than 64 bits: {error}", remedy="give a smaller number"
        ) from error
    except (*Damaged, UnicodeDecodeError, ValidationError) as error:
        # The engine keeps no checksums of what is in a row; the packed bytes have their own, and
        # records say what they must hold.
        raise StoreError(
            "what is stored is damaged", source=dialect.name, remedy="restore it from a backup"
        ) from error


def revision_of(dialect: Dialect, connection: Connection, *, create: bool) -> str | None:
    """The revision of a database of ours; none when it is empty, if one may be made."""
    state = dialect.state(connection)
    if state == "empty" and not create:
        raise dialect.missing()
    if state == "foreign":
        raise dialect.foreign()
    if state == "empty" or not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    # Revisions are numbered, so that an older sayso knows a newer one's without having it.
    if found is not None and str(found) > HEAD:
        raise StoreError(
            f"made by a newer sayso (its tables are of version {found}, ours of {HEAD})",
            source=dialect.name,
            remedy="install the newer sayso: pip install --upgrade sayso",
        )
    return None if found is None else str(found)
