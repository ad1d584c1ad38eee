"""The log of changes of a database of an earlier version, as far as what it has tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from sayso.record import Incident
from sayso.store.changes.log import digest, text_digest, write_changes
from sayso.store.desk_tables import ReviewedIncidentRow, ReviewedReportRow
from sayso.store.report_queries import current_reading
from sayso.store.tables import (
    DecisionRow,
    IncidentForwardRow,
    IncidentRow,
    LinkRunRow,
    ReadingRow,
    ReportRow,
)

FILLED = "0009"
"""The migration whose table is filled here."""
_TOGETHER = 1_000
_STREAM = {"yield_per": _TOGETHER}
_BEGINNING = "1970-01-01T00:00:00+00:00"
"""Of what people made of an incident without a decision: it is not known when."""


def fill_changes(connection: Connection) -> None:
    """Write down all incidents as added when they were linked last, and what became of them since.

    Args:
        connection: Inside the transaction of the migration.
    """
    with Session(connection) as session:
        for rows in (_gone(session), _found(session), _reviewed(session), _reports(session)):
            _write(session, rows)
        session.flush()


def _write(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while some := list(islice(left, _TOGETHER)):
        write_changes(session, some)


def _row(id_: str, what: str, made: str, digest_: str | None, **more: Any) -> dict[str, Any]:
    empty = {"into": None, "run": None, "decision": None}
    return {"id": id_, "what": what, "made": made, "digest": digest_, **empty, **more}


def _gone(session: Session) -> Iterator[dict[str, Any]]:
    """Ids that linking has given up, and where they lead."""
    forward, run = IncidentForwardRow, LinkRunRow
    query = (
        select(forward.old, forward.new, forward.run, run.made)
        .join(run, run.number == forward.run)
        .outerjoin(IncidentRow, IncidentRow.id == forward.old)
        .where(IncidentRow.id.is_(None))
        .order_by(forward.old, forward.number)
    )
    led: dict[str, list[Any]] = {}
    for row in session.execute(query):
        led.setdefault(row.old, []).append(row)
    for old, rows in led.items():
        last = [row for row in rows if row.run == rows[-1].run]  # an id may have gone twice
        into = [row.new for row in last if row.new is not None]
        what = ("deleted", "merged", "split")[min(len(into), 2)]
        yield _row(old, what, last[0].made, None, run=last[0].run, into=" ".join(into) or None)


def _found(session: Session) -> Iterator[dict[str, Any]]:
    query = (
        select(IncidentRow.id, IncidentRow.record, IncidentRow.run, LinkRunRow.made)
        .join(LinkRunRow, LinkRunRow.number == IncidentRow.run)
        .order_by(IncidentRow.number)
    )
    for row in session.execute(query, execution_options=_STREAM):
        own = digest(Incident.model_validate_json(row.record))
        yield _row(row.id, "added", row.made, own, run=row.run)


def _reviewed(session: Session) -> Iterator[dict[str, Any]]:
    """What people made of incidents."""
    made = ReviewedIncidentRow
    known = set(session.scalars(select(IncidentRow.id)))
    query = (
        select(made.id, made.record, made.state, made.into, made.hidden, made.decision)
        .add_columns(func.coalesce(DecisionRow.made, _BEGINNING).label("made"))
        .outerjoin(DecisionRow, DecisionRow.number == made.decision)
        .order_by(DecisionRow.made, made.id)
    )
    for row in session.execute(query).all():
        own = None if row.hidden else digest(Incident.model_validate_json(row.record), row.state)
        what = "added" if row.id not in known else "updated"
        if row.hidden:
            what = "merged" if row.into else "deleted"
        yield _row(row.id, what, row.made, own, decision=row.decision, into=row.into)


def _reports(session: Session) -> Iterator[dict[str, Any]]:
    """Reports that people rejected, or have made another."""
    made = ReviewedReportRow
    query = (
        select(ReportRow.id, made.hidden, made.decision, DecisionRow.made)
        .add_columns(func.coalesce(made.record, ReadingRow.record).label("record"))
        .select_from(made)
        .join(ReportRow, ReportRow.number == made.report)
        .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
        .join(DecisionRow, DecisionRow.number == made.decision)
        .where(made.hidden | made.record.is_not(None))
        .order_by(made.decision)
    )
    for row in session.execute(query, execution_options=_STREAM):
        own = None if row.hidden else text_digest(row.record)
        what = "deleted" if row.hidden else "updated"
        yield _row(row.id, what, row.made, own, decision=row.decision)
