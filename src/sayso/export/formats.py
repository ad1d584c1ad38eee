"""All formats: what each is for, what it holds, which package writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, cast, get_args

from rapidfuzz import fuzz, process

from sayso.errors import ExportError
from sayso.export.source import Source, TableFile
from sayso.tables.table import Table

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

    @property
    def is_tables(self) -> bool:
        """Whether it is a set of tables, for which the kind of file can be chosen."""
        return self.module.startswith("sayso.tables.")

    def tables(self) -> tuple[Table[Any], ...]:
        """Its tables; none where it is no set of tables."""
        if not self.is_tables:
            return ()
        return cast("tuple[Table[Any], ...]", import_module(self.module).TABLES)

    def writer(self) -> Write:
        """What writes it; imported only now."""
        if self.is_tables:
            from sayso.export.table_files import write_tables

            tables = self.tables()
            return lambda source, folder: write_tables(source, folder, self.name, tables)
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
            "incidents",
            "sayso.tables.gdelt",
        ),
        Format(
            "plover", "PLOVER records, a line of JSON an event.", "reports", "sayso.export.plover"
        ),
        Format(
            "geojson",
            "GeoJSON, for maps: QGIS, Leaflet, geopandas.",
            "incidents",
            "sayso.export.maps.geojson",
            "export",
        ),
        Format("kml", "KML with times, for Google Earth.", "incidents", "sayso.export.maps.kml"),
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
            "doccano",
            "doccano's JSONL with entities and relations, to annotate further.",
            "reports",
            "sayso.export.doccano",
        ),
        Format(
            "label-studio",
            "Label Studio tasks with predictions, to annotate further.",
            "reports",
            "sayso.export.label_studio",
        ),
        Format(
            "records",
            "The whole records, a line of JSON each: what sayso itself reads back.",
            "reports",
            "sayso.export.records",
        ),
    )
}


def format_named(name: str) -> Format:
    """The format by its name.

    Raises:
        ExportError: There is none; the message says which there are.
    """
    if name in FORMATS:
        return FORMATS[name]
    if name in get_args(TableFile):
        tables = ", ".join(each.name for each in FORMATS.values() if each.is_tables)
        raise ExportError(
            f"{name} is a kind of file, and no format",
            remedy=f"take one of {tables}, and {name} as the kind of its files",
        )
    near = process.extractOne(name, list(FORMATS), scorer=fuzz.WRatio, score_cutoff=60)
    meant = f"did you mean {near[0]}? " if near else ""
    raise ExportError(f"no format {name!r}", remedy=f"{meant}there are {', '.join(FORMATS)}")
