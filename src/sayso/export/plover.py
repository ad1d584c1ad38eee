"""PLOVER records: a line of JSON for each mention of an event, and the JSON Schema of a line.

Every event of every report is there, words alone too ("threatened"), with its auxiliary modes: who
wants only what has happened keeps the lines with an empty ``sayso.auxiliary``. ``event_scale`` is
left out: the manual prints a positive score for ``ACCUSE`` and negative ones for its modes.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from sayso.export.plover_model import (
    CiteInfo,
    Entity,
    Location,
    Number,
    Ours,
    PloverRecord,
    Size,
    TextInfo,
    Voice,
    schema,
)
from sayso.export.shared.clean import json_line
from sayso.export.source import Source
from sayso.linking.accounts.tellings import is_denied
from sayso.linking.parts import Parts, parts_of
from sayso.record import Event, Place, Span, Toll, VoiceStep
from sayso.store.snapshot import Read
from sayso.tables.told import day_of

Auxiliary = Literal["historical", "future", "hypothetical", "negation"]
_AUXILIARY: Mapping[str, Auxiliary] = {
    "planned": "future",
    "threatened": "future",
    "feared": "hypothetical",
    "hypothetical": "hypothetical",
    "denied": "negation",
}
_RESOLUTION = {1: 4, 2: 4, 3: 3, 4: 2, 6: 1}


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write ``plover.jsonl`` and ``plover.schema.json``.

    Args:
        source: What is exported.
        folder: Where the files go.

    Returns:
        How many records there are, and that there is one schema.
    """
    count = 0
    with (folder / "plover.jsonl").open("w", encoding="utf-8", newline="\n") as out:
        for read in source.read():
            for record in records(read):
                line = record.model_dump(mode="json", exclude_none=True)
                out.write(json_line(line) + "\n")
                count += 1
    text = json.dumps(schema(), ensure_ascii=False, indent=2)
    (folder / "plover.schema.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return {"plover.jsonl": count, "plover.schema.json": 1}


def records(read: Read) -> Iterator[PloverRecord]:
    """The records of one report, in the order of its events.

    Args:
        read: The report, with the incidents of its events.
    """
    parts = parts_of(read.report)
    for event in read.report.events:
        yield _record(event, parts, read.incidents.get(event.id))


def _lead(event: str, parts: Parts) -> str:
    """The first mention of the happening that an event tells of."""
    seen: set[str] = set()
    while event in parts.events and (before := parts.events[event].same_as) and before not in seen:
        seen.add(event)
        event = before
    return event


def _record(event: Event, parts: Parts, incident: str | None) -> PloverRecord:
    report = parts.report
    time = parts.times.get(event.time) if event.time else None
    first = day_of(time.earliest or time.latest) if time else None
    last = day_of(time.latest) if time else None
    published = day_of(report.published)
    day = first or published
    places = [parts.places[p] for p in event.places if p in parts.places]
    return PloverRecord(
        id=f"{report.id}:{event.id}",
        date=day.isoformat() if day else None,
        enddate=last.isoformat() if first and last and last > first else None,
        event=event.type,
        mode=event.mode,
        context=event.contexts,
        quad_code=_quads().get(event.type),
        actor=tuple(_entities(event.actors, parts)),
        recipient=tuple(_entities(event.recipients, parts)),
        event_loc=tuple(map(_location, places)),
        event_text=report.words(event.anchor),
        size=_size(event.tolls),
        link=incident or f"{report.id}:{_lead(event.id, parts)}",
        text_info=TextInfo(start=event.anchor[0], end=event.anchor[1]),
        cite_info=CiteInfo(
            url=report.url,
            title=report.title,
            publication=report.outlet,
            language=report.language,
            coder=f"sayso {report.reader.version}",
        ),
        sayso=Ours(
            report=report.id,
            event=event.id,
            incident=incident,
            voice=tuple(_voice(step, parts) for step in event.voice),
            status=event.status,
            background=event.background,
            auxiliary=tuple(_auxiliary(event, parts)),
            same_as=event.same_as,
            date_told=first is not None,
            date_precision=time.precision if time else None,
            place_precision=tuple(place.precision for place in places),
            numbers=tuple(map(_number, event.tolls)),
            spans=_spans(event, parts),
            confidence=event.confidence,
        ),
    )


@functools.cache
def _quads() -> Mapping[str, int]:
    """The quad of each type of the codebook that ships."""
    from sayso.extract.codebook import load_codebook

    return {name: kind.quad for name, kind in load_codebook().types.items()}


def _auxiliary(event: Event, parts: Parts) -> Iterator[Auxiliary]:
    if event.background:
        yield "historical"
    if event.status in _AUXILIARY:
        yield _AUXILIARY[event.status]
    elif is_denied(event, parts):
        yield "negation"


def _entities(ids: tuple[str, ...], parts: Parts) -> Iterator[Entity]:
    for actor in (parts.actors[i] for i in ids if i in parts.actors):
        yield Entity(
            code=actor.country,
            sector=actor.sector,
            entity_text=actor.name,
            office=actor.role if actor.kind == "person" else None,
            identifier_id=actor.identity.id if actor.identity else None,
            identifier_text=actor.identity.scheme if actor.identity else None,
        )


def _location(place: Place) -> Location:
    return Location(
        extracted_place=place.name,
        geonameid=place.geonames,
        lat=place.lat,
        lon=place.lon,
        district=place.admin2,
        province=place.admin1,
        country_code=place.country,
        resolution=_RESOLUTION.get(place.precision or 0),
    )


def _size(tolls: tuple[Toll, ...]) -> Size | None:
    def best(effect: str) -> int | None:
        told = [
            next((n for n in (t.best, t.low, t.high) if n is not None), None)
            for t in tolls
            if t.effect == effect
        ]
        return max((n for n in told if n is not None), default=None)

    dead, injured, arrested = best("killed"), best("injured"), best("arrested")
    if dead is None and injured is None and arrested is None:
        return None
    return Size(dead=dead, injured=injured, arrested=arrested)


def _number(toll: Toll) -> Number:
    return Number(
        effect=toll.effect,
        low=toll.low,
        best=toll.best,
        high=toll.high,
        phrase=toll.phrase,
        civilians=toll.who.civilian if toll.who else None,
        statement=toll.statement,
    )


def _voice(step: VoiceStep, parts: Parts) -> Voice:
    if step.statement is None:
        kind: Literal["outlet", "teller"] = "outlet" if step.outlet else "teller"
        return Voice(kind=kind, name=parts.report.outlet if step.outlet else step.teller)
    said = parts.statements.get(step.statement)
    if said is None:
        return Voice(kind="statement", statement=step.statement)
    source = said.source
    name = parts.report.words(source.span) if source else None
    if source and source.actor in parts.actors:
        name = parts.actors[source.actor].name
    return Voice(
        kind="statement",
        name=name,
        statement=said.id,
        source_kind=source.kind if source else None,
        stance=said.stance,
        anonymous=source.anonymous if source else False,
        hedged=bool(said.hedges),
    )


def _spans(event: Event, parts: Parts) -> tuple[Span, ...]:
    people = (*event.actors, *event.recipients)
    mentions = [m for a in people if a in parts.actors for m in parts.actors[a].mentions]
    return tuple(sorted({*mentions, *(toll.span for toll in event.tolls)}))
