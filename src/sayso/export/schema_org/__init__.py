"""schema.org as JSON-LD 1.1: who published what, whose words are in it, what is claimed by whom.

Two files, each one graph with a node a line and its own context, so that nothing need be fetched:

- ``reports.jsonld``: a ``NewsArticle`` a report, followed by its statements: ``Quotation`` where
  words stand in quotation marks, ``Claim`` where they are reported.
- ``claims.jsonld``: an ``Event`` an incident, followed by a ``Claim`` for each value that is told
  for it, with who tells it and where it appeared first; and which article cites which.

Terms are schema.org's; what it has no term for has one in ``urn:sayso:terms:``. There is no
``ClaimReview`` and no rating, and no text of an article but what is quoted or claimed in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from sayso.export.schema_org.claims import incident_nodes
from sayso.export.schema_org.reports import report_nodes
from sayso.export.shared.aside import Aside
from sayso.export.shared.clean import json_line
from sayso.export.source import Source


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write both files.

    The incidents are those that the reports tell of.

    Returns:
        How many reports, and how many incidents.
    """
    with Aside() as copied, Aside() as told_of:
        for copy in source.copies():
            copied.put(copy.to, copy.from_)
        reports = 0
        with _graph(folder / "reports.jsonld") as graph:
            for read in source.read():
                graph.add(report_nodes(read, copied.of(read.report.id)))
                reports += 1
                for incident in read.incidents.values():
                    told_of.put(incident)
        incidents = 0
        with _graph(folder / "claims.jsonld") as graph:
            # the filter is of reports; which incidents these tell of was put aside
            for told in source.snapshot.told():
                if told_of.of(told.incident.id):
                    graph.add(incident_nodes(told))
                    incidents += 1
    return {"reports.jsonld": reports, "claims.jsonld": incidents}


class _Graph:
    """An open file of one graph."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._between = "\n"

    def add(self, nodes: Iterable[dict[str, Any]]) -> None:
        """Write nodes, one a line."""
        for node in nodes:
            self._file.write(self._between + json_line(node))
            self._between = ",\n"


@contextmanager
def _graph(path: Path) -> Iterator[_Graph]:
    context = json.loads(
        files("sayso.export.schema_org").joinpath("context.jsonld").read_text(encoding="utf-8")
    )
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(context)[:-1] + ',\n"@graph": [')
        yield _Graph(file)
        file.write("\n]}\n")
