"""When reports came out and when things happened, as comparable values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sayso.record import Report, Time

Days = tuple[int, int]
"""An interval of days as proleptic ordinals (``date.toordinal``), both ends included."""


def moment(written: str | None) -> datetime | None:
    """An ISO 8601 date or time in UTC; a value without a zone is taken as UTC.

    Args:
        written: ``2020-05-03`` or ``2020-05-03T10:15:00+03:00``.

    Returns:
        None when there is no date in it.
    """
    if not written:
        return None
    for form in (written, written[:10]):
        try:
            found = datetime.fromisoformat(form)
        except ValueError:
            continue
        if found.tzinfo is None:
            return found.replace(tzinfo=UTC)
        try:
            return found.astimezone(UTC)
        except OverflowError:
            continue
    return None


def day(written: str | None) -> int | None:
    """The ordinal of the day as written, in its own zone: the day its readers saw."""
    if not written:
        return None
    try:
        return date.fromisoformat(written[:10]).toordinal()
    except ValueError:
        return None


def days_of(time: Time) -> Days | None:
    """The days that a time expression covers, or None when it was not resolved."""
    first, last = day(time.earliest), day(time.latest)
    if first is None and last is None:
        return None
    first, last = first or last, last or first
    assert first is not None  # noqa: S101 - one of the two is known
    assert last is not None  # noqa: S101
    return (first, last) if first <= last else (last, first)


def gap(a: Days, b: Days) -> int:
    """Days between two intervals; 0 when they touch or overlap."""
    return max(0, a[0] - b[1], b[0] - a[1])


def iso(ordinal: int) -> str:
    """An ordinal as ``YYYY-MM-DD``."""
    return date.fromordinal(ordinal).isoformat()


def in_words(earliest: str | None, latest: str | None) -> str:
    """The days between which something happened, in words: a bound alone is called one.

    Args:
        earliest: The first possible day, ``YYYY-MM-DD``.
        latest: The last possible day.

    Returns:
        ``2020-05-02``, ``2020-05-01 to 2020-05-31``, ``by 2020-05-03``, ``since 2020-05-01`` or
        ``no date``.
    """
    if earliest and latest:
        return earliest if earliest == latest else f"{earliest} to {latest}"
    return f"by {latest}" if latest else f"since {earliest}" if earliest else "no date"


def told_order(report: Report) -> tuple[bool, datetime, str]:
    """Sort key: the earliest published first, undated reports last, then by id."""
    when = moment(report.published)
    return (when is None, when or datetime.max.replace(tzinfo=UTC) - timedelta(days=1), report.id)
