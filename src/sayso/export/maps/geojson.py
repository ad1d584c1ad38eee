"""GeoJSON (RFC 7946): a feature an incident, for QGIS, Leaflet, geopandas.

Properties are the columns of the table ``incidents``, flat. An incident without coordinates is a
feature without a geometry, and ``geometry_why`` says why.
"""

from __future__ import annotations

from pathlib import Path

from sayso.errors import MissingExtra
from sayso.export.maps.box import Box
from sayso.export.maps.feature import point, properties
from sayso.export.shared.clean import json_line
from sayso.export.source import Source


def write(source: Source, folder: Path) -> dict[str, int]:
    """Write the incidents, the latest first.

    Returns:
        How many.

    Raises:
        MissingExtra: geojson-pydantic is not installed.
    """
    try:
        from geojson_pydantic import Feature
    except ImportError as error:
        raise MissingExtra(
            "writing GeoJSON needs geojson-pydantic", remedy="pip install 'sayso[export]'"
        ) from error

    box = Box()
    features = 0
    with (folder / "incidents.geojson").open("w", encoding="utf-8", newline="\n") as file:
        # GDAL calls a layer by the name of its collection
        file.write('{"type": "FeatureCollection", "name": "incidents", "features": [')
        for told in source.told():
            about = properties(told)
            at = point(about)
            why = at if isinstance(at, str) else None
            if not isinstance(at, str):
                box.add(*at)
            feature = {
                "type": "Feature",
                "id": told.incident.id,
                "geometry": None if why else {"type": "Point", "coordinates": at},
                "properties": {**about, "geometry_why": why},
            }
            Feature.model_validate(feature)
            file.write((",\n" if features else "\n") + json_line(feature))
            features += 1
        # of what was written, so it comes last
        bounds = box.bounds()
        file.write("\n]" + (f', "bbox": {json_line(bounds)}' if bounds else "") + "}\n")
    return {"incidents.geojson": features}
