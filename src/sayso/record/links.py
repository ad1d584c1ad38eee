"""What is written down across reports: copies, origins, incidents and their accounts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sayso.record.display import Displayed, brief
from sayso.record.report import ActorKind, Identity, Record

FORM = 3
"""Of incidents, and of what linking remembers of reports: raise it when they come to hold other
things than before, so that what was linked earlier is linked anew."""
CopyKind = Literal["reprint", "excerpt", "rewrite", "quotes"]
TollRule = Literal["ucdp", "acled", "minmax", "median_of_origins"]
Standing = Literal["agreed", "contested", "superseded", "unsettled", "one_origin"]
"""Of a field: independent origins tell the same; tell what cannot both be true; its one origin
corrected itself; tell what can both be true and is not the same; only one origin tells it."""


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
    rules: tuple[str, ...] = ()
    """Names of the rules that merged tellings into it; docs/counting.md states each."""
    circle: tuple[str, ...] = ()
    """Outlets that cite one another for it, so that none of them is its source."""


class Party(Record):
    """Who an account of ``actors`` or ``recipients`` names, as a report coded them."""

    name: str
    kind: ActorKind = "unknown"
    country: str | None = None
    """ISO 3166-1 alpha-3, or a PLOVER code such as ``IGO``."""
    sector: str | None = None
    """PLOVER sector: GOV, MIL, REB, …"""
    role: str | None = None
    identity: Identity | None = None


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
    party: Party | None = None
    """Of ``actors`` and ``recipients``: who the value names; null where nobody coded them, as in a
    value that a person wrote."""


class OriginFigure(Record):
    """What one origin says of a toll, at its latest."""

    origin: str
    low: int | None
    best: int | None
    high: int | None
    told: str | None = None
    """When it was first told."""


class TollPart(Record):
    """How many of a toll are told to be of one side, or civilians, by the rule of the range."""

    who: Literal["civilians", "actors", "recipients"]
    """``actors`` and ``recipients``: fighters or members of a side of the incident."""
    of: str | None = None
    """Of which side: its value as an account of that field gives it; null where that is not told.
    In a two-sided fight every side is in ``actors``, and this tells them apart."""
    low: int | None
    best: int | None
    high: int | None
    origins: tuple[OriginFigure, ...] = ()
    """The figure of each origin that tells it, in the order of their telling."""


class TollRange(Record):
    """A toll over all accounts, by a named rule."""

    low: int | None
    best: int | None
    high: int | None
    rule: TollRule
    origins: tuple[OriginFigure, ...] = ()
    """The figure of each origin that counts, in the order of their telling."""
    parts: tuple[TollPart, ...] = ()
    """How many of them belong to whom, where that is told; what is left over is not told."""


class Allegation(Record):
    """Who is said to have done it: by whom, and who denies it."""

    accused: str
    """The name as an account of ``actors`` gives it."""
    by: tuple[str, ...]
    """Origins that say so."""
    denied_by: tuple[str, ...] = ()
    """Origins that deny it."""
    claimed: bool = False
    """The accused is among those who say so."""


class Step(Record):
    """A report in the order of telling."""

    report: str
    told: str | None
    """When it came out."""
    origins: tuple[str, ...] = ()
    """Origins that no report before it had."""
    follows: str | None = None
    """The earlier report that it has the story from; null when it has something of its own."""
    how: Literal["copy", "citation", "same_source"] | None = None
    why: str | None = None


class Points(Record):
    """What one field adds to the score of two events, and the words for it."""

    field: str
    value: float
    words: str


class Join(Record):
    """Why an event joined the incident: how well it fits one that was there, field by field."""

    event: EventRef
    to: EventRef
    score: float
    needed: float
    points: tuple[Points, ...] = ()
    why: str | None = None
    """Instead of points, where the report itself says that the two are one."""


class IncidentPlace(Record):
    """Where an incident happened."""

    name: str
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: int | None = None


class Incident(Displayed, Record):
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
    standing: dict[str, Standing] = {}
    """How each field stands; see docs/counting.md."""
    allegations: tuple[Allegation, ...] = ()
    telling: tuple[Step, ...] = ()
    """Its reports in the order in which they came out, and whom each follows."""
    joins: tuple[Join, ...] = ()
    """Why its events are one, a join an event."""

    def __repr__(self) -> str:
        days = [day for day in dict.fromkeys((self.earliest, self.latest)) if day]
        about = [brief((self.mode and f"{self.type} {self.mode}") or self.type)]
        about += [brief(place.name) for place in self.places[:1]]
        about.append(" to ".join(map(brief, days)) or "no day")
        about += [f"{brief(effect)} {_bounds(toll)}" for effect, toll in self.tolls.items()]
        about += [f"contested: {', '.join(map(brief, self.contested))}"] if self.contested else []
        return f"<Incident {brief(self.id)}: {', '.join(about)}>"

    __str__ = __repr__


def _bounds(toll: TollRange) -> str:
    low, high = ("?" if number is None else str(number) for number in (toll.low, toll.high))
    return low if low == high else f"{low}–{high}"
