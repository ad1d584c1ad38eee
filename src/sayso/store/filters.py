"""Which reports a list or an export takes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, func

from sayso.errors import StoreError
from sayso.store.desk_tables import IncidentLineRow
from sayso.store.flatten import COUNTRY, OUTLET, TYPE, folded
from sayso.store.tables import ReportFacetRow, ReportRow

_WIDEST = timedelta(days=1)
"""No time zone is farther from UTC (``datetime`` takes none)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What reports must have.

    Attributes:
        facets: Kinds and values, as :mod:`sayso.store.flatten` writes them; all must be there.
        since: First day of publication (``2020-05-03``), as the page gives it in its own zone.
        until: Last day of publication, included.
        more: Other conditions on ``reports``.
    """

    facets: tuple[tuple[str, str], ...] = ()
    since: str | None = None
    until: str | None = None
    more: tuple[ColumnElement[bool], ...] = ()

    def on_reports(self) -> list[ColumnElement[bool]]:
        """Conditions on ``reports``."""
        here = func.coalesce(ReportRow.instant, "")
        return [
            *self.on_days(),
            *(
                exists().where(
                    ReportFacetRow.kind == kind,
                    ReportFacetRow.value == value,
                    ReportFacetRow.instant == here,
                    ReportFacetRow.report == ReportRow.number,
                )
                for kind, value in self.facets
            ),
            *self.more,
        ]

    def on_days(self, report: type[ReportRow] = ReportRow) -> list[ColumnElement[bool]]:
        """Conditions on the days of ``reports``, or of an alias of it."""
        out: list[ColumnElement[bool]] = []
        if self.since is not None:
            out.append(report.day >= self.since)
        if self.until is not None:
            out.append(report.day <= self.until)
        return out

    def instants(self) -> tuple[str | None, str | None]:
        """Moments in UTC from which on, and before which, all the days of the filter lie."""
        first = last = None
        if self.since is not None:
            first = _shifted(self.since, -_WIDEST)
        if self.until is not None:
            # The day itself, and as much again for the zone.
            last = _shifted(self.until, 2 * _WIDEST)
        return first, last


def report_filters(
    *,
    outlet: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    type: str | None = None,  # noqa: A002 - the record's own word
    country: str | None = None,
) -> Filters:
    """What reports must have.

    Args:
        outlet: The outlet's name, in any case.
        since: First day of publication, as the page gives it in its own zone.
        until: Last day of publication, included.
        type: Only reports with an event of this type, in any case.
        country: Only reports that name a place in this country (ISO 3166-1 alpha-3), in any case.

    Raises:
        StoreError: A day is not a date.
    """
    wanted = ((OUTLET, outlet), (TYPE, type), (COUNTRY, country))
    return Filters(
        facets=tuple((kind, folded(value)) for kind, value in wanted if value is not None),
        since=None if since is None else iso_day(since),
        until=None if until is None else iso_day(until),
    )


def line_conditions(
    type_: str | None,
    country: str | None,
    since: str | date | None,
    until: str | date | None,
    contested: bool | None,
    without: Collection[str],
) -> list[ColumnElement[bool]]:
    """What incidents must have to be listed.

    Args:
        type_: The type of event, as it is stored.
        country: A place in this country, by its code.
        since: Ended on this day or later.
        until: Began on this day or earlier.
        contested: With a contested field, or without any.
        without: None of these types.

    Raises:
        StoreError: A day is not a date.
    """
    line = IncidentLineRow
    out: list[ColumnElement[bool]] = []
    if type_ is not None:
        out.append(line.type == type_)
    if country is not None:
        out.append(line.countries.contains(f" {country} ", autoescape=True))
    if since is not None:
        out.append(line.until >= iso_day(since))
    if until is not None:
        first = func.coalesce(line.earliest, line.latest)
        out.append(func.substr(first, 1, 10) <= iso_day(until))
    if contested is not None:
        out.append((line.contested != "") if contested else (line.contested == ""))
    if without:
        out.append(line.type.not_in(without))
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


def _shifted(day: str, by: timedelta) -> str | None:
    """Another day; none where the calendar ends."""
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except OverflowError:
        return None
