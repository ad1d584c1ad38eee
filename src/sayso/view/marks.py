"""Which words of a report are shown, as what, and for which record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.record import Evidence, Report, Span
from sayso.view.segments import Mark

KINDS = {
    "event": "Events",
    "toll": "Tolls",
    "source": "Sources",
    "cue": "Cues",
    "content": "What is said",
    "medium": "Media",
    "actor": "Actors",
    "place": "Places",
    "time": "Times",
    "loaded": "Loaded wording",
}
"""Kinds of shown spans, and what to call them."""


def marks_of(report: Report) -> list[Mark]:
    """Every span of a report's records, with the kind it is shown as.

    Spans that only back a value (evidence, the people that a toll counts, an instrument) have no
    kind of their own. The report's own evidence belongs to the record ``report``, warnings and
    loaded wording to ``w0``, ``w1``, … and ``l0``, ``l1``, ….
    """
    return [*_told(report), *_named(report), *_happened(report), *_noted(report)]


def _told(report: Report) -> Iterator[Mark]:
    for s in report.statements:
        yield from _many(s.content, "content", s.id)
        if s.source:
            yield Mark(s.source.span, "source", s.id)
        yield from _many(s.cue, "cue", s.id)
        if s.medium:
            yield Mark(s.medium.span, "medium", s.id)


def _named(report: Report) -> Iterator[Mark]:
    for actor in report.actors:
        yield from _many(actor.mentions, "actor", actor.id)
        yield from _evidence(actor.evidence, actor.id)
    for place in report.places:
        yield from _many(place.mentions, "place", place.id)
    for time in report.times:
        yield Mark(time.span, "time", time.id)


def _happened(report: Report) -> Iterator[Mark]:
    for event in report.events:
        yield Mark(event.anchor, "event", event.id)
        for toll in event.tolls:
            yield Mark(toll.span, "toll", event.id)
            if toll.who:
                yield Mark(toll.who.span, None, event.id)
        if event.instrument:
            yield Mark(event.instrument.span, None, event.id)
        yield from _evidence(event.evidence, event.id)


def _noted(report: Report) -> Iterator[Mark]:
    for i, loaded in enumerate(report.loaded):
        yield Mark(loaded.span, "loaded", f"l{i}")
    for i, warning in enumerate(report.warnings):
        if warning.span:
            yield Mark(warning.span, None, f"w{i}")
    yield from _evidence(report.evidence, "report")


def _many(spans: Iterable[Span], kind: str | None, record: str) -> Iterator[Mark]:
    for span in spans:
        yield Mark(span, kind, record)


def _evidence(evidence: Evidence, record: str) -> Iterator[Mark]:
    for spans in evidence.values():
        yield from _many(spans, None, record)
