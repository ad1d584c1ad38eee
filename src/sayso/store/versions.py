"""Versions of a report: readings of the same bytes, and bytes that came later."""

from __future__ import annotations

import json

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from sayso.errors import NotFound
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store.engines import Dialect
from sayso.store.report_queries import report_number
from sayso.store.report_rows import insert_reading
from sayso.store.tables import DocumentRow, ReadingRow, ReportRow
from sayso.store.views import Reading


def report_at(session: Session, url: str) -> str | None:
    """Id of the report of an address; the first one where several have it."""
    query = select(ReportRow.id).where(ReportRow.url == url).order_by(ReportRow.number)
    return session.scalar(query.limit(1))


def revise(session: Session, dialect: Dialect, page: Page, report: Report) -> bool:
    """Store a changed article as another version of its report; False when nothing changed.

    Raises:
        NotFound: No report has this id or address.
    """
    id_ = session.scalar(select(ReportRow.id).where(ReportRow.id == report.id))
    if id_ is None and report.url is not None:
        id_ = report_at(session, report.url)
    if id_ is None:
        raise NotFound(
            f"no report {report.id}, and none of {report.url or 'its address'}",
            remedy="add the report first",
        )
    return insert_reading(session, dialect, report.model_copy(update={"id": id_}), page)


def raw(session: Session, given: str, reading: int | None) -> tuple[bytes, str]:
    """The bytes that a reading of a report was made of, and their media type.

    Raises:
        NotFound: There is no such report or reading, or its bytes were not kept.
    """
    query = (
        select(DocumentRow.raw, DocumentRow.media_type, DocumentRow.origin)
        .join(ReadingRow, ReadingRow.document == DocumentRow.number)
        .where(ReadingRow.report == report_number(session, given))
        .order_by(ReadingRow.number.desc())
        .limit(1)
    )
    if reading is not None:
        query = query.where(ReadingRow.number == reading)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound(f"no reading {reading} of report {given}")
    if row.raw is None:
        raise NotFound(
            f"the bytes of report {given} were not kept", remedy=f"they are in {row.origin}"
        )
    return row.raw, row.media_type


def readers(session: Session) -> dict[str, int]:
    """Versions of the reader, each with how many of the current readings it made."""
    newer = aliased(ReadingRow)
    later = exists().where(newer.report == ReadingRow.report, newer.number > ReadingRow.number)
    query = (
        select(ReadingRow.reader_version, func.count())
        .where(~later)
        .group_by(ReadingRow.reader_version)
        .order_by(ReadingRow.reader_version)
    )
    return dict(session.execute(query).all())


def readings(session: Session, given: str) -> list[Reading]:
    """The machine versions of a report's record, oldest first."""
    rows = session.execute(
        select(
            ReadingRow.number,
            ReadingRow.reader_version,
            ReadingRow.models,
            ReadingRow.made,
            ReadingRow.record,
            DocumentRow.sha256,
        )
        .join(DocumentRow, DocumentRow.number == ReadingRow.document)
        .where(ReadingRow.report == report_number(session, given))
        .order_by(ReadingRow.number)
    ).all()
    out: list[Reading] = []
    before: str | None = None
    for row in rows:
        # Of a single reading nobody asks whether its text is new, and a long record takes time.
        text = json.loads(row.record)["text"] if len(rows) > 1 else None
        out.append(
            Reading(
                number=row.number,
                version=row.reader_version,
                models=json.loads(row.models),
                made=row.made,
                current=row is rows[-1],
                sha256=row.sha256,
                new_text=before is not None and text != before,
            )
        )
        before = text
    return out
