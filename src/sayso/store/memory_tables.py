"""The tables of what linking remembers of reports, so that new ones are linked to them.

All of it can be made again from the records by linking the whole collection anew.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sayso import __version__
from sayso.record.links import FORM
from sayso.store.tables import Base

MEMORY = f"{__version__}, form {FORM}"
"""Stands with each run. What was remembered by another version or in another form is forgotten:
the next run links all anew."""


class LinkedReportRow(Base):
    """A linked report, with its number among those. One that is linked again has a new number."""

    __tablename__ = "linked_reports"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    report: Mapped[int] = mapped_column(ForeignKey("reports.number"), unique=True)
    told: Mapped[str]
    """When it came out, in UTC, as text that sorts by time."""


class LinkNoteRow(Base):
    """What is compared of a linked report, and its happenings."""

    __tablename__ = "link_notes"
    number: Mapped[int] = mapped_column(
        ForeignKey("linked_reports.number"), primary_key=True, autoincrement=False
    )
    note: Mapped[bytes]
    """JSON."""


class LinkArrayRow(Base):
    """What many linked reports hold, as arrays of numbers: their shingles, or their terms."""

    __tablename__ = "link_arrays"
    __table_args__ = (Index("link_arrays_by_kind", "kind", "first", unique=True),)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """``fingerprints`` or ``terms``."""
    first: Mapped[int]
    """The number of the first report in it."""
    size: Mapped[int]
    """How many reports are in it."""
    array: Mapped[bytes] = mapped_column(LargeBinary)


class LinkChanceRow(Base):
    """The chance that two linked reports are on one story; pairs with next to none have no row."""

    __tablename__ = "link_chances"
    __table_args__ = ({"sqlite_with_rowid": False},)
    a: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    b: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)
    """The higher number of the two."""
    chance: Mapped[float]


class LinkPlaceRow(Base):
    """A happening of a linked report at a place, with its days."""

    __tablename__ = "link_places"
    __table_args__ = (Index("link_places_by_place", "place", "first_day", "last_day"),)
    number: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]
    first_day: Mapped[int]
    """A proleptic ordinal, as Python's ``date.toordinal`` counts."""
    last_day: Mapped[int]
    report: Mapped[int] = mapped_column(ForeignKey("linked_reports.number"))
    happening: Mapped[int]
    """Its place among the report's happenings, from 0 on."""
