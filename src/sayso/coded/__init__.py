"""Coded data of others: read into one form, compared with a collection, taken as decisions."""

from __future__ import annotations

from sayso.coded.comparing.compare import Comparison, compare
from sayso.coded.event import CodedEvent, Count, Figure, Spot
from sayso.coded.parties import Side
from sayso.coded.readers import Coded, read_coded

__all__ = [
    "Coded",
    "CodedEvent",
    "Comparison",
    "Count",
    "Figure",
    "Side",
    "Spot",
    "compare",
    "read_coded",
]
