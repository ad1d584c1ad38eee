"""Which reports a list or an export takes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, exists, func

from sayso.errors import StoreError
from sayso.store.tables import EventRow, ReadingRow, ReportRow


def report_filters(
    *,
    outlet: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    type: str | None = None,  # noqa: A002 - the record's own word
) -> list[ColumnElement[bool]]:
    """Conditions on ``reports``.

    Args:
        outlet: The outlet's name, in any case.
        since: First day of publication, as the page gives it in its own zone.
        until: Last day of publication, included.
        type: Only reports with an event of this type, in any case.

    Raises:
        StoreError: A day is not a date.
    """
    out: list[ColumnElement[bool]] = []
    if outlet is not None:
        out.append(func.lower(ReportRow.outlet) == func.lower(outlet))
    if since is not None:
        out.append(ReportRow.day >= iso_day(since))
    if until is not None:
        out.append(ReportRow.day <= iso_day(until))
    if type is not None:
        out.append(
            exists()
            .where(ReadingRow.report == ReportRow.number)
            .where(EventRow.reading == ReadingRow.number)
            .where(EventRow.type == type.upper())
        )
    return out


def iso_day(day: str | date) -> str:
    """A day as ``2020-05-03``.

    Raises:
        StoreError: It is not a date.
    """
    try:
        return date.fromisoformat(str(day)[:10]).isoformat()
    except ValueError:
        raise StoreError(f"not a date: {day}", remedy="write it as 2020-05-03") from None
