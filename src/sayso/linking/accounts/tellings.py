"""What is told of an incident, each value with the chain of tellers behind it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.linking.incidents.happenings import Happening
from sayso.linking.moments import days_of, iso, moment
from sayso.linking.names import actor_key, key_of
from sayso.linking.nobody import is_nobody
from sayso.linking.origins.described import is_name
from sayso.linking.origins.recalling import given_up
from sayso.linking.parts import Parts
from sayso.linking.same_values import Figures
from sayso.record import Actor, Event, Place, Report, Span, Statement, Toll, VoiceStep

_STOP = re.compile(r"[.!?][\"'”’)\]]*\s|\n")
_ITS = re.compile(
    r"\b(its|their|his|her|our|my)\s+(?:(?!had|have|has|did|was|were|would)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_CITING = re.compile(r"\b(?:cit|quot)(?:ing|ed|es?)\b|\bas saying\b", re.IGNORECASE)


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
    earlier: bool = False
    """The report itself calls it the earlier figure: "raising its toll from six"."""
    counted: tuple[tuple[Toll, Event], ...] = ()
    """Of a toll: the number and those told with it that are parts of it, with their events."""

    @property
    def report(self) -> Report:
        """The report that tells it."""
        return self.parts.report

    @property
    def figures(self) -> Figures:
        """The value of a toll."""
        value = self.value
        assert isinstance(value, tuple) and len(value) == 3  # noqa: S101, PT018
        return value

    @cached_property
    def in_headline(self) -> bool:
        """Whether it stands in a title, a heading or a caption, which sum up what the text says."""
        return any(begin <= self.span[0] < end for begin, end in self.parts.headlines)

    @cached_property
    def key(self) -> str:
        """What makes two tellings of a field one value."""
        value = self.value
        if isinstance(value, Actor):
            return actor_key(value)
        if isinstance(value, Place):
            return f"geonames:{value.geonames}" if value.geonames else key_of(value.name)
        return self.shown

    @cached_property
    def statement(self) -> str | None:
        """The innermost statement of the chain."""
        return next((s.statement for s in reversed(self.steps) if s.statement), None)


@dataclass(frozen=True)
class Told:
    """A telling, its origin, and the report that first printed its words."""

    telling: Telling
    origin: str
    first: Report

    @cached_property
    def when(self) -> str:
        """Time of the first printing, as text that sorts by time; undated last."""
        found = moment(self.first.published)
        return found.isoformat() if found else UNDATED


UNDATED = "9999"


def tellings(happening: Happening, parts: Parts) -> Iterator[Telling]:
    """Every value that a report tells of a happening."""
    statements = parts.statements
    numbers: list[Telling] = []
    for event in (parts.events[e] for e in happening.events):
        denied = event.status == "denied" or _denies(event.voice, statements)
        own = _own_act(event, parts)
        if own or not (denied and _denies_doing(event, statements)):
            numbers.extend(_numbers(event, parts, denied=denied))
    yield from _wholes(numbers)
    for event in (parts.events[e] for e in happening.events):
        denied = is_denied(event, parts)
        yield from _sides(event, parts, denied=denied)
        if not denied:
            yield from _setting(event, parts)


def _numbers(event: Event, parts: Parts, *, denied: bool) -> Iterator[Telling]:
    statements = parts.statements
    groups: dict[tuple[str, str | None], list[Toll]] = defaultdict(list)
    for toll in event.tolls:
        groups[toll.effect, toll.statement].append(toll)
    for (effect, statement), tolls in groups.items():
        steps = _toll_steps(event, statement, parts)
        top = _total(tolls)
        figures = (top.low, top.best, top.high)
        yield Telling(
            field=effect,
            value=figures,
            shown=written(figures) or top.phrase,
            parts=parts,
            event=event,
            steps=steps,
            span=top.span,
            denied=denied or _denies(steps, statements),
            earlier=given_up(parts.report.text, top.span),
            counted=tuple((toll, event) for toll in tolls),
        )


def _wholes(numbers: Sequence[Telling]) -> Iterator[Telling]:
    """Numbers without those that are parts: lower ones that the same teller has in one sentence.

    "30 people were wounded, including five children" may be two events of one happening.
    """
    told: dict[tuple[str, tuple[VoiceStep, ...], bool], list[Telling]] = defaultdict(list)
    for t in sorted(numbers, key=lambda t: t.span):
        told[t.field, t.steps, t.denied].append(t)
    for same in told.values():
        sentence = [same[0]]
        for t in same[1:]:
            if _STOP.search(t.report.text, sentence[-1].span[1], t.span[0]):
                yield from _greatest(sentence)
                sentence = []
            sentence.append(t)
        yield from _greatest(sentence)


def _greatest(numbers: Sequence[Telling]) -> list[Telling]:
    centres = [centre(t.figures) or 0 for t in numbers]
    counted = tuple(each for t in numbers for each in t.counted)
    return [
        replace(t, counted=counted)
        for t, number in zip(numbers, centres, strict=True)
        if number == max(centres)
    ]


def _toll_steps(event: Event, statement: str | None, parts: Parts) -> tuple[VoiceStep, ...]:
    """A number's own chain: the event's tellers, then the statements that hold the number."""
    statements = parts.statements
    chain: list[VoiceStep] = []
    seen: set[str] = set()
    inner = [s.statement for s in event.voice if s.statement]
    if statement in inner and all(
        _hands_on(statements.get(s), parts.report) for s in inner[inner.index(statement) + 1 :]
    ):
        statement = inner[-1]
    while statement is not None and statement in statements and statement not in seen:
        seen.add(statement)
        chain.append(VoiceStep(statement=statement))
        statement = statements[statement].parent
    outer = [s for s in event.voice if s.statement is None]
    return (*outer, *reversed(chain))


def _hands_on(statement: Statement | None, report: Report) -> bool:
    """Whether a statement is of one who is cited for all that the citing one says."""
    return statement is not None and any(
        _CITING.search(report.words(span)) for span in statement.cue
    )


def _total(tolls: Sequence[Toll]) -> Toll:
    """The greatest of several numbers of one effect: the others are parts of it.

    Of "27 people, seven of them critically" the seven are a part; where parts are told without
    their sum ("12 soldiers and three civilians"), the reading of the report has made the sum.
    """
    return max(
        sorted(tolls, key=lambda t: t.span),
        key=lambda t: centre((t.low, t.best, t.high)) or 0,
    )


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
    cited = _cited_press(event, parts)
    for field, ids in fields:
        for actor in (parts.actors[i] for i in ids if i in parts.actors):
            if actor.id in cited or is_nobody(actor, event, parts):
                continue
            if field == "actors":
                actor = _whose_act(actor, event, parts)
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


def _whose_act(actor: Actor, event: Event, parts: Parts) -> Actor:
    """The body behind an actor: of "its fighters", and of a spokesman who says "we"."""
    body = parts.actors.get(actor.member_of) if actor.member_of else None
    if body is None:
        return actor
    said = [parts.statements.get(step.statement) for step in event.voice if step.statement]
    speaks = any(s and s.source and s.source.actor == actor.id for s in said)
    theirs = actor.kind == "group" and is_name(body.name)
    return body if speaks or theirs else actor


def _cited_press(event: Event, parts: Parts) -> set[str]:
    """Outlets that are cited for an event: whoever tells of it has no part in it."""
    said = (parts.statements.get(step.statement) for step in event.voice if step.statement)
    sources = [s.source.actor for s in said if s and s.source and s.source.actor]
    return {a for a in sources if a in parts.actors and parts.actors[a].sector == "JRN"}


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


def is_denied(event: Event, parts: Parts) -> bool:
    """Whether a mention of a happening denies it: by itself, or as what its innermost teller says.

    Args:
        event: The mention.
        parts: Its report.
    """
    denied = event.status == "denied" or _denies(event.voice, parts.statements)
    return denied and not _own_act(event, parts)


def _own_act(event: Event, parts: Parts) -> bool:
    """Whether the words take the act for granted: "denied that its air strike killed".

    In "denied that its fighters had killed" the act is what is denied.
    """
    text, anchor = parts.report.text, event.anchor[0]
    begin = max(0, anchor - 40)
    found = _ITS.search(text, begin, anchor)
    if event.status == "denied" or found is None:
        return False
    doers = (m for a in event.actors if a in parts.actors for m in parts.actors[a].mentions)
    return not any(m[0] < anchor and found.end(1) < m[1] for m in doers)


def _denies_doing(event: Event, statements: Mapping[str, Statement]) -> bool:
    """Whether somebody denies having done it, which says nothing of how many were hurt."""
    said = [statements.get(step.statement) for step in event.voice if step.statement]
    return any(s and s.source and s.source.actor in event.actors for s in said)


def _denies(steps: Sequence[VoiceStep], statements: Mapping[str, Statement]) -> bool:
    """Whether the innermost statement of a chain denies what it holds."""
    inner = next((s.statement for s in reversed(steps) if s.statement), None)
    return inner is not None and inner in statements and statements[inner].stance == "denies"
