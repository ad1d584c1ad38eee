"""What linking remembers of reports, and the origins of each incident by themselves."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; links of before stay until the next linking, which links all anew."""
    op.add_column("incidents", sa.Column("founded", sa.Text(), nullable=True))
    _incidents()
    _origins()
    _memory()


def _incidents() -> None:
    """Leave out the reasons in words, which a record no longer has."""
    table = sa.table("incidents", sa.column("number"), sa.column("record"))
    connection = op.get_bind()
    for number, record in connection.execute(sa.select(table.c.number, table.c.record)).all():
        found = json.loads(record)
        if found.pop("why", None) is not None:
            changed = sa.update(table).where(table.c.number == number)
            connection.execute(changed.values(record=json.dumps(found, ensure_ascii=False)))


def _origins() -> None:
    op.rename_table("origins", "origins_before")
    op.create_table(
        "origins",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["link_runs.number"]),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.execute(
        "INSERT INTO origins (number, run, id, name, kind, record)"
        " SELECT number, run, id, name, kind, record FROM origins_before"
    )
    op.drop_table("origins_before")
    op.create_index("ix_origins_incident", "origins", ["incident"])
    op.create_index("ix_origins_id", "origins", ["id"])


def _memory() -> None:
    op.create_table(
        "linked_reports",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("report"),
    )
    op.create_table(
        "link_notes",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["linked_reports.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "link_arrays",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("array", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("link_arrays_by_kind", "link_arrays", ["kind", "first"], unique=True)
    op.create_table(
        "link_chances",
        sa.Column("a", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("b", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chance", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_link_chances_b", "link_chances", ["b"])
    op.create_table(
        "link_places",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("happening", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["linked_reports.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("link_places_by_place", "link_places", ["place", "first_day", "last_day"])
