"""Tables of what reports mention: events, who takes part, where, how many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from sayso.record import Actor, ActorKind, Effect, Event, Place, Report, Status
from sayso.store.snapshot import Read
from sayso.tables.own.columns import (
    ADMIN1,
    COUNTRY,
    DATE_PREC,
    GEONAMES,
    LAT,
    LON,
    REPORT,
    TO_REPORT,
    WHERE_PREC,
)
from sayso.tables.own.values import identity, joined, main_place_of, place_cells
from sayso.tables.table import Column, Foreign, Row, Table
from sayso.tables.told import date_prec, day_of

EVENT = Column("event", "string", "Id of the event in the report.", required=True)
TO_EVENT = Foreign(("report", "event"), "events", ("report", "event"))


def _events(read: Read) -> Iterator[Row]:
    report = read.report
    actors = {actor.id: actor for actor in report.actors}
    places = {place.id: place for place in report.places}
    times = {time.id: time for time in report.times}
    known = {event.id for event in report.events}
    for event in report.events:
        time = times.get(event.time) if event.time else None
        first, last = (day_of(time.earliest), day_of(time.latest)) if time else (None, None)
        place = main_place_of(_places(event, places))
        begin, end = event.anchor
        yield (
            report.id,
            event.id,
            read.incidents.get(event.id),
            event.type,
            event.mode,
            event.cameo,
            joined(event.contexts),
            event.status,
            event.background,
            first,
            last,
            date_prec(first, last),
            *place_cells(place),
            joined(actor.name for actor in _of(event.actors, actors)),
            joined(actor.name for actor in _of(event.recipients, actors)),
            report.words(event.instrument.span) if event.instrument else None,
            event.instrument.kind if event.instrument else None,
            voice(report, event),
            next((step.statement for step in reversed(event.voice) if step.statement), None),
            event.same_as if event.same_as in known else None,
            event.confidence,
            report.words(event.anchor),
            begin,
            end,
        )


def _of(ids: tuple[str, ...], actors: dict[str, Actor]) -> list[Actor]:
    return [actors[id_] for id_ in dict.fromkeys(ids) if id_ in actors]


def _places(event: Event, places: dict[str, Place]) -> list[Place]:
    return [places[id_] for id_ in dict.fromkeys(event.places) if id_ in places]


def voice(report: Report, event: Event) -> str | None:
    """Who tells of an event, outermost first."""
    sources = {statement.id: statement.source for statement in report.statements}
    told: list[str] = []
    for step in event.voice:
        if step.statement:
            source = sources.get(step.statement)
            told.append(report.words(source.span) if source else "somebody")
        else:
            told.append(step.teller or report.outlet or "the report")
    return " > ".join(told) or None


EVENTS = Table(
    name="events",
    title="Events that reports mention",
    means="A mention of a happening in a report, coded to PLOVER, and the incident that it belongs "
    "to.",
    columns=(
        REPORT,
        EVENT,
        Column(
            "incident", "string", "Id of its incident. Empty: in none, or in none of this export."
        ),
        Column(
            "type", "string", "Event type, of PLOVER 2.0 or the user's codebook.", required=True
        ),
        Column("mode", "string", "Mode of the type: how it was done."),
        Column("cameo", "string", "The CAMEO code that matches best."),
        Column("contexts", "string", "PLOVER contexts, joined by `; `."),
        Column(
            "status",
            "string",
            "Whether it is told as something that happened.",
            values=get_args(Status),
            required=True,
        ),
        Column(
            "background", "boolean", "It is recalled, and not this report's news.", required=True
        ),
        Column("earliest", "date", "First day on which it can have happened, as told here."),
        Column("latest", "date", "Last day on which it can have happened, as told here."),
        DATE_PREC,
        Column(
            "place",
            "string",
            "Where: the first of its places with coordinates, else the first. All of them are in "
            "`event_places`.",
        ),
        ADMIN1,
        COUNTRY,
        LAT,
        LON,
        WHERE_PREC,
        GEONAMES,
        Column("actors", "string", "Names of who does it, joined by `; `: see `event_actors`."),
        Column("recipients", "string", "Names of whom it is done to, joined by `; `."),
        Column("instrument", "string", "The words for what it was done with."),
        Column("instrument_kind", "string", "What kind of thing that is."),
        Column(
            "voice",
            "string",
            "Who tells of it, outermost first, with ` > ` between: the outlet, a source, a source "
            "of that source.",
        ),
        Column("statement", "string", "The innermost statement that tells of it. Empty: none."),
        Column("same_as", "string", "An earlier event of this report that it mentions again."),
        Column(
            "confidence",
            "number",
            "How sure the reader is of the coding, 0 to 1; it says nothing about whether it is "
            "true.",
            required=True,
        ),
        Column("anchor", "string", "The words that name the happening."),
        Column(
            "begin",
            "integer",
            "Where they begin in the report's text, in Unicode characters from 0.",
            required=True,
        ),
        Column(
            "end", "integer", "Where they end: the place after the last character.", required=True
        ),
    ),
    of="read",
    rows=_events,
    key=("report", "event"),
    foreign=(
        TO_REPORT,
        Foreign(("incident",), "incidents", ("id",)),
        Foreign(("report", "same_as"), "events", ("report", "event")),
    ),
)


def _event_actors(read: Read) -> Iterator[Row]:
    actors = {actor.id: actor for actor in read.report.actors}
    for event in read.report.events:
        for side, ids in (("actors", event.actors), ("recipients", event.recipients)):
            for actor in _of(ids, actors):
                yield (
                    read.report.id,
                    event.id,
                    side,
                    actor.id,
                    actor.name,
                    actor.kind,
                    actor.country,
                    actor.sector,
                    actor.role,
                    identity(actor.identity),
                )


EVENT_ACTORS = Table(
    name="event_actors",
    title="Who takes part in events",
    means="An actor or recipient of an event that a report mentions.",
    columns=(
        REPORT,
        EVENT,
        Column(
            "side",
            "string",
            "Who does it, or whom it is done to; in a fight of two sides, both are `actors`.",
            values=("actors", "recipients"),
            required=True,
        ),
        Column("actor", "string", "Id of the actor in the report.", required=True),
        Column("name", "string", "Name, or the words for them."),
        Column("kind", "string", "What they are.", values=get_args(ActorKind), required=True),
        Column("country", "string", "Of whom: ISO 3166-1 alpha-3, or a PLOVER code such as IGO."),
        Column("sector", "string", "PLOVER sector: GOV, MIL, REB, …"),
        Column("role", "string", "What the words say they are: `spokesman`, `governor`."),
        Column("identity", "string", "Entry in an authority file, as `wikidata:Q7188`."),
    ),
    of="read",
    rows=_event_actors,
    key=("report", "event", "side", "actor"),
    foreign=(TO_EVENT,),
)


def _event_places(read: Read) -> Iterator[Row]:
    places = {place.id: place for place in read.report.places}
    for event in read.report.events:
        for number, place in enumerate(_places(event, places), 1):
            yield (
                read.report.id,
                event.id,
                number,
                place.name,
                place.admin2,
                place.admin1,
                place.country,
                place.lat,
                place.lon,
                place.precision,
                place.geonames,
                place.why,
            )


EVENT_PLACES = Table(
    name="event_places",
    title="Where events are told to happen",
    means="A place of an event that a report mentions.",
    columns=(
        REPORT,
        EVENT,
        Column("number", "integer", "Counts the places of the event, from 1.", required=True),
        Column("place", "string", "Name of the place."),
        Column("admin2", "string", "Second-order administrative division of the place."),
        ADMIN1,
        COUNTRY,
        LAT,
        LON,
        WHERE_PREC,
        GEONAMES,
        Column("why", "string", "Why there are no coordinates, with the nearest candidates."),
    ),
    of="read",
    rows=_event_places,
    key=("report", "event", "number"),
    foreign=(TO_EVENT,),
)


def _event_tolls(read: Read) -> Iterator[Row]:
    report = read.report
    for event in report.events:
        for number, toll in enumerate(event.tolls, 1):
            yield (
                report.id,
                event.id,
                number,
                toll.effect,
                toll.low,
                toll.best,
                toll.high,
                toll.phrase,
                report.words(toll.who.span) if toll.who else None,
                toll.who.actor if toll.who else None,
                toll.who.civilian if toll.who else None,
                toll.statement,
                *toll.span,
            )


EVENT_TOLLS = Table(
    name="event_tolls",
    title="Numbers that reports give",
    means="A number of people that a report gives for an event.",
    columns=(
        REPORT,
        EVENT,
        Column("number", "integer", "Counts the numbers of the event, from 1.", required=True),
        Column("effect", "string", "What became of them.", values=get_args(Effect), required=True),
        Column("low", "integer", "The least that the words allow."),
        Column("best", "integer", "The figure that the words give."),
        Column("high", "integer", "The most that the words allow."),
        Column("phrase", "string", "The words for the number."),
        Column("who", "string", "The words for the people it counts."),
        Column("actor", "string", "Their id among the actors of the report."),
        Column("civilian", "boolean", "They are told to be civilians. Empty: not told."),
        Column("statement", "string", "The innermost statement that holds the number."),
        Column(
            "begin",
            "integer",
            "Where the words for the number begin, in Unicode characters from 0.",
            required=True,
        ),
        Column(
            "end", "integer", "Where they end: the place after the last character.", required=True
        ),
    ),
    of="read",
    rows=_event_tolls,
    key=("report", "event", "number"),
    foreign=(TO_EVENT,),
)
