"""An authority file: entries with names, and for each what must agree before an actor is it."""

from __future__ import annotations

import calendar
import csv
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from sayso.errors import InputError, MalformedInput, MissingColumn, UnsupportedInput
from sayso.resolve.words import key

EntryType = Literal["person", "organization", "state", "place"]
_NO_TEXT = frozenset({"Cc", "Cs"})
"""Unicode categories of control characters and halves of characters."""
_FIELDS = ("id", "names", "type", "country", "valid_from", "valid_to", "scheme")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_COUNTRY = re.compile(r"[A-Z]{3}")

_KEEP = "surrogateescape"
"""Bytes that are not UTF-8 are found where they stand, and cost one row."""

OnError = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    ``country`` is ISO 3166-1 alpha-3 or a PLOVER code; ``valid_from`` and ``valid_to`` are the
    first and the last day on which a report may mean it. What is None agrees with anything.
    """

    id: str
    names: tuple[str, ...]
    type: EntryType | None = None
    country: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    scheme: str = "authority"


@dataclass(slots=True)
class Authority:
    """Entries by folded name.

    Attributes:
        entries: How many there are.
        skipped: How many rows were left out, because something in them is wrong.
    """

    entries: int = 0
    skipped: int = 0
    _by_name: defaultdict[tuple[str, ...], list[Entry]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, entry: Entry) -> None:
        """Put one entry in, under all its names."""
        self.entries += 1
        for folded in dict.fromkeys(map(key, entry.names)):
            if folded:
                self._by_name[folded].append(entry)

    def named(self, name: str) -> list[Entry]:
        """The entries of which this is a name; case, accents, titles and "the" do not count."""
        return list(self._by_name.get(key(name), ()))


def load_authority(path: str | Path, *, on_error: OnError | None = None) -> Authority:
    """Read an authority file.

    CSV with a header (``names`` separated by ``|``) or JSONL (``names`` a list), by its ending.

    Args:
        path: The file.
        on_error: Called with each row that is left out, named by its file and line.

    Raises:
        UnsupportedInput: Neither ``.csv`` nor ``.jsonl``.
        MissingColumn: A table without ``id`` or ``names``.
        InputError: A file that cannot be opened.
    """
    path = Path(path)
    authority = Authority()
    try:
        for line, row in _rows(path):
            try:
                authority.add(_entry(row))
            except (ValueError, TypeError, RecursionError) as error:
                authority.skipped += 1
                if on_error is not None:
                    on_error(MalformedInput(str(error), source=str(path), place=f"line {line}"))
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", source=str(path)) from error
    except csv.Error as error:
        raise MalformedInput(str(error), source=str(path)) from error
    return authority


def _rows(path: Path) -> Iterator[tuple[int, Any]]:
    """Rows with the line that each begins on; a line that is no JSON comes as its error."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", errors=_KEEP, newline="") as file:
            table = csv.DictReader(file)
            missing = {"id", "names"} - set(table.fieldnames or ())
            if missing:
                raise MissingColumn(
                    f"no column {' or '.join(sorted(missing))}",
                    source=str(path),
                    remedy=f"the header names {', '.join(_FIELDS)}",
                )
            for row in table:
                names = [n.strip() for n in (row["names"] or "").split("|")]
                yield table.line_num, {**row, "names": names}
    elif path.suffix == ".jsonl":
        with path.open(encoding="utf-8-sig", errors=_KEEP) as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    else:
        raise UnsupportedInput("not an authority file", source=str(path), remedy=".csv or .jsonl")


def _entry(row: Any) -> Entry:
    """An entry from a row.

    Raises:
        ValueError: A field that is missing or says nothing that can be used.
        TypeError: A field of the wrong type.
    """
    if isinstance(row, str):
        row = json.loads(row)
    if not isinstance(row, dict):
        raise TypeError("no object")
    value = {name: None if row.get(name) in ("", []) else row.get(name) for name in _FIELDS}
    names = value["names"]
    names = [names] if isinstance(names, str) else names or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TypeError("names is no list of texts")
    if any(unicodedata.category(c) in _NO_TEXT for name in names for c in name):
        raise ValueError("a name that is not text")
    known = tuple(name for name in names if key(name))
    if not known:
        raise ValueError("no names")
    if not isinstance(value["id"], str | int):
        raise TypeError("no id")
    if value["type"] is not None and value["type"] not in get_args(EntryType):
        raise ValueError(f"type {value['type']!r} is none of {', '.join(get_args(EntryType))}")
    if value["country"] is not None and not _COUNTRY.fullmatch(str(value["country"])):
        raise ValueError(f"country {value['country']!r} is no code of three letters")
    first, last = _day(value["valid_from"], last=False), _day(value["valid_to"], last=True)
    if first and last and last < first:
        raise ValueError("valid_to is before valid_from")
    return Entry(
        id=str(value["id"]),
        names=known,
        type=value["type"],
        country=value["country"],
        valid_from=first,
        valid_to=last,
        scheme=str(value["scheme"] or "authority"),
    )


def _day(value: Any, *, last: bool) -> date | None:
    """The first or last day of an ISO date, a month or a year."""
    if value is None:
        return None
    found = _DATE.fullmatch(str(value))
    if found is None:
        raise ValueError(f"date {value!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    year = int(found[1])
    month = int(found[2] or (12 if last else 1))
    return date(year, month, int(found[3] or (calendar.monthrange(year, month)[1] if last else 1)))
