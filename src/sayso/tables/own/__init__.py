"""sayso's own set of tables: incidents, who tells of them what, and the reports behind them.

Incidents and reports are never merged into one row: ``incident_reports`` says which belong
together.
"""

from __future__ import annotations

from typing import Any

from sayso.tables.own import accounts, events, of_incidents, reports
from sayso.tables.own.incidents import INCIDENTS
from sayso.tables.table import Table

TABLES: tuple[Table[Any], ...] = (
    INCIDENTS,
    of_incidents.REPORTS,
    of_incidents.PLACES,
    of_incidents.TOLLS,
    accounts.ACCOUNTS,
    accounts.ACCOUNT_ORIGINS,
    accounts.ACCOUNT_REPORTS,
    accounts.ACCOUNT_EVIDENCE,
    accounts.ORIGINS,
    accounts.ORIGIN_REPORTS,
    accounts.ALLEGATIONS,
    reports.REPORTS,
    reports.STATEMENTS,
    events.EVENTS,
    events.EVENT_ACTORS,
    events.EVENT_PLACES,
    events.EVENT_TOLLS,
    reports.COPIES,
)

__all__ = ["INCIDENTS", "TABLES"]
