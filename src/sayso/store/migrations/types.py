"""Types of columns, the same in all revisions."""

from __future__ import annotations

import sqlalchemy as sa

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""SQLite's own numbers of rows are of 64 bits and must be called INTEGER."""
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Sorts by code points on every engine; PostgreSQL's default sorts as some language does."""
