"""What becomes of incidents and reports: written down as it happens, told of since a time."""

from __future__ import annotations

from sayso.store.changes.change import By, Change, What, as_of, since_time
from sayso.store.changes.incidents import incident_changes
from sayso.store.changes.reports import report_changes

__all__ = ["By", "Change", "What", "as_of", "incident_changes", "report_changes", "since_time"]
