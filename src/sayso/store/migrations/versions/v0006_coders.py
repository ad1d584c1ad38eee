"""Decisions of several people: in two stages, with more that can be decided, found by person."""

from __future__ import annotations

from alembic import op

from sayso.store.migrations.descriptions import describe_anew

revision = "0006"
down_revision = "0005"

_BEFORE = "action IN ('confirm', 'correct', 'reject', 'note', 'merge', 'split')"
_NOW = "action IN ('confirm', 'correct', 'reject', 'add', 'note', 'flag', 'merge', 'split', 'undo')"
_STAGE = "stage IN ('coding', 'adjudication')"


def upgrade() -> None:
    """Widen the table; its rows stay as they are."""
    op.execute("DROP VIEW current_decisions")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "ALTER TABLE decisions ADD COLUMN stage TEXT DEFAULT 'coding' NOT NULL"
            f" CONSTRAINT decisions_stage CHECK ({_STAGE})"
        )
        describe_anew([("decisions", _BEFORE, _NOW)])
    else:
        op.execute(
            "ALTER TABLE decisions ADD COLUMN stage TEXT COLLATE \"C\" DEFAULT 'coding' NOT NULL"
            f" CONSTRAINT decisions_stage CHECK ({_STAGE})"
        )
        op.drop_constraint("decisions_action", "decisions")
        op.create_check_constraint("decisions_action", "decisions", _NOW)
    op.execute(
        "CREATE VIEW current_decisions AS SELECT d.number, d.made, d.who, d.action, d.record,"
        " d.path, d.reading, d.old, d.new, d.reason, d.replaces, d.stage FROM decisions d"
        " WHERE NOT EXISTS (SELECT 1 FROM decisions n WHERE n.replaces = d.number)"
    )
    op.create_index("decisions_by_person", "decisions", ["who", "number"])
