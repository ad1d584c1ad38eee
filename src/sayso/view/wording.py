"""The record's values in words, the same in the terminal and on the page.

Nothing here cleans text for where it is shown; the views do (:mod:`sayso.view.safe`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from sayso.linking.moments import moment
from sayso.record import (
    Actor,
    Event,
    Place,
    Report,
    Source,
    Statement,
    Time,
    Toll,
    TollWho,
    VoiceStep,
)
from sayso.view.safe import one_line

PLACE_PRECISION = {
    1: "exact place",
    2: "near the place",
    3: "district",
    4: "province",
    5: "part of a country",
    6: "country",
    7: "sea or air",
}
"""UCDP GED ``where_prec`` in words."""

TIME_PRECISION = {1: "the day", 2: "two to six days", 3: "the week", 4: "the month", 5: "the year"}
"""UCDP GED ``date_prec`` in words."""

BLOCK_NAMES = {
    "editor_note": "editor’s note",
    "list": "list",
    "boilerplate": "page furniture",
}
"""Block kinds whose name is not the word that a reader would use."""

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$")
_YEAR_OR_MONTH = re.compile(r"\d{4}(-\d\d)?$")
_NAME_LIMIT = 80


class Lookup:
    """A report's records by id, so that views need not search for them."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return {a.id: a for a in self.report.actors}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Places by id."""
        return {p.id: p for p in self.report.places}

    @cached_property
    def times(self) -> Mapping[str, Time]:
        """Times by id."""
        return {t.id: t for t in self.report.times}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {s.id: s for s in self.report.statements}

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Events by id."""
        return {e.id: e for e in self.report.events}

    @property
    def outlet(self) -> str:
        """The outlet's name, or what to call it without one."""
        return self.report.outlet or "the outlet"

    def actor(self, id_: str | None) -> str | None:
        """An actor's name; an id that leads nowhere stands for itself."""
        if id_ is None:
            return None
        return self.actors[id_].name if id_ in self.actors else id_

    def actor_list(self, ids: Sequence[str]) -> str:
        """Actors' names, with commas."""
        return ", ".join(str(self.actor(i)) for i in ids)

    def source(self, statement: Statement) -> str:
        """Who makes a statement: the words, or the name that "he" and "the spokesman" stand for."""
        if statement.source is None:
            return "an unnamed source"
        words = one_line(self.report.words(statement.source.span), _NAME_LIMIT)
        name = self.actor(statement.source.actor)
        if name is None or statement.source.anonymous or name.casefold() in words.casefold():
            return words or name or "an unnamed source"
        return one_line(name, _NAME_LIMIT)

    def source_note(self, source: Source) -> str:
        """What is known of a source besides its name: "witness, not named because …"."""
        reason = f" {one_line(self.report.words(source.reason))}" if source.reason else ""
        unnamed = f"not named{reason}" if source.anonymous else ""
        return ", ".join(n for n in (source.kind or "", unnamed) if n)

    def medium(self, statement: Statement) -> str | None:
        """Through whom a statement came."""
        if statement.medium is None:
            return None
        words = one_line(self.report.words(statement.medium.span), _NAME_LIMIT)
        return words or self.actor(statement.medium.actor)

    def speaker(self, statement: Statement) -> str:
        """Source and medium in one: ``a spokesman (via Example TV)``."""
        medium = self.medium(statement)
        source = self.source(statement)
        return f"{source} (via {medium})" if medium else source

    def chain(self, voice: Sequence[VoiceStep]) -> list[str]:
        """The tellers of a voice chain by name, outermost first."""
        names = []
        for step in voice:
            if step.outlet:
                names.append(self.outlet)
            elif step.teller is not None:
                names.append(one_line(step.teller, _NAME_LIMIT))
            elif step.statement is not None:
                told = self.statements.get(step.statement)
                names.append(self.speaker(told) if told else step.statement)
        return names

    def where(self, event: Event) -> str:
        """An event's places by name."""
        return "; ".join(place_text(self.places[p]) for p in event.places if p in self.places)

    def when(self, event: Event) -> str:
        """An event's time."""
        if event.time is None or event.time not in self.times:
            return ""
        return time_text(self.times[event.time], self.report)

    def toll_who(self, who: TollWho) -> str:
        """The people a toll counts, in the report's words."""
        return one_line(self.report.words(who.span), _NAME_LIMIT) or (self.actor(who.actor) or "")


def event_name(type_: str, mode: str | None) -> str:
    """Type and mode as a heading: ``ASSAULT · firearms``."""
    return f"{type_} · {mode}" if mode else type_


def toll_text(toll: Toll) -> str:
    """A number as the report puts it: ``at least 10 killed``."""
    phrase = one_line(toll.phrase, _NAME_LIMIT)
    return phrase if toll.effect in phrase.casefold() else f"{phrase} {toll.effect}"


def figure(low: int | None, best: int | None, high: int | None) -> str:
    """A number with its bounds: ``10``, ``10 or more``, ``up to 10``, ``8–12, best 10``."""
    if low is None and best is None and high is None:
        return "no number"
    if low is not None and low == high:
        return str(low)
    if low is not None and high is not None:
        return f"{low}–{high}" + (f", best {best}" if best not in (None, low, high) else "")
    if high is not None:
        return f"up to {high}" if best in (None, high) else f"{best}, at most {high}"
    if low is not None:
        return f"{low} or more" if best in (None, low) else f"{best}, at least {low}"
    return f"about {best}"


def place_text(place: Place) -> str:
    """A place with what it lies in: ``Balad, Salah ad Din, IRQ``."""
    parts = [place.name, place.admin1, place.country]
    return ", ".join(dict.fromkeys(p for p in parts if p))


def time_text(time: Time, report: Report) -> str:
    """A time as a date or a stretch of dates, or its words when it was not resolved."""
    if time.value and _YEAR_OR_MONTH.match(time.value):
        return time.value
    if time.earliest and time.latest and time.earliest != time.latest:
        return f"{stamp(time.earliest)} – {stamp(time.latest)}"
    value = time.earliest or time.latest or time.value
    return stamp(value) if value else f"“{one_line(report.words(time.span), _NAME_LIMIT)}”"


def stamp(value: str) -> str:
    """An ISO 8601 time without its ``T`` and seconds; any other value as it is."""
    found = _STAMP.match(value)
    if not found:
        return value
    return " ".join(part for part in found.groups() if part)


def clock(written: str | None) -> str:
    """An ISO 8601 time by one clock, UTC, so that times of several zones can be compared.

    A bare day stays that day; anything else stays as it is.
    """
    when = moment(written)
    if written is None or when is None:
        return written or "no time"
    return f"{when:%Y-%m-%d %H:%M}" if _STAMP.match(written) else stamp(written)


def block_name(kind: str) -> str:
    """What to call a block of this kind."""
    return BLOCK_NAMES.get(kind, kind)
