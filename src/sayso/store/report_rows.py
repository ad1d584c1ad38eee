"""Reports and their readings, one at a time."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from sayso.errors import NotFound
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store.bulk_prepare import (
    REPORT_COLUMNS,
    document_of,
    now,
    prepare,
    prepare_reading,
)
from sayso.store.bulk_write import (
    forget_reading,
    write_documents,
    write_readings,
    write_reports,
)
from sayso.store.engines import Dialect
from sayso.store.known import Known, key
from sayso.store.reviewed import forget_review
from sayso.store.tables import DocumentRow, ReadingRow, ReportRow

__all__ = ["insert_reading", "insert_report", "is_stored", "now"]


def is_stored(session: Session, page: Page) -> bool:
    """Whether a page's report is there; see :class:`sayso.store.known.Known`."""
    asked = key(document_of(page), page.report)
    return Known(session.connection(), [asked]).has(asked)


def insert_report(session: Session, dialect: Dialect, page: Page, report: Report) -> bool:
    """Store a report with its first reading; False when it was there.

    Raises:
        MalformedInput: The text cannot be stored because it is not valid Unicode.
    """
    connection = session.connection()
    written = write_reports(connection, [prepare((page, report))])
    dialect.index_many(connection, written.texts, fresh=True)
    return written.new[0]


def insert_reading(
    session: Session, dialect: Dialect, report: Report, page: Page | None = None
) -> bool:
    """Store another reading of a stored report; False when the current one is the same.

    Args:
        session: Inside a transaction that holds the writers' lock.
        dialect: The database's engine.
        report: The record.
        page: What was read, where it is not what the current reading was made of.

    Raises:
        NotFound: The report is not stored.
        MalformedInput: The text cannot be stored because it is not valid Unicode.
    """
    prepared = prepare_reading(report, page.origin if page else report.id)
    connection = session.connection()
    number = session.scalar(select(ReportRow.number).where(ReportRow.id == report.id))
    if number is None:
        raise NotFound(f"no report {report.id}", remedy="add the report first")
    current = session.execute(
        select(ReadingRow.number, ReadingRow.document, ReadingRow.record)
        .where(ReadingRow.report == number)
        .order_by(ReadingRow.number.desc())
        .limit(1)
    ).one()
    if current.record == prepared.record:
        return False
    made_of = current.document
    if page is not None:
        document = document_of(page)
        query = select(DocumentRow.sha256, DocumentRow.number)
        stored = connection.execute(query.where(DocumentRow.sha256 == document.sha256)).all()
        known = {row.sha256: row.number for row in stored}
        made_of = write_documents(connection, [document], known)[document.sha256]
    forget_reading(connection, number, current.number)
    columns = dict(zip(REPORT_COLUMNS, prepared.columns, strict=True))
    connection.execute(update(ReportRow).where(ReportRow.number == number).values(columns))
    write_readings(connection, [(number, made_of, prepared)])
    forget_review(session, number)
    dialect.index_many(connection, [(number, prepared.title, prepared.body)], fresh=False)
    return True
