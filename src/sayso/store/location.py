"""Where a collection is: an SQLite file or a PostgreSQL database, and how messages name it."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from sayso.errors import StoreError

POSTGRES = "postgresql+psycopg"
"""SQLAlchemy's name of the driver."""

_POSTGRES_URL = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://", re.IGNORECASE)
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_SECRETS = (
    re.compile(r"(password=)[^&\s]*", re.IGNORECASE),
    re.compile(r"(//[^/@:]*:).*(?=@)"),
)


def parse_location(location: str | Path) -> Path | URL:
    """A file's path, or the URL of a PostgreSQL database.

    Args:
        location: ``postgresql://user@host/db`` is PostgreSQL, anything else a file.

    Raises:
        StoreError: It is a URL, and not that of a PostgreSQL database.
    """
    if not (isinstance(location, str) and _URL.match(location)):
        return Path(location)
    if not _POSTGRES_URL.match(location):
        raise StoreError(
            "not a database that sayso can use",
            source=shown(location),
            remedy="give a file, or postgresql://user@host/database",
        )
    rest = location.partition("://")[2]
    try:
        url = make_url(f"{POSTGRES}://{rest}")
    except (ArgumentError, ValueError):
        # Without the cause: its message may hold the password.
        raise StoreError(
            "not the address of a PostgreSQL database",
            source=shown(location),
            remedy="write it as postgresql://user@host/database",
        ) from None
    if any("@" in (part or "") for part in (url.host, url.database)):
        raise StoreError(
            "the address has two @",
            source=shown(location),
            remedy="in a password write %40 for @ and %2F for /, or keep it in PGPASSWORD",
        )
    if not url.database and "dbname" not in url.query:
        raise StoreError(
            "the address names no database",
            source=shown(location),
            remedy="write it as postgresql://user@host/database",
        )
    return url


def shown(location: str | Path | URL) -> str:
    """How messages name a collection: a URL without its password."""
    if isinstance(location, URL):
        secret = [name for name in location.query if "password" in name.lower()]
        bare = URL.create(
            "postgresql",
            username=location.username,
            host=location.host,
            port=location.port,
            database=location.database,
            query=location.query,
        )
        return bare.difference_update_query(secret).render_as_string()
    if isinstance(location, str) and _URL.match(location):
        hidden = location
        for hide in _SECRETS:
            hidden = hide.sub(r"\1***", hidden)
        return hidden
    return str(location)


def stem(location: str | Path) -> str:
    """A collection's name by itself, for titles: the file's or the database's."""
    parsed = parse_location(location)
    return parsed.stem if isinstance(parsed, Path) else parsed.database or shown(parsed)
