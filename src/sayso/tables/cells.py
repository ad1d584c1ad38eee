"""What a cell may hold, so that every kind of file can hold it and gives it back the same."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from sayso.store.flatten import LARGEST
from sayso.tables.table import Cell, Row

_NO_CHARACTERS = re.compile("[\0\ud800-\udfff]")


def plain(cell: Cell) -> Cell:
    """A cell as it is written.

    Empty text is no value, as in a CSV file the two are one. NUL and lone halves of surrogate
    pairs are no characters of a text, and in their place stands U+FFFD: programs end a text at the
    one, and UTF-8 has no bytes for the other. A number that needs more than 64 bits is the largest
    that does not; one that is not finite is no value.
    """
    if isinstance(cell, str):
        if cell.isascii() and "\0" not in cell:  # most are, and this is soon said
            return cell or None
        return _NO_CHARACTERS.sub("\ufffd", cell)
    if isinstance(cell, int):
        return cell if -LARGEST <= cell <= LARGEST else LARGEST if cell > 0 else -LARGEST
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return cell


def plain_rows(rows: Iterable[Row]) -> list[Row]:
    """Rows as they are written."""
    return [tuple([cell if cell is None else plain(cell) for cell in row]) for row in rows]
