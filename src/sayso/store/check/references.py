"""Whether what rows name is there, where no key of the engine says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

_STALE = (
    "SELECT x.number, x.reading FROM TABLE x JOIN readings d ON d.number = x.reading"
    " WHERE EXISTS (SELECT 1 FROM readings n WHERE n.report = d.report AND n.number > d.number)"
)
_NO_REPORT = (
    "SELECT c.number, c.SIDE FROM copies c WHERE NOT EXISTS"
    " (SELECT 1 FROM reports WHERE id = c.SIDE)"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Rows that must not be there.

    Attributes:
        table: What is checked.
        sql: Gives the row's name and what it names in vain.
        fault: What is wrong with it.
    """

    table: str
    sql: str
    fault: str


_RULES = (
    _Rule(
        "reports",
        "SELECT r.number, r.id FROM reports r WHERE NOT EXISTS"
        " (SELECT 1 FROM readings WHERE report = r.number)",
        "{} has no reading",
    ),
    *(
        _Rule(
            table,
            _STALE.replace("TABLE", table),
            "of readings row {}, which is not the current one",
        )
        for table in ("statements", "places", "events", "tolls")
    ),
    *(
        _Rule("copies", _NO_REPORT.replace("SIDE", side), "there is no report {}")
        for side in ("from_report", "to_report")
    ),
    _Rule(
        "incident_members",
        "SELECT m.incident, m.report FROM incident_members m WHERE NOT EXISTS"
        " (SELECT 1 FROM reports WHERE id = m.report)",
        "there is no report {}",
    ),
    _Rule(
        # Links are of the readings that the last run saw.
        "incident_members",
        "SELECT m.incident, m.report || '/' || m.event FROM incident_members m"
        " JOIN current_readings d ON d.id = m.report"
        " WHERE d.number <= (SELECT coalesce(max(last_reading), 0) FROM link_runs) AND NOT EXISTS"
        " (SELECT 1 FROM events e WHERE e.reading = d.number AND e.id = m.event)",
        "there is no event {}",
    ),
    _Rule(
        "incident_forwards",
        "SELECT f.number, f.new FROM incident_forwards f WHERE f.new IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM incidents WHERE id = f.new)"
        " AND NOT EXISTS (SELECT 1 FROM incident_forwards WHERE old = f.new)",
        "there is no incident {}",
    ),
    _Rule(
        "watch_articles",
        "SELECT a.number, a.report FROM watch_articles a WHERE a.report IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM reports WHERE id = a.report)",
        "there is no report {}",
    ),
    _Rule(
        "link_chances",
        "SELECT c.a, c.b FROM link_chances c"
        " WHERE NOT EXISTS (SELECT 1 FROM linked_reports WHERE number = c.a)"
        " OR NOT EXISTS (SELECT 1 FROM linked_reports WHERE number = c.b)",
        "with {}, one of which is not linked",
    ),
    _Rule(
        "link_runs",
        "SELECT number, last_reading FROM link_runs"
        " WHERE last_reading > (SELECT coalesce(max(number), 0) FROM readings)",
        "it saw the reading {}, which is not there",
    ),
    _Rule(
        "decisions",
        # Incidents may be those of another database, from which decisions were replayed.
        "SELECT d.number, d.record FROM decisions d WHERE substr(d.record, 1, 2) <> 'i_'"
        " AND NOT EXISTS (SELECT 1 FROM reports WHERE id = d.record)",
        "there is no record {}",
    ),
    _Rule(
        "reviewed_reports",
        "SELECT v.report, v.reading FROM reviewed_reports v JOIN readings x ON x.number = v.reading"
        " WHERE x.report <> v.report",
        "the reading {} is of another report",
    ),
    _Rule(
        "reviewed_members",
        "SELECT m.incident, m.report FROM reviewed_members m WHERE NOT EXISTS"
        " (SELECT 1 FROM reports WHERE id = m.report)",
        "there is no report {}",
    ),
    _Rule(
        "decisions",
        "SELECT d.number, d.reading FROM decisions d JOIN readings x ON x.number = d.reading"
        " JOIN reports r ON r.number = x.report WHERE r.id <> d.record",
        "the reading {} is of another report",
    ),
    _Rule(
        "decisions",
        "SELECT d.number, d.replaces FROM decisions d JOIN decisions o ON o.number = d.replaces"
        " WHERE o.record <> d.record OR o.number >= d.number",
        "it cannot replace the decision {}",
    ),
)


def reference_faults(session: Session, progress: Callable[[str, int], object]) -> Iterator[str]:
    """Rows that name what is not there."""
    for rule in _RULES:
        for name, value in session.execute(text(rule.sql)):
            yield f"{rule.table} row {name}: {rule.fault.format(value)}"
        progress(rule.table, 0)
