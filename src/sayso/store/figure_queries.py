"""The collection as a whole: how much there is, of what, and how far the review is.

All of it is counted along indexes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from sayso.store import report_queries, versions
from sayso.store.desk_tables import IncidentLineRow, ReportMarkRow, ReviewedReportRow
from sayso.store.desk_views import Coded, Count, Figures
from sayso.store.flatten import ALL, COUNTRY, MACHINE, OUTLET, SOURCE, TYPE, folded
from sayso.store.incident_lines import STANDING_COLUMNS
from sayso.store.tables import DecisionRow, ReadingRow, ReportFacetRow, ReportRow, StatementRow

_MOST = 20
"""Values that are named of each kind."""
_CODING, _LAST_WORD = "coding", "adjudication"


def figures(session: Session, *, official: bool, who: str | None) -> Figures:
    """How much there is; see :class:`Figures`.

    Args:
        session: A reading session.
        official: As people made reports and incidents, where they did.
        who: Decisions, and what was gone through and flagged, of this person alone.
    """
    stats = report_queries.stats(session)
    line = IncidentLineRow
    made = _shown(official=official)
    shown = select(func.count()).select_from(line).where(*made)
    decided = select(func.count()).select_from(DecisionRow)
    if who is not None:
        decided = decided.where(DecisionRow.who == who)
    totals = {
        "documents": stats.documents,
        "reports": stats.reports,
        "readings": stats.readings,
        "statements": stats.statements,
        "events": stats.events,
        "places": stats.places,
        "copies": stats.copies,
        "incidents": session.scalar(shown) or 0,
        "contested": session.scalar(shown.where(line.contested != "")) or 0,
        "decisions": session.scalar(decided) or 0,
    }
    return Figures(
        totals=totals,
        linked=stats.linked,
        not_linked=stats.not_linked if official else report_queries.not_read(session),
        outlets=_named(session, OUTLET, _outlet, official=official),
        types=_upper(_most(session, TYPE, official=official)),
        countries=_upper(_most(session, COUNTRY, official=official)),
        sources=_named(session, SOURCE, _source, official=official),
        months=_months(session),
        standing=_standing(session, made),
        readers=tuple(Count(v, n) for v, n in versions.readers(session).items()),
        reviewed=_marked(session, ReportMarkRow.done, who),
        flagged=_marked(session, ReportMarkRow.flagged, who),
    )


def coded_twice(session: Session) -> list[Coded]:
    """Reports that two people or more have gone through, in the order of adding."""
    mark = ReportMarkRow
    twice = (
        select(mark.report)
        .where(mark.stage == _CODING, mark.done)
        .group_by(mark.report)
        .having(func.count() > 1)
    )
    query = (
        select(ReportRow.id, mark.who, mark.stage)
        .join(mark, mark.report == ReportRow.number)
        .where(mark.done, mark.report.in_(twice))
        .order_by(ReportRow.number, mark.who)
    )
    coders: dict[str, list[str]] = {}
    closed: set[str] = set()
    for id_, who, stage in session.execute(query):
        coders.setdefault(id_, [])
        if stage == _LAST_WORD:
            closed.add(id_)
        else:
            coders[id_].append(who)
    return [Coded(id_, tuple(people), id_ in closed) for id_, people in coders.items()]


def _shown(*, official: bool) -> list[ColumnElement[bool]]:
    """Conditions on the lines of incidents that count."""
    line = IncidentLineRow
    return [
        line.official.is_(True) if official else line.reviewed.is_(False),
        line.hidden.is_(False),
    ]


def _with_kind(kind: str, *, official: bool) -> ColumnElement[bool]:
    """Facets of a kind: of what lists show, or of what the machine read."""
    facet = ReportFacetRow
    if official:
        return facet.kind == kind
    row = ReviewedReportRow
    changed = select(row.report).where(row.record.is_not(None))
    as_read = and_(facet.kind == kind, facet.report.not_in(changed))
    return or_(as_read, facet.kind == MACHINE + kind)


def _most(session: Session, kind: str, *, official: bool) -> list[Count]:
    """The values that most reports have, in lower case."""
    facet = ReportFacetRow
    count = func.count()
    query = (
        select(facet.value, count)
        .where(_with_kind(kind, official=official))
        .group_by(facet.value)
        .order_by(count.desc(), facet.value)
        .limit(_MOST)
    )
    return [Count(value, n) for value, n in session.execute(query)]


def _upper(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(Count(count.value.upper(), count.count) for count in counts)


def _named(session: Session, kind: str, name: Any, *, official: bool) -> tuple[Count, ...]:
    """The most frequent values, as one of their reports writes them."""
    found = []
    for count in _most(session, kind, official=official):
        one = select(ReportFacetRow.report).where(
            _with_kind(kind, official=official), ReportFacetRow.value == count.value
        )
        number = session.scalar(one.limit(1))
        found.append(Count(name(session, number, count.value), count.count))
    return tuple(found)


def _outlet(session: Session, number: int, value: str) -> str:
    name = session.scalar(select(ReportRow.outlet).where(ReportRow.number == number))
    # A report that people changed may be of another outlet now.
    return name if name and folded(name) == value else value


def _source(session: Session, number: int, value: str) -> str:
    newest = select(func.max(ReadingRow.number)).where(ReadingRow.report == number)
    name = func.coalesce(StatementRow.actor, StatementRow.source)
    query = select(name).where(StatementRow.reading == newest.scalar_subquery())
    return next((n for n in session.scalars(query) if n and n.casefold() == value), value)


def _months(session: Session) -> tuple[Count, ...]:
    facet = ReportFacetRow
    month = func.substr(facet.instant, 1, 7)
    query = (
        select(month, func.count())
        .where(facet.kind == ALL, facet.value == "", facet.instant != "")
        .group_by(month)
        .order_by(month)
    )
    return tuple(Count(value, n) for value, n in session.execute(query))


def _standing(session: Session, made: list[ColumnElement[bool]]) -> tuple[Count, ...]:
    columns = [getattr(IncidentLineRow, column) for column in STANDING_COLUMNS]
    sums = session.execute(
        select(*(func.coalesce(func.sum(column), 0) for column in columns)).where(*made)
    ).one()
    return tuple(
        Count(name, int(n)) for name, n in zip(STANDING_COLUMNS.values(), sums, strict=True)
    )


def _marked(session: Session, mark: Any, who: str | None) -> int:
    query = select(func.count(ReportMarkRow.report.distinct())).where(mark)
    if who is not None:
        query = query.where(ReportMarkRow.who == who)
    return session.scalar(query) or 0
