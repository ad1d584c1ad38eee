"""What finds reports by what the machine read, whatever people have made of them.

Coders do not see what others make of a report before they have gone through it themselves; a filter
must not tell it either.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from sayso.store.desk_tables import IncidentLineRow, ReviewedReportRow
from sayso.store.flatten import DAY, MACHINE
from sayso.store.tables import IncidentMemberRow, ReportFacetRow


def apart(query: Any) -> ColumnElement[bool]:
    """Whether a question about a row has an answer, asked row by row.

    PostgreSQL would make a join of it, guess that few rows come of the join, and read all of them
    in an order that takes seconds; with an offset it does not.
    """
    return exists(query.offset(0))


def changed(report: Any) -> ColumnElement[bool]:
    """Whether people have made the record of a report, a row or an alias, another one."""
    row = aliased(ReviewedReportRow)
    return exists(select(row.report).where(row.report == report.number, row.record.is_not(None)))


def has_facet(report: Any, kind: str, value: str, *, official: bool) -> ColumnElement[bool]:
    """Whether a report is found by a facet."""
    found = _facet(report, kind, value)
    if official:
        return found
    return or_(and_(found, ~changed(report)), _facet(report, MACHINE + kind, value))


def with_facet(kind: str, value: str, *, official: bool) -> Any:
    """A question for the reports with a facet; without ``official`` perhaps for some more."""
    facet = aliased(ReportFacetRow)
    if official:
        return select(facet.report).where(facet.kind == kind, facet.value == value)
    either = facet.kind.in_([kind, MACHINE + kind])
    return select(facet.report).where(either, facet.value == value).distinct()


def on_days(
    report: Any, since: str | None, until: str | None, official: list[ColumnElement[bool]]
) -> list[ColumnElement[bool]]:
    """Conditions on the day of publication, as the machine read it.

    Args:
        report: A row or an alias.
        since: First day.
        until: Last day.
        official: The conditions on what lists show.
    """
    if not official:
        return []
    facet = aliased(ReportFacetRow)
    day = [facet.kind == MACHINE + DAY, facet.value != "", facet.report == report.number]
    if since is not None:
        day.append(facet.value >= since)
    if until is not None:
        day.append(facet.value <= until)
    return [or_(and_(~changed(report), *official), exists(select(facet.report).where(*day)))]


def is_contested(report: Any) -> ColumnElement[bool]:
    """Whether a report tells of an incident that is contested as linking found it."""
    member, line = IncidentMemberRow, IncidentLineRow
    return apart(
        select(member.report)
        .join(line, line.id == member.incident)
        .where(member.report == report.id, line.reviewed.is_(False), line.contested != "")
    )


def _facet(report: Any, kind: str, value: str) -> ColumnElement[bool]:
    facet = aliased(ReportFacetRow)
    return apart(
        select(facet.report).where(
            facet.kind == kind,
            facet.value == value,
            facet.instant == func.coalesce(report.instant, ""),
            facet.report == report.number,
        )
    )
