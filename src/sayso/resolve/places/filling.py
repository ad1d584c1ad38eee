"""The record of a place: its name, point and precision, or why it has none."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from sayso.extract.toponyms import ToponymMention
from sayso.gazetteer import Entry, Match
from sayso.record import Place
from sayso.resolve.places.ranking import Group

# So likely must an area be in which the place meant lies, where the place itself is left open.
LEAST_AREA = 0.8
_BROAD = frozenset({"country", "region", "water"})


def place_of(
    number: str,
    group: Group,
    match: Match | None,
    sure: float,
    mentions: Sequence[ToponymMention],
) -> Place:
    """The record of a place.

    Args:
        number: Its id.
        group: Its name, and what the gazetteer has under it.
        match: The place meant; None where that cannot be told.
        sure: How likely it is.
        mentions: Where it is named.
    """
    spans = tuple(m.span for m in mentions)
    named = max(m.score for m in mentions)
    if match is None:
        country, admin1 = _container(group)
        return Place(
            id=number,
            name=group.words,
            mentions=spans,
            country=country,
            admin1=admin1,
            why=_why(group),
        )
    e = match.entry
    return Place(
        id=number,
        name=_shown(group.words, e),
        mentions=spans,
        geonames=e.geonames,
        lat=e.lat,
        lon=e.lon,
        country=e.country,
        admin1=plain(e.admin1) if e.feature != "country" else None,
        admin2=plain(e.admin2),
        precision=min(_precision(e, m) for m in mentions),
        confidence=round(sure * named, 2),
        why=None if e.lat is not None else f"{e.name}: no coordinates in the gazetteer",
    )


def _shown(words: str, e: Entry) -> str:
    """The report's own name for a town or area; the common one for what has many short names."""
    if e.feature in _BROAD or words.isupper() or words.islower():
        return e.name
    return words


def area_told(group: Group, chances: Sequence[float]) -> tuple[str | None, str | None]:
    """The country, and in it the first-order area, in which nearly all likely places lie."""
    out: list[str | None] = []
    for field in ("country", "admin1"):
        shares: defaultdict[str | None, float] = defaultdict(float)
        for match, chance in zip(group.matches, chances, strict=True):
            shares[getattr(match.entry, field)] += chance
        name, share = max(shares.items(), key=lambda x: x[1], default=(None, 0.0))
        out.append(name if share >= LEAST_AREA else None)
    country, admin1 = out
    return country, plain(admin1) if country else None


def _container(group: Group) -> tuple[str | None, str | None]:
    """Country and first-order area of a place of which only the area beside it is known."""
    if group.matches or not group.within:
        return group.area
    outer = max(group.within, key=lambda m: (m.entry.feature != "city", m.entry.population)).entry
    return outer.country, plain(outer.admin1)


def _precision(e: Entry, m: ToponymMention) -> int:
    if m.relation == "part" and e.precision == 6:
        return 5
    if e.precision == 1 and (m.relation == "near" or m.kind == "site"):
        return 2
    return e.precision


def plain(name: str | None) -> str | None:
    """A name without accents, as English reports write it."""
    if name is None:
        return None
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "‘’ʻʼ")


def _why(group: Group) -> str:
    """Why a place has no coordinates, with the nearest candidates."""
    nearest = "; ".join(
        ", ".join(x for x in (m.entry.name, plain(m.entry.admin1), m.entry.country) if x)
        for m in (group.matches or group.close)[:3]
    )
    if len(group.matches) == 1:
        return f"nothing else in the report is in the country of the only candidate: {nearest}"
    if group.matches:
        return f"{len(group.matches)} places have this name and none stands out: {nearest}"
    if group.close:
        return f"not in the gazetteer; closest names: {nearest}"
    return "not in the gazetteer"
