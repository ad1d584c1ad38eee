"""Days of the Hijri and the Persian calendar as days of ours, and back.

The months of the Hijri calendar begin when the new moon is seen, which differs by country, so its
days are good to one day either way. Within 1343-1500 AH they follow Umm al-Qura, the calendar of
Saudi Arabia; before and after, the arithmetical calendar. The Persian calendar is exact.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from convertdate import islamic, persian
from hijridate import Hijri

from sayso.extract.times.forms import Calendar
from sayso.resolve.timex import Bounds

DOUBT = {"hijri": timedelta(1), "persian": timedelta(0)}
"""How far a day of the calendar may be off."""

_UMM_AL_QURA = range(1343, 1501)


def first_of_month(calendar: Calendar, year: int, month: int) -> date:
    """The day on which a month begins.

    Raises:
        ValueError: No such month, or one outside the years 1-9999.
    """
    if not 1 <= month <= 12 or year < 1:
        raise ValueError("no such month")
    if calendar == "persian":
        # Six months of 31 days, then months of 30; the last has 29 or 30.
        return _nowruz(year) + timedelta(31 * (month - 1) - max(0, month - 7))
    if year in _UMM_AL_QURA:
        return date(*Hijri(year, month, 1).to_gregorian().datetuple())
    return date(*islamic.to_gregorian(year, month, 1))


@cache
def _nowruz(year: int) -> date:
    """The day on which a Persian year begins, by the equinox."""
    return date(*persian.to_gregorian(year, 1, 1))


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date:
    """A day of another calendar.

    A 30th is taken as told even where the tables give the month 29 days: the moon was not seen.

    Raises:
        ValueError: No such day.
    """
    first, last = month_of(calendar, year, month)
    longest = 30 if calendar == "hijri" else (last - first).days + 1
    if not 1 <= day <= longest:
        raise ValueError("no such day")
    return first + timedelta(day - 1)


def month_of(calendar: Calendar, year: int, month: int) -> Bounds:
    """First and last day of a month."""
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    last = first_of_month(calendar, *after) - timedelta(1)
    return first_of_month(calendar, year, month), last


def year_of(calendar: Calendar, year: int) -> Bounds:
    """First and last day of a year."""
    last = first_of_month(calendar, year + 1, 1) - timedelta(1)
    return first_of_month(calendar, year, 1), last


def years_around(calendar: Calendar, day: date) -> range:
    """The years of another calendar that touch a day's year or its neighbours."""
    if calendar == "persian":
        return range(max(1, day.year - 623), max(1, day.year - 619))
    about = int((day.year - 622) * 33 / 32)
    return range(max(1, about - 2), max(1, about + 4))
