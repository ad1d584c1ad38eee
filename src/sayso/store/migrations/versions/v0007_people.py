"""People who work on one collection: accounts, logins, what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.guards import guard
from sayso.store.migrations.types import NUMBER, TEXT

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("password", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("folded"),
        sa.CheckConstraint(
            "role IN ('reader', 'coder', 'adjudicator', 'admin')", name="people_role"
        ),
    )
    op.create_table(
        "web_sessions",
        sa.Column("token", TEXT, nullable=False),
        sa.Column("person", NUMBER, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("used", TEXT, nullable=False),
        sa.Column("expires", TEXT, nullable=False),
        sa.Column("agent", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.number"]),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_web_sessions_person", "web_sessions", ["person"])
    op.create_table(
        "audit",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    guard("audit")
