"""Incidents in lists, on the map and near one another, as people made them where they did."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any

from sqlalchemy import ColumnElement, SelectBase, func, or_, select, tuple_
from sqlalchemy.orm import Session

from sayso.errors import NotFound
from sayso.store.desk_tables import IncidentLineRow
from sayso.store.desk_views import IncidentLine, IncidentOf, IncidentPage, MapColumns
from sayso.store.filters import line_conditions
from sayso.store.incident_lines import official_members
from sayso.store.pages import cursor, place
from sayso.store.tables import IncidentMemberRow, ReportRow

_KM_A_DEGREE = 111.2
_EARTH_KM = 6_371.0
_COLUMNS = (
    IncidentLineRow.id,
    IncidentLineRow.type,
    IncidentLineRow.mode,
    IncidentLineRow.place,
    IncidentLineRow.country,
    IncidentLineRow.earliest,
    IncidentLineRow.latest,
    IncidentLineRow.killed_low,
    IncidentLineRow.killed_best,
    IncidentLineRow.killed_high,
    IncidentLineRow.reports,
    IncidentLineRow.origins,
    IncidentLineRow.contested,
    IncidentLineRow.state,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What incidents must have; type and country as they are stored.

    Attributes:
        without: None of these types.
        state: What people decided; ``none``: nothing; None: anything but that it was rejected or
            made part of another one.
        words: Numbers of reports with the words that are searched for.
        names: Part of the name of a place or an actor, as an alternative to ``words``.
        official: As people made them, where they did; else as linking found them.
        where: More conditions on the lines.
    """

    type: str | None = None
    country: str | None = None
    since: str | date | None = None
    until: str | date | None = None
    contested: bool | None = None
    without: Collection[str] = ()
    state: str | None = None
    words: SelectBase | None = None
    names: str | None = None
    official: bool = True
    where: tuple[ColumnElement[bool], ...] = ()

    def conditions(self) -> list[ColumnElement[bool]]:
        """Conditions on the lines."""
        line = IncidentLineRow
        out = line_conditions(
            self.type, self.country, self.since, self.until, self.contested, self.without
        )
        out.append(line.official.is_(True) if self.official else line.reviewed.is_(False))
        if self.state in (None, "none"):
            out.append(line.hidden.is_(False))
        if self.state is not None:
            out.append(line.state.is_(None) if self.state == "none" else line.state == self.state)
        if self.names is not None:
            found = line.names.contains(self.names.casefold(), autoescape=True)
            told = _told_in(self.words, official=self.official)
            out.append(or_(found, line.id.in_(told)))
        return [*out, *self.where]


def page(session: Session, asked: Asked, after: str | None, limit: int) -> IncidentPage:
    """A page of incidents, the latest first, those without a day last.

    Args:
        session: A reading session.
        asked: What they must have.
        after: ``next`` of the page before; None: from the beginning.
        limit: At most so many.

    Raises:
        StoreError: ``after`` is no place of this list, or a day is no date.
    """
    here = (IncidentLineRow.until, IncidentLineRow.id)
    query = select(*_COLUMNS, IncidentLineRow.until).where(*asked.conditions())
    if after is not None:
        query = query.where(tuple_(*here) < tuple_(*place(after, 2)))
    query = query.order_by(*(column.desc() for column in here)).limit(limit + 1)
    rows = session.execute(query).all()
    shown = rows[:limit]
    return IncidentPage(
        incidents=tuple(_line(row[:-1]) for row in shown),
        next=cursor(shown[-1].until, shown[-1].id) if len(rows) > limit else None,
    )


def map_points(session: Session, asked: Asked) -> MapColumns:
    """All incidents that fit and have coordinates, a column a field."""
    line = IncidentLineRow
    conditions = asked.conditions()
    # Through the connection: what the session does with each row takes as long as to read it.
    rows = (
        session.connection()
        .execute(
            select(
                line.id,
                line.lat,
                line.lon,
                func.coalesce(line.precision, 7),
                line.first_day,
                line.last_day,
                line.type,
                func.coalesce(line.killed_best, line.killed_low, line.killed_high, -1),
                line.contested,
                line.country,
                line.place,
            ).where(line.lat.is_not(None), *conditions)
        )
        .all()
    )
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)] or [
        [] for _ in range(11)
    ]
    type_, types = _indexed(columns[6])
    country, countries = _indexed(columns[9])
    name, names = _indexed(columns[10])
    without = select(func.count()).select_from(line).where(line.lat.is_(None), *conditions)
    return MapColumns(
        id=columns[0],
        lat=columns[1],
        lon=columns[2],
        precision=columns[3],
        first=columns[4],
        last=columns[5],
        type=type_,
        types=types,
        country=country,
        countries=countries,
        name=name,
        names=names,
        killed=columns[7],
        contested=[int(bool(fields)) for fields in columns[8]],
        without_place=session.scalar(without) or 0,
    )


def _indexed(values: Sequence[str | None]) -> tuple[list[int], list[str]]:
    """Each value by its place in a list of all that there are; -1 for none."""
    every = sorted({value for value in values if value is not None})
    at: dict[str | None, int] = {value: n for n, value in enumerate(every)}
    return [at.get(value, -1) for value in values], every


def near(
    session: Session, id_: str, days: int, km: float, limit: int, *, official: bool
) -> list[IncidentLine]:
    """Other incidents near one in place and time, the nearest first.

    Args:
        session: A reading session.
        id_: The incident.
        days: At most so many days between the two.
        km: At most so many kilometres.
        limit: At most so many.
        official: As people made them, where they did.

    Raises:
        NotFound: There is no such incident.
    """
    line = IncidentLineRow
    made = line.official if official else line.reviewed.is_(False)
    # One that people split off has only the row that they made.
    own = session.scalar(select(line).where(line.id == id_).order_by(made.desc()).limit(1))
    if own is None:
        raise NotFound(f"no incident {id_}")
    query = select(*_COLUMNS, line.lat, line.lon, line.first_day).where(
        line.id != id_, line.hidden.is_(False), made
    )
    if own.first_day is not None and own.last_day is not None:
        query = query.where(
            line.last_day >= own.first_day - days, line.first_day <= own.last_day + days
        )
    if own.lat is None or own.lon is None:
        # Without coordinates, the same place is as near as can be told.
        query = query.where(line.place == own.place, line.country == own.country)
    else:
        query = query.where(
            line.lat.between(own.lat - km / _KM_A_DEGREE, own.lat + km / _KM_A_DEGREE)
        )
    found: list[tuple[float, int, str, IncidentLine]] = []
    for row in session.execute(query.limit(10_000)):
        away = _away(own.lat, own.lon, row.lat, row.lon)
        if away <= km:
            apart = abs((row.first_day or 0) - (own.first_day or 0))
            found.append((away, apart, row.id, _line(row[:-3])))
    # The same type first: what is one happening is mostly coded so.
    found.sort(key=lambda each: (each[3].type != own.type, each[:3]))
    return [each[3] for each in found[:limit]]


def lines_of(session: Session, ids: Sequence[str], *, official: bool) -> dict[str, IncidentLine]:
    """Lines of some incidents, those that are hidden too."""
    line = IncidentLineRow
    made = line.official if official else line.reviewed.is_(False)
    rows = session.execute(select(*_COLUMNS).where(line.id.in_(ids), made))
    return {row.id: _line(tuple(row)) for row in rows}


def of_report(session: Session, report: str, *, official: bool) -> list[IncidentOf]:
    """The incidents that a report tells of, the latest first."""
    members = _members(official=official)
    events: dict[str, list[str]] = {}
    query = select(members.c.incident, members.c.event).where(members.c.report == report)
    for incident, event in session.execute(query.order_by(members.c.event)):
        events.setdefault(incident, []).append(event)
    found = lines_of(session, list(events), official=official)
    shown = sorted(found.values(), key=lambda i: (i.latest or i.earliest or "", i.id), reverse=True)
    return [IncidentOf(line, tuple(events[line.id])) for line in shown]


def _told_in(words: SelectBase | None, *, official: bool) -> Any:
    members = _members(official=official)
    return select(members.c.incident).where(
        members.c.report.in_(select(ReportRow.id).where(ReportRow.number.in_(words)))  # type: ignore[arg-type]
    )


def _members(*, official: bool) -> Any:
    if official:
        return official_members()
    return select(IncidentMemberRow).subquery()


def _line(row: Sequence[Any]) -> IncidentLine:
    id_, type_, mode, place_, country, earliest, latest, *figures = row
    low, best, high, reports, origins, contested, state = figures
    return IncidentLine(
        id=id_,
        type=type_,
        mode=mode,
        place=place_,
        country=country,
        earliest=earliest,
        latest=latest,
        killed=None if low is None and best is None and high is None else (low, best, high),
        reports=reports,
        origins=origins,
        contested=tuple(contested.split()),
        state=state,
    )


def _away(
    lat: float | None, lon: float | None, to_lat: float | None, to_lon: float | None
) -> float:
    """Kilometres between two points on the globe (haversine); 0 where one is not known."""
    if lat is None or lon is None or to_lat is None or to_lon is None:
        return 0.0
    half_lat, half_lon = radians(to_lat - lat) / 2, radians(to_lon - lon) / 2
    part = sin(half_lat) ** 2 + cos(radians(lat)) * cos(radians(to_lat)) * sin(half_lon) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(part)))
