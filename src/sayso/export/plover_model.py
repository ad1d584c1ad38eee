"""PLOVER records as they are written: chapter 6 of the manual, and what it has no field for.

The manual (PLOVER 2.0, draft of February 2024) leaves out who says so, lower and upper figures and
where the words stand. That is under ``sayso``, a key of our own.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sayso.record import Effect, SourceKind, Span, Stance, Status


class Part(BaseModel):
    """Base of all parts: immutable and closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entity(Part):
    """An actor or a recipient (manual, chapter 6, "entity")."""

    code: str | None = None
    """Country: ISO 3166-1 alpha-3, or a PLOVER code such as ``IGO``."""
    sector: str | None = None
    entity_text: str
    """The name as the report writes it."""
    office: str | None = None
    """What a person is, such as an office, as the report says."""
    identifier_id: str | None = None
    identifier_text: str | None = None
    """The authority file of ``identifier_id``."""


class Location(Part):
    """Where it was (manual, chapter 6, "event_loc")."""

    extracted_place: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    district: str | None = None
    province: str | None = None
    country_code: str | None = None
    resolution: int | None = Field(default=None, ge=1, le=5)
    """1 country, 2 province, 3 district, 4 city or town; null for what is none of them."""


class Size(Part):
    """How many people (manual, chapter 6, "size"): the best figure told in this mention."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


class TextInfo(Part):
    """Where the words that name the event stand in the report's text, in code points."""

    start: int
    end: int


class CiteInfo(Part):
    """The report (manual, chapter 6, "cite_info")."""

    url: str | None = None
    title: str | None = None
    publication: str | None = None
    language: str | None = None
    coder: str
    """The reader that coded it, with its version."""
    codebook: str = "PLOVER 2.0"


class Voice(Part):
    """A link of the chain of tellers: the outlet, a teller that it credits, or a statement."""

    kind: Literal["outlet", "teller", "statement"]
    name: str | None = None
    """Who; null for an outlet or a speaker that is not named."""
    statement: str | None = None
    """Id of the statement in the report."""
    source_kind: SourceKind | None = None
    stance: Stance | None = None
    """What the cue says of the content; no verdict."""
    anonymous: bool = False
    hedged: bool = False
    """The teller keeps a distance: "reportedly"."""


class Number(Part):
    """A number of people affected, with its bounds and its words."""

    effect: Effect
    low: int | None = None
    best: int | None = None
    high: int | None = None
    phrase: str
    civilians: bool | None = None
    statement: str | None = None
    """Id of the innermost statement that holds it; null in the teller's own voice."""


class Ours(Part):
    """What PLOVER has no field for."""

    report: str
    event: str
    incident: str | None = None
    """The incident that the event belongs to; null: none."""
    voice: tuple[Voice, ...] = ()
    """On whose say-so, the outermost teller first."""
    status: Status
    background: bool = False
    """An earlier happening that is recalled."""
    auxiliary: tuple[Literal["historical", "future", "hypothetical", "negation"], ...] = ()
    """Auxiliary modes (manual, 2.3), from status and background."""
    same_as: str | None = None
    """An earlier mention of the same happening in the report."""
    date_told: bool
    """False: no day is told, and ``date`` is that of publication."""
    date_precision: int | None = None
    """UCDP ``date_prec``, 1 to 5."""
    place_precision: tuple[int | None, ...] = ()
    """UCDP ``where_prec`` of each location, 1 to 7."""
    numbers: tuple[Number, ...] = ()
    spans: tuple[Span, ...] = ()
    """Where actors, recipients and numbers stand, in code points."""
    confidence: float
    """How sure the reader is of the code; none of whether it is so."""


class PloverRecord(Part):
    """A mention of an event (manual, chapter 6)."""

    id: str
    """Report and event, which together stay."""
    date: str | None = None
    """The first day (ISO 8601); where none is told the day of publication, see ``date_told``."""
    enddate: str | None = None
    event: str
    """PLOVER type, or one of the codebook that the collection was read with."""
    mode: str | None = None
    context: tuple[str, ...] = ()
    quad_code: int | None = Field(default=None, ge=1, le=4)
    actor: tuple[Entity, ...]
    """Empty where nobody is named; the manual would not code such an event."""
    recipient: tuple[Entity, ...] = ()
    event_loc: tuple[Location, ...] = ()
    event_text: str
    """The words that name the event."""
    size: Size | None = None
    link: str
    """The same for all mentions of one happening: of an incident its id."""
    text_info: TextInfo
    cite_info: CiteInfo
    sayso: Ours


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a line of the file."""
    made = PloverRecord.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
