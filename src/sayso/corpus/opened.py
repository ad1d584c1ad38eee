"""A collection that is open: where it is, and the store behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sayso.errors import NotFound

if TYPE_CHECKING:
    from sayso.store import Store


class Opened:
    """Where a collection is, and the store behind it, opened on first use.

    Args:
        location: The database file, or ``postgresql://user@host/database``.
    """

    def __init__(self, location: str | Path) -> None:
        self.location = location
        self._store: Store | None = None
        self._closed = False

    @property
    def name(self) -> str:
        """How messages name the collection: its path, or its address without a password."""
        from sayso.store.location import shown

        return shown(self.location)

    @property
    def title(self) -> str:
        """The collection's name by itself: that of the file without its ending, or the database."""
        from sayso.store.location import stem

        return stem(self.location)

    def close(self) -> None:
        """Let go of the file, or the server."""
        if self._store:
            self._store.close()
            self._store = None
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self, *, create: bool = False) -> Store:
        from sayso.store import Store

        if self._store is None:
            self._store = Store.open(self.location, create=create)
            self._closed = False
        return self._store

    @contextmanager
    def _lent(self) -> Iterator[Store]:
        """The store to read from; where the collection was closed, one of its own for the while."""
        if not self._closed:
            yield self._open()
            return
        from sayso.store import Store

        store = Store.open(self.location)
        try:
            yield store
        finally:
            store.close()

    def _not_linked(self) -> NotFound:
        return NotFound(
            "not linked yet", source=self.name, remedy=f"run `sayso link {self.name}` first"
        )
