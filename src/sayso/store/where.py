"""The filter language as conditions of a database."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from sayso.errors import QueryError
from sayso.store.engines import Dialect


def incident_conditions(
    session: Session, dialect: Dialect, where: str | None, *, official: bool
) -> list[ColumnElement[bool]]:
    """Conditions on ``incident_lines``.

    Args:
        session: An open session.
        dialect: The database.
        where: A filter; None: everything.
        official: As people made incidents, where they did.
    """
    del session, dialect, official
    if where is not None:
        raise QueryError("filters are not understood yet")
    return []


def report_conditions(
    session: Session, dialect: Dialect, where: str | None, *, official: bool
) -> list[ColumnElement[bool]]:
    """Conditions on ``reports``; the arguments are as for incidents."""
    del session, dialect, official
    if where is not None:
        raise QueryError("filters are not understood yet")
    return []
