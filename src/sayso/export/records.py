"""The whole records, as sayso itself reads them back: a line of JSON each, with nothing left out.

``reports.jsonl`` is what ``sayso read --format jsonl`` prints, as people made it; it holds the
texts. ``incidents.jsonl``, ``origins.jsonl`` (each with the incident that it is of) and
``copies.jsonl`` are what linking found, as people made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sayso.export.source import Source


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write the records; how many each file holds.

    Args:
        source: What they are of.
        folder: Where.
    """
    reports = _write(folder / "reports.jsonl", (r.report.model_dump_json() for r in source.read()))
    incidents, origins = _write_incidents(source, folder)
    copies = _write(folder / "copies.jsonl", (copy.model_dump_json() for copy in source.copies()))
    return {
        "reports.jsonl": reports,
        "incidents.jsonl": incidents,
        "origins.jsonl": origins,
        "copies.jsonl": copies,
    }


def _write_incidents(source: Source, folder: Path) -> tuple[int, int]:
    incidents = origins = 0
    with (
        (folder / "incidents.jsonl").open("w", encoding="utf-8") as file,
        (folder / "origins.jsonl").open("w", encoding="utf-8") as beside,
    ):
        for told in source.told():
            file.write(told.incident.model_dump_json() + "\n")
            incidents += 1
            for origin in told.origins.values():
                line = {"incident": told.incident.id, **origin.model_dump(mode="json")}
                beside.write(json.dumps(line, ensure_ascii=False) + "\n")
                origins += 1
    return incidents, origins


def _write(path: Path, lines: Iterator[str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(line + "\n")
            count += 1
    return count
