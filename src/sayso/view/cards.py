"""A report's records as cards: what is coded, and the words that it was read from.

A card is what the page shows beside the text for one record. Cards hold plain text; the template
escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.record import Actor, Event, Evidence, Loaded, Place, Report, Span, Statement, Time, Toll
from sayso.view.safe import one_line
from sayso.view.wording import (
    PLACE_PRECISION,
    TIME_PRECISION,
    Lookup,
    event_name,
    figure,
    place_text,
    stamp,
    time_text,
    toll_text,
)

_QUOTE = 120
_UNSAFE_ID = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the report, and where they stand."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: its text, the record it names, the words behind it."""

    text: str
    record: str | None = None
    quotes: tuple[Quote, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A named field; a ``chain`` is a row of tellers, outermost first."""

    label: str
    values: tuple[Value, ...]
    chain: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One record: ``summary`` is the one sentence that a screen reader says for its spans."""

    id: str
    kind: str
    title: str
    summary: str
    chips: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    fields: tuple[Field, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards of one kind under a heading."""

    id: str
    title: str
    cards: tuple[Card, ...]


def card_groups(report: Report) -> list[CardGroup]:
    """All records of a report as cards, in groups; groups without cards are left out."""
    maker = _Maker(report)
    groups = [
        CardGroup("events", "Events", tuple(map(maker.event, report.events))),
        CardGroup("statements", "Statements", tuple(map(maker.statement, report.statements))),
        CardGroup("actors", "Actors", tuple(map(maker.actor, report.actors))),
        CardGroup("places", "Places", tuple(map(maker.place, report.places))),
        CardGroup("times", "Times", tuple(map(maker.time, report.times))),
        CardGroup(
            "loaded",
            "Loaded wording",
            tuple(maker.loaded(i, loaded) for i, loaded in enumerate(report.loaded)),
        ),
        CardGroup("about", "About this report", (maker.about(), *maker.warnings())),
    ]
    return [group for group in groups if group.cards]


def dom_id(record: str) -> str:
    """A record's id as an id in a page."""
    return _UNSAFE_ID.sub("_", record)


class _Maker:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.look = Lookup(report)

    def quotes(self, spans: Iterable[Span]) -> tuple[Quote, ...]:
        return tuple(
            Quote(words, span)
            for span in dict.fromkeys(spans)
            if (words := one_line(self.report.words(span), _QUOTE))
        )

    def actors(self, ids: Sequence[str], spans: Iterable[Span]) -> Iterator[Value]:
        """The actors by name; the words stand with the last, for they may name all of them."""
        quotes = self.quotes(spans)
        for i, id_ in enumerate(ids):
            known = id_ if id_ in self.look.actors else None
            yield Value(str(self.look.actor(id_)), known, quotes if i == len(ids) - 1 else ())

    def event(self, event: Event) -> Card:
        evidence = dict(event.evidence)
        voice = tuple(self.chain(event))
        fields = [
            Field("On whose say-so", voice, chain=True),
            Field("By", tuple(self.actors(event.actors, evidence.pop("actors", ())))),
            Field("Against", tuple(self.actors(event.recipients, evidence.pop("recipients", ())))),
            Field("Toll", tuple(map(self.toll, event.tolls))),
            Field("With", tuple(self.instrument(event))),
            Field("Where", tuple(self.where(event, evidence.pop("places", ())))),
            Field("When", tuple(self.when(event, evidence.pop("time", ())))),
            Field(
                "Context",
                (
                    Value(
                        ", ".join(event.contexts), None, self.quotes(evidence.pop("contexts", ()))
                    ),
                ),
            ),
            *self.rest(evidence),
            Field("Code", (Value(self.code(event)),)),
        ]
        chips: list[str] = [event.status]
        if event.background:
            chips.append("background")
        if event.same_as:
            chips.append(f"same as {event.same_as}")
        return Card(
            id=event.id,
            kind="event",
            title=event_name(event.type, event.mode),
            summary=self.event_summary(event, voice),
            chips=tuple(chips),
            quotes=self.quotes([event.anchor]),
            fields=_filled(fields),
            related=tuple(step.statement for step in event.voice if step.statement),
        )

    def event_summary(self, event: Event, voice: Sequence[Value]) -> str:
        parts = [f"Event {event_name(event.type, event.mode)}, {event.status}"]
        if event.actors:
            parts.append(f"by {self.look.actor_list(event.actors)}")
        if event.recipients:
            parts.append(f"against {self.look.actor_list(event.recipients)}")
        parts.extend(map(toll_text, event.tolls))
        if voice:
            parts.append(f"told by {' › '.join(v.text for v in voice)}")
        return "; ".join(parts)

    def chain(self, event: Event) -> Iterator[Value]:
        for step, name in zip(event.voice, self.look.chain(event.voice), strict=True):
            known = step.statement if step.statement in self.look.statements else None
            yield Value(name, known)

    def toll(self, toll: Toll) -> Value:
        number = figure(toll.low, toll.best, toll.high)
        who = f"of “{self.look.toll_who(toll.who)}”" if toll.who else ""
        civilian = "civilians" if toll.who and toll.who.civilian else ""
        note = ", ".join(part for part in (number, who, civilian) if part)
        return Value(toll_text(toll), toll.statement, self.quotes([toll.span]), note)

    def instrument(self, event: Event) -> Iterator[Value]:
        if event.instrument:
            yield Value(event.instrument.kind, None, self.quotes([event.instrument.span]))

    def where(self, event: Event, spans: Iterable[Span]) -> Iterator[Value]:
        quotes = self.quotes(spans)
        for i, id_ in enumerate(event.places):
            place = self.look.places.get(id_)
            own = quotes if i == len(event.places) - 1 else ()
            if place:
                yield Value(place_text(place), id_, own, _place_note(place))
            else:
                yield Value(id_, None, own)

    def when(self, event: Event, spans: Iterable[Span]) -> Iterator[Value]:
        time = self.look.times.get(event.time) if event.time else None
        if time:
            note = TIME_PRECISION.get(time.precision or 0, "") or (time.why or "")
            quotes = self.quotes([time.span, *spans])
            yield Value(time_text(time, self.report), time.id, quotes, note)

    def rest(self, evidence: Evidence) -> Iterator[Field]:
        """Evidence for fields that no line of the card shows by themselves."""
        for name, spans in evidence.items():
            yield Field(name.replace("_", " ").capitalize(), (Value("", None, self.quotes(spans)),))

    def code(self, event: Event) -> str:
        cameo = f"CAMEO {event.cameo}, " if event.cameo else ""
        return f"{cameo}confidence {event.confidence:.2f}"

    def statement(self, statement: Statement) -> Card:
        source = self.look.source(statement)
        fields = []
        if statement.source:
            known = statement.source.actor in self.look.actors
            note = self.look.source_note(statement.source)
            value = Value(
                source,
                statement.source.actor if known else None,
                self.quotes([statement.source.span]),
                note,
            )
            fields.append(Field("Who", (value,)))
        if statement.medium:
            name = self.look.actor(statement.medium.actor) or ""
            fields.append(
                Field("Through", (Value(name, None, self.quotes([statement.medium.span])),))
            )
        fields.append(Field("Cue", (Value("", None, self.quotes(statement.cue)),)))
        fields.append(Field("Says", (Value("", None, self.quotes(statement.content)),)))
        if statement.hedges:
            fields.append(Field("Hedged by", (Value("", None, self.quotes(statement.hedges)),)))
        if statement.parent:
            outer = self.look.statements.get(statement.parent)
            name = self.look.source(outer) if outer else statement.parent
            fields.append(Field("As told by", (Value(name, statement.parent if outer else None),)))
        return Card(
            id=statement.id,
            kind="statement",
            title=source,
            summary=f"{statement.kind} statement of {self.look.speaker(statement)}, who "
            f"{statement.stance}",
            chips=(statement.stance, statement.kind),
            fields=_filled(fields),
            related=(statement.parent,) if statement.parent else (),
        )

    def actor(self, actor: Actor) -> Card:
        evidence = dict(actor.evidence)
        coded: list[Field] = []
        for label, name, text in (
            ("Role", "role", actor.role),
            ("Country", "country", actor.country),
            ("Sector", "sector", actor.sector),
        ):
            if text:
                value = Value(text, None, self.quotes(evidence.pop(name, ())))
                coded.append(Field(label, (value,)))
        if actor.member_of:
            spans = evidence.pop("member_of", ())
            coded.append(Field("Of", tuple(self.actors([actor.member_of], spans))))
        if actor.identity:
            coded.append(
                Field("Known as", (Value(f"{actor.identity.scheme} {actor.identity.id}"),))
            )
        fields = [
            *coded,
            Field("Words", (Value("", None, self.quotes(actor.mentions)),)),
            *self.rest(evidence),
            Field("Not known", (Value(actor.why),) if actor.why else ()),
        ]
        kind = actor.kind.replace("_", " ")
        about = ", ".join(p for p in (kind, actor.role, actor.country, actor.sector) if p)
        return Card(
            id=actor.id,
            kind="actor",
            title=actor.name,
            summary=f"Actor {actor.name}, {about}",
            chips=(kind,),
            fields=_filled(fields),
        )

    def place(self, place: Place) -> Card:
        fields = [Field("Words", (Value("", None, self.quotes(place.mentions)),))]
        if place.lat is not None and place.lon is not None:
            fields.append(Field("Where", (Value(f"{place.lat:.3f}, {place.lon:.3f}"),)))
        if place.precision:
            fields.append(Field("Precision", (Value(_place_note(place)),)))
        if place.geonames:
            fields.append(Field("GeoNames", (Value(str(place.geonames)),)))
        if place.confidence is not None:
            fields.append(Field("Confidence", (Value(f"{place.confidence:.2f}"),)))
        if place.why:
            fields.append(Field("Not known" if place.lat is None else "Why", (Value(place.why),)))
        return Card(
            id=place.id,
            kind="place",
            title=place_text(place),
            summary=f"Place {place_text(place)}",
            chips=() if place.lat is not None else ("not located",),
            fields=_filled(fields),
        )

    def time(self, time: Time) -> Card:
        text = time_text(time, self.report)
        fields = [Field("Words", (Value("", None, self.quotes([time.span])),))]
        if time.value:
            fields.append(Field("Value", (Value(time.value),)))
        if time.precision:
            fields.append(Field("Precision", (Value(TIME_PRECISION.get(time.precision, "")),)))
        if time.why:
            fields.append(Field("Why", (Value(time.why),)))
        resolved = time.earliest or time.value
        return Card(
            id=time.id,
            kind="time",
            title=text,
            summary=f"Time {text}",
            chips=(time.type,) if resolved else (time.type, "not resolved"),
            fields=_filled(fields),
        )

    def loaded(self, i: int, loaded: Loaded) -> Card:
        names = self.look.chain(loaded.voice)
        kind = loaded.kind.replace("_", " ")
        words = Field("Words", (Value("", None, self.quotes([loaded.span])),))
        chain = Field("Whose wording", tuple(map(Value, names)), chain=True)
        return Card(
            id=f"l{i}",
            kind="loaded",
            title=loaded.term,
            summary=f"Loaded wording, {kind}; wording of {' › '.join(names)}",
            chips=(kind, "quoted") if loaded.quoted else (kind,),
            fields=_filled([words, chain]),
        )

    def about(self) -> Card:
        report = self.report
        evidence = dict(report.evidence)
        fields = []
        for label, name, text in (
            ("Title", "title", report.title),
            ("Outlet", "outlet", report.outlet),
            ("Agency", "agency", report.agency),
            ("Byline", "byline", report.byline),
            ("Published", "published", report.published and stamp(report.published)),
            ("Modified", "modified", report.modified and stamp(report.modified)),
            ("Language", "language", report.language),
        ):
            quotes = self.quotes(evidence.pop(name, ()))
            fields.append(Field(label, (Value(text or "not known", None, quotes),)))
        models = "; ".join(f"{name} {v}" for name, v in report.reader.models.items())
        fields.extend(self.rest(evidence))
        fields.append(Field("Read by", (Value(f"sayso {report.reader.version}", note=models),)))
        fields.append(Field("Record", (Value(report.id),)))
        return Card("report", "about", "Report", "The report", fields=_filled(fields))

    def warnings(self) -> Iterator[Card]:
        for i, warning in enumerate(self.report.warnings):
            spans = [warning.span] if warning.span else []
            yield Card(
                id=f"w{i}",
                kind="warning",
                title=warning.message,
                summary=f"Warning: {warning.message}",
                chips=(warning.code,),
                quotes=self.quotes(spans),
            )


def _filled(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Fields that say something."""
    kept = []
    for field in fields:
        values = tuple(v for v in field.values if v.text or v.quotes)
        if values:
            kept.append(Field(field.label, values, field.chain))
    return tuple(kept)


def _place_note(place: Place) -> str:
    return PLACE_PRECISION.get(place.precision or 0, "") or (place.why or "")
