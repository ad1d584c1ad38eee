"""Places to look at on a map, from the gazetteer."""

from __future__ import annotations

from functools import cache

from sayso.gazetteer import Entry, Gazetteer


def towns(south: float, west: float, north: float, east: float, limit: int = 100) -> list[Entry]:
    """Towns in a frame, most populous first.

    Args:
        south: Least latitude, in degrees.
        west: Where it begins, in degrees east.
        north: Greatest latitude.
        east: Where it ends; less than ``west`` where the frame crosses the 180th meridian.
        limit: At most so many.
    """
    return _gazetteer().towns_within(south, west, north, east, limit=limit)


def regions(name: str, limit: int = 20) -> list[Entry]:
    """Places with coordinates that are called so, the likeliest first.

    Args:
        name: As a report writes it.
        limit: At most so many.
    """
    found: dict[tuple[str, str | None, int, int], Entry] = {}
    for match in _gazetteer().find(name):
        entry = match.entry
        if entry.lat is None or entry.lon is None:
            continue
        # sources of the gazetteer that do not know of each other name the same town twice
        same = (entry.name, entry.country, round(entry.lat * 10), round(entry.lon * 10))
        found.setdefault(same, entry)
    return list(found.values())[:limit]


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer()
