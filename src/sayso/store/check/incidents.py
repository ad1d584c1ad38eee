"""Whether incidents hold their own events, and lists show them as their records say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from sayso.record import Incident
from sayso.store.desk_tables import IncidentLineRow, ReviewedIncidentRow
from sayso.store.incident_lines import line_values

_OF_ORIGINS = ("origins", "origin_names")
_COLUMNS = [c for c in IncidentLineRow.__table__.columns if c.name not in _OF_ORIGINS]
"""Of lines, but those of an incident's origins, which its record does not have."""


def incident_faults(session: Session, progress: Callable[[str, int], object]) -> Iterator[str]:
    """Incidents that do not hold what is written down as their own."""
    reviewed = set(session.scalars(select(ReviewedIncidentRow.id)))
    found: set[str] = set()
    last, done = 0, 0
    while rows := session.execute(_INCIDENTS, {"last": last}).all():
        shown: dict[str, Any] = {}
        for number, id_, record in rows:
            name = f"incidents row {number} ({id_})"
            incident, fault = _incident(record)
            if incident is None:
                yield f"{name}: its record is none: {fault}"
                continue
            if incident.id != id_ or _events(incident) != _members(session, _MEMBERS, id_):
                yield f"{name}: its record holds other events"
            shown[id_] = {**line_values(incident), "official": id_ not in reviewed}
        found.update(row.id for row in rows)
        yield from _line_faults(session, shown, reviewed=False)
        last = rows[-1].number
        done += len(rows)
        progress("incidents", done)
    yield from _reviewed_faults(session)
    for id_, by_people in session.execute(select(IncidentLineRow.id, IncidentLineRow.reviewed)):
        if id_ not in (reviewed if by_people else found):
            yield f"incident_lines row {id_}: there is no such incident"


def _reviewed_faults(session: Session) -> Iterator[str]:
    """What people made of incidents."""
    for row in session.scalars(select(ReviewedIncidentRow).order_by(ReviewedIncidentRow.id)):
        incident, fault = _incident(row.record)
        if incident is None:
            yield f"reviewed_incidents row {row.id}: its record is none: {fault}"
            continue
        events = set() if row.into else _events(incident)
        if events != _members(session, _REVIEWED, row.id):
            yield f"reviewed_incidents row {row.id}: its record holds other events"
        line = {**line_values(incident, state=row.state, hidden=row.hidden), "reviewed": True}
        line |= {"id": row.id, "official": True}
        yield from _line_faults(session, {row.id: line}, reviewed=True)


def _line_faults(session: Session, wanted: dict[str, Any], *, reviewed: bool) -> Iterator[str]:
    made = IncidentLineRow.reviewed.is_(reviewed)
    query = select(*_COLUMNS).where(IncidentLineRow.id.in_(wanted), made)
    found = {row.id: row._asdict() for row in session.execute(query)}
    for id_, line in wanted.items():
        if id_ not in found:
            yield f"incident_lines: nothing of the incident {id_}"
        for name, value in found.get(id_, {}).items():
            if value != line[name]:
                wanted_ = f"and {line[name]!r} in its record"
                yield f"incident_lines row {id_}: {name} is {value!r}, {wanted_}"


def _incident(record: str) -> tuple[Incident | None, str]:
    """An incident's record; or why it is none."""
    try:
        return Incident.model_validate_json(record), ""
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)[0]["msg"]


def _events(incident: Incident) -> set[tuple[str, str]]:
    return {(event.report, event.event) for event in incident.events}


def _members(session: Session, query: Any, id_: str) -> set[tuple[str, str]]:
    return {(report, event) for report, event in session.execute(query, {"id": id_})}


_INCIDENTS = text(
    "SELECT number, id, record FROM incidents WHERE number > :last ORDER BY number LIMIT 500"
)
_MEMBERS = text("SELECT report, event FROM incident_members WHERE incident = :id")
_REVIEWED = text("SELECT report, event FROM reviewed_members WHERE incident = :id")
