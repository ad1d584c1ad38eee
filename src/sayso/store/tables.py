"""The tables of a database.

What came in (``documents``) and what was read in it (``readings``) are kept for good. The tables
from ``statements`` to ``event_places`` and
``report_facets`` are an index of each report's current reading, and those from ``copies`` to
``incident_members`` the links that hold now; both can be made again. What people decided
(``decisions``) is kept for good too.
``memory_tables`` has those of what linking remembers.

The full-text index is made by the migrations and used through ``engines``, because each
database engine has its own. So are the views of what is current, ``current_readings`` and
``current_decisions``, the triggers that refuse to change or delete readings and decisions, and
the index of incidents by their time.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Text,
    TypeDecorator,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from sayso.store.packing import pack, unpack

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
"""Numbers of rows: a large collection has more statements than 32 bits can count. SQLite's own
are of 64 bits and must be called INTEGER."""


class Words(TypeDecorator[str]):
    """Text that sorts by code points on every engine, and may hold every character but NUL.

    PostgreSQL takes no NUL; in its place stands the character for what is none, U+FFFD.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """The engine's own type; PostgreSQL's default sorts by the rules of some language."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> str | None:
        """Take NUL out on the way in."""
        return value.replace("\0", "\ufffd") if value and "\0" in value else value


class Packed(TypeDecorator[bytes]):
    """Bytes, compressed in the database; see ``packing``."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> bytes | None:
        """Compress on the way in."""
        return None if value is None else pack(value)

    def process_result_value(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> bytes | None:
        """Decompress on the way out."""
        return None if value is None else unpack(value)


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {str: Words, bytes: Packed, float: Double, int: NUMBER}


class DocumentRow(Base):
    """Raw bytes as they came in, and what turned them into text."""

    __tablename__ = "documents"
    number: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    media_type: Mapped[str]
    origin: Mapped[str]
    size: Mapped[int]
    extractor: Mapped[str | None]
    extractor_version: Mapped[str | None]
    added: Mapped[str]
    raw: Mapped[bytes | None]
    """Null: not kept; they are where ``origin`` says."""


_COPIES = text("lead IS NOT NULL")


class ReportRow(Base):
    """One report; its columns repeat the current record's, for lists and filters."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("reports_by_time", "instant"),
        Index("reports_by_url", "url"),
        Index("reports_by_relevance", "relevance", "number"),
        # Most reports are no copies: an index of those that are not would lead astray.
        Index("reports_by_lead", "lead", sqlite_where=_COPIES, postgresql_where=_COPIES),
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    document: Mapped[int] = mapped_column(ForeignKey("documents.number"), index=True)
    """The bytes of its first version; each reading names its own."""
    url: Mapped[str | None]
    outlet: Mapped[str | None]
    agency: Mapped[str | None]
    title: Mapped[str | None]
    byline: Mapped[str | None]
    language: Mapped[str | None]
    published: Mapped[str | None]
    """As the page gives it, with its zone."""
    day: Mapped[str | None]
    """The day of ``published``, in the page's own zone."""
    instant: Mapped[str | None]
    """``published`` in UTC, which can be sorted."""
    modified: Mapped[str | None]
    added: Mapped[str]
    relevance: Mapped[float] = mapped_column(server_default="-1")
    """How likely it tells of conflict; -1 where the reader does not say."""
    contested: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """Whether it tells of an incident with a contested field."""
    lead: Mapped[int | None] = mapped_column(ForeignKey("reports.number"))
    """The report that this one is a near copy of; null where it is none."""


class ReadingRow(Base):
    """One machine version of a report's record. Never changed; the highest number is current."""

    __tablename__ = "readings"
    __table_args__ = (Index("readings_by_report", "report", "number"),)
    number: Mapped[int] = mapped_column(primary_key=True)
    report: Mapped[int] = mapped_column(ForeignKey("reports.number"))
    reader_version: Mapped[str]
    models: Mapped[str]
    """JSON: model name to its version or digest."""
    made: Mapped[str]
    record: Mapped[bytes]
    """The record's JSON."""
    document: Mapped[int] = mapped_column(ForeignKey("documents.number"), index=True)
    """The bytes that this reading was made of."""


class StatementRow(Base):
    """Who says what."""

    __tablename__ = "statements"
    number: Mapped[int] = mapped_column(primary_key=True)
    reading: Mapped[int] = mapped_column(ForeignKey("readings.number"), index=True)
    id: Mapped[str]
    kind: Mapped[str]
    stance: Mapped[str] = mapped_column(index=True)
    source: Mapped[str | None]
    actor: Mapped[str | None] = mapped_column(index=True)
    anonymous: Mapped[bool]
    source_kind: Mapped[str | None] = mapped_column(index=True)
    cue: Mapped[str]
    content: Mapped[str]
    medium: Mapped[str | None]
    hedges: Mapped[str]
    parent: Mapped[str | None]


class PlaceRow(Base):
    """A place that a report names."""

    __tablename__ = "places"
    number: Mapped[int] = mapped_column(primary_key=True)
    reading: Mapped[int] = mapped_column(ForeignKey("readings.number"), index=True)
    id: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    geonames: Mapped[int | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    country: Mapped[str | None] = mapped_column(index=True)
    admin1: Mapped[str | None]
    admin2: Mapped[str | None]
    precision: Mapped[int | None]
    why: Mapped[str | None]


class EventRow(Base):
    """One mention of a happening."""

    __tablename__ = "events"
    number: Mapped[int] = mapped_column(primary_key=True)
    reading: Mapped[int] = mapped_column(ForeignKey("readings.number"), index=True)
    id: Mapped[str]
    type: Mapped[str] = mapped_column(index=True)
    mode: Mapped[str | None]
    cameo: Mapped[str | None]
    contexts: Mapped[str]
    status: Mapped[str]
    background: Mapped[bool]
    anchor: Mapped[str]
    actors: Mapped[str]
    recipients: Mapped[str]
    earliest: Mapped[str | None]
    latest: Mapped[str | None]
    voice: Mapped[str]
    """JSON: the chain of tellers, outermost first."""
    same_as: Mapped[str | None]
    confidence: Mapped[float]


class EventPlaceRow(Base):
    """Where an event happened."""

    __tablename__ = "event_places"
    event: Mapped[int] = mapped_column(ForeignKey("events.number"), primary_key=True)
    place: Mapped[int] = mapped_column(ForeignKey("places.number"), primary_key=True, index=True)


class TollRow(Base):
    """One number of people affected by an event."""

    __tablename__ = "tolls"
    number: Mapped[int] = mapped_column(primary_key=True)
    reading: Mapped[int] = mapped_column(ForeignKey("readings.number"), index=True)
    event: Mapped[int] = mapped_column(ForeignKey("events.number"), index=True)
    effect: Mapped[str]
    low: Mapped[int | None] = mapped_column(BigInteger)
    best: Mapped[int | None] = mapped_column(BigInteger)
    high: Mapped[int | None] = mapped_column(BigInteger)
    phrase: Mapped[str]
    who: Mapped[str | None]
    civilian: Mapped[bool | None]
    statement: Mapped[str | None]


class LinkRunRow(Base):
    """One linking of new reports or of the whole collection. All runs are kept."""

    __tablename__ = "link_runs"
    number: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str]
    """Of sayso, with the form of what it remembers."""
    rule: Mapped[str]
    made: Mapped[str]
    last_reading: Mapped[int]
    """The newest reading that this run saw; later ones are not linked yet."""
    last_review: Mapped[int] = mapped_column(server_default="0")
    """The newest change of a record by people that this run saw."""


class CopyRow(Base):
    """One report carries text of another."""

    __tablename__ = "copies"
    number: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(ForeignKey("link_runs.number"))
    from_report: Mapped[str] = mapped_column(index=True)
    to_report: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    share: Mapped[float]
    record: Mapped[str]


class IncidentRow(Base):
    """One happening, over all reports."""

    __tablename__ = "incidents"
    number: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(ForeignKey("link_runs.number"))
    id: Mapped[str] = mapped_column(unique=True)
    type: Mapped[str] = mapped_column(index=True)
    earliest: Mapped[str | None]
    latest: Mapped[str | None]
    countries: Mapped[str]
    """Country codes, each between spaces (`` IRQ SYR ``)."""
    contested: Mapped[bool]
    founded: Mapped[str | None]
    """Sorts incidents by their founding: when and by which report they were told first."""
    record: Mapped[str]


class OriginRow(Base):
    """Where accounts of an incident enter the record; one of several incidents has several rows."""

    __tablename__ = "origins"
    number: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(ForeignKey("link_runs.number"))
    incident: Mapped[str | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    """Null: of all incidents together, as earlier versions of sayso wrote it."""
    id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    kind: Mapped[str]
    record: Mapped[str]


class IncidentMemberRow(Base):
    """An event that belongs to an incident."""

    __tablename__ = "incident_members"
    incident: Mapped[str] = mapped_column(ForeignKey("incidents.id"), primary_key=True)
    report: Mapped[str] = mapped_column(primary_key=True, index=True)
    event: Mapped[str] = mapped_column(primary_key=True)


class IncidentForwardRow(Base):
    """Where an incident id leads that is gone or was split: to the incidents with its events."""

    __tablename__ = "incident_forwards"
    number: Mapped[int] = mapped_column(primary_key=True)
    old: Mapped[str] = mapped_column(index=True)
    new: Mapped[str | None]
    """Null: none of its events is in an incident any more."""
    run: Mapped[int] = mapped_column(ForeignKey("link_runs.number"))


class ReportFacetRow(Base):
    """By what a list finds a report: all of them, an outlet, a type of event, a country.

    The current reading's. One index holds what is asked for and the order of the list, so that a
    page of a list costs the same in a small collection and a large one.
    """

    __tablename__ = "report_facets"
    __table_args__ = {"sqlite_with_rowid": False}
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    """In lower case."""
    instant: Mapped[str] = mapped_column(primary_key=True)
    """That of the report, or nothing; so that those without a date come last."""
    report: Mapped[int] = mapped_column(ForeignKey("reports.number"), primary_key=True, index=True)


class DecisionRow(Base):
    """What a person decided about something in a record. Never changed, only replaced."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint(
            "action IN ('confirm', 'correct', 'reject', 'add', 'note', 'flag', 'merge', 'split',"
            " 'undo')",
            name="decisions_action",
        ),
        CheckConstraint("stage IN ('coding', 'adjudication')", name="decisions_stage"),
        Index("decisions_by_person", "who", "number"),
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[str]
    who: Mapped[str]
    action: Mapped[str]
    record: Mapped[str] = mapped_column(index=True)
    """Id of the report or the incident."""
    path: Mapped[str]
    """Where in the record, as ``events.e1.type``; empty: all of it."""
    reading: Mapped[int | None] = mapped_column(ForeignKey("readings.number"), index=True)
    """The reading that the person saw, where the record is a report's."""
    old: Mapped[str | None]
    """JSON: the value that the person saw."""
    new: Mapped[str | None]
    """JSON: the value that it should be."""
    reason: Mapped[str | None]
    replaces: Mapped[int | None] = mapped_column(ForeignKey("decisions.number"), unique=True)
    """The decision that no longer holds because of this one."""
    stage: Mapped[str] = mapped_column(server_default="coding")
    """``coding``: the person's own view; ``adjudication``: the last word."""
