"""What people coded in other tools, taken as their decisions, as if they had made them here."""

from __future__ import annotations

from sayso.coded.taking.annotations import take_annotations
from sayso.coded.taking.cells import is_table, take_cells
from sayso.coded.taking.files import take
from sayso.coded.taking.taken import Taken, Told

__all__ = ["Taken", "Told", "is_table", "take", "take_annotations", "take_cells"]
