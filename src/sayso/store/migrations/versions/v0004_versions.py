"""Versions of a report's text, decisions of people, and what lists and searches need at scale."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.descriptions import describe_anew
from sayso.store.migrations.guards import guard
from sayso.store.migrations.types import NUMBER, TEXT

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Every reading names its bytes; what is current are views; what is kept is guarded."""
    _documents_of_readings()
    _decisions()
    _views()
    guard("readings")
    guard("decisions", ("number", "replaces"))
    _facets()
    if op.get_bind().dialect.name == "sqlite":
        # Words of one transaction are gathered in so many bytes before they go to the index.
        op.execute("INSERT INTO report_search(report_search, rank) VALUES('hashsize', 16777216)")
    op.drop_index("reports_by_outlet", "reports")
    op.create_index("reports_by_url", "reports", ["url"])
    # SQLite puts nulls last by itself here, and takes no index that says so.
    nulls = "" if op.get_bind().dialect.name == "sqlite" else " NULLS LAST"
    op.execute(
        "CREATE INDEX incidents_by_time ON incidents"
        # What filters ask for is in it too, so that those that do not fit are passed over there.
        f" (coalesce(latest, earliest) DESC{nulls}, founded, number, type, contested, countries,"
        " earliest)"
    )


def _documents_of_readings() -> None:
    op.add_column("readings", sa.Column("document", NUMBER, nullable=True))
    op.execute(
        "UPDATE readings SET document ="
        " (SELECT document FROM reports WHERE reports.number = readings.report)"
    )
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_columns()
    else:
        op.alter_column("readings", "document", nullable=False)
        op.alter_column("documents", "raw", nullable=True)
        op.create_foreign_key(None, "readings", "documents", ["document"], ["number"])
        for table, packed in (("documents", "raw"), ("readings", "record")):
            # Compressed already: the server need not try.
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {packed} SET STORAGE EXTERNAL")
    op.create_index("ix_readings_document", "readings", ["document"])


def _sqlite_columns() -> None:
    """Without copying the two tables that hold nearly all."""
    describe_anew(
        (
            (
                "readings",
                "document INTEGER",
                "document INTEGER NOT NULL REFERENCES documents (number)",
            ),
            ("documents", "raw BLOB NOT NULL", "raw BLOB"),
        )
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("reading", NUMBER, nullable=True),
        sa.Column("old", TEXT, nullable=True),
        sa.Column("new", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("replaces", NUMBER, nullable=True),
        sa.CheckConstraint(
            "action IN ('confirm', 'correct', 'reject', 'note', 'merge', 'split')",
            name="decisions_action",
        ),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"]),
        sa.ForeignKeyConstraint(["replaces"], ["decisions.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("replaces"),
    )
    op.create_index("ix_decisions_record", "decisions", ["record"])
    op.create_index("ix_decisions_reading", "decisions", ["reading"])


def _views() -> None:
    op.execute(
        "CREATE VIEW current_readings AS SELECT r.id, d.number, d.report, d.document,"
        " d.reader_version, d.models, d.made, d.record"
        " FROM readings d JOIN reports r ON r.number = d.report"
        " WHERE d.number = (SELECT max(number) FROM readings WHERE report = d.report)"
    )
    op.execute(
        "CREATE VIEW current_decisions AS SELECT d.number, d.made, d.who, d.action, d.record,"
        " d.path, d.reading, d.old, d.new, d.reason, d.replaces FROM decisions d"
        " WHERE NOT EXISTS (SELECT 1 FROM decisions n WHERE n.replaces = d.number)"
    )


def _facets() -> None:
    op.create_table(
        "report_facets",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("instant", TEXT, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"]),
        sa.PrimaryKeyConstraint("kind", "value", "instant", "report"),
        sqlite_with_rowid=False,
    )
    for kind, value, rows in (
        ("all", "''", "reports r"),
        ("outlet", "r.outlet", "reports r"),
        ("type", "x.type", "events x JOIN readings d ON d.number = x.reading"),
        ("country", "x.country", "places x JOIN readings d ON d.number = x.reading"),
    ):
        rows += "" if rows == "reports r" else " JOIN reports r ON r.number = d.report"
        op.execute(
            "INSERT INTO report_facets (kind, value, instant, report)"  # noqa: S608 - our own names
            f" SELECT DISTINCT '{kind}', lower({value}), coalesce(r.instant, ''), r.number"
            f" FROM {rows} WHERE {value} IS NOT NULL"
        )
    op.create_index("ix_report_facets_report", "report_facets", ["report"])
    _fold_outlets()


def _fold_outlets() -> None:
    """The engines' ``lower`` knows no letters beyond ASCII; Python's casefold does."""
    connection = op.get_bind()
    facets = sa.table("report_facets", sa.column("kind"), sa.column("value"))
    outlets = sa.select(facets.c.value).where(facets.c.kind == "outlet").distinct()
    for outlet in connection.scalars(outlets).all():
        if outlet.casefold() != outlet:
            same = sa.and_(facets.c.kind == "outlet", facets.c.value == outlet)
            connection.execute(sa.update(facets).where(same).values(value=outlet.casefold()))
