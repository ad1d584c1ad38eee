"""CSV: UTF-8, as RFC 4180 has it.

Lines end in CR LF; a cell with a comma, a quote, CR or LF stands in quotes, and keeps its own
line breaks. No value is an empty cell. Days are ``2020-05-03``, moments ``2020-05-03T08:15:00Z``,
booleans ``true`` and ``false``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sayso.export.source import Source
from sayso.tables.cells import plain
from sayso.tables.table import Cell, Column, Row, Table

_RUN = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection)."""


def moment(value: Cell) -> Cell:
    """A moment as RFC 3339 writes it, in UTC."""
    if not isinstance(value, datetime):
        return value
    utc = value.astimezone(UTC) if value.tzinfo else value
    return f"{utc.replace(tzinfo=None).isoformat()}Z"


def guarded(value: Cell) -> Cell:
    """A text that no spreadsheet runs: with ``'`` before what would make it a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUN) else value


class CsvTable:
    """One file.

    Args:
        path: The file.
        columns: Of the table.
        excel_safe: Put ``'`` before what a spreadsheet would run.
    """

    def __init__(self, path: Path, columns: Sequence[Column], *, excel_safe: bool = False) -> None:
        self.count = 0
        self._file: IO[str] = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._writer.writerow(column.name for column in columns)
        self._changed: list[tuple[int, Callable[[Cell], Cell]]] = [
            (n, _CHANGED[column.kind])
            for n, column in enumerate(columns)
            if column.kind in _CHANGED
        ]
        if excel_safe:
            self._changed += [(n, guarded) for n, c in enumerate(columns) if c.kind == "string"]

    def put(self, rows: Sequence[Row]) -> None:
        """Write rows."""
        self.count += len(rows)
        self._writer.writerows(map(self._written, rows) if self._changed else rows)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _written(self, row: Row) -> list[Cell]:
        cells = list(row)
        for n, change in self._changed:
            if cells[n] is not None:
                cells[n] = change(cells[n])
        return cells


class CsvTables:
    """A file a table."""

    def __init__(self, source: Source, folder: Path, tables: Sequence[Table[Any]]) -> None:
        self._tables: dict[str, CsvTable] = {}
        for table in tables:
            self._tables[table.name] = CsvTable(
                folder / f"{table.name}.csv", table.columns, excel_safe=source.asked.excel_safe
            )

    def put(self, table: str, rows: Sequence[Row]) -> None:
        """Write rows."""
        self._tables[table].put(rows)

    def finish(self) -> dict[str, int]:
        """How many rows each file holds."""
        self.close()
        return {f"{name}.csv": table.count for name, table in self._tables.items()}

    def close(self) -> None:
        """Let go of the files, also where one has no room for what it holds."""
        with ExitStack() as closing:
            for table in self._tables.values():
                closing.callback(table.close)


def open_writer(
    source: Source,
    folder: Path,
    name: str,  # noqa: ARG001 - each table has a file of its own
    tables: Sequence[Table[Any]],
) -> CsvTables:
    """A writer of CSV files."""
    return CsvTables(source, folder, tables)


def write_csv(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write one table; how many rows it has."""
    table = CsvTable(path, columns)
    try:
        for row in rows:
            table.put([tuple(map(plain, row))])
    finally:
        table.close()
    return table.count


def _truth(value: Cell) -> Cell:
    return "true" if value else "false"


def _year(value: Cell) -> Cell:
    """A year in four digits, as the Table Schema has it."""
    return f"{value:04}" if isinstance(value, int) else value


_CHANGED: dict[str, Callable[[Cell], Cell]] = {
    "datetime": moment,
    "boolean": _truth,
    "year": _year,
}
"""Kinds of columns whose values are not written as they are."""
