"""Which blocks carry no running text."""

from __future__ import annotations

from sayso.record import BlockKind

UNREAD: frozenset[BlockKind] = frozenset({"boilerplate", "byline", "dateline", "credit"})
"""What they tell is read by ``ingest``."""
