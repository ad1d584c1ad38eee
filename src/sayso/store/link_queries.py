"""The current links, read back; incidents by what they are; ids that incidents had before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from sayso.errors import NotFound
from sayso.record import Copy, Incident, Origin
from sayso.store.desk_tables import IncidentLineRow, ReviewedIncidentRow
from sayso.store.filters import iso_day, line_conditions
from sayso.store.ids import batched, full_id
from sayso.store.memory_tables import LinkedReportRow
from sayso.store.tables import (
    CopyRow,
    IncidentForwardRow,
    IncidentRow,
    LinkRunRow,
    OriginRow,
    ReportRow,
)

if TYPE_CHECKING:
    from sayso.linking.links import Links


def current_links(session: Session) -> Links | None:
    """All links that hold now, in the order of their telling; none before the first linking."""
    from sayso.linking.links import Links, merged

    if session.scalar(select(LinkRunRow.number).limit(1)) is None:
        return None
    incidents = session.scalars(
        select(IncidentRow.record).order_by(IncidentRow.founded, IncidentRow.number)
    )
    copies = session.scalars(select(CopyRow.record).order_by(CopyRow.number))
    origins: dict[str, list[Origin]] = {}
    for row in session.execute(
        select(OriginRow.incident, OriginRow.record)
        .outerjoin(IncidentRow, IncidentRow.id == OriginRow.incident)
        .order_by(IncidentRow.founded, IncidentRow.number, OriginRow.number)
    ):
        found = Origin.model_validate_json(row.record)
        origins.setdefault(row.incident or "", []).append(found)
    return Links(
        copies=tuple(_in_order(session, [Copy.model_validate_json(c) for c in copies])),
        origins=merged(origins),
        incidents=tuple(Incident.model_validate_json(record) for record in incidents),
    )


def links_of(session: Session, incidents: Sequence[Incident], *, official: bool) -> Links:
    """What concerns some incidents: the origins of each, and the copies between their reports."""
    from sayso.linking.links import Links, merged

    told = {e.report: None for i in incidents for e in i.events}
    accounts = [a for i in incidents for each in i.accounts.values() for a in each]
    told.update((report, None) for account in accounts for report in account.reports)
    named = {origin for account in accounts for origin in account.origins}
    origins: dict[str, list[Origin]] = {}
    for incident in incidents:
        of_it = or_(OriginRow.incident == incident.id, OriginRow.incident.is_(None))
        query = select(OriginRow.record).where(of_it).order_by(OriginRow.number)
        found = reviewed_origins(session, incident.id) if official else None
        if found is None:
            found = [Origin.model_validate_json(record) for record in session.scalars(query)]
        origins[incident.id] = [origin for origin in found if origin.id in named]
    brought: list[str] = []
    for some in batched(told):
        found_in = CopyRow.to_report.in_(some)
        brought += session.scalars(select(CopyRow.record).where(found_in))
    copies = [c for c in map(Copy.model_validate_json, brought) if c.from_ in told]
    return Links(tuple(_in_order(session, copies)), merged(origins), tuple(incidents))


def reviewed_origins(session: Session, incident: str) -> list[Origin] | None:
    """The origins of an incident as people made it; None: those that linking found."""
    query = select(ReviewedIncidentRow.origins).where(ReviewedIncidentRow.id == incident)
    found = session.scalar(query)
    return None if found is None else [Origin.model_validate(o) for o in json.loads(found)]


def any_reviewed(session: Session) -> bool:
    """Whether people made something of any incident."""
    return session.scalar(select(ReviewedIncidentRow.id).limit(1)) is not None


def told_times(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """When linked reports came out, by their ids, as text that sorts by time."""
    found: dict[str, str] = {}
    for some in batched(ids):
        query = (
            select(ReportRow.id, LinkedReportRow.told)
            .join(LinkedReportRow, LinkedReportRow.report == ReportRow.number)
            .where(ReportRow.id.in_(some))
        )
        found.update((row.id, row.told) for row in session.execute(query))
    return found


def _in_order(session: Session, copies: Sequence[Copy]) -> list[Copy]:
    """Copies by when the two reports came out."""
    told = told_times(session, {id_: None for c in copies for id_ in (c.from_, c.to)})

    def key(copy: Copy) -> list[tuple[str, str]]:
        return sorted((told.get(id_, ""), id_) for id_ in (copy.from_, copy.to))

    return sorted(copies, key=key)


def incident_query(
    *,
    type: str | None,  # noqa: A002 - the record's own word
    country: str | None,
    since: str | date | None,
    until: str | date | None,
    contested: bool | None,
    without: Collection[str],
    official: bool,
    where: Sequence[ColumnElement[bool]] = (),
) -> Select[Any]:
    """Records of current incidents, latest first.

    The arguments are those of the store, type and country as they are stored, ``where`` as
    conditions on ``incident_lines``.
    """
    if official:
        query = _official_query(type, country, since, until, contested, without)
        return query.where(*where)
    query = select(IncidentRow.record)
    if where:
        line = IncidentLineRow
        query = query.join(line, and_(line.id == IncidentRow.id, line.reviewed.is_(False)))
        query = query.where(*where)
    if type is not None:
        query = query.where(IncidentRow.type == type)
    if country is not None:
        wanted = f" {country} "
        query = query.where(IncidentRow.countries.contains(wanted, autoescape=True))
    if since is not None:
        last = func.coalesce(IncidentRow.latest, IncidentRow.earliest)
        query = query.where(last >= iso_day(since))
    if until is not None:
        first = func.coalesce(IncidentRow.earliest, IncidentRow.latest)
        query = query.where(func.substr(first, 1, 10) <= iso_day(until))
    if contested is not None:
        query = query.where(IncidentRow.contested == contested)
    if without:
        query = query.where(IncidentRow.type.not_in(without))
    known_until = func.coalesce(IncidentRow.latest, IncidentRow.earliest)
    return query.order_by(known_until.desc().nulls_last(), IncidentRow.founded, IncidentRow.number)


def _official_query(
    type_: str | None,
    country: str | None,
    since: str | date | None,
    until: str | date | None,
    contested: bool | None,
    without: Collection[str],
) -> Select[Any]:
    line = IncidentLineRow
    conditions = line_conditions(type_, country, since, until, contested, without)
    return (
        select(func.coalesce(ReviewedIncidentRow.record, IncidentRow.record))
        .select_from(line)
        .outerjoin(ReviewedIncidentRow, ReviewedIncidentRow.id == line.id)
        .outerjoin(IncidentRow, IncidentRow.id == line.id)
        .where(line.official, line.hidden.is_(False), *conditions)
        .order_by(line.until.desc(), IncidentRow.founded.nulls_last(), line.id)
    )


def incident_by_id(session: Session, given: str, *, official: bool = False) -> Incident:
    """A current incident, by its id, the beginning of it, or an id that it had before.

    Args:
        session: An open session.
        given: The id.
        official: As people made it.

    Raises:
        NotFound: There is none, or it was split into several.
    """
    if official and (found := _as_reviewed(session, given)):
        return found
    exact = select(IncidentRow.record).where(IncidentRow.id == given)
    record = session.scalar(exact)
    if record is None:
        full = forwarded(session, given) or full_id(session, IncidentRow.id, given, "incident")
        if official and full != given and (found := _as_reviewed(session, full)):
            return found
        record = session.scalars(select(IncidentRow.record).where(IncidentRow.id == full)).one()
    return Incident.model_validate_json(record)


def _as_reviewed(session: Session, id_: str) -> Incident | None:
    """An incident as people made it, or the one that they made it part of; none if they did not."""
    seen: set[str] = set()
    while id_ not in seen:
        seen.add(id_)
        query = select(ReviewedIncidentRow.into, ReviewedIncidentRow.record)
        row = session.execute(query.where(ReviewedIncidentRow.id == id_)).one_or_none()
        if row is None:
            break
        if row.into is None:
            return Incident.model_validate_json(row.record)
        id_ = row.into
    if len(seen) > 1:
        record = session.scalar(select(IncidentRow.record).where(IncidentRow.id == id_))
        return None if record is None else Incident.model_validate_json(record)
    return None


def forwarded(session: Session, old: str) -> str | None:
    """The current incident that an id of earlier leads to; none when it never was one.

    Raises:
        NotFound: It leads to several, or to none any more.
    """
    live: list[str] = []
    seen = {old}
    waiting = [old]
    for id_ in waiting:  # grows while it is walked: an id may lead on to another that is gone
        query = select(IncidentForwardRow.new).where(IncidentForwardRow.old == id_)
        for new in session.scalars(query.order_by(IncidentForwardRow.number)).all():
            if new is None:
                seen.add("")
            elif new not in seen:
                seen.add(new)
                known = session.scalar(select(IncidentRow.id).where(IncidentRow.id == new))
                (live if known else waiting).append(new)
    if len(live) == 1:
        return live[0]
    if len(seen) == 1:
        return None
    remedy = f"it was split into {', '.join(live)}" if live else "none of its events is in one now"
    raise NotFound(f"incident {old} is gone", remedy=remedy)
