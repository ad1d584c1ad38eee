"""An incident on a map: where its point is, and what stands beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime

from sayso.store.snapshot import Told
from sayso.tables.cells import plain
from sayso.tables.own import INCIDENTS

Value = str | int | float | bool | None

DECIMALS = 5
"""Of coordinates in degrees: about a metre, finer than any place is told."""

_NAMES = INCIDENTS.header
_NOT_TOLD = "no place is told"
_NO_POINT = "none of its places has coordinates"
_NOT_ON_EARTH = "its coordinates are not on earth"


def properties(told: Told) -> dict[str, Value]:
    """The row of the incident in the table ``incidents``, by column; days as text (ISO 8601)."""
    (row,) = INCIDENTS.rows(told)
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in zip(_NAMES, map(plain, row), strict=True)
    }


def point(of: Mapping[str, Value]) -> tuple[float, float] | str:
    """Longitude and latitude (WGS 84) of where a table of incidents has it; else why not.

    One point an incident, as tools expect it: its other places stand in ``places``. A place that is
    only known as a country or a province has the point of that, and ``where_prec`` says so.

    Args:
        of: What ``properties`` gives.
    """
    lat, lon = of["lat"], of["lon"]
    if not isinstance(lat, float) or not isinstance(lon, float):
        return _NO_POINT if of["places"] else _NOT_TOLD
    if not (math.isfinite(lat) and -90 <= lat <= 90 and -180 <= lon <= 180):
        return _NOT_ON_EARTH
    return round(lon, DECIMALS), round(lat, DECIMALS)
