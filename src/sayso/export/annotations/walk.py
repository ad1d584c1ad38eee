"""From a report's record to annotations and relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.export.annotations.model import Annotated, Annotation, LeftOut
from sayso.export.annotations.relations import Relating
from sayso.export.annotations.values import values_of, voice_of
from sayso.export.shared.clean import unicode_text
from sayso.record import Attack, Event, Report, Statement, Toll
from sayso.store.snapshot import Read


def annotated(read: Read) -> Annotated:
    """All that is marked in a report.

    Args:
        read: The report with the incidents of its events.
    """
    report = _encodable(read.report)
    every = list(_annotations(report, read.incidents))
    left_out = [LeftOut(each.path, "there are no words") for each in every if not each.spans]
    marked = tuple(each for each in every if each.spans)
    relating = Relating(report, marked)
    relating.go()
    return Annotated(
        report,
        read.incidents,
        marked,
        tuple(relating.relations),
        (*left_out, *relating.left_out),
    )


def _encodable(report: Report) -> Report:
    """A report whose text can be written; no offset changes."""
    text = unicode_text(report.text)
    return report if text == report.text else report.model_copy(update={"text": text})


def _annotations(report: Report, incidents: Mapping[str, str]) -> Iterator[Annotation]:
    yield from _mentioned(report)
    for time in report.times:
        path = f"times.{time.id}"
        yield Annotation(path, path, "times", time.type, (time.span,), values_of(time))
    for statement in report.statements:
        yield from _statement(statement)
    for event in report.events:
        yield from _event(event, incidents.get(event.id))
    for attack in report.attacks:
        yield from _attack(attack)
    for total in report.totals:
        if total.spans:  # where nobody was hurt no words say so
            path = f"totals.{total.effect}"
            values = values_of(total)
            yield Annotation(path, path, "totals", total.effect, total.spans, values)
    for i, loaded in enumerate(report.loaded):
        values = values_of(loaded) | voice_of(loaded.voice)
        path = f"loaded.{i}"
        yield Annotation(path, path, "loaded", loaded.kind, (loaded.span,), values)


def _mentioned(report: Report) -> Iterator[Annotation]:
    for actor in report.actors:
        path, values = f"actors.{actor.id}", values_of(actor)
        for i, span in enumerate(actor.mentions):
            where = f"{path}.mentions.{i}"
            yield Annotation(where, path, "actors", actor.kind, (span,), values)
    for place in report.places:
        path, values = f"places.{place.id}", values_of(place)
        for i, span in enumerate(place.mentions):
            where = f"{path}.mentions.{i}"
            yield Annotation(where, path, "places", "place", (span,), values)


def _statement(statement: Statement) -> Iterator[Annotation]:
    path, values = f"statements.{statement.id}", values_of(statement)
    source, medium = statement.source, statement.medium
    # the content comes first: it stands for the statement as a whole
    yield Annotation(f"{path}.content", path, "contents", statement.kind, statement.content, values)
    if statement.cue:
        yield Annotation(f"{path}.cue", path, "cues", statement.stance, statement.cue, values)
    if source is not None:
        words = values_of(source)
        yield Annotation(f"{path}.source", path, "sources", "source", (source.span,), words)
    if medium is not None:
        words = values_of(medium)
        yield Annotation(f"{path}.medium", path, "media", "medium", (medium.span,), words)
    for i, hedge in enumerate(statement.hedges):
        yield Annotation(f"{path}.hedges.{i}", path, "hedges", "hedge", (hedge,), {})


def _event(event: Event, incident: str | None) -> Iterator[Annotation]:
    path, values = f"events.{event.id}", values_of(event) | voice_of(event.voice)
    if incident is not None:
        values["incident"] = incident
    yield Annotation(f"{path}.anchor", path, "events", event.type, (event.anchor,), values)
    if event.instrument is not None:
        where, words = f"{path}.instrument", event.instrument
        kind = values_of(words)
        yield Annotation(where, where, "instruments", "instrument", (words.span,), kind)
    for i, toll in enumerate(event.tolls):
        yield from _toll(f"{path}.tolls.{i}", toll)


def _toll(path: str, toll: Toll) -> Iterator[Annotation]:
    yield Annotation(path, path, "tolls", toll.effect, (toll.span,), values_of(toll))
    if toll.who is not None:
        label = {True: "civilians", False: "no_civilians", None: "people"}[toll.who.civilian]
        where, values = f"{path}.who", values_of(toll.who)
        yield Annotation(where, where, "counted", label, (toll.who.span,), values)


def _attack(attack: Attack) -> Iterator[Annotation]:
    told = {f"attack_{name}": value for name, value in values_of(attack).items()}
    for i, cast in enumerate(attack.cast):
        path = f"attacks.{attack.id}.cast.{i}"
        values = {"attack": attack.id, **told, **values_of(cast)}
        yield Annotation(path, path, "cast", cast.part, (cast.span,), values)
