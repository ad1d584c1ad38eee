"""Rows of ACLED exports, of today and before.

Before 2023 there were ``data_id`` and ``iso3``, before 2018 ``ally_actor_1`` for ``assoc_actor_1``.
Meanings are those of the ACLED codebook: ``time_precision`` 1 is the day, 2 a week of which the
middle is written, 3 a month of which the middle is written; ``geo_precision`` 1 is the place, 2
near it or a part of a region, 3 a region; ``fatalities`` is one figure, the most conservative one,
and 0 where none are reported.
"""

from __future__ import annotations

from datetime import date, timedelta

from sayso.coded.countries import country
from sayso.coded.event import CodedEvent, Count, Spot
from sayso.coded.families import of_acled
from sayso.coded.parties import Side
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

DATES = ("event_date",)
NEEDED = (("event_id_cnty", "data_id", "event_id_no_cnty"), ("event_date",), ("event_type",))
"""What tells the table: of each, one column must be there."""

_AROUND = {2: 3, 3: 15}
"""Days before and after the day that is written, by time_precision."""
_DAY_PRECISION = {1: 1, 2: 3, 3: 4}
"""UCDP date_prec of a time_precision."""
_PRECISION = {1: 1, 2: 3, 3: 4}
"""UCDP where_prec of a geo_precision."""


def read_row(row: Row, line: str, days: Days) -> CodedEvent:
    """The event of a row.

    Args:
        row: Cells by folded name of their column.
        line: Where it stands.
        days: How the table writes days.

    Raises:
        Bad: Says what is wrong with the row.
    """
    names = ("event_id_cnty", "data_id", "event_id_no_cnty")
    id_ = next((row[name].strip() for name in names if row.get(name, "").strip()), "")
    if not id_:
        raise Bad("has no id")
    day = days.day(row.get("event_date", ""))
    precision = code(row.get("time_precision", "")) or 1
    around = timedelta(days=_AROUND.get(precision, 0))
    killed = number(row.get("fatalities", ""), "fatalities")
    kind = row.get("event_type", "").strip()
    more = row.get("sub_event_type", "").strip()
    return CodedEvent(
        id=id_,
        kind="acled",
        line=line,
        earliest=_shifted(day, -around),
        latest=_shifted(day, around),
        day_precision=_DAY_PRECISION.get(precision),
        spots=_spots(row),
        sides=(_side(row, 1), _side(row, 2)),
        type=f"{kind}: {more}" if more and more != kind else kind,
        families=of_acled(kind, more),
        counts={} if killed is None else {"killed": Count(killed, killed, killed)},
        sources=listed(row.get("source", "")),
        notes=text(row.get("notes", "")) or "",
    )


def _shifted(day: date | None, by: timedelta) -> date | None:
    try:
        return day + by if day else None
    except OverflowError:
        return day


def _side(row: Row, number_: int) -> tuple[Side, ...]:
    allies = row.get(f"assoc_actor_{number_}", "") or row.get(f"ally_actor_{number_}", "")
    return parties(row.get(f"actor{number_}", "")) + parties(allies)


def _spots(row: Row) -> tuple[Spot, ...]:
    at = point(row.get("latitude", ""), row.get("longitude", ""))
    spot = Spot(
        name=text(row.get("location", "")),
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        country=country(row.get("iso3", "") or row.get("country", "")),
        admin1=text(row.get("admin1", "")),
        precision=_PRECISION.get(code(row.get("geo_precision", "")) or 0),
    )
    return (spot,) if spot != Spot() else ()
