"""A place, and how a name found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Feature = Literal["city", "capital", "admin1", "admin2", "country", "region", "water", "site"]
NameKind = Literal["own", "common", "other", "bare", "loose", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place.

    ``admin1_id`` and ``admin2_id`` are the ids of the areas that it lies in (or is); ``fame``
    counts the names that GeoNames lists for it in all languages; ``precision`` is UCDP where_prec
    of the place itself. Ids are GeoNames ids; negative ones are our own regions, UCDP's places and
    the user's. A ``site`` is a bridge, a camp, a hill, a river: what is no town.
    """

    id: int
    name: str
    feature: Feature
    lat: float | None
    lon: float | None
    country: str | None
    admin1_id: int | None
    admin2_id: int | None
    population: int
    fame: int
    precision: int
    admin1: str | None = None
    admin2: str | None = None

    @property
    def geonames(self) -> int | None:
        """GeoNames id; None for places that GeoNames has not given one."""
        return self.id if self.id > 0 else None


@dataclass(frozen=True, slots=True)
class Match:
    """An entry under a name, and how the name belongs to it.

    ``own`` its GeoNames name, ``common`` a listed name of an area or country, or a town's English
    or user-given one, ``other`` an alternate name of a town, ``bare`` the name without its kind
    ("Basra" for Basra Governorate), ``loose`` equal when transliteration is folded, ``fuzzy``
    merely close (``score`` 0-100).
    """

    entry: Entry
    kind: NameKind
    score: float = 100.0
