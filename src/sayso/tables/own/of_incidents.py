"""Tables of what belongs to incidents: their places, their reports, their tolls."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.record import TollRange
from sayso.store.snapshot import Told
from sayso.tables.own.columns import (
    ADMIN1,
    COUNTRY,
    GEONAMES,
    INCIDENT,
    LAT,
    LON,
    TO_INCIDENT,
    TO_REPORT,
    WHERE_PREC,
    utc,
)
from sayso.tables.own.incidents import EFFECTS, PARTS, RULES
from sayso.tables.own.values import joined, moment, place_cells
from sayso.tables.table import Column, Foreign, Row, Table
from sayso.tables.told import day_of


def _places(told: Told) -> Iterator[Row]:
    for number, place in enumerate(told.incident.places, 1):
        yield (
            told.incident.id,
            number,
            *place_cells(place),
        )


PLACES = Table(
    name="incident_places",
    title="Places of incidents",
    means="A place where an incident is told to have happened.",
    columns=(
        INCIDENT,
        Column("number", "integer", "Counts the places of the incident, from 1.", required=True),
        Column("place", "string", "Name of the place.", required=True),
        ADMIN1,
        COUNTRY,
        LAT,
        LON,
        WHERE_PREC,
        GEONAMES,
    ),
    of="told",
    rows=_places,
    key=("incident", "number"),
    foreign=(TO_INCIDENT,),
)


def _reports(told: Told) -> Iterator[Row]:
    incident = told.incident
    events: dict[str, list[str]] = {}
    for ref in incident.events:
        events.setdefault(ref.report, []).append(ref.event)
    steps = {step.report: step for step in incident.telling}
    for number, (id_, head) in enumerate(told.reports.items(), 1):
        step = steps.get(id_)
        follows = step.follows if step and step.follows in told.reports else None
        yield (
            incident.id,
            id_,
            number,
            head.outlet,
            head.title,
            step.told if step else None,
            day_of(step.told) if step else None,
            moment(step.told) if step else None,
            follows,
            step.how if step and follows else None,
            step.why if step and follows else None,
            len(step.origins) if step else 0,
            len(events.get(id_, ())),
            joined(events.get(id_, ())),
        )


REPORTS = Table(
    name="incident_reports",
    title="Which reports tell of which incidents",
    means="A report that tells of an incident: the crosswalk between `incidents` and `reports`.",
    columns=(
        INCIDENT,
        Column("report", "string", "Id of the report.", required=True),
        Column(
            "number",
            "integer",
            "Counts the reports in the order of telling, from 1.",
            required=True,
        ),
        Column("outlet", "string", "Who publishes it, as in `reports`."),
        Column("title", "string", "Its title, likewise."),
        Column("told", "string", "When it came out, as the page gives it (ISO 8601)."),
        Column("told_day", "date", "The day of that, in the page's own zone."),
        utc("told_utc"),
        Column(
            "follows",
            "string",
            "The earlier report that it has the story from. Empty: it has something of its own, or "
            "nothing shows whose it is.",
        ),
        Column(
            "how",
            "string",
            "How it follows that one: it copies its words, cites it, or has the same source.",
            values=("copy", "citation", "same_source"),
        ),
        Column("why", "string", "Why it is said to follow, with the words."),
        Column("new_origins", "integer", "Origins that no report before it had.", required=True),
        Column("events", "integer", "Its mentions of the incident.", required=True),
        Column("event_ids", "string", "Their ids in the report, joined by `; `: see `events`."),
    ),
    of="told",
    rows=_reports,
    key=("incident", "report"),
    foreign=(
        TO_INCIDENT,
        TO_REPORT,
        Foreign(("incident", "follows"), "incident_reports", ("incident", "report")),
    ),
)


def _toll_rows(told: Told) -> Iterator[Row]:
    for effect, toll in told.incident.tolls.items():
        yield (
            told.incident.id,
            effect,
            1,
            "all",
            None,
            toll.low,
            toll.best,
            toll.high,
            toll.rule,
            len(toll.origins),
        )
        yield from _part_rows(told.incident.id, effect, toll)


def _part_rows(incident: str, effect: str, toll: TollRange) -> Iterator[Row]:
    for number, part in enumerate(toll.parts, 2):
        yield (
            incident,
            effect,
            number,
            part.who,
            part.of,
            part.low,
            part.best,
            part.high,
            toll.rule,
            len(part.origins),
        )


TOLLS = Table(
    name="tolls",
    title="Tolls of incidents",
    means="How many people an incident affected in one way, over all accounts; and how many of "
    "them are told to be of one side, or civilians.",
    columns=(
        INCIDENT,
        Column("effect", "string", "What became of them.", values=EFFECTS, required=True),
        Column("number", "integer", "Counts the rows of the effect, from 1.", required=True),
        Column(
            "part",
            "string",
            "Who is counted: `all`; or, of these, civilians, or fighters or members of a side.",
            values=("all", *PARTS),
            required=True,
        ),
        Column("side", "string", "Which side: its name as an account gives it."),
        Column("low", "integer", "The least."),
        Column("best", "integer", "The best single figure, where the rule gives one."),
        Column("high", "integer", "The most."),
        Column(
            "rule",
            "string",
            "The rule by which figures of several origins make one range.",
            values=RULES,
            required=True,
        ),
        Column("origins", "integer", "Origins whose figures count in it.", required=True),
    ),
    of="told",
    rows=_toll_rows,
    key=("incident", "effect", "number"),
    foreign=(TO_INCIDENT,),
)
