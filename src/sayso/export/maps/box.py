"""The box around points on earth (RFC 7946, section 5), found as they go by."""

from __future__ import annotations

import math
from itertools import pairwise


class Box:
    """A box that grows with its points; it takes the same memory for any number of them."""

    def __init__(self) -> None:
        self._south, self._north = math.inf, -math.inf
        # least and greatest longitude in each degree: enough to find the widest gap between them
        self._degrees: dict[int, tuple[float, float]] = {}

    def add(self, lon: float, lat: float) -> None:
        """Take in a point."""
        self._south, self._north = min(self._south, lat), max(self._north, lat)
        degree = math.floor(lon)
        west, east = self._degrees.get(degree, (lon, lon))
        self._degrees[degree] = (min(west, lon), max(east, lon))

    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north; None where there is no point.

        West is the greater number of the two where the box crosses the antimeridian (section 5.2),
        which it does only where that makes it narrower than half the earth: around points all over
        the earth, readers expect a plain box.
        """
        if not self._degrees:
            return None
        spans = [self._degrees[degree] for degree in sorted(self._degrees)]
        west, east = spans[0][0], spans[-1][1]
        gap, before, after = max(
            ((b[0] - a[1], a[1], b[0]) for a, b in pairwise(spans)),
            default=(0.0, west, east),
        )
        if gap > 180:
            west, east = after, before
        return west, self._south, east, self._north
