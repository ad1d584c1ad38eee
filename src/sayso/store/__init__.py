"""Where records are kept: SQLAlchemy over SQLite."""

from sayso.store.search import Hit
from sayso.store.store import Store
from sayso.store.views import Line, LinkSummary, Reading, Stats

__all__ = ["Hit", "Line", "LinkSummary", "Reading", "Stats", "Store"]
