"""What a GeoNames feature class and code is to us.

The codes are those of https://www.geonames.org/export/codes.html. Precision is UCDP ``where_prec``
(GED codebook 23.1): 1 a point, 2 near a point, 3 and 4 second- and first-order areas, 5 larger,
vague or linear, 6 a country, 7 the sea.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

from sayso.errors import InputError

GeoNamesFeature = Literal["city", "capital", "admin1", "admin2", "country", "water", "site"]

DEFAULT_FEATURES: tuple[str, ...] = (
    *("A", "P"),
    *("S.AIRB", "S.AIRF", "S.AIRH", "S.AIRP", "S.BDG", "S.CMP", "S.CMPLA", "S.CMPRF", "S.DAM"),
    *("S.INSM", "S.MNA", "S.PRN", "S.PS"),
    *("T.DSRT", "T.HLL", "T.HLLS", "T.ISL", "T.ISLS", "T.MT", "T.MTS", "T.PASS", "T.PEN", "T.PK"),
    *("T.PLN", "T.VAL"),
    *("H.BAY", "H.CNL", "H.GULF", "H.LGN", "H.LK", "H.LKS", "H.OCN", "H.RSV", "H.SEA", "H.STM"),
    *("H.STMS", "H.STRT", "H.WAD"),
    *("L.AREA", "L.LCTY", "L.MILB", "L.OILF", "L.PRT", "L.RGN"),
    *("R.RD", "R.RDJCT", "R.TNLRD"),
)
"""Areas, towns and what conflict is reported at: bases, camps, airports, bridges, dams, prisons,
hills, rivers, roads, regions."""

_CODE = re.compile(r"[AHLPRSTUV](?:\.[A-Z0-9]{2,5})?")
_SEAS = frozenset({"OCN", "SEA", "GULF", "STRT"})
_POINTS = frozenset({"HLL", "MT", "PK", "PASS", "ISL", "RDJCT", "TNLRD", "WLL", "SPNG", "MILB"})
_GONE = re.compile(r"ADM\d?H|ADMDH|PCLH")


class Meaning(NamedTuple):
    """Our feature, and the precision of a place of that kind."""

    feature: GeoNamesFeature
    precision: int


def meaning(class_: str, code: str) -> Meaning | None:
    """What a class and code mean; None for areas and countries that are no more.

    Points that are no towns (a bridge, a camp) and vague places (a range, a river) are ``site``:
    a name that they share with a town usually means the town.
    """
    if class_ == "P":
        return Meaning("capital" if code == "PPLC" else "city", 1)
    if class_ == "A":
        if _GONE.fullmatch(code):
            return None
        if code.startswith("PCL"):
            return Meaning("country", 6)
        return Meaning("admin1", 4) if code == "ADM1" else Meaning("admin2", 3)
    if class_ == "H" and code in _SEAS:
        return Meaning("water", 7)
    if class_ == "S":
        return Meaning("site", 1)
    return Meaning("site", 2 if code in _POINTS else 5)


def parse_features(text: str) -> frozenset[str]:
    """``"A,P,S.AIRP"`` as a set.

    Raises:
        InputError: Something that is neither a class nor a class with a code.
    """
    found = {part.strip().upper() for part in text.split(",") if part.strip()}
    wrong = sorted(part for part in found if not _CODE.fullmatch(part))
    if wrong or not found:
        raise InputError(
            f"no GeoNames feature class: {', '.join(wrong) or 'none given'}",
            remedy="write classes (A, P) or classes with codes (S.AIRP), with commas between",
        )
    return frozenset(found)


def is_wanted(class_: str, code: str, features: Collection[str]) -> bool:
    """Whether the features ask for this class or for this code of it."""
    return class_ in features or f"{class_}.{code}" in features
