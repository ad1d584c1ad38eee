"""Reports read back: records, versions, raw bytes, what a search finds, counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import Session

from sayso.errors import NotFound
from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.engines.base import Dialect
from sayso.store.filters import Filters
from sayso.store.ids import batched, full_id
from sayso.store.search import Hit, hits_in, parse
from sayso.store.tables import (
    Base,
    CopyRow,
    DocumentRow,
    EventRow,
    IncidentRow,
    LinkRunRow,
    OriginRow,
    PlaceRow,
    ReadingRow,
    ReportRow,
    StatementRow,
    TollRow,
)
from sayso.store.views import Stats


def record(session: Session, given: str, reading: int | None) -> bytes:
    """The JSON of a report's current record, or of an earlier reading.

    Raises:
        NotFound: There is no such report or reading.
    """
    query = select(ReadingRow.record).where(ReadingRow.report == report_number(session, given))
    if reading is not None:
        query = query.where(ReadingRow.number == reading)
    found = session.scalar(query.order_by(ReadingRow.number.desc()).limit(1))
    if found is None:
        raise NotFound(f"no reading {reading} of report {given}")
    return found


def records_after(
    session: Session, number: int, filters: Filters, limit: int
) -> list[tuple[int, bytes]]:
    """Numbers and current records of the next reports, in the order of adding."""
    query = (
        select(ReportRow.number, ReadingRow.record)
        .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
        .where(ReportRow.number > number, *filters.on_reports())
        .order_by(ReportRow.number)
        .limit(limit)
    )
    return [(row.number, row.record) for row in session.execute(query)]


def ids(session: Session) -> list[str]:
    """Ids of all reports, in the order of adding."""
    return list(session.scalars(select(ReportRow.id).order_by(ReportRow.number)))


def hits(session: Session, dialect: Dialect, query: str, limit: int) -> list[Hit]:
    """Reports with the words of a query, best first.

    Raises:
        StoreError: There is no word in the query.
    """
    found = dialect.search(session.connection(), parse(query), limit)
    rows: dict[int, Any] = {}
    for some in batched(number for number, _ in found):
        shown = select(
            ReportRow.number,
            ReportRow.id,
            ReportRow.title,
            ReportRow.outlet,
            ReportRow.published,
        ).where(ReportRow.number.in_(some))
        rows.update((row.number, row) for row in session.execute(shown))
    return [_hit(rows[number], marked) for number, marked in found]


def _hit(row: Any, marked: str) -> Hit:
    snippet, spans = hits_in(marked)
    return Hit(
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        snippet=snippet,
        spans=spans,
    )


def newest_reading(session: Session) -> int:
    """Number of the newest reading; 0 in an empty database."""
    return session.scalar(select(func.max(ReadingRow.number))) or 0


def last_linked(session: Session) -> str | None:
    """When it was last linked; None when never."""
    return session.scalar(select(LinkRunRow.made).order_by(LinkRunRow.number.desc()).limit(1))


def stats(session: Session) -> Stats:
    """How much there is."""

    def count(table: type[Base]) -> int:
        return session.scalar(select(func.count()).select_from(table)) or 0

    run = session.scalar(select(LinkRunRow).order_by(LinkRunRow.number.desc()).limit(1))
    linked, reviewed = (run.last_reading, run.last_review) if run else (0, 0)
    read = select(ReadingRow.report).where(ReadingRow.number > linked)
    made = select(ReviewedReportRow.report).where(ReviewedReportRow.version > reviewed)
    fresh = select(func.count()).select_from(union(read, made).subquery())
    return Stats(
        documents=count(DocumentRow),
        reports=count(ReportRow),
        readings=count(ReadingRow),
        statements=count(StatementRow),
        events=count(EventRow),
        tolls=count(TollRow),
        places=count(PlaceRow),
        copies=count(CopyRow),
        origins=session.scalar(select(func.count(OriginRow.id.distinct()))) or 0,
        incidents=count(IncidentRow),
        linked=run.made if run else None,
        not_linked=session.scalar(fresh) or 0,
    )


def not_read(session: Session) -> int:
    """How many reports have a reading that no linking saw."""
    last = select(func.coalesce(func.max(LinkRunRow.last_reading), 0)).scalar_subquery()
    fresh = select(func.count(ReadingRow.report.distinct())).where(ReadingRow.number > last)
    return session.scalar(fresh) or 0


def report_number(session: Session, given: str) -> int:
    """A report's number, by its id or the beginning of it."""
    id_ = full_id(session, ReportRow.id, given, "report")
    return session.scalars(select(ReportRow.number).where(ReportRow.id == id_)).one()


def current_reading() -> Select[Any]:
    """Number of a report's current reading, inside a query of reports."""
    return (
        select(func.max(ReadingRow.number))
        .where(ReadingRow.report == ReportRow.number)
        .correlate(ReportRow)
    )
