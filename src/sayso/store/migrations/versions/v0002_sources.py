"""What kind of source a statement has, and the words that keep a distance to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.types import TEXT

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; rows of earlier readings know nothing of either."""
    with op.batch_alter_table("statements") as table:
        table.add_column(sa.Column("source_kind", TEXT, nullable=True))
        table.add_column(sa.Column("hedges", TEXT, nullable=False, server_default=""))
        table.create_index("ix_statements_source_kind", ["source_kind"])
    with op.batch_alter_table("statements") as table:
        table.alter_column("hedges", server_default=None)
