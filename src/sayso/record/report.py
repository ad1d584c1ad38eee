"""The record of one report.

Every model is immutable. Offsets are Unicode code points into ``Report.text``, half-open
``[start, end)``. Event types, modes and contexts follow the PLOVER 2.0 manual, place and date
precision the UCDP GED codebook (``where_prec`` 1-7, ``date_prec`` 1-5). ``docs/record.md``
describes every field.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

from sayso.record.display import Displayed, brief

Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
"""Half-open code-point offsets into the report's text."""

Spans = tuple[Span, ...]
Evidence = dict[str, Spans]
"""Field name to the words that its value was read from."""

BlockKind = Literal[
    "title",
    "dateline",
    "byline",
    "credit",
    "caption",
    "heading",
    "paragraph",
    "list",
    "quote",
    "editor_note",
    "boilerplate",
    "correction",
]
StatementKind = Literal["direct", "indirect", "mixed"]
Stance = Literal["states", "claims", "confirms", "denies", "accuses", "fears", "promises", "asks"]
SourceKind = Literal["official", "party", "witness", "expert", "outlet", "document", "other"]
ActorKind = Literal["organization", "person", "state", "state_body", "group", "unknown"]
Effect = Literal[
    "killed", "injured", "captured", "missing", "displaced", "arrested", "participants"
]
Status = Literal["happened", "ongoing", "planned", "threatened", "feared", "denied", "hypothetical"]
TimeType = Literal["date", "time", "duration", "set"]


class Record(BaseModel):
    """Base of all models: immutable, closed, serialised by the published names."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, populate_by_name=True
    )


class Warning(Record):  # noqa: A001 - the record's own word
    """Something a person should know about this record."""

    code: str
    message: str
    span: Span | None = None


class Extractor(Record):
    """What turned the raw bytes into the canonical text."""

    name: str
    version: str


class ReaderInfo(Record):
    """What produced this record."""

    version: str
    models: dict[str, str] = {}
    extractor: Extractor | None = None


class Block(Record):
    """A stretch of the text with one function on the page."""

    kind: BlockKind
    span: Span
    teller: str | None = None
    """Whose text this is when it is not the outlet's: a republished report, an inserted note."""


class Identity(Record):
    """An entry in an authority file."""

    scheme: str
    id: str


class Actor(Record):
    """A within-report coreference cluster of agents."""

    id: str
    name: str
    mentions: Spans
    kind: ActorKind = "unknown"
    country: str | None = None
    """ISO 3166-1 alpha-3, or a PLOVER code such as ``IGO``."""
    sector: str | None = None
    """PLOVER sector: GOV, MIL, REB, …"""
    role: str | None = None
    member_of: str | None = None
    identity: Identity | None = None
    evidence: Evidence = {}
    why: str | None = None


class Place(Record):
    """A place that the report names, and where on earth it is."""

    id: str
    name: str
    mentions: Spans
    geonames: int | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    admin1: str | None = None
    admin2: str | None = None
    precision: int | None = Field(default=None, ge=1, le=7)
    """UCDP where_prec: 1 exact, 2 near, 3 ADM2, 4 ADM1, 5 vague, 6 country, 7 sea or air."""
    confidence: float | None = Field(default=None, ge=0, le=1)
    why: str | None = None
    """Why there are no coordinates, with the nearest candidates."""


class Time(Record):
    """A time expression."""

    id: str
    span: Span
    type: TimeType
    value: str | None = None
    """TIMEX3 value: ``2020-05-02``, ``2020-W18``, ``P2D``, ``PAST_REF``."""
    earliest: str | None = None
    latest: str | None = None
    precision: int | None = Field(default=None, ge=1, le=5)
    """UCDP date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 year."""
    why: str | None = None


class Source(Record):
    """Who makes a statement."""

    span: Span
    actor: str | None = None
    anonymous: bool = False
    reason: Span | None = None
    """The words that say why the name is kept back."""
    kind: SourceKind | None = None
    """What the words say the source is; None where they give only a name."""


class Medium(Record):
    """Told to, published by, carried by."""

    span: Span
    actor: str | None = None


class Statement(Record):
    """Who says what (attribution in the sense of PARC 3 and PolNeAR)."""

    id: str
    kind: StatementKind
    source: Source | None = None
    cue: Spans = ()
    content: Spans
    medium: Medium | None = None
    stance: Stance = "states"
    """What the cue says about the content; never a verdict of ours."""
    hedges: Spans = ()
    """Words by which a teller keeps a distance to the content: "reportedly", "alleged"."""
    parent: str | None = None


class Instrument(Record):
    """What an act was done with."""

    span: Span
    kind: str


class TollWho(Record):
    """The people a toll counts."""

    span: Span
    actor: str | None = None
    civilian: bool | None = None


class Toll(Record):
    """One number of people affected."""

    effect: Effect
    who: TollWho | None = None
    low: int | None = Field(default=None, ge=0)
    best: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    span: Span
    phrase: str
    statement: str | None = None
    """The innermost statement that holds the number; null in the teller's own voice."""


class VoiceStep(Record):
    """One link of a chain of tellers: exactly one of outlet, teller, statement."""

    outlet: Literal[True] | None = None
    teller: str | None = None
    """A credited agency, a reprinted outlet, the writer of an inserted note."""
    statement: str | None = None

    @model_validator(mode="after")
    def _one(self) -> VoiceStep:
        if sum(x is not None for x in (self.outlet, self.teller, self.statement)) != 1:
            raise ValueError("a voice step is exactly one of outlet, teller, statement")
        return self

    @model_serializer
    def _compact(self) -> dict[str, Any]:
        fields = {"outlet": self.outlet, "teller": self.teller, "statement": self.statement}
        return {k: v for k, v in fields.items() if v is not None}


class Event(Record):
    """One mention of a happening, coded to PLOVER."""

    id: str
    type: str
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    anchor: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    instrument: Instrument | None = None
    places: tuple[str, ...] = ()
    time: str | None = None
    tolls: tuple[Toll, ...] = ()
    status: Status = "happened"
    background: bool = False
    voice: tuple[VoiceStep, ...] = ()
    """Chain of tellers, outermost first."""
    same_as: str | None = None
    """An earlier mention of the same happening in this report."""
    confidence: float = Field(default=1.0, ge=0, le=1)
    evidence: Evidence = {}


AttackType = Literal["attack", "bombing", "kidnapping", "arson", "robbery", "stoppage"]
Stage = Literal["accomplished", "attempted", "threatened"]
By = Literal["terrorist", "state"]
CastPart = Literal["perpetrator", "organisation", "target", "victim", "weapon"]
Belief = Literal["fact", "claimed", "suspected", "authorities", "possible", "acquitted"]


class Cast(Record):
    """A phrase that takes part in an attack."""

    part: CastPart
    """``perpetrator``: people who did it; ``organisation``: the body that did; ``target``: a thing
    struck; ``victim``: people struck; ``weapon``: what it was done with."""
    span: Span
    actor: str | None = None
    kind: str | None = None
    """What sort of target, victim or weapon the words show: ``vehicle``, ``police``, ``bomb``."""
    outcome: str | None = None
    """What became of a victim (``killed``, ``injured``, ``unharmed``, ``unhurt``, ``freed``) or a
    target (``some`` damage, ``destroyed``, ``none``, ``taken``); null where it is not told."""
    belief: Belief | None = None
    """How an organisation's part is told: as fact, claimed or admitted by it, suspected, suspected
    by the authorities, possible, or disproved (the degrees of MUC-4)."""


class Attack(Record):
    """One attack with all that the report tells of it, from whichever sentence."""

    id: str
    type: AttackType
    stage: Stage
    by: By | None = None
    """Whether those who did it are told of as a state's forces or not, in the sense of MUC-4."""
    cast: tuple[Cast, ...]
    events: tuple[str, ...] = ()
    """Mentions of events that tell of it."""
    place: str | None = None
    time: str | None = None


class Total(Record):
    """How many the report as a whole says were killed or injured in what it is about."""

    effect: Effect
    number: int = Field(ge=0)
    spans: Spans = ()
    """Words that give the number; none where nobody was, or where it is told one by one."""
    confidence: float = Field(ge=0, le=1)


class Loaded(Record):
    """Wording that takes a side, and whose."""

    span: Span
    term: str
    kind: Literal["label", "scare_quote", "intensifier"]
    quoted: bool = False
    """Whether the words stand in quotation marks: then they are the voice's own words."""
    voice: tuple[VoiceStep, ...] = ()


class Report(Displayed, Record):
    """One report and everything that was read in it."""

    schema_: Literal["sayso/report/1"] = Field(default="sayso/report/1", alias="schema")
    id: str
    url: str | None = None
    original: str | None = None
    """The address on another site that the page gives as that of the original."""
    outlet: str | None = None
    agency: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    reader: ReaderInfo
    text: str
    blocks: tuple[Block, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    attacks: tuple[Attack, ...] = ()
    totals: tuple[Total, ...] = ()
    relevance: float | None = Field(default=None, ge=0, le=1)
    """How likely it is that the report tells of conflict, for triage."""
    loaded: tuple[Loaded, ...] = ()
    warnings: tuple[Warning, ...] = ()
    evidence: Evidence = {}

    def words(self, span: Span) -> str:
        """The words at a span."""
        return self.text[span[0] : span[1]]

    def __repr__(self) -> str:
        about = [brief(part) for part in (self.title, self.outlet, self.published) if part]
        about.append(f"{len(self.events)} events")
        about.append(f"{len(self.statements)} statements")
        return f"<Report {brief(self.id)}: {', '.join(about)}>"

    __str__ = __repr__


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a serialised ``Report``."""
    out = Report.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **out}
