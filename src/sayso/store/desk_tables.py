"""The tables of what the desk lists, and of what people have made of records.

All of it is an index that can be made again: from the records, the links and the decisions.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from sayso.store.tables import Base


class ReportMarkRow(Base):
    """How a report stands with a person: gone through, flagged."""

    __tablename__ = "report_marks"
    __table_args__ = {"sqlite_with_rowid": False}
    who: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    report: Mapped[int] = mapped_column(ForeignKey("reports.number"), primary_key=True, index=True)
    done: Mapped[bool]
    flagged: Mapped[bool]


class IncidentLineRow(Base):
    """An incident as lists and the map show it: as linking found it, or as people made it."""

    __tablename__ = "incident_lines"
    __table_args__ = (
        Index(
            "incident_lines_by_time",
            "until",
            "id",
            "official",
            "reviewed",
            "type",
            "countries",
            "contested",
            "hidden",
            "earliest",
            "latest",
        ),
        Index("incident_lines_by_day", "last_day", "first_day"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    mode: Mapped[str | None]
    place: Mapped[str | None]
    """The first of its places."""
    country: Mapped[str | None]
    countries: Mapped[str]
    """Country codes, each between spaces (`` IRQ SYR ``)."""
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    precision: Mapped[int | None]
    """UCDP where_prec of the place."""
    earliest: Mapped[str | None]
    latest: Mapped[str | None]
    until: Mapped[str]
    """``latest``, else ``earliest``, else nothing; so that those without a day come last."""
    first_day: Mapped[int | None]
    """Days since 1970-01-01."""
    last_day: Mapped[int | None]
    killed_low: Mapped[int | None] = mapped_column(BigInteger)
    killed_best: Mapped[int | None] = mapped_column(BigInteger)
    killed_high: Mapped[int | None] = mapped_column(BigInteger)
    reports: Mapped[int]
    """How many tell of it."""
    origins: Mapped[int]
    contested: Mapped[str]
    """The contested fields, parted by spaces."""
    names: Mapped[str]
    """Places and actors, to be found by, in lower case."""
    agreed: Mapped[int]
    """How many fields stand so; likewise the next four."""
    contradicted: Mapped[int]
    superseded: Mapped[int]
    unsettled: Mapped[int]
    one_origin: Mapped[int]
    state: Mapped[str | None]
    """What people decided: ``confirmed``, ``corrected``, ``merged``, ``split``, ``rejected``."""
    hidden: Mapped[bool]
    """Rejected, or part of another one."""
    reviewed: Mapped[bool] = mapped_column(primary_key=True)
    """Whether it is as people made it; one that they did has a row of both."""
    official: Mapped[bool]
    """Whether no other row takes the place of this one."""
    places: Mapped[str] = mapped_column(server_default=text("''"))
    """Names of all its places, to be filtered by, as ``incident_lines.joined`` writes them;
    likewise the next four."""
    admin1s: Mapped[str] = mapped_column(server_default=text("''"))
    actors: Mapped[str] = mapped_column(server_default=text("''"))
    recipients: Mapped[str] = mapped_column(server_default=text("''"))
    origin_names: Mapped[str] = mapped_column(server_default=text("''"))
    injured: Mapped[int | None] = mapped_column(BigInteger)
    """The best figure, else the lowest or the highest; likewise the next five."""
    captured: Mapped[int | None] = mapped_column(BigInteger)
    missing: Mapped[int | None] = mapped_column(BigInteger)
    displaced: Mapped[int | None] = mapped_column(BigInteger)
    arrested: Mapped[int | None] = mapped_column(BigInteger)
    participants: Mapped[int | None] = mapped_column(BigInteger)


class ReviewedReportRow(Base):
    """What people have made of a report."""

    __tablename__ = "reviewed_reports"
    report: Mapped[int] = mapped_column(
        ForeignKey("reports.number"), primary_key=True, autoincrement=False
    )
    decision: Mapped[int] = mapped_column(ForeignKey("decisions.number"))
    """The newest decision that it is made of."""
    reading: Mapped[int] = mapped_column(ForeignKey("readings.number"))
    """The reading that it is made of."""
    record: Mapped[bytes | None]
    """The record's JSON; null: as the machine reads it."""
    version: Mapped[int] = mapped_column(index=True)
    """Counts the changes of all records by people: each has the next number."""
    hidden: Mapped[bool]
    """It was rejected as a whole."""
    statements: Mapped[int]
    events: Mapped[int]
    killed: Mapped[int | None] = mapped_column(BigInteger)


class ReviewedIncidentRow(Base):
    """What people have made of an incident."""

    __tablename__ = "reviewed_incidents"
    id: Mapped[str] = mapped_column(primary_key=True)
    decision: Mapped[int | None] = mapped_column(ForeignKey("decisions.number"))
    """The newest decision that it is made of."""
    state: Mapped[str | None]
    into: Mapped[str | None]
    """The incident that it is part of now."""
    hidden: Mapped[bool]
    record: Mapped[str]
    origins: Mapped[str | None]
    """JSON: its origins; null: those that linking found."""


class ReviewedMemberRow(Base):
    """An event that belongs to an incident as people made it."""

    __tablename__ = "reviewed_members"
    incident: Mapped[str] = mapped_column(ForeignKey("reviewed_incidents.id"), primary_key=True)
    report: Mapped[str] = mapped_column(primary_key=True, index=True)
    event: Mapped[str] = mapped_column(primary_key=True)
