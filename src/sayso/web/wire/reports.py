"""Reports: the queue, one report with all that stands beside it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from sayso.record import Report
from sayso.web.wire.base import MOST, Wire
from sayso.web.wire.decisions import LostOut, Mark, Turns

Offset = Annotated[int, Field(ge=0, le=MOST)]


class LineOut(Wire):
    """One report in a list."""

    id: str
    published: str | None
    outlet: str | None
    agency: str | None
    title: str | None
    language: str | None
    url: str | None
    statements: int
    events: int
    killed: int | None
    relevance: float | None = None
    done: bool = False
    """The person who asks has gone through it."""
    coders: int = 0
    """How many people have gone through it."""
    flagged: bool = False
    contested: bool = False
    """It tells of an incident with a contested field."""


class QueueGroup(Wire):
    """A report and its near copies, which need not be gone through one by one."""

    lead: LineOut
    copies: list[LineOut] = []


class Queue(Wire):
    """A page of the queue."""

    groups: list[QueueGroup]
    next: str | None
    """Give it as ``after`` for the next page; None: this is the last."""
    left: int | None
    """How many reports fit in all and are not done; None where it was not asked for."""


class IncidentOf(Wire):
    """An incident that a report tells of."""

    id: str
    type: str
    place: str | None
    day: str | None
    events: list[str]
    """Ids of the report's events that are it."""
    reports: int
    contested: list[str]


class CopyOf(Wire):
    """Another report with the same text."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    kind: str
    share: float
    direction: Literal["from", "to"]
    """``from``: this report's text comes from that one."""
    why: str


class ReadingOut(Wire):
    """One machine version."""

    number: int
    version: str
    models: dict[str, str]
    made: str
    current: bool
    sha256: str
    new_text: bool


class ReportView(Wire):
    """One report as the person who asks sees it: the machine's reading with their decisions."""

    report: Report
    rejected: dict[str, list[dict[str, Any]]]
    """Objects that the person rejected, by collection; they are not in ``report``."""
    marks: dict[str, Mark]
    """By path: ``events.e1``, ``events.e1.type``, or nothing for the report."""
    reading: int
    readings: list[ReadingOut]
    extractor: str | None
    lost: list[LostOut]
    """Decisions about something that this reading does not have any more."""
    incidents: list[IncidentOf]
    copies: list[CopyOf]
    done: bool
    turns: Turns


class Suggested(Wire):
    """An event or statement made of words that a person selected, filled in as far as can be."""

    path: str
    """Where it would be added: ``events.h…``."""
    value: dict[str, Any]


class Ask(Wire):
    """Words that a person selected, to make something of."""

    kind: Literal["event", "statement", "actor", "place", "time"]
    span: tuple[Offset, Offset]
    reading: int | None = Field(default=None, ge=1, le=MOST)


class HitOut(Wire):
    """A report that a search found."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str
    """With the hits between U+0002 and U+0003 (as the store gives them)."""


class Candidate(Wire):
    """A value that a field could have, with the words that it comes from."""

    value: Any
    span: tuple[int, int] | None
    words: str
    machine: bool
    """The field has this value now."""


class Candidates(Wire):
    """Values that a field could have: what it has, then the nearest words."""

    path: str
    candidates: list[Candidate]
