"""Where records are kept: SQLAlchemy over SQLite or PostgreSQL."""

from sayso.store.bulk import BulkResult
from sayso.store.bulk_prepare import Coded
from sayso.store.search import Hit
from sayso.store.store import Store
from sayso.store.views import Line, LinkSummary, Reading, Stats

__all__ = ["BulkResult", "Coded", "Hit", "Line", "LinkSummary", "Reading", "Stats", "Store"]
