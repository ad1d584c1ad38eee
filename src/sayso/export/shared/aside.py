"""Pairs that are put aside on disk while a stream goes by, so that memory does not grow with it."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType


class Aside:
    """Pairs of texts, each kept once; they go when it is closed. Use it in a ``with`` statement."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sayso-aside-")
        self._pairs = sqlite3.connect(Path(self._folder.name) / "pairs")
        try:
            # it is of use to nobody after a crash
            self._pairs.execute("PRAGMA journal_mode = OFF")
            self._pairs.execute("PRAGMA synchronous = OFF")
            self._pairs.execute(
                "CREATE TABLE pairs (key TEXT, value TEXT, PRIMARY KEY (key, value)) WITHOUT ROWID"
            )
        except sqlite3.Error:  # a full disk
            self._pairs.close()
            self._folder.cleanup()
            raise

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pairs.close()
        self._folder.cleanup()

    def put(self, key: str, value: str = "") -> bool:
        """Put a pair aside; whether it was not there yet."""
        added = self._pairs.execute("INSERT OR IGNORE INTO pairs VALUES (?, ?)", (key, value))
        return added.rowcount == 1

    def of(self, key: str) -> list[str]:
        """The values of a key, sorted."""
        rows = self._pairs.execute("SELECT value FROM pairs WHERE key = ? ORDER BY value", (key,))
        return [value for (value,) in rows]

    def groups(self) -> Iterator[tuple[str, list[str]]]:
        """All keys, sorted, with their values; nothing may be put aside meanwhile."""
        rows = self._pairs.execute("SELECT key, value FROM pairs ORDER BY key, value")
        for key, pairs in groupby(rows, itemgetter(0)):
            yield key, [value for _, value in pairs]
