"""What the desk lists: reports in the order of their worth, incidents on a map, what was reviewed.

The tables are filled after the migrations, see ``filling``: they can all be made again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.types import NUMBER, TEXT

revision = "0008"
down_revision = "0007"

_COUNTS = ("agreed", "contradicted", "superseded", "unsettled", "one_origin")


def upgrade() -> None:
    """Make the tables and columns."""
    _reports()
    _incident_lines()
    _reviewed()


def _reports() -> None:
    op.add_column(
        "reports", sa.Column("relevance", sa.Double(), nullable=False, server_default="-1")
    )
    op.add_column(
        "reports", sa.Column("contested", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    number = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(f"ALTER TABLE reports ADD COLUMN lead {number} REFERENCES reports (number)")
    op.create_index("reports_by_relevance", "reports", ["relevance", "number"])
    copies = sa.text("lead IS NOT NULL")
    op.create_index(
        "reports_by_lead", "reports", ["lead"], sqlite_where=copies, postgresql_where=copies
    )
    op.create_table(
        "report_marks",
        sa.Column("who", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"]),
        sa.PrimaryKeyConstraint("who", "stage", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_report_marks_report", "report_marks", ["report"])


def _incident_lines() -> None:
    op.create_table(
        "incident_lines",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("mode", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("countries", TEXT, nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("precision", NUMBER, nullable=True),
        sa.Column("earliest", TEXT, nullable=True),
        sa.Column("latest", TEXT, nullable=True),
        sa.Column("until", TEXT, nullable=False),
        sa.Column("first_day", NUMBER, nullable=True),
        sa.Column("last_day", NUMBER, nullable=True),
        *(
            sa.Column(f"killed_{which}", sa.BigInteger(), nullable=True)
            for which in ("low", "best", "high")
        ),
        sa.Column("reports", NUMBER, nullable=False),
        sa.Column("origins", NUMBER, nullable=False),
        sa.Column("contested", TEXT, nullable=False),
        sa.Column("names", TEXT, nullable=False),
        *(sa.Column(name, NUMBER, nullable=False) for name in _COUNTS),
        sa.Column("state", TEXT, nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", "reviewed"),
    )
    op.create_index(
        "incident_lines_by_time",
        "incident_lines",
        [
            *("until", "id", "official", "reviewed", "type", "countries", "contested", "hidden"),
            *("earliest", "latest"),
        ],
    )
    op.create_index("incident_lines_by_day", "incident_lines", ["last_day", "first_day"])


def _reviewed() -> None:
    op.create_table(
        "reviewed_reports",
        sa.Column("report", NUMBER, nullable=False, autoincrement=False),
        sa.Column("decision", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=True),
        sa.Column("version", NUMBER, nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("statements", NUMBER, nullable=False),
        sa.Column("events", NUMBER, nullable=False),
        sa.Column("killed", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.number"]),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"]),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"]),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index("ix_reviewed_reports_version", "reviewed_reports", ["version"])
    op.add_column("link_runs", sa.Column("last_review", NUMBER, nullable=False, server_default="0"))
    op.create_table(
        "reviewed_incidents",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("decision", NUMBER, nullable=True),
        sa.Column("state", TEXT, nullable=True),
        sa.Column("into", TEXT, nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.Column("origins", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["decision"], ["decisions.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "reviewed_members",
        sa.Column("incident", TEXT, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["reviewed_incidents.id"]),
        sa.PrimaryKeyConstraint("incident", "report", "event"),
    )
    op.create_index("ix_reviewed_members_report", "reviewed_members", ["report"])
