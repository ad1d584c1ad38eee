"""Incidents of a collection as coded events: of ours, or of another collection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Literal

from sayso.coded.event import EFFECTS, CodedEvent, Count, Figure, Spot
from sayso.coded.families import of_plover
from sayso.coded.parties import Side
from sayso.coded.readers.sheets import SQLITE
from sayso.errors import NotFound
from sayso.record import Account, Incident
from sayso.store import Store
from sayso.store.location import parse_location
from sayso.store.snapshot import Told
from sayso.tables.own.values import main_place

_PROBE = (
    "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'reports', 'incidents')"
)
_PARTS = {"civilians": "civilians", "actors": "a", "recipients": "b"}


def is_collection(source: str | Path) -> bool:
    """Whether a source is a collection: an address of a database, or a file that sayso made."""
    location = source if isinstance(source, Path) else parse_location(source)
    if not isinstance(location, Path):
        return True
    try:
        with location.open("rb") as file:
            if file.read(len(SQLITE)) != SQLITE:
                return False
        address = f"{location.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as db:
            return bool(db.execute(_PROBE).fetchone()[0] == 3)
    except (OSError, sqlite3.Error):
        return False


def collection_events(
    store: Store, where: str | None = None, *, official: bool = True
) -> Iterator[CodedEvent]:
    """The incidents of a collection.

    Args:
        store: The collection.
        where: Only those that this fits, in the language of :mod:`sayso.query`; None: all.
        official: As people made them, where they did.

    Raises:
        QueryError: ``where`` cannot be understood.
        NotFound: Nothing was linked yet.
    """
    if store.last_linked() is None:
        raise NotFound(
            "not linked yet", source=store.name, remedy=f"run `sayso link {store.name}` first"
        )
    with store.snapshot(official=official) as snapshot:
        for told in snapshot.told(where):
            yield of_told(told)


def of_told(told: Told) -> CodedEvent:
    """An incident as a coded event."""
    incident = told.incident
    earliest, latest = _day(incident.earliest), _day(incident.latest)
    return CodedEvent(
        id=incident.id,
        kind="sayso",
        line="",
        earliest=earliest,
        latest=latest,
        day_precision=day_precision(earliest, latest),
        spots=tuple(_places(incident)),
        sides=(_sides(incident, "actors"), _sides(incident, "recipients")),
        type=f"{incident.type} · {incident.mode}" if incident.mode else incident.type,
        families=of_plover(incident.type, incident.mode),
        counts={
            effect: Count(toll.low, toll.best, toll.high)
            for effect in EFFECTS
            if (toll := incident.tolls.get(effect))
        },
        parts=_parts(incident),
        figures=tuple(_figures(told)),
        sources=tuple(dict.fromkeys(origin.name for origin in told.origins.values())),
    )


def day_precision(earliest: date | None, latest: date | None) -> int | None:
    """UCDP date_prec of a stretch of days; None where a bound is missing."""
    if earliest is None or latest is None:
        return None
    width = abs((latest - earliest).days) + 1
    return next(p for most, p in ((1, 1), (6, 2), (7, 3), (31, 4), (10**7, 5)) if width <= most)


def at_least(count: int, most: int | None) -> Count:
    """A part of a toll: so many or more, up to all of them."""
    return Count(count, count, most if most is not None and most >= count else None)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None


def _parts(incident: Incident) -> dict[str, Count]:
    """How many of the killed belong to whom; several parts of a side are added.

    What is told of some of the killed says nothing of the others, who may be of the same part.
    """
    out: dict[str, Count] = {}
    toll = incident.tolls.get("killed")
    for who, part in _PARTS.items():
        counts = [each.best for each in toll.parts if each.who == who] if toll else []
        known = [count for count in counts if count is not None]
        if known and len(known) == len(counts):
            out[part] = at_least(sum(known), toll.high if toll else None)
    return out


def _places(incident: Incident) -> Iterator[Spot]:
    """The place that stands for the incident in tables first, then the others."""
    main = main_place(incident.places)
    if main is None:
        return
    for place in (main, *(p for p in incident.places if p is not main)):
        yield Spot(place.name, place.lat, place.lon, place.country, place.admin1, place.precision)


def _sides(incident: Incident, role: str) -> tuple[Side, ...]:
    """Who is named on a side; who is named only to deny it is left out."""
    out: dict[str, Side] = {}
    for account in incident.accounts.get(role, ()):
        if account.denied:
            continue
        party = account.party
        side = Side(account.value, *((party.country, party.sector) if party else (None, None)))
        out.setdefault(account.value, side)
    return tuple(out.values())


def _figures(told: Told) -> Iterator[Figure]:
    for effect in EFFECTS:
        for account in told.incident.accounts.get(effect, ()):
            for id_ in account.origins:
                origin = told.origins.get(id_)
                yield Figure(
                    effect=effect,
                    origin=origin.name if origin else id_,
                    count=Count(account.low, account.best, account.high),
                    reports=account.reports,
                    state=_state(account),
                )


def _state(account: Account) -> Literal["", "superseded", "denied"]:
    if account.denied:
        return "denied"
    return "superseded" if account.superseded_by is not None else ""
