"""What files of tables hold, for programs: ``datapackage.json`` (Data Package, version 1)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso import __version__
from sayso.export.formats import Format
from sayso.export.source import Source
from sayso.store.location import stem
from sayso.tables.table import Column, Table

NAME = "datapackage.json"
_MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def write_datapackage(
    source: Source, folder: Path, format_: Format, tables: Sequence[Table[Any]]
) -> None:
    """Describe the files of a folder: columns with their meanings, keys, references.

    There is no licence in it: whose reports these are, and what may be done with them, only the
    user knows.

    Args:
        source: What they were written from.
        folder: Where they are, and this goes.
        format_: The format.
        tables: All that were written; one that is not there as the kind of file that was asked for
            is there as CSV.
    """
    asked = source.asked
    collection = stem(source.store.name)
    package = {
        "profile": "tabular-data-package" if asked.file == "csv" else "data-package",
        "name": f"sayso-{format_.name}",
        "title": f"{collection}: {format_.name}",
        "description": f"{format_.means} The file method.md says how it was made.",
        "created": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "version": __version__,
        "sources": [{"title": collection}],
        "contributors": [{"title": f"sayso {__version__}", "role": "contributor"}],
        "resources": list(_resources(folder, asked.file, tables)),
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def _resources(folder: Path, file: str, tables: Sequence[Table[Any]]) -> Iterator[dict[str, Any]]:
    for table in tables:
        kind = file if (folder / f"{table.name}.{file}").exists() else "csv"
        path = f"{table.name}.{kind}"
        yield {
            "profile": "tabular-data-resource" if kind == "csv" else "data-resource",
            # frictionless reads Parquet through pandas, which makes numbers with a point of whole
            # numbers where some are missing, and then finds them wrong; the file has its own types
            **({} if kind == "csv" else {"type": "file"}),
            "name": table.name.replace("_", "-"),
            "path": path,
            "title": table.title,
            "description": table.means,
            "format": kind,
            "mediatype": _MEDIA_TYPES[kind],
            **({"encoding": "utf-8"} if kind == "csv" else {}),
            "bytes": (folder / path).stat().st_size,
            "schema": table_schema(table),
        }


def table_schema(table: Table[Any]) -> dict[str, Any]:
    """A table's columns as a Table Schema."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    # where some columns of a reference may be empty and others are not, frictionless looks for the
    # empty ones as well; SQL does not
    needed = {column.name for column in table.columns if column.required}
    foreign_keys = [
        foreign
        for foreign in table.foreign
        if len(foreign.columns) == 1 or needed.issuperset(foreign.columns)
    ]
    if foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(foreign.columns),
                "reference": {
                    "resource": foreign.table.replace("_", "-"),
                    "fields": list(foreign.to),
                },
            }
            for foreign in foreign_keys
        ]
    return schema


def _field(column: Column) -> dict[str, Any]:
    means = f"{column.means} ({column.source})" if column.source else column.means
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "description": means}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        whole = column.kind in ("integer", "year")
        constraints["enum"] = [int(value) if whole else value for value in column.values]
    return field | ({"constraints": constraints} if constraints else {})
