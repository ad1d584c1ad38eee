"""Incidents: the list, one with its accounts side by side, the map."""

from __future__ import annotations

from sayso.record import Copy, Incident, Origin
from sayso.web.wire.base import Wire
from sayso.web.wire.decisions import DecisionOut, Mark, Turns


class IncidentLine(Wire):
    """One incident in a list."""

    id: str
    type: str
    mode: str | None
    place: str | None
    country: str | None
    earliest: str | None
    latest: str | None
    killed: tuple[int | None, int | None, int | None] | None
    """Low, best, high."""
    reports: int
    origins: int
    contested: list[str]
    state: str | None = None
    """``confirmed``, ``rejected``, ``merged``, ``split``, ``corrected``; None: not reviewed."""


class IncidentPage(Wire):
    """A page of a list of incidents."""

    incidents: list[IncidentLine]
    next: str | None


class Quote(Wire):
    """The words of a report that an account rests on."""

    report: str
    event: str | None = None
    statement: str | None = None
    before: str
    words: str
    after: str
    source: str | None
    """Who says it, in the report's words; None: the outlet itself."""


class ReportHead(Wire):
    """What a page says of a report without showing it."""

    id: str
    title: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    url: str | None
    language: str | None


class GraphNode(Wire):
    """A box of the source graph, in units of one line of text."""

    id: str
    label: str
    kind: str
    """``incident``, ``origin``, ``report``, ``outlet``, ``group``."""
    x: float
    y: float
    width: float
    height: float
    name_lines: int = 1
    """So many lines of the label are its name; what follows is a note on it."""
    report: str | None = None
    origin: str | None = None


class GraphEdge(Wire):
    """A way that the account went."""

    source: str
    target: str
    kind: str
    label: str
    points: list[tuple[float, float]]


class SourceGraph(Wire):
    """How the account came from its origins to the reports, laid out."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]
    width: float
    height: float
    text: list[str]
    """The same in words, a line each, for those who do not see it."""


class IncidentView(Wire):
    """One incident as the person who asks sees it."""

    incident: Incident
    machine: Incident | None
    """As the machine linked it, where people changed it."""
    origins: list[Origin]
    copies: list[Copy]
    reports: dict[str, ReportHead]
    quotes: dict[str, list[Quote]]
    """By field and value: ``killed=12``."""
    graph: SourceGraph
    marks: dict[str, Mark]
    decisions: list[DecisionOut]
    near: list[IncidentLine]
    """Others near in place and time: what it might be merged with."""
    turns: Turns


class MapColumns(Wire):
    """Incidents with a place, a column a field: the same index is the same incident."""

    id: list[str]
    lat: list[float]
    lon: list[float]
    precision: list[int]
    """UCDP where_prec 1-7."""
    first: list[int | None]
    """Days since 1970-01-01."""
    last: list[int | None]
    type: list[int]
    """Index into ``types``."""
    types: list[str]
    country: list[int]
    """Index into ``countries``; -1 where it is not known."""
    countries: list[str]
    """ISO 3166-1 alpha-3."""
    name: list[int]
    """Of the first place: index into ``names``; -1 where there is none."""
    names: list[str]
    killed: list[int]
    """Best figure; -1 where none is given."""
    contested: list[int]
    """1 or 0."""
    without_place: int
    """How many more fit the filters and have no coordinates."""


class Town(Wire):
    """A populated place of the gazetteer."""

    name: str
    lat: float
    lon: float
    population: int
    country: str | None


class Region(Wire):
    """A place to look at, found by its name."""

    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    geonames: int | None
    """Its number; None for places that GeoNames has given none."""
    population: int
