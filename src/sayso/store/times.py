"""When what is stored of incidents and reports was added, and when it changed last."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sayso.store.changes.table import ChangeRow
from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.ids import batched
from sayso.store.report_queries import current_reading
from sayso.store.tables import DecisionRow, IncidentRow, LinkRunRow, ReadingRow, ReportRow

Times = tuple[str, str]
"""When it was added, and when it changed last (UTC, ISO 8601)."""


def incident_times(session: Session, ids: Sequence[str], *, official: bool) -> dict[str, Times]:
    """The times of some incidents.

    Args:
        session: A reading session.
        ids: The incidents.
        official: As people made them, where they did, by the log of changes; else a change is
            each linking that wrote the incident.
    """
    found: dict[str, Times] = {}
    for some in batched(ids):
        linked = (
            select(IncidentRow.id, LinkRunRow.made)
            .join(LinkRunRow, LinkRunRow.number == IncidentRow.run)
            .where(IncidentRow.id.in_(some))
        )
        found |= {row.id: (row.made, row.made) for row in session.execute(linked)}
        change = ChangeRow
        logged = (
            select(
                change.id, func.min(change.made).label("first"), func.max(change.made).label("last")
            )
            .where(change.id.in_(some))
            .group_by(change.id)
        )
        for row in session.execute(logged):
            last = row.last if official or row.id not in found else found[row.id][1]
            found[row.id] = (min(row.first, last), last)
    return found


def report_times(session: Session, ids: Sequence[str], *, official: bool) -> dict[str, Times]:
    """The times of some reports: by reading, and where that counts by what people decided.

    Args:
        session: A reading session.
        ids: The reports.
        official: As people made them, where they did.
    """
    found: dict[str, Times] = {}
    for some in batched(ids):
        read = (
            select(ReportRow.id, ReportRow.added, ReadingRow.made)
            .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
            .where(ReportRow.id.in_(some))
        )
        found |= {row.id: (row.added, max(row.added, row.made)) for row in session.execute(read)}
        if official:
            decided = (
                select(ReportRow.id, DecisionRow.made)
                .join(ReviewedReportRow, ReviewedReportRow.report == ReportRow.number)
                .join(DecisionRow, DecisionRow.number == ReviewedReportRow.decision)
                .where(ReportRow.id.in_(some))
            )
            for row in session.execute(decided):
                added, last = found[row.id]
                found[row.id] = (added, max(last, row.made))
    return found
