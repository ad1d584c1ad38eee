"""Incidents with the columns of the UCDP Georeferenced Event Dataset (GED)."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from sayso.record import IncidentPlace
from sayso.store.snapshot import Told
from sayso.tables.country_codes import codes_of
from sayso.tables.ged_columns import COLUMNS
from sayso.tables.own.values import main_place
from sayso.tables.sides import Side, Sides, part_of, sides_of
from sayso.tables.table import Cell, Row, Table
from sayso.tables.told import date_prec, day_of, days_of, joined, most, number_of, unique

_CELLS = 720
"""PRIO-GRID cells of half a degree in a row."""


def rows(told: Told) -> Iterator[Row]:
    """The row of one incident; none where nobody is told to have died by violence.

    Args:
        told: The incident, with its origins and the heads of its reports.
    """
    incident = told.incident
    if incident.type != "ASSAULT" or most(incident.tolls.get("killed")) < 1:
        return
    sides = sides_of(told)
    violence = type_of_violence(sides)
    a, b = _in_order(sides, violence)
    first, last = days_of(incident)
    when = first or last
    name_a, name_b = (_name(side, as_told=_one_state(a, b)) for side in (a, b))
    dyad = f"{name_a} - {name_b}" if name_a and name_b and not _one_state(a, b) else None
    precision = date_prec(first, last)
    yield (
        number_of(incident.id),
        incident.id,
        when.year if when else None,
        None,
        None,
        violence,
        None,
        None,
        dyad if violence in (2, 3) else None,
        None,
        None,
        dyad,
        None,
        None,
        name_a,
        None,
        None,
        name_b,
        *_sources(told),
        *_place(incident.places, told),
        None if precision is None else 1 if precision == 1 else 2,
        precision,
        first,
        last,
        *_deaths(told, a, b, violence, fight=sides.fight),
        _state(a),
        _state(b),
    )


def type_of_violence(sides: Sides) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None where a side is not told.

    Args:
        sides: Who acted, and on whom.
    """
    kinds = {sides.first.kind, sides.second.kind}
    if not kinds <= {"state", "armed", "civilians"}:
        return None
    if "civilians" in kinds:
        # whoever is attacked by civilians, a crowd say, is in no organised violence
        by_arms = sides.fight is False and sides.second.kind == "civilians"
        return 3 if by_arms and sides.first.kind != "civilians" else None
    if _one_state(sides.first, sides.second):
        return None  # a state's forces against its own are no dyad
    return 1 if "state" in kinds else 2


def priogrid(latitude: float, longitude: float) -> int | None:
    """The cell of PRIO-GRID that a point lies in.

    Rows are counted from the south pole, columns from 180° W (Tollefsen, Strand and Buhaug 2012,
    "PRIO-GRID: A unified spatial data structure", Journal of Peace Research 49).

    Args:
        latitude: Degrees north.
        longitude: Degrees east. 180° E lies in the first column, as 180° W does.

    Returns:
        None for a point that is nowhere on earth.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    row = min(floor((latitude + 90) * 2), 359)
    column = floor((longitude + 180) * 2) % _CELLS
    return row * _CELLS + column + 1


def _in_order(sides: Sides, violence: int | None) -> tuple[Side, Side]:
    """Sides A and B: in state-based violence the state is A."""
    if violence == 1 and sides.first.kind != "state":
        return sides.second, sides.first
    return sides.first, sides.second


def _one_state(one: Side, other: Side) -> bool:
    alike = one.kind == other.kind == "state"
    return alike and one.country is not None and one.country == other.country


def _name(side: Side, *, as_told: bool) -> str | None:
    if side.kind == "civilians" and side.struck:
        return "Civilians"
    if side.is_thing:
        return None
    codes = codes_of(side.country)
    if side.disputed:
        return joined(map(side.shown, side.names))
    if side.main is None:
        return None
    if side.kind == "state" and codes and not as_told:
        return side.shown(f"Government of {codes.ucdp}", side.main.value)
    return joined([side.shown(side.main.value)])


def _state(side: Side) -> int | None:
    codes = codes_of(side.country) if side.kind == "state" and not side.disputed else None
    return codes.gw if codes else None


def _sources(told: Told) -> Iterator[Cell]:
    heads = list(told.reports.values())
    days = [day.isoformat() if (day := day_of(h.published)) else "" for h in heads]
    articles = [
        f'"{", ".join(part for part in (h.outlet, day, h.title) if part)}"'
        for h, day in zip(heads, days, strict=True)
    ]
    yield len(heads) or -1
    yield joined(article for article in articles if article != '""')
    yield joined(h.outlet for h in heads)
    yield joined(days)
    yield joined(h.title for h in heads)
    yield joined(unique(origin.name for origin in told.origins.values()))


def _place(places: tuple[IncidentPlace, ...], told: Told) -> Iterator[Cell]:
    place = main_place(places)
    names = [p.name for p in places if p is not place]
    names += [a.value for a in told.incident.accounts.get("place", ()) if not a.denied]
    codes = codes_of(place.country) if place else None
    lat, lon = (place.lat, place.lon) if place else (None, None)
    cell = priogrid(lat, lon) if lat is not None and lon is not None else None
    yield place.precision if place else None
    yield place.name if place else None
    yield joined(name for name in unique(names) if place is None or name != place.name)
    yield place.admin1 if place else None
    yield None
    yield lat
    yield lon
    yield f"POINT ({lon} {lat})" if cell else None
    yield cell
    yield codes.ucdp if codes else None
    yield codes.gw if codes else None
    yield codes.region if codes else None


def _deaths(told: Told, a: Side, b: Side, violence: int | None, *, fight: bool) -> Iterator[Cell]:
    bounds = told.incident.tolls["killed"]
    best = bounds.best
    if best is None:
        yield from (None, None, None, None)
    else:
        one_sided = violence == 3
        of_a = 0 if one_sided else part_of(bounds, a, fight=fight)
        of_b = 0 if one_sided else part_of(bounds, b, fight=fight)
        civilians = part_of(bounds, None, fight=fight)
        if of_a + of_b + civilians > best:
            of_a = of_b = civilians = 0
        yield from (of_a, of_b, civilians, best - of_a - of_b - civilians)
    yield best
    yield bounds.high
    yield bounds.low


GED: Table[Told] = Table(
    name="ged",
    title="Events in the columns of UCDP GED",
    means=(
        "An incident of deliberate violence (PLOVER ASSAULT) in which at least one person is told "
        "to have died, by any origin. UCDP counts only what is of an organised actor and clear "
        "enough for its own coders; here a reader of `type_of_violence`, `where_prec` and "
        "`event_clarity` decides."
    ),
    columns=COLUMNS,
    of="told",
    rows=rows,
    key=("id",),
)

TABLES = (GED,)
