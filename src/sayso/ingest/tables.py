"""Tables of reports: JSON Lines, JSON, CSV and TSV, one report a row."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from sayso.errors import (
    EmptyInput,
    InputError,
    InputTooLarge,
    MalformedInput,
    MissingColumn,
    UndecodableInput,
    UnsupportedInput,
)
from sayso.ingest.decode import decode
from sayso.ingest.limits import MAX_BYTES

FIELDS = ("text", "html", "title", "url", "outlet", "published", "byline", "language", "id")
"""What a column may give."""

# What columns are called when they are not called by our names.
_SYNONYMS: dict[str, tuple[str, ...]] = {
    "text": ("body", "content", "article", "fulltext", "full_text", "maintext", "plain_text"),
    "title": ("headline",),
    "url": ("link", "address"),
    "outlet": ("publisher", "source", "newspaper", "publication", "media_name"),
    "published": (
        *("date", "publication_date", "published_at", "pub_date", "publish_date"),
        *("date_published", "published_date", "date_publish", "dct"),
    ),
    "byline": ("author", "authors"),
    "language": ("lang",),
    "html": (),
    "id": ("doc_id", "stories_id", "story_id"),
}

# What there must be one of.
_READ = ("text", "html", "url")

# Columns of a shard that `sayso read --out` writes.
_SHARD = frozenset({"record", "raw", "extractor", "url"})

# Sets of keys that are remembered: a table has a few, and one with more is no table.
_MOST_SHAPES = 1000

OnError = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: our fields to its values, what it was made of, and where it stands.

    ``listed`` says that the table has no column with texts: the row names an address.
    """

    fields: dict[str, str]
    raw: bytes
    place: str
    listed: bool = False


class Columns:
    """Which column gives which field.

    Args:
        given: Field to column, as the caller maps them.
        name: The table, for messages.
    """

    def __init__(self, given: Mapping[str, str] | None, name: str) -> None:
        self.given = dict(given or {})
        self.name = name
        unknown = sorted(set(self.given) - set(FIELDS))
        if unknown:
            raise InputError(
                f"no field {unknown[0]!r} to map a column to",
                source=name,
                remedy=f"fields are {', '.join(FIELDS)}",
            )

    def found(self, present: Iterable[str], *, every: bool = True) -> dict[str, str]:
        """Field to column among the columns there are.

        Args:
            present: The columns.
            every: All mapped columns must be there.

        Raises:
            MissingColumn: A mapped column is not there, or none holds reports or addresses.
            UnsupportedInput: It is a shard of a run.
        """
        there = [p for p in present if p is not None]
        if not self.given and set(there) >= _SHARD:
            raise UnsupportedInput(
                "reports that sayso read, not reports to read",
                source=self.name,
                remedy="give the folder that `sayso read --out` wrote to `sayso add`",
            )
        for field, column in self.given.items():
            if every and column not in there:
                raise self._missing(f"no column {column!r} for {field}", there)
        folded = {p.strip().casefold(): p for p in reversed(there)}
        out = {field: column for field, column in self.given.items() if column in there}
        for field, others in _SYNONYMS.items():
            for name in () if field in self.given else (field, *others):
                if name in folded:
                    out[field] = folded[name]
                    break
        if not out.keys() & set(_READ):
            raise self._missing("no column with the reports' text or address", there)
        return out

    def _missing(self, message: str, there: list[str]) -> MissingColumn:
        shown = ", ".join(there[:30]) or "none"
        return MissingColumn(
            f"{message}; the columns are: {shown}",
            source=self.name,
            remedy="map columns with columns={'text': 'NAME'}",
        )


def is_list(mapping: Mapping[str, str]) -> bool:
    """Whether a table has addresses in place of texts."""
    return "text" not in mapping and "html" not in mapping


def json_rows(
    stream: BinaryIO, columns: Columns, on_error: OnError, *, whole: bool = False
) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Objects of JSON Lines, or of one JSON value (``whole``): a list of objects, or one object.

    Yields:
        Where it stands, its bytes, the object.
    """
    for place, raw, value in (
        _whole(stream, columns) if whole else _lines(stream, columns, on_error)
    ):
        if isinstance(value, dict):
            yield place, raw, value
            continue
        on_error(
            MalformedInput(
                "not a JSON object",
                source=columns.name,
                place=place,
                remedy="each line is one object with the report's fields",
            )
        )


class Rows:
    """Objects with changing keys to rows.

    Args:
        columns: Which key gives which field.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._mappings: dict[tuple[str, ...], dict[str, str]] = {}
        self._listed = False

    def row(self, place: str, raw: bytes, value: Mapping[str, Any]) -> Row:
        """The row of an object. The first one tells whether the table has texts or addresses.

        Raises:
            MissingColumn: The first object has neither.
            EmptyInput: A later one has not.
        """
        keys = tuple(value)
        found = self._mappings.get(keys)
        if found is None:
            found = self._mapping(keys, place)
        fields = {
            field: words
            for field, column in found.items()
            if (words := shown(value.get(column))) is not None
        }
        return Row(fields, raw, place, self._listed)

    def _mapping(self, keys: tuple[str, ...], place: str) -> dict[str, str]:
        first = not self._mappings
        try:
            found = self._columns.found(keys, every=first)
        except MissingColumn as error:
            if first:
                raise
            raise EmptyInput(
                "no text in the row", source=self._columns.name, place=place, remedy="leave it out"
            ) from error
        if first:
            self._listed = is_list(found)
        if len(self._mappings) < _MOST_SHAPES:
            self._mappings[keys] = found
        return found


def csv_rows(stream: BinaryIO, columns: Columns, on_error: OnError, *, tabs: bool) -> Iterator[Row]:
    """Rows of a table with a header line; the delimiter is told from the header."""
    lines = text_lines(stream, columns.name)
    header = next(lines, "")
    if not header.strip():
        raise EmptyInput("no header line", source=columns.name, remedy="name the columns in line 1")
    delimiter = "\t" if tabs else max(",;\t|", key=header.count)
    # The module's limit is one for the process; a report may be longer than its default.
    csv.field_size_limit(MAX_BYTES)
    rows = _Lines(itertools.chain([header], lines))
    reader = csv.reader(rows, delimiter=delimiter, strict=True)
    mapping: dict[str, str] | None = None
    names: list[str] = []
    while True:
        line = reader.line_num + 1  # a row begins after the last line of the one before
        rows.of_row = 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if mapping is None:
                raise _broken(columns.name, line, str(error)) from error
            on_error(_broken(columns.name, line, str(error)))
            continue
        if mapping is None:
            names = [cell.strip() for cell in cells]
            mapping = columns.found(names)
            continue
        if not any(cells):
            continue
        if len(cells) != len(names):
            problem = f"{len(cells)} cells, the header has {len(names)}"
            on_error(_broken(columns.name, line, problem))
            continue
        row = dict(zip(names, cells, strict=True))
        fields = {field: row[column] for field, column in mapping.items() if row[column].strip()}
        raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
        yield Row(fields, raw, f"line {line}", is_list(mapping))


def _broken(name: str, line: int, problem: str) -> MalformedInput:
    return MalformedInput(
        f"malformed row: {problem}",
        source=name,
        place=f"line {line}",
        remedy="quote cells that hold delimiters, quotes or line breaks",
    )


class _Lines:
    """Lines of a table; a row, which may have many, has so many characters at most."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.of_row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.of_row += len(line)
        if self.of_row > MAX_BYTES:
            raise csv.Error(f"over {MAX_BYTES // 2**20} MB in one row")
        return line


def shown(value: Any) -> str | None:
    """A cell as text; lists of names joined."""
    if value is None or isinstance(value, (dict, bool)):
        return None
    if isinstance(value, list):
        return ", ".join(str(v) for v in value if isinstance(v, (str, int))) or None
    return str(value)


def _raw_lines(stream: BinaryIO, name: str, on_error: OnError) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            on_error(
                InputTooLarge(
                    f"a line of over {MAX_BYTES // 2**20} MB",
                    source=name,
                    place=f"line {number}",
                    remedy="one report a line",
                )
            )
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            continue
        yield number, line


def _lines(
    stream: BinaryIO, columns: Columns, on_error: OnError
) -> Iterator[tuple[str, bytes, Any]]:
    for number, line in _raw_lines(stream, columns.name, on_error):
        if not line.strip():
            continue
        try:
            value = json.loads(decode(line, source=f"{columns.name} line {number}").text)
        except (ValueError, RecursionError) as error:
            on_error(_bad_json(columns.name, f"line {number}", error))
            continue
        except InputError as error:
            on_error(error)
            continue
        yield f"line {number}", line, value


def _whole(stream: BinaryIO, columns: Columns) -> Iterator[tuple[str, bytes, Any]]:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputTooLarge(
            f"over {MAX_BYTES // 2**20} MB",
            source=columns.name,
            remedy="give it as JSON Lines, one report a line",
        )
    try:
        value = json.loads(decode(data, source=columns.name).text)
    except (ValueError, RecursionError) as error:
        raise _bad_json(columns.name, None, error) from error
    value = _unwrapped(value, columns)
    if not isinstance(value, list):
        yield "item 1", data, value
        return
    for i, item in enumerate(value):
        raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
        yield f"item {i + 1}", raw, item


def _unwrapped(value: Any, columns: Columns) -> Any:
    """The list in an object that is no report: the answer to a search, ``{"articles": …}``."""
    if not isinstance(value, dict):
        return value
    read = {name for field in _READ for name in (field, *_SYNONYMS[field])}
    if any(k in columns.given.values() or k.casefold() in read for k in value):
        return value
    lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
    return lists[0] if len(lists) == 1 and not value.keys() & {"uri", "guid"} else value


def _bad_json(name: str, place: str | None, error: Exception) -> MalformedInput:
    if isinstance(error, json.JSONDecodeError):
        at = f"column {error.colno}" if place else f"line {error.lineno} column {error.colno}"
        place = f"{place} {at}" if place else at
        message = f"malformed JSON: {error.msg}"
    else:
        message = "malformed JSON: nested too deep"
    return MalformedInput(message, source=name, place=place, remedy="write one JSON object a line")


def text_lines(stream: BinaryIO, name: str) -> Iterator[str]:
    """Decoded lines; the encoding is told from the first line that is not UTF-8."""
    encoding: str | None = None
    line = stream.readline(MAX_BYTES + 1).removeprefix(b"\xef\xbb\xbf")
    while line:
        try:
            yield line.decode(encoding or "utf-8")
        except UnicodeDecodeError:
            encoding, text = _guessed(line, name)
            yield text
        line = stream.readline(MAX_BYTES + 1)


def _guessed(line: bytes, name: str) -> tuple[str, str]:
    try:
        found = decode(line, source=name)
    except UndecodableInput:  # its rows say so: the characters are U+FFFD
        return "utf-8", line.decode("utf-8", "replace")
    return found.encoding, found.text
