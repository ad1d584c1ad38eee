"""A record as rows of the query tables, without the numbers that a database gives them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sayso.record import Event, Place, Report, Spans, Statement, Toll, VoiceStep
from sayso.store.tables import EventRow, PlaceRow, StatementRow, TollRow

Row = tuple[Any, ...]

LARGEST = 2**63 - 1
"""The largest whole number that a database column holds; a report may tell of more."""

ALL, OUTLET, TYPE, COUNTRY, SOURCE = "all", "outlet", "type", "country", "source"
"""Kinds of facets: by what a list of reports can be narrowed."""

MACHINE = "machine:"
"""Before the kinds of facets of the current reading, where people made the record another one."""
DAY, AGENCY, LANGUAGE = "day", "agency", "language"
"""Kinds of facets that only such a reading has: the day of publication; ``reports`` has columns
of what lists show."""

_LONGEST = 200
"""Letters of a source by which its statements are found: an index holds no long text."""

COLUMNS = {
    StatementRow: (
        "id",
        "kind",
        "stance",
        "source",
        "actor",
        "anonymous",
        "source_kind",
        "cue",
        "content",
        "medium",
        "hedges",
        "parent",
    ),
    PlaceRow: (
        "id",
        "name",
        "geonames",
        "lat",
        "lon",
        "country",
        "admin1",
        "admin2",
        "precision",
        "why",
    ),
    EventRow: (
        "id",
        "type",
        "mode",
        "cameo",
        "contexts",
        "status",
        "background",
        "anchor",
        "actors",
        "recipients",
        "earliest",
        "latest",
        "voice",
        "same_as",
        "confidence",
    ),
    TollRow: (
        "effect",
        "low",
        "best",
        "high",
        "phrase",
        "who",
        "civilian",
        "statement",
    ),
}
"""What the rows of :class:`Flat` hold, column by column."""


@dataclass(frozen=True, slots=True)
class Flat:
    """The rows of one record; events and places are named by where they stand here.

    Attributes:
        event_places: Pairs of an event and a place.
        tolls: Each with the event that it belongs to.
        facets: By what a list can find the report: a kind and a value each.
    """

    statements: list[Row]
    places: list[Row]
    events: list[Row]
    event_places: list[tuple[int, int]]
    tolls: list[tuple[int, Row]]
    facets: list[tuple[str, str]]


def flatten(report: Report) -> Flat:
    """The rows of a record."""
    actors = {actor.id: actor.name for actor in report.actors}
    times = {time.id: (time.earliest, time.latest) for time in report.times}
    at = {place.id: n for n, place in enumerate(report.places)}
    return Flat(
        statements=[_statement(report, s, actors) for s in report.statements],
        places=[_place(p) for p in report.places],
        events=[_event(report, e, actors, times) for e in report.events],
        event_places=[
            (n, at[place])
            for n, event in enumerate(report.events)
            for place in dict.fromkeys(event.places)
            if place in at
        ],
        tolls=[
            (n, _toll(report, toll))
            for n, event in enumerate(report.events)
            for toll in event.tolls
        ],
        facets=report_facets(report),
    )


def report_facets(report: Report) -> list[tuple[str, str]]:
    """By what a list can find a report, each kind and value once."""
    found = [(ALL, "")]
    if report.outlet:
        found.append((OUTLET, folded(report.outlet)))
    found += [(TYPE, folded(event.type)) for event in report.events]
    found += [(COUNTRY, folded(place.country)) for place in report.places if place.country]
    found += [(SOURCE, folded_source(source)) for source in tellers(report)]
    return list(dict.fromkeys(found))


def shown_facets(report: Report, machine: Report | None) -> list[tuple[str, str]]:
    """By what a list can find a report that people may have made another than the machine read.

    Args:
        report: The record that lists show.
        machine: The machine's, where it is another one. Those who are not to see what others make
            of a report find it by this.
    """
    found = report_facets(report)
    if machine is not None:
        found += [(MACHINE + kind, value) for kind, value in report_facets(machine)]
        found.append((MACHINE + DAY, day_and_instant(machine.published)[0] or ""))
        for kind, value in ((AGENCY, machine.agency), (LANGUAGE, machine.language)):
            if value:
                found.append((MACHINE + kind, folded(value)))
    return found


def tellers(report: Report) -> list[str]:
    """Whose statements a report has: the name of the actor, else the words for the source."""
    names = {actor.id: actor.name for actor in report.actors}
    sources = [s.source for s in report.statements if s.source]
    return [names.get(s.actor or "") or report.words(s.span) for s in sources]


def folded_source(name: str) -> str:
    """A source in the form in which it is stored and asked for."""
    return folded(name)[:_LONGEST]


def folded(value: str) -> str:
    """A facet's value in the form in which it is stored and asked for: in any case the same."""
    return _held_text(value.casefold())


def day_and_instant(published: str | None) -> tuple[str | None, str | None]:
    """The day in the page's own zone, and the moment in UTC; nothing for what is no date.

    A time without a zone is taken as UTC: for sorting that is near enough.
    """
    try:
        moment = datetime.fromisoformat(published or "")
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        instant = aware.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None, None
    return moment.date().isoformat(), instant


def cleaned(row: Iterable[Any]) -> Row:
    """A row as every engine holds it: PostgreSQL takes no NUL in a text."""
    return tuple(_held_text(v) if isinstance(v, str) else v for v in row)


def _statement(report: Report, statement: Statement, actors: dict[str, str]) -> Row:
    source, medium = statement.source, statement.medium
    return (
        statement.id,
        statement.kind,
        statement.stance,
        report.words(source.span) if source else None,
        actors.get(source.actor or "") if source else None,
        bool(source and source.anonymous),
        source.kind if source else None,
        _words(report, statement.cue),
        _words(report, statement.content),
        report.words(medium.span) if medium else None,
        _words(report, statement.hedges),
        statement.parent,
    )


def _place(place: Place) -> Row:
    return (
        place.id,
        place.name,
        held(place.geonames),
        place.lat,
        place.lon,
        place.country,
        place.admin1,
        place.admin2,
        place.precision,
        place.why,
    )


def _event(
    report: Report,
    event: Event,
    actors: dict[str, str],
    times: dict[str, tuple[str | None, str | None]],
) -> Row:
    earliest, latest = times.get(event.time or "", (None, None))
    return (
        event.id,
        event.type,
        event.mode,
        event.cameo,
        " ".join(event.contexts),
        event.status,
        event.background,
        report.words(event.anchor),
        "; ".join(actors.get(id_, id_) for id_ in event.actors),
        "; ".join(actors.get(id_, id_) for id_ in event.recipients),
        earliest,
        latest,
        json.dumps([_step(step) for step in event.voice], ensure_ascii=False),
        event.same_as,
        event.confidence,
    )


def _step(step: VoiceStep) -> dict[str, Any]:
    # As the model writes it, in a third of the time.
    if step.statement is not None:
        return {"statement": step.statement}
    return {"outlet": True} if step.outlet else {"teller": step.teller}


def _toll(report: Report, toll: Toll) -> Row:
    return (
        toll.effect,
        held(toll.low),
        held(toll.best),
        held(toll.high),
        toll.phrase,
        report.words(toll.who.span) if toll.who else None,
        toll.who.civilian if toll.who else None,
        toll.statement,
    )


def held(number: int | None) -> int | None:
    """A number as a column holds it: the largest in the place of a larger one."""
    return None if number is None else min(number, LARGEST)


def _held_text(text: str) -> str:
    return text.replace("\0", "\ufffd") if "\0" in text else text


def _words(report: Report, spans: Spans) -> str:
    return " … ".join(report.words(span) for span in spans)
