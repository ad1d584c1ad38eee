"""An open database: transactions that read, and transactions that write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from sayso.store.database import Unavailable, open_database, translated
from sayso.store.engines import Dialect
from sayso.store.engines.base import LOCKED


class Sessions:
    """What a store is built on. Close it, or use it in a ``with`` statement.

    Args:
        dialect: The database.
        engine: Its connections.
    """

    def __init__(self, dialect: Dialect, engine: Engine) -> None:
        self._dialect = dialect
        self._engine = engine
        self._writer = engine.execution_options(write=True)
        # Threads of one program take turns here: SQLite has them ask again and again, and each
        # that waits for PostgreSQL's lock would hold a connection. A thread that asks twice is
        # left to the engine, which tells it so.
        self._turn = threading.RLock()
        self._held: Session | None = None

    @classmethod
    def open(cls, location: str | Path, *, create: bool = True, busy_seconds: float = 10.0) -> Self:
        """Open a database; set it up or bring it up to date where needed.

        Args:
            location: The database file, or ``postgresql://user@host/database``.
            create: Start a new collection when there is none.
            busy_seconds: How long to wait for another program that is writing.

        Raises:
            StoreError: It is missing, locked, damaged, read-only, of a newer sayso or not one;
                or its server is not there, or does not let the user in.
            MissingExtra: PostgreSQL's driver is not installed.
        """
        return cls(*open_database(location, create=create, busy_seconds=busy_seconds))

    @property
    def name(self) -> str:
        """How messages name the database: its path, or its address without a password."""
        return self._dialect.name

    def close(self) -> None:
        """Let go of the file, or the server."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        if self._held is not None:
            with translated(self._dialect):
                yield self._held
            return
        with translated(self._dialect), Session(self._engine) as session:
            yield session

    def _within(self, session: Session) -> Self:
        """The same, reading all in one transaction, of which it is not to let go."""
        within = copy(self)
        within._held = session
        return within

    @contextmanager
    def _writing(self, patience: float | None = None) -> Iterator[Session]:
        """A transaction that writes, once all other writers are done.

        Args:
            patience: How many seconds to wait for them; None: as the database was opened with.

        Raises:
            Unavailable: They were not done by then.
        """
        patience = self._dialect.patience if patience is None else patience
        end = monotonic() + patience
        if not self._turn.acquire(timeout=patience):
            raise Unavailable(LOCKED.message, source=self.name, remedy=LOCKED.remedy)
        try:
            options = {"write": True, "patience": max(0.0, end - monotonic())}
            with translated(self._dialect), Session(self._engine) as session, session.begin():
                session.connection(execution_options=options)
                yield session
        finally:
            self._turn.release()
