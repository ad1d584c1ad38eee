"""All formats: what each is for, what it holds, which package writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, cast

from sayso.export.source import Source

Write = Callable[[Source, Path], dict[str, int]]
"""Writes files into a folder that is there and empty; gives how many rows or records each holds,
by its name in the folder."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: On the command line.
        means: What it is and who reads it, in a line.
        of: Which of a collection's parts a filter narrows: ``incidents`` or ``reports``.
        module: In this package; has a function ``write`` of type :data:`Write`, or ``TABLES``, a
            tuple of tables (in ``sayso.tables``).
        extra: The extra of the package that it needs; None: none.
    """

    name: str
    means: str
    of: Literal["incidents", "reports"]
    module: str
    extra: str | None = None

    def writer(self) -> Write:
        """What writes it; imported only now."""
        return cast("Write", import_module(self.module).write)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(
            "incidents",
            "Incidents, the crosswalk to their reports, accounts, statements, copies: "
            "tables to analyse with pandas, R, DuckDB, Datasette.",
            "incidents",
            "sayso.tables.own",
        ),
        Format(
            "ged", "An event table with the columns of UCDP GED.", "incidents", "sayso.tables.ged"
        ),
        Format(
            "acled", "An event table with the columns of ACLED.", "incidents", "sayso.tables.acled"
        ),
        Format(
            "gdelt",
            "Events and mentions with the columns of GDELT 2.",
            "reports",
            "sayso.tables.gdelt",
        ),
        Format(
            "plover", "PLOVER records, a line of JSON an event.", "reports", "sayso.export.plover"
        ),
        Format(
            "geojson",
            "GeoJSON, for maps: QGIS, Leaflet, geopandas.",
            "incidents",
            "sayso.export.geojson",
            "export",
        ),
        Format("kml", "KML with times, for Google Earth.", "incidents", "sayso.export.kml"),
        Format(
            "web-annotation",
            "W3C Web Annotations as JSON-LD, for Hypothesis and Recogito.",
            "reports",
            "sayso.export.web_annotation",
        ),
        Format(
            "prov",
            "W3C PROV: which reader or person made each value.",
            "reports",
            "sayso.export.prov",
            "export",
        ),
        Format(
            "schema-org",
            "schema.org NewsArticle, Quotation and Claim as JSON-LD.",
            "reports",
            "sayso.export.schema_org",
        ),
        Format(
            "stix",
            "A STIX 2.1 bundle, for OpenCTI and MISP.",
            "incidents",
            "sayso.export.stix",
            "export",
        ),
        Format(
            "docbin",
            "A spaCy DocBin with span groups, for training.",
            "reports",
            "sayso.export.docbin",
        ),
        Format(
            "conll", "A token a line with BIO tags, for training.", "reports", "sayso.export.conll"
        ),
        Format(
            "brat",
            "brat standoff: a text and its annotations a report.",
            "reports",
            "sayso.export.brat",
        ),
        Format(
            "records",
            "The whole records, a line of JSON each: what sayso itself reads back.",
            "reports",
            "sayso.export.records",
        ),
    )
}
