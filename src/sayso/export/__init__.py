"""Out again: one module a format, all written from one state of a collection."""

from __future__ import annotations

from sayso.export.formats import FORMATS, Format
from sayso.export.writing import Exported, export

__all__ = ["FORMATS", "Exported", "Format", "export"]
