"""The database engines: what differs between them, one module an engine."""

from __future__ import annotations

from pathlib import Path

from sayso.store.engines.base import Dialect
from sayso.store.engines.sqlite import Sqlite
from sayso.store.location import parse_location

__all__ = ["Dialect", "Sqlite", "dialect_at"]


def dialect_at(location: str | Path, busy_seconds: float) -> Dialect:
    """The engine of a collection; nothing is opened yet.

    Args:
        location: A file, or the URL of a PostgreSQL database.
        busy_seconds: How long to wait for another program that is writing.

    Raises:
        StoreError: It is a URL, and not that of a PostgreSQL database.
    """
    place = parse_location(location)
    if isinstance(place, Path):
        return Sqlite(place, busy_seconds)
    from sayso.store.engines.postgres import Postgres

    return Postgres(place, busy_seconds)
