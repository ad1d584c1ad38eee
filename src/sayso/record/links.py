"""What is written down across reports: copies, origins, incidents and their accounts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sayso.record.report import Record

CopyKind = Literal["reprint", "excerpt", "rewrite", "quotes"]
TollRule = Literal["ucdp", "acled", "minmax", "median_of_origins"]


class EventRef(Record):
    """An event of a report."""

    report: str
    event: str


class StatementRef(Record):
    """A statement of a report."""

    report: str
    statement: str


class Copy(Record):
    """Report ``to`` carries text of report ``from``."""

    from_: str = Field(alias="from")
    to: str
    kind: CopyKind
    spans: tuple[tuple[int, int, int, int], ...]
    """``(a0, a1, b0, b1)``: ``from.text[a0:a1] == to.text[b0:b1]``."""
    share: float = Field(ge=0, le=1)
    """Share of the copying report's body that is copied."""
    share_from: float = Field(ge=0, le=1)
    """Share of the original's body that the copy carries."""
    direction: Literal["credit", "url", "time", "unknown"]
    why: str
    """Why the text went this way, with the words."""


class Origin(Record):
    """Where an account enters the record: own reporting, or the deepest source named."""

    id: str
    name: str
    kind: Literal["outlet", "agency", "source", "anonymous", "unknown"]
    reports: tuple[str, ...]
    rule: str
    """The rule by which reports and statements were put under this origin."""


class Account(Record):
    """One value that is told for a field of an incident, and by whom."""

    value: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    origins: tuple[str, ...]
    reports: tuple[str, ...]
    statements: tuple[StatementRef, ...] = ()
    events: tuple[EventRef, ...] = ()
    told: str | None = None
    """When it was first told: the earliest publication time of its reports."""
    superseded_by: str | None = None
    """The value that the same origin gave later."""
    denied: bool = False
    """The value is told only to deny it."""


class TollRange(Record):
    """A toll over all accounts, by a named rule."""

    low: int | None
    best: int | None
    high: int | None
    rule: TollRule


class IncidentPlace(Record):
    """Where an incident happened."""

    name: str
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: int | None = None


class Incident(Record):
    """One happening, over all reports that tell of it."""

    id: str
    type: str
    mode: str | None = None
    places: tuple[IncidentPlace, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    events: tuple[EventRef, ...]
    accounts: dict[str, tuple[Account, ...]] = {}
    """Values by field: ``killed``, ``injured``, …, ``actors``, ``recipients``, ``place``, …"""
    agreed: dict[str, str] = {}
    contested: tuple[str, ...] = ()
    tolls: dict[str, TollRange] = {}
    why: tuple[str, ...] = ()
    """Why its events were joined, a line a join."""
