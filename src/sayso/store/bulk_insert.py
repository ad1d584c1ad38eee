"""Many rows into a table at once, by the fastest way of each engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from sayso.store.flatten import Row

_CACHES = {"loading": 64 * 1024, "usual": 2_000}
"""Kilobytes of an SQLite file in memory: indexes of what is loaded are met all over the file."""

_VALUES = 30_000
"""In one statement of SQLite; it takes 32,766 (https://sqlite.org/limits.html)."""

_PENDING = "64MB"
"""Words that wait for their place in PostgreSQL's full-text index: many together take a third of
the time (https://www.postgresql.org/docs/current/gin-tips.html)."""


def begin_loading(connection: Connection) -> None:
    """Set the engine up for many rows.

    Args:
        connection: At the beginning of each transaction.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL gin_pending_list_limit = '{_PENDING}'")
    else:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHES['loading']}")


def end_loading(connection: Connection) -> None:
    """Finish what was put off, and set the engine up as it was.

    Args:
        connection: In a transaction after those that loaded.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT gin_clean_pending_list('report_search_words')")
    else:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_CACHES['usual']}")


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Write rows as they are: no defaults, no conversions.

    Args:
        connection: Inside a transaction.
        table: Where to.
        columns: Names of the columns.
        rows: Their values, in that order.
    """
    rows = list(rows)
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table} ({names}) FROM STDIN", rows)
        return
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def insert_together(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Write rows that take SQLite long, in few statements: other threads go on meanwhile.

    Args:
        connection: Inside a transaction of SQLite.
        table: Where to.
        columns: Names of the columns.
        rows: Their values, in that order.
    """
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    size = _VALUES // len(columns)
    for first in range(0, len(rows), size):
        some = rows[first : first + size]
        values = ", ".join([f"({marks})"] * len(some))
        connection.exec_driver_sql(
            f"INSERT INTO {table} ({names}) VALUES {values}",  # noqa: S608 - our own names
            tuple(value for row in some for value in row),
        )


def free_number(connection: Connection, table: str, count: int) -> int:
    """The first of some numbers in a row that no row of a table has; they are taken with it.

    Args:
        connection: Inside a transaction that holds the writers' lock.
        table: A table whose key is ``number``.
        count: How many.
    """
    if connection.dialect.name == "postgresql":
        # Numbers of a sequence stay taken, also for those who let the engine number their rows.
        sequence = f"pg_get_serial_sequence('{table}', 'number')"
        first = int(connection.exec_driver_sql(f"SELECT nextval({sequence})").scalar_one())
        if count > 1:
            connection.exec_driver_sql(f"SELECT setval({sequence}, {first + count - 1})")
        return first
    highest = f"SELECT coalesce(max(number), 0) FROM {table}"  # noqa: S608 - our own names
    return int(connection.exec_driver_sql(highest).scalar_one()) + 1


def _copy(connection: Connection, command: str, rows: Iterable[Row]) -> None:
    from psycopg import Error

    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(command) as copy:
            for row in rows:
                copy.write_row(row)
    except Error as error:
        # As SQLAlchemy tells of it, so that what it means is said in one place.
        raise DBAPIError(command, None, error) from error
