"""XLSX: a workbook with a sheet a table, then what each column means.

Text is written as text: no formula, no link, no number is made of it. A workbook has bounds, and
what is over them is carried on under a name: rows over 1,048,576 in a sheet ``TABLE (2)``, the rest
of a text over 32,767 characters in the sheet ``continued``. XML has no control characters and only
one line break; the former are U+FFFD here, the latter LF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sayso.errors import MissingExtra
from sayso.export.source import Source
from sayso.export.table_files.csv_file import moment
from sayso.tables.table import Cell, Column, Row, Table

ROWS = 1_048_576
"""Rows of a sheet, with the header."""
CHARACTERS = 32_767
"""UTF-16 units of a cell."""
MORE = " […]"
"""Ends a text that goes on in the sheet ``continued``."""
EXACT = 10**15
"""Numbers from here on are text: a workbook keeps 15 digits."""
FIRST_DAY = date(1900, 3, 1)
"""Earlier days are text: a workbook takes 1900 for a leap year, and has nothing before it."""
CONTINUED = "continued"

_BREAKS = re.compile("\r\n?")
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Sheets:
    """The sheets of one table.

    Args:
        book: The workbook.
        name: Of the first sheet.
        columns: Names of the columns.
    """

    def __init__(self, book: Any, name: str, columns: Sequence[str]) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheets = 0
        self._row = ROWS
        self._sheet: Any = None
        self.count = 0
        self._begin()

    def put(self, row: Sequence[Cell]) -> None:
        """Write a row; its texts must fit."""
        if self._row == ROWS:
            self._begin()
        for n, cell in enumerate(row):
            if cell is not None:
                self._write(n, cell)
        self._row += 1
        self.count += 1

    def _begin(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} ({self._sheets})"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for n, column in enumerate(self._columns):
            self._sheet.write_string(0, n, column, self._bold)
        self._row = 1

    def _write(self, n: int, cell: Cell) -> None:
        sheet, row = self._sheet, self._row
        if isinstance(cell, str):
            sheet.write_string(row, n, cell)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, n, cell)
        elif isinstance(cell, int | float):
            if abs(cell) < EXACT:
                sheet.write_number(row, n, cell)
            else:
                sheet.write_string(row, n, str(cell))
        elif isinstance(cell, datetime):
            sheet.write_string(row, n, moment(cell))
        elif isinstance(cell, date):
            if cell >= FIRST_DAY:
                sheet.write_datetime(row, n, cell, self._day)
            else:
                sheet.write_string(row, n, cell.isoformat())


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
            table.name: Sheets(self._book, table.name, table.header) for table in tables
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
        self._closed = True
        self._book.close()
        return {self._path.name: sum(sheets.count for sheets in self._sheets.values())}

    def close(self) -> None:
        """Let go of the file."""
        if not self._closed:
            self._closed = True
            # close() of the workbook would write it
            for sheet in self._book.worksheets():
                sheet.row_data_fh.close()
            self._book.fileclosed = True

    def _fitting(self, table: Table[Any], row: Row) -> Iterator[Cell]:
        for column, cell in zip(table.columns, row, strict=True):
            if not isinstance(cell, str):
                yield cell
                continue
            text = _NO_XML.sub("\ufffd", _BREAKS.sub("\n", cell))
            # a character is one UTF-16 unit or two
            if 2 * len(text) > CHARACTERS and units(text) > CHARACTERS:
                text = self._carried_on(table, row, column, text)
            yield text

    def _carried_on(self, table: Table[Any], row: Row, column: Column, text: str) -> str:
        """What fits of a text; the rest is written into a sheet of its own."""
        if self._more is None:
            columns = ("table", "key", "column", "part", "text")
            self._more = Sheets(self._book, CONTINUED, columns)
        header = table.header
        key = "; ".join(str(row[header.index(name)]) for name in table.key)
        first, *rest = cut(text, CHARACTERS - len(MORE))
        for number, part in enumerate(rest, 2):
            self._more.put((table.name, key[:CHARACTERS], column.name, number, part))
        return first + MORE

    def _meanings(self) -> None:
        sheets = Sheets(self._book, "columns", ("table", "column", "kind", "means", "source"))
        for table in self._tables.values():
            for column in table.columns:
                sheets.put((table.name, column.name, column.kind, column.means, column.source))

    def _about(self) -> None:
        asked = self._source.asked
        sheets = Sheets(self._book, "about", ("what", "value"))
        for table in self._tables.values():
            sheets.put((table.name, f"{table.title}. {table.means}"))
        sheets.put(("filter", asked.where or "none: everything"))
        sheets.put(("as people made it", asked.official))


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
