"""What incidents can be asked for: types of events and countries, as people name them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from sayso.errors import NotFound
from sayso.query.values import country, near_countries
from sayso.store.tables import IncidentRow

PLOVER = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
"""The event types of the PLOVER manual."""

VERBAL = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
"""PLOVER types of things said, not done (quad classes 1 and 3)."""


class UnknownValue(NotFound):
    """A value to filter by that there is not."""


def event_type(session: Session, given: str) -> str:
    """An event type, in whatever case it was given.

    Args:
        session: An open session; a codebook of one's own may have other types.
        given: The type.

    Raises:
        UnknownValue: There is none; the message names those that there are.
    """
    wanted = given.strip().upper()
    if wanted in PLOVER:
        return wanted
    every = event_types(session)
    if wanted in every:
        return wanted
    raise UnknownValue(f"no event type {given!r}", remedy=f"give one of {', '.join(every)}")


def event_types(session: Session) -> list[str]:
    """The event types of the PLOVER manual, and others that the collection has."""
    own = set(session.scalars(select(IncidentRow.type).distinct())) - set(PLOVER)
    return [*PLOVER, *sorted(own)]


def country_code(given: str) -> str:
    """The ISO 3166-1 alpha-3 code of a country, from the code or a name in any case.

    Args:
        given: ``SYR``, ``Syria`` or ``DR Congo``.

    Raises:
        UnknownValue: No country is called so; the message names those that are called nearly so.
    """
    found = country(given)
    if found is not None:
        return found
    names = ", ".join(near_countries(given)) or "a code such as SYR, or the country's name"
    raise UnknownValue(f"no country {given!r}", remedy=f"give {names}")
