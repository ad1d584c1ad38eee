"""Cells of tables: dates as people write them there, titles beside texts."""

from __future__ import annotations

import re
from datetime import date

from sayso import record
from sayso.ingest.when import FORMS, to_iso

_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)(.*)", re.DOTALL)
_YEAR_LAST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)(.*)", re.DOTALL)
_WORD = re.compile(r"\w+")


def date_of(cell: str) -> tuple[str | None, record.Warning | None]:
    """A date as ISO 8601, or a warning that says why there is none.

    ``03/04/2020`` is 3 April for one half of the world and March 4 for the other: a date that can
    be read both ways is not taken. ``13/04/2020`` and ``04/13/2020`` can be read one way only.
    """
    value = " ".join(cell.split())
    if match := _YEAR_FIRST.fullmatch(value):
        year, month, day, rest = match.groups()
        found = _iso(year, month, day, rest)
    elif match := _YEAR_LAST.fullmatch(value):
        first, second, year, rest = match.groups()
        as_days = _iso(year, second, first, rest)
        as_months = _iso(year, first, second, rest)
        if as_days and as_months and as_days != as_months:
            return None, record.Warning(
                code="ambiguous_date",
                message=f"{value!r} is {as_days[:10]} or {as_months[:10]}: no date of publication "
                f"is taken from it (write it as {FORMS})",
            )
        found = as_days or as_months
    else:
        found = to_iso(value)
    if found:
        return found, None
    return None, record.Warning(
        code="unreadable_date",
        message=f"{value[:60]!r} is not a date: no date of publication is taken from it "
        f"(write it as {FORMS})",
    )


def _iso(year: str, month: str, day: str, rest: str) -> str | None:
    try:
        built = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return to_iso(f"{built} {rest.strip()}".strip()) or built


def titled(text: str, title: str) -> str:
    """A text with its title as the first paragraph, unless it begins with it already."""
    line = " ".join(title.split())
    wanted = _WORD.findall(line.casefold())
    begins = _WORD.findall(text[: 2 * len(line) + 200].casefold())[: len(wanted)]
    return text if not wanted or begins == wanted else f"{line}\n\n{text}"
