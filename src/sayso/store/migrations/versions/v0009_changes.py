"""What became of incidents and of reports: added, updated, merged, split, deleted, restored.

The table is filled after the migrations, see ``changes.filling``.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.guards import guard
from sayso.store.migrations.types import NUMBER, TEXT

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "changes",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("what", TEXT, nullable=False),
        sa.Column("into", TEXT, nullable=True),
        sa.Column("run", NUMBER, nullable=True),
        sa.Column("decision", NUMBER, nullable=True),
        sa.Column("digest", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["run"], ["link_runs.number"]),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.CheckConstraint(
            "what IN ('added', 'updated', 'merged', 'split', 'deleted', 'restored')",
            name="changes_what",
        ),
    )
    op.create_index("changes_by_id", "changes", ["id", "number"])
    op.create_index("changes_by_time", "changes", ["made"])
    guard("changes")
