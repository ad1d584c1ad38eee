"""By which numbers and letters other people's tables know a country.

Facts from public code lists; ``country_codes.yaml`` says from which.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

import yaml

from sayso.gazetteer.countries import countries

UCDP_REGIONS = (
    (2, 199, "Americas"),
    (200, 399, "Europe"),
    (400, 626, "Africa"),
    (630, 699, "Middle East"),
    (700, 999, "Asia"),
)
"""First and last Gleditsch-Ward number of each region (UCDP/PRIO Armed Conflict Dataset codebook,
"region")."""


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """What a country is in other tables.

    Attributes:
        name: In English, as the gazetteer has it.
        ucdp: In UCDP GED.
        gw: Number in the Gleditsch-Ward list of states.
        iso: Number in ISO 3166-1.
        fips: Letters in FIPS 10-4.
        acled: Region, as ACLED calls it.
        region: Region of UCDP.
    """

    name: str
    ucdp: str
    gw: int | None = None
    iso: int | None = None
    fips: str | None = None
    acled: str | None = None
    region: str | None = None


@functools.cache
def country_codes() -> dict[str, CountryCodes]:
    """All countries of the gazetteer, by ISO 3166-1 alpha-3 code."""
    text = files("sayso.tables").joinpath("country_codes.yaml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, object]] = yaml.safe_load(text)
    out: dict[str, CountryCodes] = {}
    for iso3, country in countries().items():
        row = rows.get(iso3, {})
        gw = row.get("gw")
        out[iso3] = CountryCodes(
            name=country.name,
            ucdp=str(row.get("ucdp", country.name)),
            gw=gw if isinstance(gw, int) else None,
            iso=row["iso"] if isinstance(row.get("iso"), int) else None,  # type: ignore[arg-type]
            fips=str(row["fips"]) if "fips" in row else None,
            acled=str(row["acled"]) if "acled" in row else None,
            region=_region(gw) if isinstance(gw, int) else None,
        )
    return out


def codes_of(iso3: str | None) -> CountryCodes | None:
    """The codes of one country; None where it is not known."""
    return country_codes().get(iso3) if iso3 else None


def _region(gw: int) -> str | None:
    return next((name for first, last, name in UCDP_REGIONS if first <= gw <= last), None)
