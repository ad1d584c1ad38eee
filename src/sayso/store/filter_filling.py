"""What incidents and reports are filtered by, made for a database of an earlier version."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.orm import Session

from sayso.record import Incident
from sayso.store.desk_tables import IncidentLineRow, ReviewedIncidentRow, ReviewedReportRow
from sayso.store.flatten import AGENCY, LANGUAGE, MACHINE, folded
from sayso.store.incident_lines import FIGURES, joined, line_values, origin_names
from sayso.store.tables import IncidentRow, ReadingRow, ReportFacetRow, ReportRow

FILLED = "0010"
"""The migration whose columns are filled here."""
_TOGETHER = 1_000
_FILTERED = ("places", "admin1s", "actors", "recipients", *FIGURES)


def fill_filters(connection: Connection) -> None:
    """Fill the columns that incidents are filtered by, once, after a migration.

    Args:
        connection: Inside the transaction of the migration.
    """
    with Session(connection) as session:
        _incidents(session)
        _reviewed(session)
        _machine_facets(session)
        session.flush()


def _incidents(session: Session) -> None:
    query = select(IncidentRow.number, IncidentRow.id, IncidentRow.record).limit(_TOGETHER)
    query = query.order_by(IncidentRow.number)
    last = 0
    while rows := session.execute(query.where(IncidentRow.number > last)).all():
        last = rows[-1].number
        names = origin_names(session, [row.id for row in rows])
        values = [_values(row.id, row.record) for row in rows]
        for each in values:
            each["origin_names"] = names.get(each["of"], "")
        _write(session, values, reviewed=False)


def _reviewed(session: Session) -> None:
    made = ReviewedIncidentRow
    for id_, record, origins in session.execute(select(made.id, made.record, made.origins)).all():
        values = _values(id_, record)
        values["origin_names"] = (
            origin_names(session, [id_]).get(id_, "")
            if origins is None
            else joined(origin["name"] for origin in json.loads(origins))
        )
        _write(session, [values], reviewed=True)


def _values(id_: str, record: str) -> dict[str, Any]:
    values = line_values(Incident.model_validate_json(record))
    return {"of": id_, **{name: values[name] for name in _FILTERED}}


def _write(session: Session, values: list[dict[str, Any]], *, reviewed: bool) -> None:
    table: Any = IncidentLineRow.__table__
    here = (table.c.id == bindparam("of"), table.c.reviewed.is_(reviewed))
    session.connection().execute(update(table).where(*here), values)


def _machine_facets(session: Session) -> None:
    """Of reports that people changed, the agency and the language that the machine read."""
    query = (
        select(ReportRow.number, ReportRow.instant, ReadingRow.record)
        .join(ReviewedReportRow, ReviewedReportRow.report == ReportRow.number)
        .join(ReadingRow, ReadingRow.number == ReviewedReportRow.reading)
        .where(ReviewedReportRow.record.is_not(None))
    )
    for number, instant, record in session.execute(query).all():
        read = json.loads(record)
        for kind in (AGENCY, LANGUAGE):
            if read.get(kind):
                row: dict[str, Any] = {"kind": MACHINE + kind, "value": folded(read[kind])}
                row |= {"instant": instant or "", "report": number}
                session.execute(insert(ReportFacetRow).values(row))
