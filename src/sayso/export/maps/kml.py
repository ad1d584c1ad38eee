"""KML: a placemark an incident, with its days, for Google Earth and QGIS.

Only what KML 2.2 and 2.3 both have, which are of one namespace: strict readers of either take it.

Placemarks are in a folder a type of event. What the table ``incidents`` says of one is in
``ExtendedData``, by a ``Schema``; the description is plain text, in which nothing can be markup.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sayso.export.maps.feature import Value, point, properties
from sayso.export.shared.clean import xml_text
from sayso.export.shared.told_words import lines_of, name_of
from sayso.export.source import Source
from sayso.store.snapshot import Told
from sayso.tables.own import INCIDENTS
from sayso.tables.table import Kind

_SPACE = "http://www.opengis.net/kml/2.2"
_TYPES: dict[Kind, str] = {"integer": "int", "number": "double", "boolean": "bool"}
"""Of a ``SimpleField`` (OGC 12-007r2, ``kml:SimpleField``); all else is text."""
_LARGEST = 2**31 - 1
"""The largest ``int``; a larger number is left out there, and is in the description."""


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write the incidents, in each folder the latest first.

    Returns:
        How many.
    """
    placemarks = 0
    with tempfile.TemporaryDirectory(prefix="sayso-kml-") as aside:
        parts: dict[str, Path] = {}
        for told in source.told():
            part = parts.setdefault(told.incident.type, Path(aside) / str(len(parts)))
            # opened each time: a codebook may have more types than a process may open files
            with part.open("ab") as end:
                end.write(_xml(_placemark(told)) + b"\n")
            placemarks += 1
        with (folder / "incidents.kml").open("wb") as file:
            # a folder's placemarks are copied as they are, so its tags are written by hand
            file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
            file.write(f'<kml xmlns="{_SPACE}">\n<Document>\n'.encode())
            file.write(_xml(_element("name", "incidents")) + b"\n" + _xml(_schema()) + b"\n")
            for type_ in sorted(parts):
                file.write(b"<Folder>\n" + _xml(_element("name", _shown(type_))) + b"\n")
                with parts[type_].open("rb") as placed:
                    shutil.copyfileobj(placed, file)
                file.write(b"</Folder>\n")
            file.write(b"</Document>\n</kml>\n")
    return {"incidents.kml": placemarks}


def _placemark(told: Told) -> etree._Element:
    """Its parts in the order that the schema of KML asks for."""
    incident = told.incident
    about = properties(told)
    at = point(about)
    mark = _element("Placemark")
    mark.set("id", incident.id)
    mark.append(_element("name", _shown(name_of(told))))
    mark.append(_element("description", _shown("\n".join(_description(told, at)))))
    first, last = about["earliest"], about["latest"]
    if first or last:
        span = etree.SubElement(mark, "TimeSpan")
        if first:
            span.append(_element("begin", str(first)))
        if last:
            span.append(_element("end", str(last)))
    data = etree.SubElement(etree.SubElement(mark, "ExtendedData"), "SchemaData")
    data.set("schemaUrl", f"#{INCIDENTS.name}")
    for name, value in about.items():
        if value is not None and not _too_large(value):
            simple = _element("SimpleData", _written(value))
            simple.set("name", name)
            data.append(simple)
    if not isinstance(at, str):
        spot = etree.SubElement(mark, "Point")
        spot.append(_element("coordinates", f"{at[0]},{at[1]}"))
    return mark


def _description(told: Told, at: tuple[float, float] | str) -> Iterator[str]:
    if isinstance(at, str):
        yield f"not on the map: {at}"
    yield from lines_of(told)
    for head in told.reports.values():
        parts = (head.outlet, head.published, head.title, head.url)
        yield ", ".join(part for part in parts if part)


def _schema() -> etree._Element:
    schema = _element("Schema")
    schema.set("name", INCIDENTS.name)
    schema.set("id", INCIDENTS.name)
    for column in INCIDENTS.columns:
        field = etree.SubElement(schema, "SimpleField")
        field.set("name", column.name)
        field.set("type", _TYPES.get(column.kind, "string"))
        field.append(_element("displayName", column.name))
    return schema


def _too_large(value: Value) -> bool:
    return isinstance(value, int) and abs(value) > _LARGEST


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(text: str) -> str:
    """Text that Google Earth cannot take for HTML, which it looks for in names and descriptions."""
    return text.replace("<", "‹").replace(">", "›")


def _element(name: str, text: str | None = None) -> etree._Element:
    element = etree.Element(name)
    element.text = None if text is None else xml_text(text)
    return element


def _xml(element: etree._Element) -> bytes:
    xml: bytes = etree.tostring(element, encoding="UTF-8")
    return xml
