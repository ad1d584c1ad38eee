"""How far apart two points on earth are."""

from __future__ import annotations

import math


def kilometres(
    lat: float | None, lon: float | None, other_lat: float | None, other_lon: float | None
) -> float:
    """Great-circle distance of two points in degrees; infinite where one is not known."""
    if lat is None or lon is None or other_lat is None or other_lon is None:
        return math.inf
    y1, y2 = math.radians(lat), math.radians(other_lat)
    dx = math.radians(other_lon - lon)
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin(dx / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
