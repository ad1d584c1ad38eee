"""What watching remembers: sites, feeds, articles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.types import NUMBER, TEXT

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "watch_hosts",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("robots", TEXT, nullable=True),
        sa.Column("robots_until", TEXT, nullable=True),
        sa.Column("not_before", TEXT, nullable=True),
        sa.Column("failures", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("origin"),
    )
    op.create_table(
        "watch_feeds",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("parent", NUMBER, nullable=True),
        sa.Column("moved", TEXT, nullable=True),
        sa.Column("etag", TEXT, nullable=True),
        sa.Column("modified", TEXT, nullable=True),
        sa.Column("polled", TEXT, nullable=True),
        sa.Column("next", TEXT, nullable=False),
        sa.Column("failures", NUMBER, nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("problem", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["parent"], ["watch_feeds.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("url"),
    )
    op.create_index("ix_watch_feeds_parent", "watch_feeds", ["parent"])
    op.create_table(
        "watch_articles",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("feed", NUMBER, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("updated", TEXT, nullable=True),
        sa.Column("found", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("next", TEXT, nullable=True),
        sa.Column("looks", NUMBER, nullable=False),
        sa.Column("failures", NUMBER, nullable=False),
        sa.Column("etag", TEXT, nullable=True),
        sa.Column("modified", TEXT, nullable=True),
        sa.Column("sha256", TEXT, nullable=True),
        sa.Column("report", TEXT, nullable=True),
        sa.Column("item", sa.LargeBinary(), nullable=True),
        sa.Column("problem", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["feed"], ["watch_feeds.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("watch_articles_by_time", "watch_articles", ["next", "number"])
    op.create_index("ix_watch_articles_report", "watch_articles", ["report"])
