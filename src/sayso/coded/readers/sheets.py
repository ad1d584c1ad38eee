"""Tables as a stream of rows, whatever the file: CSV, JSON, Excel, Parquet, SQLite, packed or not.

Cells become text: a day as ``2020-03-01``, a number without a fraction as ``12``, none as ``""``.
Names of columns are folded: no case, ``_`` for spaces, hyphens and full stops (R writes them so).
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from pathlib import Path

from sayso.coded.readers.packed import Member, members
from sayso.errors import EmptyInput, InputError, MalformedInput, MissingExtra
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.streams import as_utf8, peeked, seekable
from sayso.ingest.tables import Columns, json_rows, text_lines

OnError = Callable[[InputError], object]
Row = Mapping[str, str]
SQLITE = b"SQLite format 3\0"
_PARQUET = b"PAR1"
_APART = re.compile(r"[\s.\-]+")
_TOGETHER = 500
_LOOKED_AT = 1 << 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        source: The file, and the sheet or table in it, for messages.
        name: Of the table, or of its file.
        columns: Names, folded.
        rows: Where each row stands, and its cells.
    """

    source: str
    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[str, Row]]


def sheets(path: Path, on_error: OnError) -> Iterator[Sheet]:
    """All tables of a file, an archive or a folder. Each is read before the next is asked for.

    Args:
        path: The file or folder.
        on_error: Called with each row that cannot be read.

    Raises:
        InputError: The file is broken, or of a kind that is not read.
        MissingExtra: The package for this kind of file is not installed.
    """
    for member in members(path):
        try:
            yield from _of(member, on_error)
        except InputError as error:
            if not path.is_dir():
                raise
            on_error(error)


def folded(name: object) -> str:
    """A column's name as it is compared."""
    return _APART.sub("_", str(name or "").strip()).casefold()


def shown(cell: object) -> str:
    """A cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, list):
        return "; ".join(map(shown, cell))
    return str(cell)


def _of(member: Member, on_error: OnError) -> Iterator[Sheet]:
    if member.head.startswith(SQLITE):
        yield from _database(member)
    elif member.head.startswith(b"PK\x03\x04"):
        yield from _workbook(member)
    elif member.head.startswith(_PARQUET):
        yield _parquet(member)
    elif member.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        yield _json(member, on_error)
    else:
        yield _delimited(member, on_error)


def _delimited(member: Member, on_error: OnError) -> Sheet:
    lines = text_lines(as_utf8(member.stream, member.head), member.name)
    header = next(lines, "")
    if not header.strip("\0 \t\r\n"):
        raise EmptyInput("no header line", source=member.name, remedy="name the columns in line 1")
    if "\0" in header:
        raise InputError(
            "not a table: there are NUL characters in line 1",
            source=member.name,
            remedy="give CSV, JSON, Excel, Parquet or SQLite",
        )
    delimiter = max(",;\t|", key=header.count)
    csv.field_size_limit(MAX_BYTES)  # the module's limit is one for the process
    reader = csv.reader(chain([header], lines), delimiter=delimiter, strict=True)
    try:
        columns = tuple(map(folded, next(reader)))
    except csv.Error as error:
        raise _broken(member.name, "line 1", str(error)) from error
    return Sheet(member.name, member.stem, columns, _csv_rows(reader, columns, member, on_error))


def _csv_rows(
    reader: Iterator[list[str]], columns: tuple[str, ...], member: Member, on_error: OnError
) -> Iterator[tuple[str, Row]]:
    while True:
        place = f"line {reader.line_num + 1}"  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            on_error(_broken(member.name, place, str(error)))
            continue
        if not any(cells):
            continue
        if len(cells) != len(columns):
            problem = f"{len(cells)} cells, the header has {len(columns)}"
            on_error(_broken(member.name, place, problem))
            continue
        yield place, dict(zip(columns, cells, strict=True))


def _broken(name: str, place: str, problem: str) -> MalformedInput:
    return MalformedInput(
        f"malformed row: {problem}",
        source=name,
        place=place,
        remedy="quote cells that hold delimiters, quotes or line breaks",
    )


def _json(member: Member, on_error: OnError) -> Sheet:
    head, stream = peeked(member.stream, _LOOKED_AT)

    def fail(error: InputError) -> None:
        on_error(error)

    found = json_rows(stream, Columns(None, member.name), fail, whole=not _is_lines(head))
    rows = ((place, {folded(k): shown(v) for k, v in value.items()}) for place, _, value in found)
    first = next(rows, None)
    if first is None:
        raise EmptyInput("no rows", source=member.name, remedy="give a list of objects")
    return Sheet(member.name, member.stem, tuple(first[1]), chain([first], rows))


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a whole object: JSON Lines."""
    line, ended, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not ended and len(head) >= _LOOKED_AT:
        return line.startswith(b"{")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not any(isinstance(v, list) for v in value.values())


def _workbook(member: Member) -> Iterator[Sheet]:
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.escape import unescape
    except ImportError as error:
        raise MissingExtra(
            "reading Excel files needs openpyxl",
            source=member.name,
            remedy="pip install 'sayso[export]'",
        ) from error
    try:
        # Faults of a broken workbook are of as many kinds as its parts have parsers.
        book = load_workbook(
            seekable(member.stream, member.name, "an Excel file"), read_only=True, data_only=True
        )
    except Exception as error:
        raise MalformedInput(
            f"broken Excel file: {error}", source=member.name, remedy="save it again as .xlsx"
        ) from error
    with closing(book):
        for sheet in book.worksheets:
            name = f"{member.name}, sheet {sheet.title}"
            # it leaves "_x000D_" as it stands where a cell holds its text itself
            found = (
                [unescape(cell) if isinstance(cell, str) else cell for cell in row]
                for row in sheet.iter_rows(values_only=True)
            )
            rows = _guarded(found, "Excel", member.name, "save it again as .xlsx")
            columns = tuple(map(folded, next(rows, ())))
            if any(columns):
                yield Sheet(name, sheet.title, columns, _numbered(columns, rows, "row", 2))


def _guarded(
    rows: Iterable[Sequence[object]], kind: str, name: str, remedy: str
) -> Iterator[Sequence[object]]:
    """Rows that are asked for one by one, and the fault of a file that is broken further on.

    Raises:
        MalformedInput: It is; faults are of as many kinds as there are packages that read files.
    """
    try:
        yield from rows
    except InputError:
        raise
    except Exception as error:
        raise MalformedInput(f"broken {kind} file: {error}", source=name, remedy=remedy) from error


def _numbered(
    columns: Sequence[str], rows: Iterable[Sequence[object]], word: str, first: int
) -> Iterator[tuple[str, Row]]:
    for number, cells in enumerate(rows, first):
        values = [shown(cell) for cell in cells]
        if any(values):
            values += [""] * (len(columns) - len(values))
            yield f"{word} {number}", dict(zip(columns, values, strict=False))


def _parquet(member: Member) -> Sheet:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra(
            "reading Parquet needs pyarrow",
            source=member.name,
            remedy="pip install 'sayso[parquet]'",
        ) from error
    try:
        table = pq.ParquetFile(seekable(member.stream, member.name, "a Parquet file"))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise MalformedInput(
            f"broken Parquet file: {error}", source=member.name, remedy="get the file again"
        ) from error
    columns = tuple(map(folded, table.schema_arrow.names))

    def rows() -> Iterator[Sequence[object]]:
        for batch in table.iter_batches(batch_size=_TOGETHER):
            for value in batch.to_pylist():
                yield list(value.values())

    guarded = _guarded(rows(), "Parquet", member.name, "get the file again")
    return Sheet(member.name, member.stem, columns, _numbered(columns, guarded, "row", 1))


def _database(member: Member) -> Iterator[Sheet]:
    if member.path is None:
        raise InputError(
            "an SQLite file inside another file", source=member.name, remedy="unpack it first"
        )
    address = f"{member.path.resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as db:
            db.text_factory = lambda text: text.decode("utf-8", "replace")
            listed = db.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
            ).fetchall()
            for (name,) in listed:
                quoted = '"' + name.replace('"', '""') + '"'
                found = db.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - quoted
                columns = tuple(folded(each[0]) for each in found.description)
                source = f"{member.name}, table {name}"
                rows = _guarded(found, "SQLite", member.name, "get the file again")
                yield Sheet(source, name, columns, _numbered(columns, rows, "row", 1))
    except sqlite3.Error as error:
        raise MalformedInput(
            f"broken SQLite file: {error}", source=member.name, remedy="get the file again"
        ) from error
