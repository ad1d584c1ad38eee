"""Lines of a list: the newest reports that fit, page by page, with their counts.

A list is walked along one index, ``report_facets``, from its newest entry, so that a page costs the
same however large the collection is. What has no date comes last.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, exists, func, literal, select, tuple_
from sqlalchemy.orm import Session, aliased

from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.desk_views import ReportHead
from sayso.store.filters import Filters
from sayso.store.flatten import ALL
from sayso.store.ids import batched, full_id
from sayso.store.report_queries import current_reading
from sayso.store.reviewed import REAL
from sayso.store.tables import (
    EventRow,
    ReadingRow,
    ReportFacetRow,
    ReportRow,
    StatementRow,
    TollRow,
)
from sayso.store.views import Line

_FEW = 2_000
"""Facets are counted up to here to see which is the rarest; beyond, all are frequent."""

Walk = Select[int]


def lines(
    session: Session, filters: Filters, limit: int | None, after: str | None = None
) -> list[Line]:
    """Reports with their counts, newest first, those without a date last.

    Args:
        session: A reading session.
        filters: What reports must have.
        limit: At most so many.
        after: Only those that come after this report in the list: its id, or the beginning.

    Raises:
        NotFound: There is no report ``after``.
    """
    numbers = session.scalars(_walk(session, filters, after).limit(limit)).all()
    found = by_number(session, numbers)
    return [found[number] for number in numbers]


def by_number(
    session: Session, numbers: Sequence[int], *, official: bool = True
) -> dict[int, Line]:
    """Reports with their counts.

    Args:
        session: A reading session.
        numbers: Of the reports.
        official: As people made them, where they did.
    """
    found: dict[int, Line] = {}
    for some in batched(numbers):
        found |= {row.number: Line(*row[1:]) for row in session.execute(_counted(some))}
        if not official:
            heads_ = as_read(session, some)
            found |= {number: replace(found[number], **head) for number, head in heads_.items()}
            continue
        reviewed = select(
            ReviewedReportRow.report,
            ReviewedReportRow.statements,
            ReviewedReportRow.events,
            ReviewedReportRow.killed,
        ).where(ReviewedReportRow.report.in_(some), ReviewedReportRow.record.is_not(None))
        for number, statements, events, killed in session.execute(reviewed):
            found[number] = replace(
                found[number], statements=statements, events=events, killed=killed
            )
    return found


def as_read(session: Session, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Of reports that people changed, what the machine read; few of a page are such."""
    query = (
        select(ReviewedReportRow.report, ReadingRow.record)
        .join(ReadingRow, ReadingRow.number == ReviewedReportRow.reading)
        .where(ReviewedReportRow.report.in_(numbers), ReviewedReportRow.record.is_not(None))
    )
    names = ("published", "outlet", "agency", "title", "language", "url")
    return {
        number: {name: read.get(name) for name in names}
        for number, record in session.execute(query)
        if (read := json.loads(record))
    }


def heads(session: Session, ids: Collection[str]) -> dict[str, ReportHead]:
    """What lists say of some reports, by their whole ids."""
    found: dict[str, ReportHead] = {}
    for some in batched(ids):
        query = select(
            ReportRow.id,
            ReportRow.title,
            ReportRow.outlet,
            ReportRow.agency,
            ReportRow.published,
            ReportRow.url,
            ReportRow.language,
        ).where(ReportRow.id.in_(some))
        found |= {row.id: ReportHead(*row) for row in session.execute(query)}
    return found


def _walk(session: Session, filters: Filters, after: str | None) -> Walk:
    """Numbers of the reports that fit, in the order of the list."""
    first, *others = _rarest_first(session, filters)
    at = aliased(ReportFacetRow)
    query = select(at.report).where(at.kind == first[0], at.value == first[1])
    query = _within(query, at, filters)
    for kind, value in others:
        query = query.where(
            exists().where(
                ReportFacetRow.kind == kind,
                ReportFacetRow.value == value,
                ReportFacetRow.instant == at.instant,
                ReportFacetRow.report == at.report,
            )
        )
    conditions = [*filters.on_days(), *filters.more]
    if conditions:
        query = query.where(exists().where(ReportRow.number == at.report, *conditions))
    if after is not None:
        id_ = full_id(session, ReportRow.id, after, "report")
        place = select(func.coalesce(ReportRow.instant, ""), ReportRow.number)
        instant, number = session.execute(place.where(ReportRow.id == id_)).one()
        query = query.where(tuple_(at.instant, at.report) < tuple_(literal(instant), number))
    return query.order_by(at.instant.desc(), at.report.desc())


def _rarest_first(session: Session, filters: Filters) -> list[tuple[str, str]]:
    """The facets that reports must have, that of the fewest reports first."""
    facets = list(filters.facets)
    if len(facets) < 2:
        return facets or [(ALL, "")]

    def count(facet: tuple[str, str]) -> int:
        at = aliased(ReportFacetRow)
        some = select(at.report).where(at.kind == facet[0], at.value == facet[1])
        some = _within(some, at, filters).limit(_FEW)
        return session.scalar(select(func.count()).select_from(some.subquery())) or 0

    return sorted(facets, key=count)


def _within(query: Walk, at: type[ReportFacetRow], filters: Filters) -> Walk:
    """Only the stretch of the index where the days of the filter lie."""
    first, last = filters.instants()
    if first is not None:
        query = query.where(at.instant >= first)
    if last is not None:
        query = query.where(at.instant < last, at.instant > "")
    return query


def _counted(numbers: list[int]) -> Select[Any]:
    current = current_reading().scalar_subquery()
    killed = (
        select(func.max(func.coalesce(TollRow.best, TollRow.low, TollRow.high)))
        .join(EventRow, EventRow.number == TollRow.event)
        .where(TollRow.reading == current, TollRow.effect == "killed")
        .where(EventRow.background.is_(False), EventRow.status.in_(REAL))
    )
    return select(
        ReportRow.number,
        ReportRow.id,
        ReportRow.published,
        ReportRow.outlet,
        ReportRow.agency,
        ReportRow.title,
        ReportRow.language,
        ReportRow.url,
        select(func.count()).where(StatementRow.reading == current).scalar_subquery(),
        select(func.count()).where(EventRow.reading == current).scalar_subquery(),
        killed.scalar_subquery(),
    ).where(ReportRow.number.in_(numbers))
