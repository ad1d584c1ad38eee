"""Incidents and their mentions with the columns of GDELT 2.0.

An event is an incident, so that all reports of one happening are mentions of one event. GDELT's
own files have tabs between and no header, though they are called ``.export.CSV``; these have commas
and a header, like all tables here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sayso.linking.accounts.tellings import is_denied
from sayso.linking.moments import moment
from sayso.linking.names import host
from sayso.linking.parts import parts_of
from sayso.record import Actor, Event, IncidentPlace, Span
from sayso.store.snapshot import Read, Told
from sayso.tables.cameo import actor_code, cameo, event_code, quad_class
from sayso.tables.country_codes import codes_of
from sayso.tables.gdelt_columns import EVENTS, MENTIONS
from sayso.tables.own.values import main_place
from sayso.tables.sides import Side, sides_of
from sayso.tables.table import Cell, Row, Table
from sayso.tables.told import day_of, days_of, is_affirmed, number_of, unique


def event_rows(told: Told) -> Iterator[Row]:
    """The row of one incident; none where nobody says that there was one.

    Args:
        told: The incident, with the heads of its reports.
    """
    incident = told.incident
    if not is_affirmed(told):
        return
    sides = sides_of(told)
    heads = list(told.reports.values())
    first = min((t for h in heads if (t := _stamp(h.published))), default=None)
    code = event_code(incident.type, incident.mode)
    yield (
        number_of(incident.id),
        *_days(days_of(incident)[0]),
        *_actor(sides.first),
        *_actor(sides.second),
        None,
        code,
        code[:3] if code else None,
        code[:2] if code else None,
        quad_class(code) if code else None,
        cameo().goldstein.get(code) if code else None,
        len(incident.events),
        len(unique(h.outlet for h in heads)),
        len(heads),
        None,
        *(None,) * 16,
        *_where(incident.places),
        first,
        next((h.url for h in heads if h.url), None),
    )


def mention_rows(read: Read) -> Iterator[Row]:
    """The rows of one report: a row for each event of it that is in an incident.

    Args:
        read: The report, with the incidents of its events.
    """
    report = read.report
    parts = parts_of(report)
    actors = {actor.id: actor for actor in report.actors}
    day = day_of(report.published)
    cited = (report.outlet, day.isoformat() if day else None, report.title)
    citation = ", ".join(part for part in cited if part) or report.id
    for event in report.events:
        incident = read.incidents.get(event.id)
        if incident is None:
            continue
        yield (
            number_of(incident),
            None,
            _stamp(report.published),
            1 if report.url else 2,
            host(report.url) or report.outlet,
            report.url or citation,
            None,
            *_offsets(event, actors),
            event.anchor[0],
            1,
            round(100 * event.confidence),
            len(report.text),
            None,
            None,
            f"report={report.id};event={event.id}" + ";denied" * is_denied(event, parts),
        )


def _stamp(written: str | None) -> int | None:
    """A time as GDELT writes it, in UTC; a day without an hour is its midnight."""
    found = moment(written)
    return int(found.strftime("%Y%m%d%H%M%S").rjust(14, "0")) if found else None


def _days(day: date | None) -> Sequence[Cell]:
    if day is None:
        return (None, None, None, None)
    fraction = round(day.year + (day.month * 30 + day.day) / 365, 4)
    month = day.year * 100 + day.month
    return (month * 100 + day.day, month, day.year, fraction)


def _actor(side: Side) -> Sequence[Cell]:
    """Columns of an actor; none of rivals, and of one who is said not to have done it."""
    if side.main is None or side.is_thing or side.disputed:
        return (None,) * 10
    code = actor_code(side.party)
    return (code.code, side.main.value, code.country, None, None, None, None, code.role, None, None)


def _where(places: Sequence[IncidentPlace]) -> Sequence[Cell]:
    place = main_place(places)
    if place is None:
        return (None,) * 8
    codes = codes_of(place.country)
    names = (place.name, place.admin1, codes.name if codes else None)
    return (
        _geo_type(place),
        ", ".join(dict.fromkeys(name for name in names if name)),
        codes.fips if codes else None,
        None,
        None,
        place.lat,
        place.lon,
        None,
    )


def _geo_type(place: IncidentPlace) -> int | None:
    american = place.country == "USA"
    if place.precision in (1, 2):
        return 3 if american else 4
    if place.precision in (3, 4, 5):
        return 2 if american else 5
    return 1 if place.precision == 6 else None


def _offsets(event: Event, actors: dict[str, Actor]) -> tuple[int, int]:
    second = event.recipients[:1] or event.actors[1:2]
    one, two = (
        _nearest([m for id_ in ids if id_ in actors for m in actors[id_].mentions], event.anchor)
        for ids in (event.actors[:1], second)
    )
    return one, two


def _nearest(mentions: Sequence[Span], anchor: Span) -> int:
    return min(mentions, key=lambda m: (abs(m[0] - anchor[0]), m[0]), default=(-1, -1))[0]


EVENT_TABLE: Table[Told] = Table(
    name="events",
    title="Events in the columns of GDELT 2.0",
    means=(
        "An incident: material conflict and material cooperation, over all reports that tell of "
        "it. Words alone (threats, meetings) are no incidents and are not here; the format "
        "`plover` has them; nor is what is told only to deny it. Where origins name rivals as an "
        "actor, or deny that it was one, its columns are empty."
    ),
    columns=EVENTS,
    of="told",
    rows=event_rows,
    key=("GlobalEventID",),
)
MENTION_TABLE: Table[Read] = Table(
    name="mentions",
    title="Mentions in the columns of GDELT 2.0",
    means=(
        "A mention of an event in a report, also where it is denied, which `Extras` says. What is "
        "mentioned only to deny it, or without any side, place, day or number, has mentions and no "
        "row among the events."
    ),
    columns=MENTIONS,
    of="read",
    rows=mention_rows,
    key=("Extras",),
)

TABLES = (EVENT_TABLE, MENTION_TABLE)
