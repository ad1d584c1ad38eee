"""A record as rows of the query tables."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sayso.record import Event, Report, Spans, Statement, Toll
from sayso.store.tables import EventPlaceRow, EventRow, PlaceRow, StatementRow, TollRow

_LARGEST = 2**63 - 1
"""The largest whole number that a database column holds; a report may tell of more."""


def flatten(session: Session, report: Report, reading: int) -> None:
    """Write a reading's rows; the caller has removed those of the report's earlier readings."""
    actors = {actor.id: actor.name for actor in report.actors}
    times = {time.id: time for time in report.times}
    session.add_all(_statement(report, s, reading, actors) for s in report.statements)
    places = {
        place.id: PlaceRow(
            reading=reading,
            **place.model_dump(exclude={"mentions", "confidence"}),
        )
        for place in report.places
    }
    session.add_all(places.values())
    events = [_event(report, e, reading, actors) for e in report.events]
    for event, row in zip(report.events, events, strict=True):
        if event.time in times:
            row.earliest = times[event.time].earliest
            row.latest = times[event.time].latest
    session.add_all(events)
    session.flush()
    for event, row in zip(report.events, events, strict=True):
        session.add_all(
            EventPlaceRow(event=row.number, place=places[place].number)
            for place in dict.fromkeys(event.places)
            if place in places
        )
        session.add_all(_toll(report, toll, reading, row.number) for toll in event.tolls)


def unflatten(session: Session, reading: int) -> None:
    """Remove the rows of a reading that is no longer current; the reading itself stays."""
    events = select(EventRow.number).where(EventRow.reading == reading)
    session.execute(delete(EventPlaceRow).where(EventPlaceRow.event.in_(events)))
    for table in (TollRow, EventRow, PlaceRow, StatementRow):
        session.execute(delete(table).where(table.reading == reading))


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


def _statement(
    report: Report, statement: Statement, reading: int, actors: dict[str, str]
) -> StatementRow:
    source, medium = statement.source, statement.medium
    return StatementRow(
        reading=reading,
        id=statement.id,
        kind=statement.kind,
        stance=statement.stance,
        source=report.words(source.span) if source else None,
        actor=actors.get(source.actor or "") if source else None,
        anonymous=bool(source and source.anonymous),
        source_kind=source.kind if source else None,
        cue=_words(report, statement.cue),
        content=_words(report, statement.content),
        medium=report.words(medium.span) if medium else None,
        hedges=_words(report, statement.hedges),
        parent=statement.parent,
    )


def _event(report: Report, event: Event, reading: int, actors: dict[str, str]) -> EventRow:
    return EventRow(
        reading=reading,
        id=event.id,
        type=event.type,
        mode=event.mode,
        cameo=event.cameo,
        contexts=" ".join(event.contexts),
        status=event.status,
        background=event.background,
        anchor=report.words(event.anchor),
        actors="; ".join(actors.get(id_, id_) for id_ in event.actors),
        recipients="; ".join(actors.get(id_, id_) for id_ in event.recipients),
        voice=json.dumps([step.model_dump() for step in event.voice], ensure_ascii=False),
        same_as=event.same_as,
        confidence=event.confidence,
    )


def _toll(report: Report, toll: Toll, reading: int, event: int) -> TollRow:
    return TollRow(
        reading=reading,
        event=event,
        effect=toll.effect,
        low=_held(toll.low),
        best=_held(toll.best),
        high=_held(toll.high),
        phrase=toll.phrase,
        who=report.words(toll.who.span) if toll.who else None,
        civilian=toll.who.civilian if toll.who else None,
        statement=toll.statement,
    )


def _held(number: int | None) -> int | None:
    return None if number is None else min(number, _LARGEST)


def _words(report: Report, spans: Spans) -> str:
    return " … ".join(report.words(span) for span in spans)
