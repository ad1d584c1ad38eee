"""What a database is: its engine, the form of its tables, its size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from sayso.store import report_queries, versions
from sayso.store.database import HEAD, open_database, revision_of, translated
from sayso.store.engines import dialect_at
from sayso.store.views import Stats


@dataclass(frozen=True, slots=True)
class Info:
    """What a database is.

    Attributes:
        name: Its path, or its address without a password.
        engine: The engine and its version.
        revision: The form of its tables.
        bytes: How much it takes on the disk.
        stats: How much it holds.
        readers: Versions of sayso whose readings are current, with how many each has.
    """

    name: str
    engine: str
    revision: str
    bytes: int
    stats: Stats
    readers: dict[str, int]


def database_info(location: str | Path, *, busy_seconds: float = 10.0) -> Info:
    """What a database is and holds; it is brought up to date where needed.

    Raises:
        StoreError: It cannot be opened or read.
    """
    dialect, connections = open_database(location, create=False, busy_seconds=busy_seconds)
    try:
        with translated(dialect), Session(connections) as session:
            engine, size = dialect.describe(session.connection())
            return Info(
                name=dialect.name,
                engine=engine,
                revision=HEAD,
                bytes=size,
                stats=report_queries.stats(session),
                readers=versions.readers(session),
            )
    finally:
        connections.dispose()


def upgrade_database(location: str | Path, *, busy_seconds: float = 10.0) -> tuple[str, str]:
    """Bring a database's tables to the form of this version; opening it does the same.

    Returns:
        The revision that it was of, and that it is of now.

    Raises:
        StoreError: It cannot be opened or written, or is of a newer sayso.
    """
    dialect = dialect_at(location, busy_seconds)
    dialect.check_place(create=False)
    engine = dialect.engine()
    try:
        with translated(dialect), engine.connect() as connection:
            before = revision_of(dialect, connection, create=False)
    finally:
        engine.dispose()
    open_database(location, create=False, busy_seconds=busy_seconds)[1].dispose()
    return before or "0000", HEAD
