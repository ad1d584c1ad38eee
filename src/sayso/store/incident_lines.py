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
from sayso.store.tables import IncidentMemberRow, OriginRow, ReportRow

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
PARTING = "\x1f"
"""Stands before and after each of several names in one column; no filter can ask for it."""
FIGURES = ("injured", "captured", "missing", "displaced", "arrested", "participants")
"""Tolls that have a column: the best figure, else the lowest or the highest."""
_LONGEST = 200
"""Letters of a name by which an incident is found."""


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
        "places": joined(place.name for place in incident.places),
        "admin1s": joined(place.admin1 for place in incident.places),
        "actors": joined(_told_names(incident, "actors")),
        "recipients": joined(_told_names(incident, "recipients")),
        "origin_names": "",
    }
    values |= {effect: _figure(incident, effect) for effect in FIGURES}
    values |= {column: standings.count(name) for name, column in _STANDINGS.items()}  # type: ignore[arg-type]
    return dict(zip(values, cleaned(values.values()), strict=True))


def epoch_day(day: str | None) -> int | None:
    """Days since 1970-01-01; none for what is no date."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal() - _EPOCH
    except ValueError:
        return None


def write_lines(session: Session, incidents: Iterable[Incident]) -> None:
    """Write the rows of new incidents; what people have made of an incident goes before them.

    Their origins are to be written before.
    """
    made = set(session.scalars(select(ReviewedIncidentRow.id)))
    left = ({**line_values(i), "official": i.id not in made} for i in incidents)
    while some := list(islice(left, _TOGETHER)):
        names = origin_names(session, [values["id"] for values in some])
        for values in some:
            values["origin_names"] = names.get(values["id"], "")
        session.execute(insert(IncidentLineRow), some)


def origin_names(session: Session, incidents: Collection[str]) -> dict[str, str]:
    """The names of the origins of incidents as linking found them, as a column holds them."""
    found: dict[str, list[str]] = {}
    for some in batched(incidents):
        query = select(OriginRow.incident, OriginRow.name).where(OriginRow.incident.in_(some))
        for incident, name in session.execute(query.order_by(OriginRow.number)):
            found.setdefault(incident or "", []).append(name)
    return {incident: joined(names) for incident, names in found.items()}


def joined(names: Iterable[str | None]) -> str:
    """Names as one column holds them: in lower case, each between two characters of its own."""
    kept = dict.fromkeys(
        name.casefold().replace(PARTING, " ").replace("\0", "\ufffd")[:_LONGEST]
        for name in names
        if name
    )
    return PARTING + "".join(f"{name}{PARTING}" for name in kept) if kept else ""


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


def _told_names(incident: Incident, field: str) -> Iterable[str]:
    """Who is told to be it; those of whom it is only denied left out."""
    for account in incident.accounts.get(field, ()):
        if not account.denied:
            yield account.value
            if account.party is not None:
                yield account.party.name


def _figure(incident: Incident, effect: str) -> int | None:
    toll = incident.tolls.get(effect)
    figures = (toll.best, toll.low, toll.high) if toll else ()
    return held(next((n for n in figures if n is not None), None))
