"""What is told of an incident, each value with the chain of tellers behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.linking.happenings import Happening
from sayso.linking.moments import days_of, iso
from sayso.linking.parts import Parts
from sayso.record import Actor, Event, Place, Report, Span, Statement, Toll, VoiceStep

Figures = tuple[int | None, int | None, int | None]
"""Low, best and high."""

_AND = re.compile(r"\b(?:and|as\s+well\s+as|plus)\b|[&,]", re.IGNORECASE)
_PART = re.compile(r"\b(?:including|include|includes|among|of\s+(?:them|whom))\b", re.IGNORECASE)
_JOINED = 60
"""Characters between two numbers of one clause."""


@dataclass(frozen=True)
class Telling:
    """One value that one report gives for one field.

    ``value`` is what is compared: figures, an actor, a place, or an interval of days;
    ``shown`` how it is written.
    """

    field: str
    value: Figures | Actor | Place | tuple[int, int]
    shown: str
    parts: Parts
    event: Event
    steps: tuple[VoiceStep, ...]
    span: Span
    denied: bool

    @property
    def report(self) -> Report:
        """The report that tells it."""
        return self.parts.report

    @property
    def in_headline(self) -> bool:
        """Whether it stands in a title, a heading or a caption, which sum up what the text says."""
        return any(begin <= self.span[0] < end for begin, end in self.parts.headlines)

    @property
    def statement(self) -> str | None:
        """The innermost statement of the chain."""
        return next((s.statement for s in reversed(self.steps) if s.statement), None)


def tellings(happening: Happening, parts: Parts) -> Iterator[Telling]:
    """Every value that a report tells of a happening."""
    statements = parts.statements
    for event in happening.events:
        denied = event.status == "denied" or _denies(event.voice, statements)
        if not (denied and _denies_doing(event, statements)):
            yield from _numbers(event, parts, denied=denied)
        yield from _sides(event, parts, denied=denied)
        if not denied:
            yield from _setting(event, parts)


def _numbers(event: Event, parts: Parts, *, denied: bool) -> Iterator[Telling]:
    statements = parts.statements
    groups: dict[tuple[str, str | None], list[Toll]] = defaultdict(list)
    for toll in event.tolls:
        groups[toll.effect, toll.statement].append(toll)
    for (effect, statement), tolls in groups.items():
        steps = _toll_steps(event, statement, statements)
        figures, span = _total(tolls, parts.report.text)
        yield Telling(
            field=effect,
            value=figures,
            shown=written(figures) or tolls[0].phrase,
            parts=parts,
            event=event,
            steps=steps,
            span=span,
            denied=denied or _denies(steps, statements),
        )


def _toll_steps(
    event: Event, statement: str | None, statements: Mapping[str, Statement]
) -> tuple[VoiceStep, ...]:
    """A number's own chain: the event's tellers, then the statements that hold the number."""
    chain: list[VoiceStep] = []
    seen: set[str] = set()
    while statement is not None and statement in statements and statement not in seen:
        seen.add(statement)
        chain.append(VoiceStep(statement=statement))
        statement = statements[statement].parent
    outer = [s for s in event.voice if s.statement is None]
    return (*outer, *reversed(chain))


def _total(tolls: Sequence[Toll], text: str) -> tuple[Figures, Span]:
    """Several numbers of one effect: added when the sentence adds them, else the greatest.

    "three soldiers and two civilians" are five; of "twelve people, including three children" the
    three are a part.
    """
    ordered = sorted(tolls, key=lambda t: t.span)
    begin, end = ordered[0].span[0], ordered[-1].span[1]
    if len(ordered) > 1 and all(_adds(text[a.span[1] : b.span[0]]) for a, b in pairwise(ordered)):
        return (
            _sum([t.low for t in ordered]),
            _sum([t.best for t in ordered]),
            _sum([t.high for t in ordered]),
        ), (begin, end)
    top = max(ordered, key=lambda t: centre((t.low, t.best, t.high)) or 0)
    return (top.low, top.best, top.high), top.span


def _adds(between: str) -> bool:
    return (
        len(between) <= _JOINED
        and _AND.search(between) is not None
        and not _PART.search(between)
        and "." not in between
    )


def _sum(values: Sequence[int | None]) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if len(known) == len(values) else None


def centre(figures: Figures) -> int | None:
    """The figure to compare by: the best, else the low, else the high."""
    low, best, high = figures
    return best if best is not None else low if low is not None else high


def written(figures: Figures) -> str:
    """Figures as one canonical phrase, so that "ten" and "10" are one value."""
    low, best, high = figures
    if low is None and high is None:
        return "" if best is None else f"about {best}"
    if low is not None and high is not None:
        return str(low) if low == high else f"{low} to {high}"
    return f"at least {low}" if low is not None else f"up to {high}"


def _sides(event: Event, parts: Parts, *, denied: bool) -> Iterator[Telling]:
    fields = (("actors", event.actors), ("recipients", () if denied else event.recipients))
    for field, ids in fields:
        for actor in (parts.actors[i] for i in ids if i in parts.actors):
            yield Telling(
                field=field,
                value=actor,
                shown=actor.name,
                parts=parts,
                event=event,
                steps=event.voice,
                span=event.anchor,
                denied=denied,
            )


def _setting(event: Event, parts: Parts) -> Iterator[Telling]:
    for place in (parts.places[i] for i in event.places if i in parts.places):
        yield Telling(
            field="place",
            value=place,
            shown=place.name,
            parts=parts,
            event=event,
            steps=event.voice,
            span=event.anchor,
            denied=False,
        )
    time = parts.times.get(event.time) if event.time else None
    days = days_of(time) if time else None
    if days:
        first, last = days
        yield Telling(
            field="date",
            value=days,
            shown=iso(first) if first == last else f"{iso(first)} to {iso(last)}",
            parts=parts,
            event=event,
            steps=event.voice,
            span=event.anchor,
            denied=False,
        )


def _denies_doing(event: Event, statements: Mapping[str, Statement]) -> bool:
    """Whether somebody denies having done it, which says nothing of how many were hurt."""
    said = [statements.get(step.statement) for step in event.voice if step.statement]
    return any(s and s.source and s.source.actor in event.actors for s in said)


def _denies(steps: Sequence[VoiceStep], statements: Mapping[str, Statement]) -> bool:
    """Whether the innermost statement of a chain denies what it holds."""
    inner = next((s.statement for s in reversed(steps) if s.statement), None)
    return inner is not None and inner in statements and statements[inner].stance == "denies"
