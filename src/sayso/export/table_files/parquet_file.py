"""Parquet: typed columns, a few thousand rows a group."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.errors import MissingExtra
from sayso.export.source import Source
from sayso.tables.frames_arrow import batches, schema_of
from sayso.tables.table import Row, Table

_GROUP = 4_096
"""Rows that are held in memory, and written as one group."""


class ParquetTables:
    """A file a table.

    Raises:
        MissingExtra: pyarrow is not installed.
    """

    def __init__(self, folder: Path, tables: Sequence[Table[Any]]) -> None:
        try:
            import pyarrow.parquet as pq
        except ImportError as error:
            raise MissingExtra(
                "writing Parquet needs pyarrow", remedy="pip install 'sayso[export]'"
            ) from error
        self._tables = {table.name: table for table in tables}
        self._held: dict[str, list[Row]] = {table.name: [] for table in tables}
        self._counts = dict.fromkeys(self._tables, 0)
        self._files = {
            table.name: pq.ParquetWriter(
                folder / f"{table.name}.parquet", schema_of(table), compression="zstd"
            )
            for table in tables
        }

    def put(self, table: str, rows: Sequence[Row]) -> None:
        """Hold rows until there are enough for a group."""
        held = self._held[table]
        held += rows
        self._counts[table] += len(rows)
        if len(held) >= _GROUP:
            self._write(table)

    def finish(self) -> dict[str, int]:
        """Write what is held."""
        for name in self._tables:
            self._write(name)
            self._files[name].close()
        return {f"{name}.parquet": count for name, count in self._counts.items()}

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            with contextlib.suppress(OSError):  # what it holds has no room
                file.close()
            file.is_open = False  # or it tries again when it is collected, and prints that

    def _write(self, name: str) -> None:
        held = self._held[name]
        for batch in batches(self._tables[name], held, together=_GROUP * 2):
            self._files[name].write_batch(batch)
        held.clear()


def open_writer(
    source: Source,  # noqa: ARG001 - every kind of file is opened so
    folder: Path,
    name: str,  # noqa: ARG001 - each table has a file of its own
    tables: Sequence[Table[Any]],
) -> ParquetTables:
    """A writer of Parquet files."""
    return ParquetTables(folder, tables)
