"""XLSX: a workbook with a sheet a table, then what each column means.

Text is written as text: no formula, no link, no number is made of it. A workbook has bounds, and
what is over them is carried on under a name: rows over 1,048,576 in a sheet ``TABLE (2)``, the rest
of a text over 32,767 characters in the sheet ``continued``. XML has no control characters and only
one line break; the former are U+FFFD here, the latter LF.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.errors import MissingExtra
from sayso.export.source import Source
from sayso.export.table_files.about import about
from sayso.export.table_files.xlsx_rows import letters, row_xml, text_of
from sayso.tables.table import Cell, Column, Row, Table

ROWS = 1_048_576
"""Rows of a sheet, with the header."""
CHARACTERS = 32_767
"""UTF-16 units of a cell."""
MORE = " […]"
"""Ends a text that goes on in the sheet ``continued``."""
CONTINUED = "continued"

_WIDTHS = {"string": 20, "date": 11, "datetime": 21}
"""Of columns by what they hold, in characters; others are as wide as their name."""
_WIDE = 80


class Sheets:
    """The sheets of one table: the first row and column stay in sight, each column has a filter.

    Args:
        book: The workbook.
        name: Of the first sheet.
        columns: Names of the columns, with their widths in characters.
    """

    def __init__(self, book: Any, name: str, columns: Sequence[tuple[str, int]]) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._letters = letters(len(columns))
        # numbers of formats; there is no other way to them
        self._bold: int = book.add_format({"bold": True})._get_xf_index()
        self._day: int = book.add_format({"num_format": "yyyy-mm-dd"})._get_xf_index()
        self._sheets = 0
        self._row = ROWS
        self._sheet: Any = None
        self.count = 0
        self._begin()

    def put(self, row: Sequence[Cell]) -> None:
        """Write a row; its texts must fit."""
        if self._row == ROWS:
            self.finish()
            self._begin()
        self._row += 1
        self.count += 1
        xml = row_xml(self._row, self._letters, row, day=self._day)
        self._sheet.row_data_fh.write(xml)

    def _begin(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} ({self._sheets})"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 1)
        header = (column for column, _ in self._columns)
        xml = row_xml(1, self._letters, header, day=self._day, text=self._bold)
        self._sheet.row_data_fh.write(xml)
        self._row = 1

    def finish(self) -> None:
        """Say how large the sheet is, how wide its columns are, and what is filtered."""
        sheet, last = self._sheet, len(self._columns) - 1
        for n, (_, width) in enumerate(self._columns):
            sheet.set_column(n, n, width)
        sheet.dim_rowmin, sheet.dim_rowmax = 0, self._row - 1
        sheet.dim_colmin, sheet.dim_colmax = 0, last
        sheet.autofilter(0, 0, self._row - 1, last)


class XlsxTables:
    """One workbook.

    Raises:
        MissingExtra: XlsxWriter is not installed.
    """

    def __init__(self, source: Source, path: Path, tables: Sequence[Table[Any]]) -> None:
        try:
            import xlsxwriter
        except ImportError as error:
            raise MissingExtra(
                "writing XLSX needs XlsxWriter", remedy="pip install 'sayso[export]'"
            ) from error
        # rows go to the disk as they come
        self._book = xlsxwriter.Workbook(
            path, {"constant_memory": True, "tmpdir": str(path.parent)}
        )
        self._book.use_zip64()
        self._path = path
        self._source = source
        self._tables = {table.name: table for table in tables}
        self._sheets = {
            table.name: Sheets(self._book, table.name, [_wide(c) for c in table.columns])
            for table in tables
        }
        self._more: Sheets | None = None
        self._closed = False

    def put(self, table: str, rows: Sequence[Row]) -> None:
        """Write rows."""
        sheets = self._sheets[table]
        for row in rows:
            sheets.put(list(self._fitting(self._tables[table], row)))

    def finish(self) -> dict[str, int]:
        """Write what columns mean, and the workbook."""
        self._meanings()
        self._about()
        for sheets in (*self._sheets.values(), *((self._more,) if self._more else ())):
            sheets.finish()
        self._book.close()
        self._closed = True
        return {self._path.name: sum(sheets.count for sheets in self._sheets.values())}

    def close(self) -> None:
        """Let go of the file."""
        if not self._closed:
            self._closed = True
            # close() of the workbook would write it
            for sheet in self._book.worksheets():
                with contextlib.suppress(OSError, ValueError):  # what it holds has no room
                    sheet.row_data_fh.close()
            self._book.fileclosed = True

    def _fitting(self, table: Table[Any], row: Row) -> Iterator[Cell]:
        for column, cell in zip(table.columns, row, strict=True):
            if not isinstance(cell, str):
                yield cell
                continue
            text = text_of(cell)
            # a character is one UTF-16 unit or two
            if 2 * len(text) > CHARACTERS and units(text) > CHARACTERS:
                text = self._carried_on(table, row, column, text)
            yield text

    def _carried_on(self, table: Table[Any], row: Row, column: Column, text: str) -> str:
        """What fits of a text; the rest is written into a sheet of its own."""
        if self._more is None:
            columns = [("table", 20), ("key", 40), ("column", 20), ("part", 8), ("text", _WIDE)]
            self._more = Sheets(self._book, CONTINUED, columns)
        header = table.header
        key = "; ".join(str(row[header.index(name)]) for name in table.key)
        first, *rest = cut(text, CHARACTERS - len(MORE))
        for number, part in enumerate(rest, 2):
            self._more.put((table.name, key[:CHARACTERS], column.name, number, part))
        return first + MORE

    def _meanings(self) -> None:
        columns = [("table", 20), ("column", 24), ("kind", 10), ("means", _WIDE), ("source", 40)]
        sheets = Sheets(self._book, "columns", columns)
        for table in self._tables.values():
            for column in table.columns:
                sheets.put((table.name, column.name, column.kind, column.means, column.source))
        sheets.finish()

    def _about(self) -> None:
        sheets = Sheets(self._book, "about", [("what", 24), ("value", _WIDE)])
        for what, value in about(self._source, list(self._tables.values())):
            sheets.put((what, text_of(value)))
        sheets.finish()


def _wide(column: Column) -> tuple[str, int]:
    """A column's name and width: both a name with the sign of a filter and most values fit."""
    return column.name, max(_WIDTHS.get(column.kind, 0), len(column.name) + 4)


def units(text: str) -> int:
    """UTF-16 units of a text."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, size: int) -> list[str]:
    """A text in parts of no more than so many UTF-16 units, none within a character."""
    parts, begin, held = [], 0, 0
    for at, character in enumerate(text):
        wide = 2 if character > "\uffff" else 1
        if held + wide > size:
            parts.append(text[begin:at])
            begin, held = at, 0
        held += wide
    return [*parts, text[begin:]]


def open_writer(
    source: Source,
    folder: Path,
    name: str,
    tables: Sequence[Table[Any]],
) -> XlsxTables:
    """A writer of one workbook."""
    return XlsxTables(source, folder / f"{name}.xlsx", tables)
