"""The collection as a whole: figures, who said what, agreement of coders, jobs."""

from __future__ import annotations

from typing import Any, Literal

from sayso.web.wire.base import Wire
from sayso.web.wire.decisions import DecisionOut
from sayso.web.wire.people import Role


class Count(Wire):
    """How often a value occurs."""

    value: str
    count: int


class Figures(Wire):
    """How much there is, of what, and how far the review is."""

    totals: dict[str, int]
    linked: str | None
    not_linked: int
    """Reports added, read again, or decided about since the last linking."""
    outlets: list[Count]
    types: list[Count]
    countries: list[Count]
    sources: list[Count]
    """Most quoted sources."""
    months: list[Count]
    """Reports a month: ``2024-02``."""
    standing: list[Count]
    """How fields of incidents stand: agreed, contested, …"""
    readers: list[Count]
    """Current readings by version of the reader."""
    reviewed: int
    """Reports that somebody has gone through."""
    flagged: int


class SaidLine(Wire):
    """A statement of a person or body, or of an outlet's reports."""

    report: str
    statement: str
    published: str | None
    outlet: str | None
    source: str | None
    actor: str | None
    source_kind: str | None
    stance: str
    cue: str
    content: str
    medium: str | None
    kind: str


class Said(Wire):
    """A page of statements in the order of their publication."""

    lines: list[SaidLine]
    next: str | None


class FieldAgreement(Wire):
    """How far coders agree on one field."""

    field: str
    level: Literal["nominal", "interval", "ratio"]
    alpha: float | None
    """Krippendorff's alpha; None where it is not defined."""
    why: str | None = None
    """Why it is not defined."""
    units: int
    """Things that at least two people coded."""
    share: float | None
    """Share of pairs of values that are equal."""


class Pace(Wire):
    """How one person works."""

    who: str
    role: Role | None
    reports: int
    decisions: int
    undone: int
    seconds_a_report: float | None
    """Median time between the first and the last decision about a report; breaks of more than
    five minutes are not counted."""
    last: str | None


class Agreement(Wire):
    """Agreement over all fields, and each coder's pace."""

    fields: list[FieldAgreement]
    pace: list[Pace]
    double: int
    """Reports that at least two people have gone through."""
    adjudicated: int


class CodedValue(Wire):
    """What one coder made of a place in the record."""

    who: str
    state: Literal["kept", "confirmed", "corrected", "rejected", "added"]
    value: Any
    reason: str | None


class Disputed(Wire):
    """A place in the record on which people decided."""

    path: str
    """Of the record as the adjudicator sees it."""
    machine: Any
    values: list[CodedValue]
    agreed: bool
    chosen: CodedValue | None
    """Filled where they agree, or where an adjudicator decided."""


class Note(Wire):
    """What somebody remarked about a report, or a place in it."""

    who: str
    path: str
    words: str
    made: str


class Adjudication(Wire):
    """A report that at least two people have gone through."""

    report: str
    coders: list[str]
    places: list[Disputed]
    notes: list[Note]
    done: bool


class AdjudicationLine(Wire):
    """One such report in a list."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    coders: list[str]
    disputed: int
    done: bool


class Job(Wire):
    """Something that takes its time."""

    id: str
    kind: Literal["link", "reread", "add"]
    who: str
    state: Literal["running", "done", "failed"]
    done: int
    total: int | None
    message: str
    started: str
    ended: str | None


class NewJob(Wire):
    """What to start."""

    kind: Literal["link", "reread"]


class Replayed(Wire):
    """What came of reading decisions in."""

    written: int
    there: int
    """Were there already."""
    refused: list[str]


class Codebook(Wire):
    """The values that fields can have, for forms."""

    types: dict[str, list[str]]
    """Event types, each with its modes."""
    contexts: list[str]
    sectors: list[str]
    countries: dict[str, str]
    """ISO 3166-1 alpha-3 to name."""
    enums: dict[str, list[str]]
    """``status``, ``stance``, ``statement_kind``, ``effect``, ``source_kind``, ``actor_kind``."""
    explained: dict[str, str]
    """A value or field to a sentence on it: ``ASSAULT``, ``where_prec.1``."""


class Notice(Wire):
    """One server-sent event of ``/api/stream``."""

    kind: Literal["job", "decided", "changed", "hello"]
    job: Job | None = None
    decision: DecisionOut | None = None
    """Only to people who may see it."""
    report: str | None = None
