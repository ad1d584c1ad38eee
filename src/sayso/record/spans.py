"""Every span of a record, so that all of them can be checked against the text."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.record.report import (
    Actor,
    Event,
    Evidence,
    Place,
    Report,
    Span,
    Spans,
    Statement,
    Time,
)


def spans_of(report: Report) -> Iterator[tuple[str, Span]]:
    """Every span in a record, with the path to it (``events.e1.anchor``)."""
    for i, block in enumerate(report.blocks):
        yield f"blocks.{i}", block.span
    yield from _evidence("evidence", report.evidence)
    for items in (report.actors, report.places, report.times, report.statements, report.events):
        for item in items:
            yield from spans_in(item)
    for attack in report.attacks:
        for i, part in enumerate(attack.cast):
            yield f"attacks.{attack.id}.cast.{i}", part.span
    for total in report.totals:
        yield from _many(f"totals.{total.effect}.spans", total.spans)
    for i, loaded in enumerate(report.loaded):
        yield f"loaded.{i}", loaded.span
    for i, warning in enumerate(report.warnings):
        if warning.span:
            yield f"warnings.{i}", warning.span


def spans_in(item: Actor | Place | Time | Statement | Event) -> Iterator[tuple[str, Span]]:
    """Every span of one object of a record, with the path to it."""
    if isinstance(item, Actor):
        yield from _many(f"actors.{item.id}.mentions", item.mentions)
        yield from _evidence(f"actors.{item.id}.evidence", item.evidence)
    elif isinstance(item, Place):
        yield from _many(f"places.{item.id}.mentions", item.mentions)
    elif isinstance(item, Time):
        yield f"times.{item.id}", item.span
    elif isinstance(item, Statement):
        yield from _in_statement(item)
    else:
        yield from _in_event(item)


def _in_statement(s: Statement) -> Iterator[tuple[str, Span]]:
    if s.source:
        yield f"statements.{s.id}.source", s.source.span
        if s.source.reason:
            yield f"statements.{s.id}.source.reason", s.source.reason
    yield from _many(f"statements.{s.id}.cue", s.cue)
    yield from _many(f"statements.{s.id}.content", s.content)
    yield from _many(f"statements.{s.id}.hedges", s.hedges)
    if s.medium:
        yield f"statements.{s.id}.medium", s.medium.span


def _in_event(e: Event) -> Iterator[tuple[str, Span]]:
    yield f"events.{e.id}.anchor", e.anchor
    yield from _evidence(f"events.{e.id}.evidence", e.evidence)
    if e.instrument:
        yield f"events.{e.id}.instrument", e.instrument.span
    for j, toll in enumerate(e.tolls):
        yield f"events.{e.id}.tolls.{j}", toll.span
        if toll.who:
            yield f"events.{e.id}.tolls.{j}.who", toll.who.span


def _many(path: str, spans: Spans) -> Iterator[tuple[str, Span]]:
    for i, span in enumerate(spans):
        yield f"{path}.{i}", span


def _evidence(path: str, evidence: Evidence) -> Iterator[tuple[str, Span]]:
    for field, spans in evidence.items():
        yield from _many(f"{path}.{field}", spans)
