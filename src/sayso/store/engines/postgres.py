"""PostgreSQL 15 and later: one database, or one schema of it, through psycopg."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    Connection,
    Engine,
    SelectBase,
    bindparam,
    column,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DBAPIError

from sayso.errors import MissingExtra, StoreError
from sayso.store.bulk_insert import insert_rows
from sayso.store.engines.base import Diagnosis, Entry, State, printable
from sayso.store.engines.fts5 import words
from sayso.store.engines.postgres_errors import diagnosis
from sayso.store.engines.tsearch import WEIGHTS, tsquery, tsvector
from sayso.store.location import shown
from sayso.store.search import Query

_OLDEST = 15
"""Earlier versions have gone, or go soon, without repairs."""

_MARK = "sayso"
"""Comment on the table of the version, which tells a collection from other tables."""

_WRITERS = int.from_bytes(b"sayso", "big")
"""Key of the lock that writers of one database wait for. SQLite has one lock for them too."""

_DEFAULTS = {"application_name": "sayso", "connect_timeout": 10}
"""Of connections, where the address says nothing else."""

_RANKED = 1_000
"""So many of the newest reports that fit are put in order; the best of them are shown."""


class Postgres:
    """One PostgreSQL database.

    Args:
        url: Its address.
        busy_seconds: How long to wait for another program that is writing.

    Raises:
        MissingExtra: psycopg is not installed.
    """

    def __init__(self, url: URL, busy_seconds: float) -> None:
        if importlib.util.find_spec("psycopg") is None:
            raise MissingExtra(
                "PostgreSQL needs psycopg",
                source=shown(url),
                remedy="pip install 'sayso[postgres]'",
            )
        self.url = url
        self._busy = busy_seconds

    @property
    def name(self) -> str:
        """The address without its password."""
        return shown(self.url)

    @property
    def patience(self) -> float:
        """How many seconds to wait for another program that is writing."""
        return self._busy

    def check_place(self, *, create: bool) -> None:
        """Nothing can be said before the server is asked."""

    def missing(self) -> StoreError:
        """The error that says that there is no collection here."""
        return StoreError(
            "no collection in this database yet",
            source=self.name,
            remedy=f"check the address, or start one with `sayso add {self.name} FILE`",
        )

    def foreign(self) -> StoreError:
        """The error that says that what is here is another program's."""
        return StoreError(
            "not a sayso database",
            source=self.name,
            remedy="name an empty database, or a schema of its own by adding "
            "?options=-csearch_path%3DNAME to the address",
        )

    def engine(self) -> Engine:
        """An engine whose transactions see one state of the database from begin to end."""
        from psycopg import IsolationLevel

        engine = create_engine(
            self.url,
            connect_args={k: v for k, v in _DEFAULTS.items() if k not in self.url.query},
            pool_pre_ping=True,  # a program that runs for weeks outlives its server's restarts
        )

        @event.listens_for(engine, "connect")
        def _connect(connection: Any, _: object) -> None:
            # To compile a question takes a second, and to answer one most often less.
            connection.execute("SET jit = off")
            connection.commit()

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            options = connection.get_execution_options()
            write = options.get("write", False)
            raw = connection.connection.driver_connection
            # A writer sees all that was written before it came to the lock, so its picture of
            # the database may not be of the time when it began to wait.
            level = IsolationLevel.READ_COMMITTED if write else IsolationLevel.REPEATABLE_READ
            raw.isolation_level = level  # type: ignore[union-attr]
            raw.read_only = not write  # type: ignore[union-attr]
            if write:
                # For PostgreSQL 0 is no limit.
                patience = max(1, round(options.get("patience", self._busy) * 1000))
                connection.exec_driver_sql(
                    f"SET LOCAL lock_timeout = {patience}; SELECT pg_advisory_xact_lock({_WRITERS})"
                )

        return engine

    def state(self, connection: Connection) -> State:
        """Whether the database, or the schema that is used, is empty, ours, or another's.

        Raises:
            StoreError: The server is too old, or cannot hold all characters.
        """
        self._check_server(connection)
        mark = connection.exec_driver_sql(
            "SELECT obj_description(to_regclass('alembic_version')::oid, 'pg_class')"
        ).scalar()
        if mark == _MARK:
            return "ours"
        # What belongs to extensions (PostGIS has tables) is nobody's collection.
        other = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_class c WHERE relnamespace = current_schema()::regnamespace"
            " AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS ("
            "SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass"
            " AND d.objid = c.oid AND d.deptype = 'e')"
        ).scalar_one()
        return "foreign" if other else "empty"

    def claim(self, connection: Connection) -> None:
        """Mark an empty database as ours."""
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_MARK}'")

    def prepare(self, engine: Engine) -> None:
        """Nothing to set."""

    def index_many(self, connection: Connection, entries: Sequence[Entry], *, fresh: bool) -> None:
        """Put reports' words into the full-text index, in place of those that they had."""
        if entries and not fresh:
            numbers = [number for number, _, _ in entries]
            gone = text("DELETE FROM report_search WHERE number = ANY(:numbers)")
            connection.execute(gone, {"numbers": numbers})
        shown = ((number, printable(title), printable(body)) for number, title, body in entries)
        insert_rows(
            connection,
            "report_search",
            ("number", "title", "body", "words"),
            ((number, title, body, tsvector(title, body)) for number, title, body in shown),
        )

    def entries(self, connection: Connection, after: int, limit: int) -> list[Entry]:
        """What the full-text index holds of the next reports, in the order of their numbers."""
        rows = connection.execute(
            text(
                "SELECT number, title, body FROM report_search WHERE number > :after"
                " ORDER BY number LIMIT :limit"
            ),
            {"after": after, "limit": limit},
        )
        return [(int(number), str(title), str(body)) for number, title, body in rows]

    def search(self, connection: Connection, query: Query, limit: int) -> list[tuple[int, str]]:
        """Numbers of the reports that fit, best first, with a snippet that marks the hits."""
        asked = tsquery(query)
        if not asked:
            return []
        # By the index first, then the newest one by one: the planner does not know how long it
        # takes to look into a report's words, and would look into all of them.
        for way in ("seqscan", "hashjoin", "mergejoin"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        found = connection.execute(
            text(
                "WITH found AS MATERIALIZED (SELECT number FROM report_search"
                " WHERE words @@ CAST(:loose AS tsquery)),"
                " newest AS MATERIALIZED (SELECT s.number, s.words"
                " FROM (SELECT number FROM found ORDER BY number DESC) f"
                " JOIN report_search s ON s.number = f.number"
                " WHERE s.words @@ CAST(:asked AS tsquery) LIMIT :ranked),"
                " best AS MATERIALIZED (SELECT number,"
                " ts_rank(CAST(:weights AS real[]), words, CAST(:asked AS tsquery)) AS rank"
                " FROM newest ORDER BY rank DESC, number LIMIT :limit)"
                " SELECT b.number, s.title, s.body FROM best b"
                " JOIN report_search s ON s.number = b.number ORDER BY b.rank DESC, b.number"
            ),
            {
                "loose": tsquery(query, loose=True),
                "asked": asked,
                "ranked": _RANKED,
                "weights": WEIGHTS,
                "limit": limit,
            },
        )
        entries = [(int(number), str(title), str(body)) for number, title, body in found]
        snippets = words().snippets(query, entries)
        return [(entry[0], snippet) for entry, snippet in zip(entries, snippets, strict=True)]

    def matching(self, query: Query) -> SelectBase:
        """A question for the numbers of all reports that fit, in no order."""
        asked = tsquery(query)
        fits = "words @@ CAST(:matched AS tsquery)" if asked else "CAST(:matched AS text) IS NULL"
        return (
            text(f"SELECT number FROM report_search WHERE {fits}")  # noqa: S608 - ours
            .bindparams(bindparam("matched", asked, unique=True))
            .columns(column("number", BigInteger))
        )

    def settle(self, connection: Connection) -> None:
        """After rows were written with numbers of their own: number on behind the highest ones."""
        owned = connection.exec_driver_sql(
            "SELECT c.relname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
            " AND a.attname = 'number'"
        ).all()
        for table, sequence in owned:
            if sequence:
                connection.exec_driver_sql(
                    f"SELECT setval('{sequence}', coalesce(max(number), 0) + 1, false)"  # noqa: S608
                    f' FROM "{table}"'
                )
        connection.exec_driver_sql("ANALYZE")  # else searches are slow until the server does it

    def describe(self, connection: Connection) -> tuple[str, int]:
        """The engine with its version, and how many bytes the tables and indexes take."""
        version = connection.exec_driver_sql("SHOW server_version").scalar_one()
        size = connection.exec_driver_sql(
            "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class"
            " WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'm')"
        ).scalar_one()
        return f"PostgreSQL {str(version).split()[0]}", int(size)

    def check(self, connection: Connection) -> list[str]:
        """What the engine itself finds wrong: keys and indexes that do not hold."""
        invalid = connection.exec_driver_sql(
            "SELECT conrelid::regclass || ': its constraint ' || conname || ' was never checked'"
            " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace"
            " AND NOT convalidated UNION ALL"
            " SELECT i.indrelid::regclass || ': its index ' || c.relname || ' is not complete'"
            " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid"
        )
        return [str(row[0]) for row in invalid]

    def diagnose(self, error: DBAPIError) -> Diagnosis:
        """What a driver's error means, and the remedy."""
        return diagnosis(error, self.url)

    def _check_server(self, connection: Connection) -> None:
        number = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
        version = int(number) // 10_000
        if version < _OLDEST:
            raise StoreError(
                f"PostgreSQL {version} is too old",
                source=self.name,
                remedy=f"use a server of version {_OLDEST} or later",
            )
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                f"the database holds {encoding} alone, not all characters",
                source=self.name,
                remedy="make a database with `createdb --encoding=UTF8 --template=template0`",
            )
