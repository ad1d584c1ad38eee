"""Incidents as rows of lists and of the map, so that a list need not read their records."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Subquery, delete, exists, insert, select, union_all, update
from sqlalchemy.orm import Session

from sayso.record import Incident
from sayso.store.desk_tables import IncidentLineRow, ReviewedIncidentRow, ReviewedMemberRow
from sayso.store.flatten import cleaned, held
from sayso.store.ids import batched
from sayso.store.tables import IncidentMemberRow, ReportRow

_TOGETHER = 2_000
_EPOCH = date(1970, 1, 1).toordinal()
_STANDINGS = {
    "agreed": "agreed",
    "contested": "contradicted",
    "superseded": "superseded",
    "unsettled": "unsettled",
    "one_origin": "one_origin",
}
"""How a field stands, and the column that counts such fields; ``contested`` is taken."""
STANDING_COLUMNS = {column: name for name, column in _STANDINGS.items()}


def line_values(incident: Incident, *, state: str | None = None, hidden: bool = False) -> Any:
    """The row of an incident.

    Args:
        incident: As it is to be listed.
        state: What people decided about it.
        hidden: It is not to be listed.
    """
    first = incident.places[0] if incident.places else None
    at = next((p for p in incident.places if p.lat is not None and p.lon is not None), None)
    countries = dict.fromkeys(place.country for place in incident.places if place.country)
    killed = incident.tolls.get("killed")
    standings = list(incident.standing.values())
    accounts = [account for each in incident.accounts.values() for account in each]
    values = {
        "id": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "place": first.name if first else None,
        "country": first.country if first else None,
        "countries": f" {' '.join(countries)} ",
        "lat": at.lat if at else None,
        "lon": at.lon if at else None,
        "precision": at.precision if at else None,
        "earliest": incident.earliest,
        "latest": incident.latest,
        "until": incident.latest or incident.earliest or "",
        "first_day": epoch_day(incident.earliest or incident.latest),
        "last_day": epoch_day(incident.latest or incident.earliest),
        "killed_low": held(killed.low) if killed else None,
        "killed_best": held(killed.best) if killed else None,
        "killed_high": held(killed.high) if killed else None,
        "reports": len({event.report for event in incident.events}),
        "origins": len({origin for account in accounts for origin in account.origins}),
        "contested": " ".join(incident.contested),
        "names": _names(incident),
        "state": state,
        "hidden": hidden,
        "reviewed": False,
        "official": True,
    }
    values |= {column: standings.count(name) for name, column in _STANDINGS.items()}  # type: ignore[arg-type]
    return dict(zip(values, cleaned(values.values()), strict=True))


def epoch_day(day: str | None) -> int | None:
    """Days since 1970-01-01; none for what is no date."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal() - _EPOCH
    except ValueError:
        return None


def write_lines(session: Session, incidents: Iterable[Incident]) -> None:
    """Write the rows of new incidents; what people have made of an incident goes before them."""
    made = set(session.scalars(select(ReviewedIncidentRow.id)))
    left = ({**line_values(i), "official": i.id not in made} for i in incidents)
    while some := list(islice(left, _TOGETHER)):
        session.execute(insert(IncidentLineRow), some)


def remove_lines(session: Session, incidents: Collection[str] | None) -> None:
    """Remove the rows of incidents that linking has given up, or of all; but what people made."""
    machine = delete(IncidentLineRow).where(IncidentLineRow.reviewed.is_(False))
    if incidents is None:
        session.execute(machine)
        return
    for some in batched(sorted(incidents)):
        session.execute(machine.where(IncidentLineRow.id.in_(some)))


def official_members() -> Subquery:
    """Events of incidents as people made them, else as linking did: incident, report, event."""
    reviewed = exists().where(ReviewedIncidentRow.id == IncidentMemberRow.incident)
    machine = select(
        IncidentMemberRow.incident, IncidentMemberRow.report, IncidentMemberRow.event
    ).where(~reviewed)
    people = select(ReviewedMemberRow.incident, ReviewedMemberRow.report, ReviewedMemberRow.event)
    return union_all(machine, people).subquery("members")


def mark_contested(session: Session, reports: Iterable[str]) -> None:
    """Write down of some reports whether they tell of an incident with a contested field."""
    members = official_members()
    contested = (
        exists()
        .where(
            members.c.report == ReportRow.id,
            IncidentLineRow.id == members.c.incident,
            IncidentLineRow.contested != "",
            IncidentLineRow.official,
            IncidentLineRow.hidden.is_(False),
        )
        .correlate(ReportRow)
    )
    for some in batched(dict.fromkeys(reports)):
        there = ReportRow.id.in_(some)
        for value in (True, False):
            wrong = ReportRow.contested.is_(not value)
            now = contested if value else ~contested
            session.execute(
                update(ReportRow)
                .where(there, wrong, now)
                .values(contested=value)
                .execution_options(synchronize_session=False)
            )


def reports_of(session: Session, incidents: Collection[str]) -> set[str]:
    """Ids of the reports that tell of some incidents."""
    members = official_members()
    found: set[str] = set()
    for some in batched(sorted(incidents)):
        found.update(session.scalars(select(members.c.report).where(members.c.incident.in_(some))))
    return found


def _names(incident: Incident) -> str:
    names = [place.name for place in incident.places]
    for field in ("actors", "recipients"):
        names += [account.value for account in incident.accounts.get(field, ())]
    return " · ".join(dict.fromkeys(name.casefold() for name in names))
