"""How many reports have a value: an outlet, a type of event, a country, a source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.desk_views import Count
from sayso.store.flatten import MACHINE, SOURCE, folded, folded_source
from sayso.store.list_queries import as_read
from sayso.store.tables import ReadingRow, ReportFacetRow, ReportRow, StatementRow

Named = Literal["source", "outlet"]
"""Kinds of facets that are names: they are shown as reports write them."""


def most(
    session: Session, kind: str, limit: int, *, official: bool, begins: str | None = None
) -> list[Count]:
    """The values that most reports have, in lower case.

    Args:
        session: A reading session.
        kind: Of facets, as ``outlet``.
        limit: At most so many.
        official: As people made the reports, where they did; else as the machine read them.
        begins: Only with a word that begins so, in lower case.
    """
    facet, count = ReportFacetRow, func.count()
    query = select(facet.value, count).where(_with_kind(kind, official=official))
    if begins is not None:
        first = facet.value.startswith(begins, autoescape=True)
        query = query.where(or_(first, facet.value.contains(f" {begins}", autoescape=True)))
    query = query.group_by(facet.value).order_by(count.desc(), facet.value).limit(limit)
    return [Count(value, n) for value, n in session.execute(query)]


def most_named(
    session: Session, kind: Named, limit: int, *, official: bool, begins: str | None = None
) -> tuple[Count, ...]:
    """The most frequent names, as one of their reports writes them; arguments as for ``most``."""
    if begins is not None:
        begins = folded_source(begins) if kind == SOURCE else folded(begins)
    found = most(session, kind, limit, official=official, begins=begins)
    return tuple(
        Count(_written(session, kind, count.value, official=official), count.count)
        for count in found
    )


def upper(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Values that are written in capitals: types, countries."""
    return tuple(Count(count.value.upper(), count.count) for count in counts)


def _with_kind(kind: str, *, official: bool) -> ColumnElement[bool]:
    """Facets of a kind: of what lists show, or of what the machine read."""
    facet = ReportFacetRow
    if official:
        return facet.kind == kind
    row = ReviewedReportRow
    changed = select(row.report).where(row.record.is_not(None))
    as_machine = and_(facet.kind == kind, facet.report.not_in(changed))
    return or_(as_machine, facet.kind == MACHINE + kind)


def _written(session: Session, kind: Named, value: str, *, official: bool) -> str:
    one = select(ReportFacetRow.report).where(
        _with_kind(kind, official=official), ReportFacetRow.value == value
    )
    number = session.scalar(one.limit(1))
    if number is None:
        return value
    if kind == SOURCE:
        return _source(session, number, value)
    read = {} if official else as_read(session, [number])
    name = (
        read[number]["outlet"]
        if number in read
        else session.scalar(select(ReportRow.outlet).where(ReportRow.number == number))
    )
    return name if name and folded(name) == value else value


def _source(session: Session, number: int, value: str) -> str:
    newest = select(func.max(ReadingRow.number)).where(ReadingRow.report == number)
    name = func.coalesce(StatementRow.actor, StatementRow.source)
    query = select(name).where(StatementRow.reading == newest.scalar_subquery())
    # A report that people changed may have a name that the machine did not read.
    return next((n for n in session.scalars(query) if n and folded_source(n) == value), value)
