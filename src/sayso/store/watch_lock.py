"""One watch at a time for a collection: two would fetch everything twice.

The lock goes with the program that holds it, however that ends.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from sayso.errors import StoreError
from sayso.store.store import Store

_KEY = "hashtext('sayso watch ' || current_schema())"
"""Key of the lock in PostgreSQL: one for each collection."""


def hold_watch(store: Store) -> Callable[[], None]:
    """Hold the lock of a collection's watch.

    Returns:
        What lets go of it.

    Raises:
        StoreError: Another watch holds it.
    """
    if store._engine.dialect.name == "postgresql":
        return _hold_on_server(store)
    return _hold_file(store)


def _hold_on_server(store: Store) -> Callable[[], None]:
    connection = store._engine.execution_options(isolation_level="AUTOCOMMIT").connect()
    if not connection.scalar(text(f"SELECT pg_try_advisory_lock({_KEY})")):
        connection.close()
        raise _held(store)

    def let_go() -> None:
        connection.execute(text(f"SELECT pg_advisory_unlock({_KEY})"))
        connection.close()

    return let_go


def _hold_file(store: Store) -> Callable[[], None]:
    """A lock on a file beside the database; SQLite's own locks are gone between transactions."""
    if sys.platform == "win32":
        return lambda: None
    import fcntl

    path = Path(f"{store.name}-watch")
    try:
        file = path.open("w")
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror}",
            source=str(path),
            remedy="make the folder of the database writable",
        ) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise _held(store) from error

    return file.close


def _held(store: Store) -> StoreError:
    return StoreError(
        "another watch is at work on this collection",
        source=store.name,
        remedy="end it first, or name another collection by --db",
    )
