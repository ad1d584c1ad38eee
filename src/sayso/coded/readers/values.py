"""Cells as values: days, numbers, degrees, parties. What cannot be read says why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sayso.coded.parties import Side
from sayso.ingest.cells import date_of
from sayso.ingest.when import MONTHS

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ])")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(?!\d)")
_SHORT = re.compile(r"(\d{1,2})[- ]([A-Za-z]+)[- ](\d\d)")
_NOTHING = frozenset({"", "na", "n/a", "nan", "null", "none", "-99", "-999"})
_MOST = 10**9
_MARKED = re.compile(r"\s*\((unnamed sources|denied|unnamed sources, denied)\)$")
"""What sayso's exports write after a party that somebody accuses."""


class Bad(ValueError):
    """What is wrong with a cell, in words."""


class Days:
    """Days as one table writes them.

    ``3/4/2020`` is 3 April in one table and March 4 in another. Which of the two is told by the
    table's other days (``13/4/2020``); where none tells, such a day is not taken.

    Args:
        cells: Days of the table's first rows.
    """

    def __init__(self, cells: Iterable[str]) -> None:
        pairs = [(int(m[1]), int(m[2])) for m in map(_NUMBERS.match, cells) if m]
        first, second = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
        self._day_first = None if first == second else first

    def day(self, cell: str) -> date | None:
        """The day in a cell; None where it is empty.

        Raises:
            Bad: It is no day, or can be read as two.
        """
        text = cell.strip()
        if _ISO.match(text):
            try:
                return date.fromisoformat(text[:10])
            except ValueError:
                raise Bad(f"has the date {text[:40]!r}, which is none") from None
        if text.casefold() in _NOTHING:
            return None
        if self._day_first is not None and (found := _NUMBERS.match(text)):
            one, two, year = (int(part) for part in found.groups())
            day, month = (one, two) if self._day_first else (two, one)
            return _made(_century(year), month, day, text)
        if found := _SHORT.fullmatch(text):
            month = MONTHS.get(found[2].casefold(), 0)
            return _made(_century(int(found[3])), month, int(found[1]), text)
        iso, warning = date_of(text)
        if iso is None:
            why = "can be two days" if warning and "ambiguous" in warning.code else "is no date"
            raise Bad(f"has the date {text[:40]!r}, which {why}")
        return date.fromisoformat(iso[:10])


def _century(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= 70 else 2000)


def _made(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Bad(f"has the date {text[:40]!r}, which is none") from None


def number(cell: str, column: str) -> int | None:
    """A number of people; None where the cell is empty.

    Raises:
        Bad: It is no whole number of nought or more.
    """
    text = cell.strip()
    if text.casefold() in _NOTHING:
        return None
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        raise Bad(f"has the {column} {text[:40]!r}, which is no number") from None
    if not 0 <= found <= _MOST or found != int(found):
        raise Bad(f"has the {column} {text[:40]!r}, which is no number of people")
    return int(found)


def code(cell: str) -> int | None:
    """A small number such as a precision; None where it is empty or no number."""
    text = cell.strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def point(lat: str, lon: str) -> tuple[float, float] | None:
    """Degrees north and east; None where they are empty.

    Raises:
        Bad: They are no numbers, or off the map.
    """
    if lat.strip().casefold() in _NOTHING or lon.strip().casefold() in _NOTHING:
        return None
    try:
        found = (float(lat), float(lon))
    except ValueError:
        raise Bad(f"has coordinates that are no numbers: {lat[:20]}, {lon[:20]}") from None
    if not (abs(found[0]) <= 90 and abs(found[1]) <= 180):
        raise Bad(f"has coordinates off the map: {lat[:20]}, {lon[:20]}")
    return found


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list, with ``;`` between."""
    return tuple(dict.fromkeys(p for p in (part.strip() for part in cell.split(";")) if p))


def parties(cell: str) -> tuple[Side, ...]:
    """The parties of a cell; those that sayso's exports mark as denied are left out."""
    found = ((name, _MARKED.search(name)) for name in listed(cell))
    return tuple(
        Side(_MARKED.sub("", name)) for name, mark in found if not (mark and "denied" in mark[1])
    )


def text(cell: str) -> str | None:
    """Words on one line; None where there are none."""
    return " ".join(cell.split()) or None
