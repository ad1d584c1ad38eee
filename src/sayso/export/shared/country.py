"""Countries as other formats name them."""

from __future__ import annotations

from functools import cache

from sayso.gazetteer.packages import iso3_codes


def alpha2(country: str | None) -> str | None:
    """ISO 3166-1 alpha-2 code by alpha-3 code; None where there is none, as for ``IGO``."""
    return None if country is None else _by_alpha3().get(country)


@cache
def _by_alpha3() -> dict[str, str]:
    return {three: two for two, three in iso3_codes().items()}
