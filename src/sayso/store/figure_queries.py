"""The collection as a whole: how much there is, of what, and how far the review is.

All of it is counted along indexes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from sayso.store import report_queries, versions
from sayso.store.desk_tables import IncidentLineRow, ReportMarkRow
from sayso.store.desk_views import Coded, Count, Figures
from sayso.store.facet_counts import most, most_named, upper
from sayso.store.flatten import ALL, COUNTRY, TYPE
from sayso.store.incident_lines import STANDING_COLUMNS
from sayso.store.tables import DecisionRow, ReportFacetRow, ReportRow

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
        outlets=most_named(session, "outlet", _MOST, official=official),
        types=upper(most(session, TYPE, _MOST, official=official)),
        countries=upper(most(session, COUNTRY, _MOST, official=official)),
        sources=most_named(session, "source", _MOST, official=official),
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
