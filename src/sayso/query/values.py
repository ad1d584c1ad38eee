"""What values of a filter mean: numbers, days, yes and no, countries."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from functools import cache

_WHOLE = re.compile(r"\d{1,19}", re.ASCII)
_BROKEN = re.compile(r"-?\d{1,10}(\.\d{1,12})?", re.ASCII)
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_LARGEST = 2**63 - 1
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def number(text: str, *, broken: bool) -> float | int | None:
    """A number; None where it is none.

    Args:
        text: As it was written.
        broken: It may have decimals, and may be less than 0.
    """
    if broken:
        return float(text) if _BROKEN.fullmatch(text) else None
    if not _WHOLE.fullmatch(text) or (len(text) > 1 and text[0] == "0"):
        return None  # what is left of a comma in 1,000 is no number
    found = int(text)
    return found if found <= _LARGEST else None


def days(text: str) -> tuple[str, str] | None:
    """The first and the last day (ISO 8601) of a day, a month or a year; None for what is none."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    last = monthrange(year, month)[1]
    if day is None:
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"
    return (text, text) if 1 <= day <= last else None


def flag(text: str) -> bool | None:
    """Yes or no; None for anything else."""
    return _FLAGS.get(text.strip().casefold())


def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country, from the code or a name in any case."""
    return _named().get(text.strip().casefold())


def near_countries(text: str) -> list[str]:
    """Countries that are called nearly so, as ``SYR (Syria)``, the nearest first."""
    from sayso.gazetteer.countries import countries

    every = countries()
    codes = dict.fromkeys(_named()[name] for name in near(text.casefold(), _named(), 6))
    return [f"{code} ({every[code].name})" for code in codes]


def near(text: str, every: Iterable[str], most: int = 3, *, whole: bool = False) -> list[str]:
    """Those of some words that are most like one, the most like first.

    Args:
        text: The word.
        every: Those that there are.
        most: At most so many.
        whole: Like as a whole, not in a part of it.
    """
    from rapidfuzz import fuzz, process

    wanted = text[:60]
    scorer = fuzz.ratio if whole else fuzz.WRatio
    found = process.extract(wanted, list(every), scorer=scorer, limit=most, score_cutoff=70)
    return [name for name, *_ in found]


@cache
def _named() -> dict[str, str]:
    from sayso.gazetteer.countries import countries

    return {
        name.casefold(): each.iso3
        for each in countries().values()
        for name in (each.iso3, *each.names)
    }
