"""Whether a record holds together: its spans lie in the text, its ids name what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.record import Report, spans_of
from sayso.record.report import VoiceStep

_Named = Iterator[tuple[str, str | None]]


def record_faults(report: Report) -> Iterator[str]:
    """What is wrong in a record, with the path to it."""
    length = len(report.text)
    for path, (start, end) in spans_of(report):
        if not start <= end <= length:
            yield f"{path} [{start}, {end}] is not in its text of {length} characters"
    named = {
        "actor": ({actor.id for actor in report.actors}, _actors(report)),
        "place": ({place.id for place in report.places}, _places(report)),
        "time": ({time.id for time in report.times}, _times(report)),
        "statement": ({statement.id for statement in report.statements}, _statements(report)),
        "event": ({event.id for event in report.events}, _events(report)),
    }
    for what, (there, references) in named.items():
        for path, id_ in references:
            if id_ is not None and id_ not in there:
                yield f"{path} names the {what} {id_}, which is not there"


def _actors(report: Report) -> _Named:
    for actor in report.actors:
        yield f"actors.{actor.id}.member_of", actor.member_of
    for s in report.statements:
        yield f"statements.{s.id}.source", s.source.actor if s.source else None
        yield f"statements.{s.id}.medium", s.medium.actor if s.medium else None
    for e in report.events:
        yield from _each(f"events.{e.id}.actors", e.actors)
        yield from _each(f"events.{e.id}.recipients", e.recipients)
        for i, toll in enumerate(e.tolls):
            yield f"events.{e.id}.tolls.{i}.who", toll.who.actor if toll.who else None
    for attack in report.attacks:
        for i, part in enumerate(attack.cast):
            yield f"attacks.{attack.id}.cast.{i}", part.actor


def _places(report: Report) -> _Named:
    for event in report.events:
        yield from _each(f"events.{event.id}.places", event.places)
    for attack in report.attacks:
        yield f"attacks.{attack.id}.place", attack.place


def _times(report: Report) -> _Named:
    for event in report.events:
        yield f"events.{event.id}.time", event.time
    for attack in report.attacks:
        yield f"attacks.{attack.id}.time", attack.time


def _statements(report: Report) -> _Named:
    for statement in report.statements:
        yield f"statements.{statement.id}.parent", statement.parent
    for event in report.events:
        yield from _voice(f"events.{event.id}.voice", event.voice)
        for i, toll in enumerate(event.tolls):
            yield f"events.{event.id}.tolls.{i}.statement", toll.statement
    for i, loaded in enumerate(report.loaded):
        yield from _voice(f"loaded.{i}.voice", loaded.voice)


def _events(report: Report) -> _Named:
    for event in report.events:
        yield f"events.{event.id}.same_as", event.same_as
    for attack in report.attacks:
        yield from _each(f"attacks.{attack.id}.events", attack.events)


def _voice(path: str, voice: Iterable[VoiceStep]) -> _Named:
    for i, step in enumerate(voice):
        yield f"{path}.{i}", step.statement


def _each(path: str, ids: Iterable[str]) -> _Named:
    for i, id_ in enumerate(ids):
        yield f"{path}.{i}", id_
