"""What several tables say of an incident in the same way: its number, days, lists, tolls."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from sayso.record import Incident, TollRange
from sayso.store.snapshot import Told

_ID = re.compile(r"i_([0-9a-f]{12})")
_SEPARATOR = re.compile(r"\s*;\s*")


def number_of(incident: str) -> int:
    """A whole number for an incident's id, below 2^48, so that no program rounds it.

    An id is ``i_`` and twelve hexadecimal digits: the number is these digits.
    """
    found = _ID.fullmatch(incident)
    digits = (
        found[1]
        if found
        else hashlib.sha256(incident.encode(errors="surrogatepass")).hexdigest()[:12]
    )
    return int(digits, 16)


def day_of(written: str | None) -> date | None:
    """The day of an ISO 8601 date or time; None: there is none in it."""
    if not written:
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def days_of(incident: Incident) -> tuple[date | None, date | None]:
    """The first and the last day on which it may have been."""
    return day_of(incident.earliest), day_of(incident.latest)


def date_prec(first: date | None, last: date | None) -> int | None:
    """UCDP ``date_prec``: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer.

    Returns:
        5 where only a first or a last day is told; None where neither is.
    """
    if first is None and last is None:
        return None
    if first is None or last is None:
        return 5
    days = (last - first).days + 1
    if days <= 1:
        return 1
    return 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def joined(values: Iterable[str | None]) -> str | None:
    """A list in one cell, ``; `` between; such marks within a value become commas.

    What is not known leaves its place empty, so that lists beside each other keep step.
    """
    every = [
        _SEPARATOR.sub(", ", value) if value and ";" in value else value or "" for value in values
    ]
    return "; ".join(every) if any(every) else None


def is_affirmed(told: Told) -> bool:
    """Whether anybody tells anything of it that is not a denial, or a person has it so.

    Of what is told only to deny it ("the army denied that there had been an attack") nothing is
    affirmed, nor of a mention that names no side, place, day or number.
    """
    incident = told.incident
    if incident.agreed or told.state == "confirmed":
        return True
    return any(not account.denied for each in incident.accounts.values() for account in each)


def unique(values: Iterable[str | None]) -> list[str]:
    """Values that are known, each once, in their order."""
    return list(dict.fromkeys(value for value in values if value))


def most(bounds: TollRange | None) -> int:
    """The highest number of a range; 0 without any."""
    if bounds is None:
        return 0
    return max(value for value in (bounds.low, bounds.best, bounds.high, 0) if value is not None)
