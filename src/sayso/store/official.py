"""Records as people made them, where they did, else as the machine reads them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.filters import Filters
from sayso.store.report_queries import current_reading, report_number
from sayso.store.tables import ReadingRow, ReportRow


def official_records(*columns: InstrumentedAttribute[Any]) -> Select[Any]:
    """The record of each report, as ``record``, after some columns of ``reports``."""
    record = func.coalesce(ReviewedReportRow.record, ReadingRow.record)
    return (
        select(*columns, record.label("record"))
        .select_from(ReportRow)
        .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
        .outerjoin(ReviewedReportRow, ReviewedReportRow.report == ReportRow.number)
    )


def official_record(session: Session, given: str) -> bytes:
    """The JSON of a report's record as people made it, where they did.

    Raises:
        NotFound: There is no such report.
    """
    number = report_number(session, given)
    record: bytes = session.scalars(official_records().where(ReportRow.number == number)).one()
    return record


def official_after(
    session: Session, number: int, filters: Filters, limit: int
) -> list[tuple[int, bytes]]:
    """Numbers and records of the next reports that were not rejected, in the order of adding."""
    query = (
        official_records(ReportRow.number)
        .where(
            ReportRow.number > number, ReviewedReportRow.hidden.is_not(True), *filters.on_reports()
        )
        .order_by(ReportRow.number)
        .limit(limit)
    )
    return [(row.number, row.record) for row in session.execute(query)]
