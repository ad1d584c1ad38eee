"""What a database of an earlier version lacks, and what can be made from what it has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from sayso.record import Incident
from sayso.store.bulk_insert import insert_rows
from sayso.store.decisions import find_decisions
from sayso.store.flatten import SOURCE, Row, folded_source
from sayso.store.incident_lines import mark_contested, write_lines
from sayso.store.leads import write_leads
from sayso.store.marks import write_marks
from sayso.store.report_queries import current_reading
from sayso.store.tables import IncidentRow, ReadingRow, ReportFacetRow, ReportRow, StatementRow

FILLED = "0008"
"""The migration whose tables are filled here."""
_TOGETHER = 1_000


def fill(connection: Connection) -> None:
    """Fill the tables of the desk from reports, links and decisions, once, after a migration.

    Args:
        connection: Inside the transaction of the migration.
    """
    with Session(connection) as session:
        _relevance(session)
        _sources(session)
        write_lines(
            session,
            (
                Incident.model_validate_json(record)
                for record in session.scalars(
                    select(IncidentRow.record).execution_options(yield_per=_TOGETHER)
                )
            ),
        )
        write_leads(session)
        mark_contested(session, list(session.scalars(select(ReportRow.id))))
        decided = find_decisions(session, None, replaced=True)
        for record in dict.fromkeys(d.record for d in decided if d.reading is not None):
            number = session.scalars(select(ReportRow.number).where(ReportRow.id == record)).one()
            write_marks(session, number, [d for d in decided if d.record == record])
        session.flush()


def _relevance(session: Session) -> None:
    query = (
        select(ReportRow.number, ReadingRow.record)
        .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
        .order_by(ReportRow.number)
        .limit(_TOGETHER)
    )
    last = 0
    while rows := session.execute(query.where(ReportRow.number > last)).all():
        said = [(row.number, json.loads(row.record).get("relevance")) for row in rows]
        known = [{"number": n, "relevance": value} for n, value in said if value is not None]
        if known:
            session.execute(update(ReportRow), known)
        last = rows[-1].number


def _sources(session: Session) -> None:
    """By whose statements a report is found."""
    query = (
        select(ReportRow.number, ReportRow.instant, StatementRow.actor, StatementRow.source)
        .join(ReadingRow, ReadingRow.number == StatementRow.reading)
        .join(ReportRow, ReportRow.number == ReadingRow.report)
        .where(StatementRow.source.is_not(None))
    )
    rows = session.execute(query, execution_options={"yield_per": _TOGETHER})

    def facets() -> Iterator[Row]:
        for number, instant, actor, source in rows:
            yield (SOURCE, folded_source(actor or source or ""), instant or "", number)

    left = iter(dict.fromkeys(facets()))
    while some := list(islice(left, _TOGETHER)):
        insert_rows(
            session.connection(),
            ReportFacetRow.__tablename__,
            ("kind", "value", "instant", "report"),
            some,
        )
