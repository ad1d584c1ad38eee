"""What linking remembers of reports, and the origins of each incident by themselves."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.types import NUMBER, TEXT

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; links of before stay until the next linking, which links all anew."""
    op.add_column("incidents", sa.Column("founded", TEXT, nullable=True))
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
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("run", NUMBER, nullable=False),
        sa.Column("incident", TEXT, nullable=True),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["run"], ["link_runs.number"]),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.execute(
        "INSERT INTO origins (number, run, id, name, kind, record)"
        " SELECT number, run, id, name, kind, record FROM origins_before"
    )
    op.drop_table("origins_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('origins', 'number'),"
            " coalesce(max(number), 0) + 1, false) FROM origins"
        )
    op.create_index("ix_origins_incident", "origins", ["incident"])
    op.create_index("ix_origins_id", "origins", ["id"])


def _memory() -> None:
    op.create_table(
        "linked_reports",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("told", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("report"),
    )
    op.create_table(
        "link_notes",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["linked_reports.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "link_arrays",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("first", NUMBER, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("array", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("link_arrays_by_kind", "link_arrays", ["kind", "first"], unique=True)
    op.create_table(
        "link_chances",
        sa.Column("a", NUMBER, autoincrement=False, nullable=False),
        sa.Column("b", NUMBER, autoincrement=False, nullable=False),
        sa.Column("chance", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_link_chances_b", "link_chances", ["b"])
    op.create_table(
        "link_places",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("first_day", NUMBER, nullable=False),
        sa.Column("last_day", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("happening", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["linked_reports.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("link_places_by_place", "link_places", ["place", "first_day", "last_day"])
