"""Rows of a sheet as the XML of a workbook (ECMA-376, part 1, 18.3.1.73 ``row``).

XlsxWriter writes a cell at a time, which takes most of the time of a large workbook; here a row is
written at once. Text is always an inline string: nothing is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sayso.export.table_files.csv_file import moment
from sayso.tables.table import Cell

EXACT = 10**15
"""Numbers from here on are text: a workbook keeps 15 digits."""
FIRST_DAY = date(1900, 3, 1)
"""Earlier days are text: a workbook takes 1900 for a leap year, and has nothing before it."""

_DAY_0 = date(1899, 12, 30)
_BREAKS = re.compile("\r\n?")
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("(_x[0-9a-fA-F]{4}_)")
"""What a workbook would take for a character that is written as its number."""


def letters(count: int) -> list[str]:
    """Names of columns: A, …, Z, AA and so on."""
    found = [""]
    for name in found:
        found += [f"{name}{chr(ord('A') + n)}" for n in range(26)]
        if len(found) > count:
            break
    return found[1 : count + 1]


def text_of(cell: str) -> str:
    """A text as a workbook can hold it: no control characters, LF for every line break."""
    if cell.isprintable():  # most are, and this is soon said
        return cell
    return _NO_XML.sub("\ufffd", _BREAKS.sub("\n", cell))


def row_xml(
    number: int, names: Sequence[str], cells: Iterable[Cell], *, day: int, text: int = 0
) -> str:
    """A row.

    Args:
        number: Of the row, from 1.
        names: Of the columns.
        cells: Their values; texts are such as :func:`text_of` gives.
        day: Index of the format of days.
        text: Index of the format of texts.
    """
    style = f' s="{text}"' if text else ""
    parts = [f'<row r="{number}">']
    for name, cell in zip(names, cells, strict=True):
        if cell is None or cell == "":
            continue
        at = f'<c r="{name}{number}"'
        if isinstance(cell, bool):
            parts.append(f'{at} t="b"><v>{cell:d}</v></c>')
        elif isinstance(cell, int | float) and abs(cell) < EXACT:
            parts.append(f"{at}><v>{cell!r}</v></c>")
        elif isinstance(cell, date) and not isinstance(cell, datetime) and cell >= FIRST_DAY:
            parts.append(f'{at} s="{day}"><v>{(cell - _DAY_0).days}</v></c>')
        else:
            parts.append(f'{at}{style} t="inlineStr"><is>{_text(cell)}</is></c>')
    parts.append("</row>")
    return "".join(parts)


def _text(cell: Cell) -> str:
    """What is written as text, as an element."""
    written = cell if isinstance(cell, str) else str(moment(cell))
    if "&" in written or "<" in written or ">" in written:
        written = written.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in written:
        written = _ESCAPE.sub(r"_x005F\1", written)
    kept = ' xml:space="preserve"' if written[0].isspace() or written[-1].isspace() else ""
    return f"<t{kept}>{written}</t>"
