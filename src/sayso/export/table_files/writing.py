"""A set of tables, written in one go through a collection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol, cast

from sayso.export.source import Source, TableFile
from sayso.tables.cells import plain_rows
from sayso.tables.table import Row, Table

PARTS: tuple[Literal["told", "read", "copies"], ...] = ("told", "read", "copies")


class TableWriter(Protocol):
    """Takes rows of several tables, a few at a time."""

    def put(self, table: str, rows: Sequence[Row]) -> None:
        """Take rows of a table; their cells are as :mod:`sayso.tables.cells` makes them."""

    def finish(self) -> dict[str, int]:
        """Write what is left; how many rows each file holds, by its name."""

    def close(self) -> None:
        """Let go of the files, whether they are finished or not."""


_WRITERS: dict[TableFile, str] = {
    "csv": "csv_file",
    "parquet": "parquet_file",
    "xlsx": "xlsx_file",
    "sqlite": "sqlite_file",
}
"""Modules with a function ``open_writer``; some import a package that need not be there."""

OpenWriter = Callable[[Source, Path, str, Sequence[Table[Any]]], TableWriter]


def write_tables(
    source: Source, folder: Path, name: str, tables: Sequence[Table[Any]]
) -> dict[str, int]:
    """Write tables into a folder, as the kind of file that was asked for.

    What the tables are made of is gone through once, however many they are.

    Args:
        source: What they are made from.
        folder: Where.
        name: Of a file that holds all of them.
        tables: All with different names.

    Returns:
        How many rows each file holds, by its name.

    Raises:
        MissingExtra: The package that writes the kind of file is not installed.
        ExportError: The kind of file cannot hold what is to be written.
    """
    module = import_module(f"sayso.export.table_files.{_WRITERS[source.asked.file]}")
    writer = cast("OpenWriter", module.open_writer)(source, folder, name, tables)
    try:
        for part in PARTS:
            made = [table for table in tables if table.of == part]
            for each in source.of(part) if made else ():
                for table in made:
                    if rows := plain_rows(table.rows(each)):
                        writer.put(table.name, rows)
        return writer.finish()
    finally:
        writer.close()
