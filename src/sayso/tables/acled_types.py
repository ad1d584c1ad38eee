"""ACLED's types: of events from PLOVER's type and mode, of actors from PLOVER's sector."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

import yaml

from sayso.record import Incident
from sayso.tables.sides import Side, Sides
from sayso.tables.told import most

_ARMED = frozenset({"firearms", "targeted", "heavy-weapons"})
"""Modes that make no mob: rioters are unarmed, or armed with what is at hand ("Riots")."""


@dataclass(frozen=True, slots=True)
class EventType:
    """What an event is to ACLED; None where who was struck is not told, on which it hangs."""

    sub: str | None = None
    event: str | None = None
    disorder: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """What ``acled_types.yaml`` says.

    Attributes:
        codes: Sub-event type by ``TYPE/mode`` or ``TYPE``, or by whom was struck.
        left_out: What is no event.
        sub_events: Event type and disorder type of each sub-event type.
        inter: Types of actors, in the order of their numbers.
        sectors: Type of an actor by PLOVER sector.
    """

    codes: dict[str, str | dict[str, str]]
    left_out: tuple[str, ...]
    sub_events: dict[str, tuple[str, str]]
    inter: tuple[str, ...]
    sectors: dict[str, str]


@functools.cache
def book() -> Book:
    """The table as it ships."""
    text = files("sayso.tables").joinpath("acled_types.yaml").read_text(encoding="utf-8")
    read = yaml.safe_load(text)
    return Book(
        codes=read["codes"],
        left_out=tuple(read["left_out"]),
        sub_events={
            sub: (event, disorder) for sub, (event, disorder) in read["sub_events"].items()
        },
        inter=tuple(read["inter"]),
        sectors=read["sectors"],
    )


def event_type(incident: Incident, sides: Sides) -> EventType | None:
    """The ACLED types of an incident; None where ACLED records no such event.

    Args:
        incident: For its type, mode and dead.
        sides: Who acted, and on whom.
    """
    codes = book()
    at = f"{incident.type}/{incident.mode}" if incident.mode else incident.type
    if at in codes.left_out:
        return None
    found = codes.codes.get(at) or codes.codes.get(incident.type if _falls_back(incident) else "")
    if found is None:
        return None
    sub = found if isinstance(found, str) else found.get(_struck(sides, incident.mode))
    if incident.mode == "crowd-control" and most(incident.tolls.get("killed")):
        sub = "Excessive force against protesters"
    if sub is None:
        return EventType()
    event, disorder = codes.sub_events[sub]
    return EventType(sub, event, disorder)


def inter_of(side: Side, role: str | None, country: str | None) -> str | None:
    """The type of a side's actor.

    Args:
        side: The side.
        role: ``Rioters``, ``Protesters`` or ``Civilians`` where the event makes it that.
        country: Where it was: forces of another state are external (codebook, "8").

    Returns:
        None where it is not told, or origins name rivals of different types.
    """
    if role:
        return role
    types = book().sectors
    found: set[str | None] = set()
    for account in side.accounts if side.disputed else filter(None, [side.main]):
        party = account.party
        kind = types.get(party.sector or "") if party else None
        if kind is None and party and party.kind in ("state", "state_body"):
            kind = "State forces"
        if kind is None and side.kind == "other":
            kind = "External/Other forces"
        if kind == "State forces" and party and country and party.country not in (None, country):
            kind = "External/Other forces"
        found.add(kind)
    return found.pop() if len(found) == 1 else None


def interaction(one: str | None, two: str | None) -> str | None:
    """Both types together, the lower number first ("Interaction codes", Table 3).

    Args:
        one: Type of the first actor.
        two: Type of the second; None: there is none.
    """
    if one is None:
        return None
    if two is None:
        return f"{one} only"
    order = book().inter
    a, b = sorted((one, two), key=order.index)
    if (a, b) == ("Civilians", "External/Other forces"):
        a, b = b, a  # the one pair that the codebook writes the other way round
    return f"{a}-{b}"


def _falls_back(incident: Incident) -> bool:
    """Whether a mode without a line of its own is coded as its type: only ways to do violence."""
    return incident.mode is None or incident.type == "ASSAULT"


def _struck(sides: Sides, mode: str | None) -> str:
    if sides.first.kind == "civilians" and not sides.fight:
        party = sides.first.party
        many = party is not None and party.kind == "group" and mode not in _ARMED
        return "crowd" if many else "person"
    struck = sides.second.kind
    if sides.fight:
        kinds = {sides.first.kind, sides.second.kind}
        return "forces" if kinds <= {"state", "armed", "other"} else "other"
    if struck in ("state", "armed"):
        return "forces"
    return struck or "unknown"
