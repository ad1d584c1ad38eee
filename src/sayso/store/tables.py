"""The tables of a database.

What came in (``documents``) and what was read in it (``readings``) are kept for good. The tables
from ``statements`` to ``event_places`` are an index of each report's current reading, and those
from ``copies`` to ``incident_members`` the links that hold now; both can be made again.
``memory_tables`` has those of what linking remembers.

The full-text index is made by the migrations and used through ``dialect``, because each
database engine has its own.
"""

from __future__ import annotations

import zlib

from sqlalchemy import (
    BigInteger,
    Dialect,
    Double,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Packed(TypeDecorator[bytes]):
    """Bytes, compressed with zlib in the database."""

    impl = LargeBinary
    cache_ok = True
    level = 6

    def process_bind_param(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> bytes | None:
        """Compress on the way in."""
        return None if value is None else zlib.compress(value, self.level)

    def process_result_value(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> bytes | None:
        """Decompress on the way out."""
        return None if value is None else zlib.decompress(value)


class QuickPacked(Packed):
    """Bytes that are compressed less, for those that are written by the thousand."""

    cache_ok = True
    level = 1


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map = {str: Text, bytes: Packed, float: Double}


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
    raw: Mapped[bytes]


class ReportRow(Base):
    """One report; its columns repeat the current reading's, for lists and filters."""

    __tablename__ = "reports"
    __table_args__ = (Index("reports_by_time", "instant"), Index("reports_by_outlet", "outlet"))
    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    document: Mapped[int] = mapped_column(ForeignKey("documents.number"), index=True)
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
    rule: Mapped[str]
    made: Mapped[str]
    last_reading: Mapped[int]
    """The newest reading that this run saw; later ones are not linked yet."""


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
