"""Tables as files: CSV, Parquet, XLSX, SQLite."""

from __future__ import annotations

from sayso.export.table_files.writing import write_tables

__all__ = ["write_tables"]
