"""The tables of people who work on one collection: accounts, logins, what was done.

Times are in UTC, ISO 8601, so that they sort as text.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sayso.store.tables import Base


class PersonRow(Base):
    """An account. None is deleted: decisions and the audit name people."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("role IN ('reader', 'coder', 'adjudicator', 'admin')", name="people_role"),
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    """As it is shown."""
    folded: Mapped[str] = mapped_column(unique=True)
    """As it is asked for, in any case."""
    password: Mapped[str]
    """A hash of it with all that is needed to check a password against it."""
    role: Mapped[str]
    active: Mapped[bool]
    made: Mapped[str]
    last_seen: Mapped[str | None]


class WebSessionRow(Base):
    """A browser in which somebody is logged in."""

    __tablename__ = "web_sessions"
    token: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of what the browser keeps, in hexadecimal."""
    person: Mapped[int] = mapped_column(ForeignKey("people.number"), index=True)
    made: Mapped[str]
    used: Mapped[str]
    expires: Mapped[str]
    agent: Mapped[str]
    """What the browser calls itself."""


class AuditRow(Base):
    """Something that somebody did, or tried to do. Never changed or deleted."""

    __tablename__ = "audit"
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    who: Mapped[str]
    what: Mapped[str]
    about: Mapped[str]
    address: Mapped[str | None]
    """Where it came from on the network."""
