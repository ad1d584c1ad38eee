"""What the rules of the time grammar make of times of day and of dates written in figures."""

from __future__ import annotations

import re

from sayso.extract.times.forms import Calendar, Clock, Fixed, Foreign, Named
from sayso.extract.times.pattern import Hit, Reading
from sayso.extract.times.vocabulary import MONTHS

_OFFSET = re.compile(r"\D*([+−-])\D*(\d{1,2}):?(\d\d)?")
_GROUP = re.compile(r"(\d\d)(\d\d)(\d\d)\s?([a-z])\s?([a-z]{3})\s?(\d+)")
# Years that are of another calendar when a date in figures begins with them.
_OTHER_CALENDARS = range(1300, 1500)


def clock(hit: Hit) -> Reading | None:
    """A time of day in figures, with its zone where that is told."""
    if hit.has("h"):
        hour, minute = hit.number("h") or 0, 0
    else:
        figures = re.split(r"[:.h]", hit.string("c") or "0:0")
        hour, minute = int(figures[0]), int(figures[1])
    meridiem = hit.string("ap") or {"TMO": "am"}.get(hit.string("p") or "TMO", "pm")
    if (hit.has("ap") or hit.has("p")) and meridiem in ("am", "pm") and hour <= 12:
        hour = hour % 12 + (12 if meridiem == "pm" else 0)
    if hour > 24 or minute > 59:
        return None
    return Reading(Clock(), "time", f"T{hour:02d}:{minute:02d}{_zone(hit)}")


def _zone(hit: Hit) -> str:
    """The offset from UTC that follows, as ISO 8601 writes it; "" where none is told."""
    if hit.has("z"):
        return "Z"
    m = _OFFSET.match(hit.string("o") or "")
    if not m or int(m[2]) > 14:
        return ""
    return f"{'+' if m[1] == '+' else '-'}{int(m[2]):02d}:{m[3] or '00'}"


def point_of_day(hit: Hit) -> Reading | None:
    """A time of day by name, "noon", or in four figures, "0600 hours"."""
    if "POINTOFDAY" in hit.classes["c"] and hit.is_title:
        return None
    return Reading(Clock(), "time", f"{hit.string('c')}{_zone(hit)}")


def figures_alone(hit: Hit) -> Reading | None:
    """A time of day in four figures that can be nothing else: "at 0415"."""
    return point_of_day(hit) if hit.written("c")[0] == "0" else None


def zulu(hit: Hit) -> Reading | None:
    """A time of day in UTC as soldiers and pilots write it: "0600Z"."""
    figures = hit.string("c") or ""
    if int(figures[:2]) > 24 or int(figures[2:4]) > 59:
        return None
    return Reading(Clock(), "time", f"T{figures[:2]}:{figures[2:4]}Z")


def iso(hit: Hit) -> Reading:
    """A date as ISO 8601 writes it, with its time of day."""
    date, _, clock = re.sub(r"[t ]", "T", hit.string("d") or "").partition("T")
    zone = re.search(r"z$|[+-]\d\d:?\d\d$", clock)
    return Reading(
        Fixed(date),
        "time" if clock else "date",
        f"T{clock[:5]}{zone[0].upper() if zone else ''}" if clock else None,
    )


def slashed(hit: Hit) -> Reading | None:
    """A date in figures, "3/5/2020"; with dots the day comes first."""
    written = hit.string("d") or ""
    dotted = "." in written
    first, second, year = (int(x) for x in re.split(r"[./-]", written))
    year += 0 if year > 99 else 2000 if year < 30 else 1900
    month, day = (second, first) if dotted else (first, second)
    if not 1 <= day <= 31 or not 1 <= month <= 31 or min(day, month) > 12:
        return None
    if month > 12:
        month, day = day, month
    return Reading(Named(year, month, day, swap=not dotted and day <= 12 and day != month))


def year_first(hit: Hit) -> Reading | None:
    """A date in figures with the year first, "2014/06/12", of the calendar that is told."""
    year, month, day = (int(x) for x in re.split(r"[./]", hit.string("d") or ""))
    if not 1 <= day <= 32 or not 1 <= month <= 12:
        return None
    if hit.has("solar") or hit.has("lunar") or year in _OTHER_CALENDARS:
        calendar: Calendar | None = "persian" if hit.has("solar") else None
        calendar = "hijri" if hit.has("lunar") and not hit.has("solar") else calendar
        return Reading(Foreign(calendar, year, month, day))
    return Reading(Named(year, month, day))


def time_group(hit: Hit) -> Reading | None:
    """A military date-time group, "121430Z JUN 14": day, hour and minute, zone, month, year.

    The letter of the zone is that of ACP 121(I): Z is UTC, A to M (without J) are the hours east
    of it, N to Y those west of it.
    """
    m = _GROUP.fullmatch(hit.string("d") or "")
    if m is None or int(m[2]) > 23 or int(m[3]) > 59:
        return None
    month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(m[5]))
    year = int(m[6]) + (0 if len(m[6]) == 4 else 2000 if int(m[6]) < 30 else 1900)
    east, west = "abcdefghiklm".find(m[4]) + 1, "nopqrstuvwxy".find(m[4]) + 1
    zone = f"+{east:02d}:00" if east else f"-{west:02d}:00" if west else "Z"
    return Reading(Named(year, month, int(m[1])), "time", f"T{m[2]}:{m[3]}{zone}")
