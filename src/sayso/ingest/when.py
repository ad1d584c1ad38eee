"""Publication times as pages write them, to ISO 8601 with time of day and zone kept."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar enero janvier",
            "feb february februar febrero",
            "mar march märz marzo mars",
            "apr april abril avril",
            "may mai mayo",
            "jun june juni junio juin",
            "jul july juli julio juillet",
            "aug august agosto août",
            "sep sept september septiembre septembre",
            "oct october oktober octubre octobre okt",
            "nov november noviembre novembre",
            "dec december dezember diciembre décembre dez",
        ),
        start=1,
    )
    for name in names.split()
}
"""Month names and abbreviations, lower case, without full stop."""

# Abbreviations that mean one offset wherever news is written in English. IST, CST (China) and
# BST (Bangladesh) have several readings; only those with one dominant in news are listed.
_ZONES = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), 0),
    "BST": 60,
    "CET": 60,
    "WAT": 60,
    "CEST": 120,
    "EET": 120,
    "CAT": 120,
    "SAST": 120,
    "EEST": 180,
    "MSK": 180,
    "EAT": 180,
    "TRT": 180,
    "PKT": 300,
    "JST": 540,
    "KST": 540,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AKST": -540,
    "HST": -600,
    "ART": -180,
    "BRT": -180,
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?({_MONTH})\.?,?[\s-]+(?:de\s+)?(\d{{4}})\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.h](\d\d))(?::(\d\d))?\s*([ap]\.?\s?m\b\.?)?"
    r"|\b(\d{1,2})\s*([ap]\.?\s?m\b\.?)|\b(\d\d)(\d\d)\s*(?=GMT|UTC|hrs|hours)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\(?\b(?:(?:UTC|GMT)\s*([+-]\d{1,2})(?::?(\d\d))?|([A-Z]{1,4}))\b\)?|([+-]\d\d):?(\d\d)\b"
)

FORMS = "2020-05-03, 2020-05-03T10:15:00+03:00, May 3, 2020 10:15 GMT, or 3 May 2020"
"""The forms that a person may give."""


def to_iso(value: str) -> str | None:
    """A date or time as ISO 8601, or None.

    What is not said is not invented: no time of day stays a date, no zone stays without one.

    Args:
        value: As a page writes it: ISO 8601, RFC 2822, ``May 3, 2020, 10:15 a.m. EDT``,
            ``03.05.2020 10:15``, seconds or milliseconds since 1970.
    """
    value = " ".join(value.split())[:120]
    for read in (_iso, _epoch, _rfc2822):
        if found := read(value):
            return found
    found_span = find(value)
    return found_span[0] if found_span else None


def from_argument(value: str | date | datetime) -> str | None:
    """What a caller gave as publication time, as ISO 8601; None where it is not one."""
    if isinstance(value, str):
        return to_iso(value)
    return value.isoformat()


def find(text: str) -> tuple[str, int, int] | None:
    """The first written-out date of a line, with the time of day beside it, and where it is."""
    for pattern, order in ((_MONTH_FIRST, "mdy"), (_DAY_FIRST, "dmy"), (_DOTTED, "dmy")):
        match = pattern.search(text)
        if not match:
            continue
        parts = dict(zip(order, match.groups(), strict=True))
        month = MONTHS.get(parts["m"].lower().rstrip(".")) or _number(parts["m"])
        day = _build(int(parts["y"]), month, int(parts["d"]))
        if day is None:
            continue
        return _with_clock(text, day, match.start(), match.end())
    iso = re.search(r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.]*\s?(?:Z|[+-]\d\d:?\d\d)?)?", text)
    if iso and (value := _iso(iso.group().strip())):
        return value, iso.start(), iso.end()
    return None


def is_future(value: str, now: datetime | None = None) -> bool:
    """Whether a time is more than a day ahead (a day, because zones may be missing)."""
    now = now or datetime.now(UTC)
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return False
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return when > now + timedelta(days=1)


def _number(value: str) -> int:
    return int(value) if value.isdigit() else 0


def _build(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(value: str) -> str | None:
    match = _ISO.fullmatch(value) or _COMPACT.fullmatch(value)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    built = _build(int(year), int(month), int(day))
    if built is None:
        return None
    if hour is None:
        return built.isoformat()
    return _join(built, int(hour), int(minute), int(second or 0), _offset(zone))


def _epoch(value: str) -> str | None:
    if not re.fullmatch(r"\d{10}(?:\d{3})?", value):
        return None
    seconds = int(value[:10])
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat()


def _rfc2822(value: str) -> str | None:
    if not re.match(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d\d:\d\d", value):
        return None
    try:
        parsed = parsedate_to_datetime(value)
    except ValueError:
        return None
    # "-0000" says that the zone is unknown (RFC 2822, 3.3); Python then gives a naive time.
    return parsed.isoformat()


def _with_clock(text: str, day: date, start: int, end: int) -> tuple[str, int, int]:
    """The time of day after the date, else before it, on the same line."""
    clock = _CLOCK.search(text, end, end + 40)
    if clock is None:
        earlier = list(_CLOCK.finditer(text, max(0, start - 30), start))
        clock = earlier[-1] if earlier else None
    if clock is None:
        return day.isoformat(), start, end
    hour = int(clock[1] or clock[5] or clock[7])
    minute = int(clock[2] or clock[8] or 0)
    half = (clock[4] or clock[6] or "")[:1].lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    first, last = min(start, clock.start()), max(end, clock.end())
    zone = _ZONE.match(text, clock.end() + (text[clock.end() : clock.end() + 1] == " "))
    offset = _offset_of(zone) if zone else None
    if zone and offset is not None:
        last = max(last, zone.end())
    value = _join(day, hour, minute, int(clock[3] or 0), offset)
    return (value, first, last) if value else (day.isoformat(), start, end)


def _offset_of(zone: re.Match[str]) -> int | None:
    if zone[1] or zone[4]:
        hours, minutes = int(zone[1] or zone[4]), int(zone[2] or zone[5] or 0)
        return hours * 60 + (minutes if hours >= 0 else -minutes)
    return _ZONES.get(zone[3])


def _offset(zone: str | None) -> int | None:
    """Minutes east of Greenwich of an ISO offset."""
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if zone[0] == "-" else minutes


def _join(day: date, hour: int, minute: int, second: int, offset: int | None) -> str | None:
    try:
        zone = timezone(timedelta(minutes=offset)) if offset is not None else None
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone).isoformat()
    except ValueError:
        return None
