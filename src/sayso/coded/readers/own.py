"""Rows of sayso's own table ``incidents``, as ``sayso export`` wrote it or somebody edited it."""

from __future__ import annotations

from sayso.coded.countries import country
from sayso.coded.event import EFFECTS, CodedEvent, Count, Spot
from sayso.coded.families import of_plover
from sayso.coded.parties import Side
from sayso.coded.readers.collection import at_least, day_precision
from sayso.coded.readers.sheets import Row
from sayso.coded.readers.values import Bad, Days, code, listed, number, point, text

DATES = ("earliest", "latest")
NEEDED = (("id",), ("type",), ("earliest",), ("latest",), ("mode",))
"""What tells the table: of each, one column must be there."""

_PARTS = {
    "civilians": "killed_civilians_best",
    "a": "killed_actors_best",
    "b": "killed_recipients_best",
}


def read_row(row: Row, line: str, days: Days) -> CodedEvent:
    """The event of a row.

    Args:
        row: Cells by folded name of their column.
        line: Where it stands.
        days: How the table writes days.

    Raises:
        Bad: Says what is wrong with the row.
    """
    id_ = row.get("id", "").strip()
    if not id_:
        raise Bad("has no id")
    earliest, latest = days.day(row.get("earliest", "")), days.day(row.get("latest", ""))
    type_, mode = row.get("type", "").strip(), row.get("mode", "").strip() or None
    parts = {
        part: at_least(count, number(row.get("killed_high", ""), "killed_high"))
        for part, column in _PARTS.items()
        if (count := number(row.get(column, ""), column)) is not None
    }
    return CodedEvent(
        id=id_,
        kind="sayso",
        line=line,
        earliest=earliest,
        latest=latest,
        day_precision=day_precision(earliest, latest),
        spots=_spots(row),
        sides=(_sides(row, "actors"), _sides(row, "recipients")),
        type=f"{type_} · {mode}" if mode else type_,
        families=of_plover(type_, mode),
        counts={effect: found for effect in EFFECTS if (found := _count(row, effect))},
        parts=parts,
    )


def _sides(row: Row, role: str) -> tuple[Side, ...]:
    """Parties of a side; its codes are told where they can be of one party only."""
    names = listed(row.get(role, ""))
    if len(names) == 1:
        codes = (listed(row.get(f"{role}_{code}", "")) for code in ("countries", "sectors"))
        place, sector = (found[0] if len(found) == 1 else None for found in codes)
        return (Side(names[0], place, sector),)
    return tuple(Side(name) for name in names)


def _count(row: Row, effect: str) -> Count | None:
    bounds = ("low", "best", "high")
    found = [number(row.get(f"{effect}_{b}", ""), f"{effect}_{b}") for b in bounds]
    return Count(*found) if any(value is not None for value in found) else None


def _spots(row: Row) -> tuple[Spot, ...]:
    at = point(row.get("lat", ""), row.get("lon", ""))
    countries = listed(row.get("countries", ""))
    name = text(row.get("place", ""))
    spot = Spot(
        name=name,
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        country=country(row.get("country", "") or (countries[0] if countries else "")),
        admin1=text(row.get("admin1", "")),
        precision=code(row.get("where_prec", "")),
    )
    if spot == Spot():
        return ()
    others = (each for each in listed(row.get("places", "")) if each != name)
    return (spot, *(Spot(other, country=spot.country) for other in others))
