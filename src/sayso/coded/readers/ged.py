"""Rows of the UCDP Georeferenced Event Dataset, of versions 5 to 25 and of its API.

Columns differ between versions: ``conflict_id`` became ``conflict_new_id``, ``best_est`` became
``best``. Only those that say when, where, who and how many are needed. Meanings are those of the
GED codebook ("Variable descriptions").
"""

from __future__ import annotations

import re

from sayso.coded.countries import country
from sayso.coded.event import CodedEvent, Count, Spot, is_own_id
from sayso.coded.families import of_ged
from sayso.coded.readers.sheets import Row
from sayso.coded.readers.values import (
    Bad,
    Days,
    code,
    listed,
    number,
    parties,
    point,
    text,
)

DATES = ("date_start", "date_end")
NEEDED = (("id", "relid"), ("type_of_violence",), ("date_start",), ("best", "best_est"))
"""What tells the table: of each, one column must be there."""

_KIND = re.compile(r"\s+(?:city|town|village|area|vicinity|surroundings)$", re.IGNORECASE)
_PARTS = {"a": "deaths_a", "b": "deaths_b", "civilians": "deaths_civilians"}


def read_row(row: Row, line: str, days: Days) -> CodedEvent:
    """The event of a row.

    Args:
        row: Cells by folded name of their column.
        line: Where it stands.
        days: How the table writes days.

    Raises:
        Bad: Says what is wrong with the row.
    """
    own = row.get("relid", "").strip()
    # in an export of ours "relid" has the incident's id, and "id" a number made of it
    id_ = own if is_own_id(own) else (row.get("id", "").strip() or own)
    if not id_:
        raise Bad("has no id")
    first = days.day(row.get("date_start", ""))
    last = days.day(row.get("date_end", "")) or first
    name, families = of_ged(code(row.get("type_of_violence", "")))
    return CodedEvent(
        id=id_,
        kind="ged",
        line=line,
        earliest=first,
        latest=last,
        day_precision=code(row.get("date_prec", "")),
        spots=_spots(row),
        sides=(parties(row.get("side_a", "")), parties(row.get("side_b", ""))),
        type=name,
        families=families,
        counts=_killed(row),
        parts=_parts(row),
        sources=listed(row.get("source_original", "")) or listed(row.get("source_office", "")),
        notes=text(row.get("source_headline", "") or row.get("where_description", "")) or "",
    )


def _spots(row: Row) -> tuple[Spot, ...]:
    at = point(row.get("latitude", ""), row.get("longitude", ""))
    name = text(row.get("where_coordinates", ""))
    spot = Spot(
        name=_KIND.sub("", name) if name else None,
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        country=country(row.get("country", "")),
        admin1=text(row.get("adm_1", "")),
        precision=code(row.get("where_prec", "")),
    )
    return (spot,) if spot != Spot() else ()


def _parts(row: Row) -> dict[str, Count]:
    """Whom the killed are counted as; those of whom it is not known may be of each."""
    unknown = number(row.get("deaths_unknown", ""), "deaths_unknown") or 0
    found = {part: number(row.get(column, ""), column) for part, column in _PARTS.items()}
    return {
        part: Count(count, count, count + unknown)
        for part, count in found.items()
        if count is not None and (count or not unknown)
    }


def _killed(row: Row) -> dict[str, Count]:
    low, best, high = (
        number(row.get(name) or row.get(f"{name}_est", ""), name)
        for name in ("low", "best", "high")
    )
    if low is None and best is None and high is None:
        return {}
    return {"killed": Count(low, best, high)}
