"""Reports, readings, their query tables, links, and the full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.migrations.types import NUMBER, TEXT

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables."""
    _documents_and_readings()
    _query_tables()
    _links()
    if op.get_bind().dialect.name == "sqlite":
        # Porter finds "attacks" for "attack"; accents do not part "Bogotá" from "Bogota".
        op.execute(
            "CREATE VIRTUAL TABLE report_search USING fts5("
            "title, body, tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        op.execute(
            "CREATE TABLE report_search (number BIGINT PRIMARY KEY REFERENCES reports(number),"
            " title TEXT NOT NULL, body TEXT NOT NULL, words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX report_search_words ON report_search USING gin (words)")


def _documents_and_readings() -> None:
    op.create_table(
        "documents",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("media_type", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("extractor", TEXT, nullable=True),
        sa.Column("extractor_version", TEXT, nullable=True),
        sa.Column("added", TEXT, nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_table(
        "reports",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("outlet", TEXT, nullable=True),
        sa.Column("agency", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("byline", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("day", TEXT, nullable=True),
        sa.Column("instant", TEXT, nullable=True),
        sa.Column("modified", TEXT, nullable=True),
        sa.Column("added", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_reports_document", "reports", ["document"])
    op.create_index("reports_by_outlet", "reports", ["outlet"])
    op.create_index("reports_by_time", "reports", ["instant"])
    op.create_table(
        "readings",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("reader_version", TEXT, nullable=False),
        sa.Column("models", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"],
            ["reports.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("readings_by_report", "readings", ["report", "number"])


def _query_tables() -> None:
    op.create_table(
        "statements",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=True),
        sa.Column("actor", TEXT, nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("cue", TEXT, nullable=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("medium", TEXT, nullable=True),
        sa.Column("parent", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_statements_actor", "statements", ["actor"])
    op.create_index("ix_statements_reading", "statements", ["reading"])
    op.create_index("ix_statements_stance", "statements", ["stance"])
    op.create_table(
        "places",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("geonames", NUMBER, nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("country", TEXT, nullable=True),
        sa.Column("admin1", TEXT, nullable=True),
        sa.Column("admin2", TEXT, nullable=True),
        sa.Column("precision", NUMBER, nullable=True),
        sa.Column("why", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_places_country", "places", ["country"])
    op.create_index("ix_places_name", "places", ["name"])
    op.create_index("ix_places_reading", "places", ["reading"])
    op.create_table(
        "events",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("mode", TEXT, nullable=True),
        sa.Column("cameo", TEXT, nullable=True),
        sa.Column("contexts", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("background", sa.Boolean(), nullable=False),
        sa.Column("anchor", TEXT, nullable=False),
        sa.Column("actors", TEXT, nullable=False),
        sa.Column("recipients", TEXT, nullable=False),
        sa.Column("earliest", TEXT, nullable=True),
        sa.Column("latest", TEXT, nullable=True),
        sa.Column("voice", TEXT, nullable=False),
        sa.Column("same_as", TEXT, nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_events_reading", "events", ["reading"])
    op.create_index("ix_events_type", "events", ["type"])
    op.create_table(
        "event_places",
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("place", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["event"],
            ["events.number"],
        ),
        sa.ForeignKeyConstraint(
            ["place"],
            ["places.number"],
        ),
        sa.PrimaryKeyConstraint("event", "place"),
    )
    op.create_index("ix_event_places_place", "event_places", ["place"])
    op.create_table(
        "tolls",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("reading", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.Column("effect", TEXT, nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("best", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("phrase", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=True),
        sa.Column("civilian", sa.Boolean(), nullable=True),
        sa.Column("statement", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["event"],
            ["events.number"],
        ),
        sa.ForeignKeyConstraint(
            ["reading"],
            ["readings.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_tolls_event", "tolls", ["event"])
    op.create_index("ix_tolls_reading", "tolls", ["reading"])


def _links() -> None:
    op.create_table(
        "link_runs",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("made", TEXT, nullable=False),
        sa.Column("last_reading", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "copies",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("run", NUMBER, nullable=False),
        sa.Column("from_report", TEXT, nullable=False),
        sa.Column("to_report", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["run"],
            ["link_runs.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_copies_from_report", "copies", ["from_report"])
    op.create_index("ix_copies_to_report", "copies", ["to_report"])
    op.create_table(
        "origins",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("run", NUMBER, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["run"],
            ["link_runs.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "incidents",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("run", NUMBER, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("earliest", TEXT, nullable=True),
        sa.Column("latest", TEXT, nullable=True),
        sa.Column("countries", TEXT, nullable=False),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["run"],
            ["link_runs.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_incidents_type", "incidents", ["type"])
    op.create_table(
        "incident_members",
        sa.Column("incident", TEXT, nullable=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident"],
            ["incidents.id"],
        ),
        sa.PrimaryKeyConstraint("incident", "report", "event"),
    )
    op.create_index("ix_incident_members_report", "incident_members", ["report"])
    op.create_table(
        "incident_forwards",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("old", TEXT, nullable=False),
        sa.Column("new", TEXT, nullable=True),
        sa.Column("run", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["run"],
            ["link_runs.number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_incident_forwards_old", "incident_forwards", ["old"])
