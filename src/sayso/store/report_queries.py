"""Reports read back: records, versions, raw bytes, lines of a list, counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from sayso.errors import NotFound
from sayso.store.dialect import Sqlite
from sayso.store.ids import full_id
from sayso.store.search import Hit, expression, hits_in
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
from sayso.store.views import Line, Reading, Stats

Conditions = Sequence[ColumnElement[bool]]

_REAL = ("happened", "ongoing")
"""Statuses of events whose dead a list counts."""


def record(session: Session, given: str, reading: int | None) -> bytes:
    """The JSON of a report's current record, or of an earlier reading.

    Raises:
        NotFound: There is no such report or reading.
    """
    query = select(ReadingRow.record).where(ReadingRow.report == _number(session, given))
    if reading is not None:
        query = query.where(ReadingRow.number == reading)
    found = session.scalar(query.order_by(ReadingRow.number.desc()).limit(1))
    if found is None:
        raise NotFound(f"no reading {reading} of report {given}")
    return found


def records_after(
    session: Session, number: int, conditions: Conditions, limit: int
) -> list[tuple[int, bytes]]:
    """Numbers and current records of the next reports, in the order of adding."""
    query = (
        select(ReportRow.number, ReadingRow.record)
        .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
        .where(ReportRow.number > number, *conditions)
        .order_by(ReportRow.number)
        .limit(limit)
    )
    return [(row.number, row.record) for row in session.execute(query)]


def readings(session: Session, given: str) -> list[Reading]:
    """The machine versions of a report's record, oldest first."""
    rows = session.execute(
        select(ReadingRow.number, ReadingRow.reader_version, ReadingRow.models, ReadingRow.made)
        .where(ReadingRow.report == _number(session, given))
        .order_by(ReadingRow.number)
    ).all()
    return [
        Reading(
            number=row.number,
            version=row.reader_version,
            models=json.loads(row.models),
            made=row.made,
            current=row is rows[-1],
        )
        for row in rows
    ]


def ids(session: Session) -> list[str]:
    """Ids of all reports, in the order of adding."""
    return list(session.scalars(select(ReportRow.id).order_by(ReportRow.number)))


def raw(session: Session, given: str) -> tuple[bytes, str]:
    """The bytes that a report came in as, and their media type."""
    row = session.execute(
        select(DocumentRow.raw, DocumentRow.media_type)
        .join(ReportRow, ReportRow.document == DocumentRow.number)
        .where(ReportRow.number == _number(session, given))
    ).one()
    return row.raw, row.media_type


def lines(session: Session, conditions: Conditions, limit: int | None) -> list[Line]:
    """Reports with their counts, newest first, those without a date last."""
    current = current_reading().scalar_subquery()
    killed = (
        select(func.max(func.coalesce(TollRow.best, TollRow.low, TollRow.high)))
        .join(EventRow, EventRow.number == TollRow.event)
        .where(TollRow.reading == current, TollRow.effect == "killed")
        .where(EventRow.background.is_(False), EventRow.status.in_(_REAL))
    )
    query = (
        select(
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
        )
        .where(*conditions)
        .order_by(ReportRow.instant.desc().nulls_last(), ReportRow.number.desc())
        .limit(limit)
    )
    return [Line(*row) for row in session.execute(query)]


def hits(session: Session, dialect: Sqlite, query: str, limit: int) -> list[Hit]:
    """Reports with the words of a query, best first.

    Raises:
        StoreError: There is no word in the query.
    """
    found = dialect.search(session.connection(), expression(query), limit)
    columns = (ReportRow.id, ReportRow.title, ReportRow.outlet, ReportRow.published)
    rows = {
        number: session.execute(select(*columns).where(ReportRow.number == number)).one()
        for number, _ in found
    }
    return [Hit(*rows[number], *hits_in(marked)) for number, marked in found]


def newest_reading(session: Session) -> int:
    """Number of the newest reading; 0 in an empty database."""
    return session.scalar(select(func.max(ReadingRow.number))) or 0


def stats(session: Session) -> Stats:
    """How much there is."""

    def count(table: type[Base]) -> int:
        return session.scalar(select(func.count()).select_from(table)) or 0

    run = session.scalar(select(LinkRunRow).order_by(LinkRunRow.number.desc()).limit(1))
    linked = run.last_reading if run else 0
    fresh = select(func.count(ReadingRow.report.distinct())).where(ReadingRow.number > linked)
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


def _number(session: Session, given: str) -> int:
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
