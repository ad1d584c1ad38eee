"""All tables together, those that other modules describe too."""

from __future__ import annotations

from sqlalchemy import Table

from sayso.store import changes, desk_tables, memory_tables, people_tables, watch_tables
from sayso.store.tables import Base

_DESCRIBED = (changes.table, desk_tables, memory_tables, people_tables, watch_tables)
"""Imported, they are in the metadata."""


def all_tables() -> list[Table]:
    """All tables, each after those that it refers to."""
    return list(Base.metadata.sorted_tables)
