"""TIMEX3 values as stretches of the calendar."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_PART = re.compile(r"(\d{4})-(?:([QH])(\d)|SP|SU|FA|WI)")
_YEARS = re.compile(r"\d{2,4}")

Bounds = tuple[date, date]


def bounds(value: str) -> Bounds | None:
    """First and last day of a TIMEX3 date or time; None where it names no stretch of days.

    Seasons give their calendar year: which months they are depends on the hemisphere. Years before
    Christ have no ISO date here.
    """
    try:
        return _bounds(value)
    except (ValueError, OverflowError):
        return None


def _bounds(value: str) -> Bounds | None:
    first, _, last = value.partition("/")
    if last:
        return date.fromisoformat(first), date.fromisoformat(last)
    if m := _DATE.fullmatch(value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return (monday + timedelta(5) if m[3] else monday), monday + timedelta(6)
    if m := _MONTH.fullmatch(value):
        return months(int(m[1]), int(m[2]), 1)
    if m := _PART.fullmatch(value):
        if m[2]:
            length = 3 if m[2] == "Q" else 6
            return months(int(m[1]), (int(m[3]) - 1) * length + 1, length)
        return months(int(m[1]), 1, 12)
    if _YEARS.fullmatch(value):
        width = 4 - len(value)
        first = int(value) * 10**width
        return date(first, 1, 1), date(first + 10**width - 1, 12, 31)
    return None


def is_before_christ(value: str) -> bool:
    """Whether a value is a year before Christ: ``BC0146``."""
    return value.startswith("BC") and len(value) == 6


def months(year: int, first: int, count: int) -> Bounds:
    """First and last day of ``count`` months within a year."""
    last = first + count - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def precision(first: date, last: date) -> int | None:
    """UCDP date_prec of a stretch: 1 day, 2 two to six days, 3 week, 4 month, 5 year."""
    days = (last - first).days + 1
    limits = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((code for limit, code in limits if days <= limit), None)


def narrowed(first: date, last: date, mod: str | None) -> Bounds:
    """The beginning, middle or end of a stretch, taken as a third of it."""
    third = ((last - first).days + 1) // 3
    if not mod or not third:
        return first, last
    if mod == "start":
        return first, first + timedelta(third - 1)
    if mod == "end":
        return last - timedelta(third - 1), last
    return first + timedelta(third), last - timedelta(third)


def add_months(day: date, count: int) -> date:
    """A day so many months on, the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week_of(day: date) -> str:
    """The ISO week of a day, as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
