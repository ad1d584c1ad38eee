"""Countries as event data write them, as codes."""

from __future__ import annotations

from functools import lru_cache

from sayso.gazetteer.countries import countries
from sayso.gazetteer.ucdp import country_of

_OTHERS = {"republic of congo": "COG", "isle of man": "IMN", "virgin islands, u.s.": "VIR"}
"""Names of ACLED that no spelling rule leads to ours."""


@lru_cache(maxsize=4096)
def country(cell: str) -> str | None:
    """ISO 3166-1 alpha-3 of a country's code or name; None where it is not known."""
    text = cell.strip()
    if not text:
        return None
    if text in countries():
        return text
    return _OTHERS.get(text.casefold()) or country_of(text)
