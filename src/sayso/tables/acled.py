"""Incidents with the columns of ACLED's public export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sayso.linking.accounts.toll_rules import follows, toll_range
from sayso.record import Account, IncidentPlace, TollRange
from sayso.store.snapshot import Told
from sayso.tables.acled_columns import COLUMNS
from sayso.tables.acled_types import EventType, event_type, inter_of, interaction
from sayso.tables.acled_words import note
from sayso.tables.country_codes import codes_of
from sayso.tables.own.values import main_place
from sayso.tables.sides import Side, Sides, sides_of
from sayso.tables.table import Cell, Row, Table
from sayso.tables.told import days_of, is_affirmed, joined, unique

_MOST_DAYS = 31
"""What spreads over more than a month is coarser than ACLED records ("Time precision codes")."""
_FORCES = {"MIL": "Military Forces of", "COP": "Police Forces of", "GOV": "Government of"}
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 7: 3}


def rows(told: Told) -> Iterator[Row]:
    """The row of one incident; none where ACLED records no such event, or nobody affirms any.

    Args:
        told: The incident, with its origins and the heads of its reports.
    """
    incident = told.incident
    sides = sides_of(told)
    kind = event_type(incident, sides)
    if kind is None or not is_affirmed(told):
        return
    place = main_place(incident.places)
    country = place.country if place else None
    day, precision = _day(*days_of(incident))
    one, two = _actors(sides, kind, country)
    yield (
        incident.id,
        day,
        day.year if day else None,
        precision,
        kind.disorder,
        kind.event,
        kind.sub,
        *one,
        *two,
        interaction(str(one[2]) if one[2] else None, str(two[2]) if two[2] else None)
        if two[2] or not two[0]
        else None,
        "Civilian targeting" if _civilians_struck(sides, kind) else None,
        *_where(place),
        joined(unique(head.outlet for head in told.reports.values())),
        None,
        note(told),
        fatalities(incident.tolls.get("killed")),
        _tags(told, kind),
        None,
    )


def fatalities(bounds: TollRange | None) -> int:
    """The most conservative figure ("Reported fatalities"): the lowest that an origin gives.

    A toll that a person decided stays as it is. Nothing told is 0, as ACLED has it.
    """
    if bounds is None:
        return 0
    least = toll_range(bounds.origins, "acled") if follows(bounds) else None
    values = (least or bounds).low, bounds.best, bounds.high
    return next((value for value in values if value is not None), 0)


def _day(first: date | None, last: date | None) -> tuple[date | None, int | None]:
    """The day and ``time_precision``: of a longer time its middle ("Time precision codes")."""
    if first is None or last is None:
        return None, None
    days = (last - first).days + 1
    if days > _MOST_DAYS:
        return None, None
    precision = 1 if days <= 1 else 2 if days <= 7 else 3
    return first + timedelta(days=(days - 1) // 2), precision


def _actors(
    sides: Sides, kind: EventType, country: str | None
) -> tuple[tuple[Cell, Cell, Cell], tuple[Cell, Cell, Cell]]:
    """Name, associated names and type of both actors."""
    first, second = sides.first, sides.second
    if kind.sub == "Protest with intervention" or kind.sub == "Excessive force against protesters":
        return _actor(first, None, country), _actor(second, "Protesters", country)
    if kind.event == "Protests":
        return _actor(first, "Protesters", country), (None, None, None)
    if kind.sub == "Violent demonstration":
        return _actor(first, "Rioters", country), (None, None, None)
    role = "Rioters" if kind.sub == "Mob violence" else None
    return _actor(first, role, country), _actor(second, None, country)


def _actor(side: Side, role: str | None, country: str | None) -> tuple[Cell, Cell, Cell]:
    names, main = side.names, side.main
    if role is None and side.kind == "civilians":
        role = "Civilians"
    inter = inter_of(side, role, country)
    if role:
        name = _people(role, side, country)
    elif main is None or side.is_thing:
        return None, None, None
    elif side.disputed and len(names) > 1:
        return joined(map(side.shown, names)), None, inter
    else:
        name = _name(main, side, country)
    others = [side.shown(other) for other in names if other != name]
    return side.shown(name, main.value if main else None), joined(others), inter


def _people(role: str, side: Side, country: str | None) -> str:
    """Who has no name in ACLED but what they do, and where."""
    where = codes_of(country) or codes_of(side.country)
    return f"{role} ({where.name})" if where else role


def _name(main: Account, side: Side, country: str | None) -> str:
    """A name as ACLED forms it, without the years of a government, which are not known."""
    party = main.party
    own = codes_of(side.country)
    forces = _FORCES.get(party.sector or "") if party else None
    if forces and own:
        return f"{forces} {own.name}"
    if party and party.sector == "UAF" and party.kind == "group":
        of = own or codes_of(country)
        return f"Unidentified Armed Group ({of.name})" if of else "Unidentified Armed Group"
    return main.value


def _civilians_struck(sides: Sides, kind: EventType) -> bool:
    """ACLED's column "Civilian targeting": civilians are the main or only target."""
    if kind.event == "Violence against civilians":
        return True
    if kind.sub == "Excessive force against protesters":
        return True
    remote = kind.event in ("Explosions/Remote violence", "Riots")
    return remote and not sides.fight and sides.second.kind == "civilians"


def _where(place: IncidentPlace | None) -> Iterator[Cell]:
    codes = codes_of(place.country) if place else None
    yield codes.iso if codes else None
    yield codes.acled if codes else None
    yield codes.name if codes else None
    yield place.admin1 if place else None
    yield from (None, None)
    yield place.name if place else None
    yield place.lat if place else None
    yield place.lon if place else None
    yield _GEO_PRECISION.get(place.precision or 0) if place else None


def _tags(told: Told, kind: EventType) -> str | None:
    """The size of a crowd, the only tag that the record has something for ("Tags")."""
    if kind.event not in ("Protests", "Riots"):
        return None
    size = told.incident.agreed.get("participants")
    values = [a.value for a in told.incident.accounts.get("participants", ()) if not a.denied]
    sizes = [size] if size else unique(values)
    return f"crowd size={' / '.join(sizes)}" if sizes else "crowd size=no report"


ACLED: Table[Told] = Table(
    name="acled",
    title="Events in the columns of ACLED",
    means=(
        "An incident of a kind that ACLED records: violence, demonstrations, arrests, ceasefires "
        "and movements of forces. ACLED has a row for each day of a longer event and each of "
        "several places; here an incident is one row."
    ),
    columns=COLUMNS,
    of="told",
    rows=rows,
    key=("event_id_cnty",),
)

TABLES = (ACLED,)
