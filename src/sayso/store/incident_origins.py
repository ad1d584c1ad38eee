"""The origins of many incidents at once."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sayso.record import Incident, Origin
from sayso.store.desk_tables import ReviewedIncidentRow
from sayso.store.ids import batched
from sayso.store.tables import OriginRow

Held = dict[str | None, dict[str, Origin]]
"""Origins by their incident and their id; those of all incidents together under None."""


def origins_of(
    session: Session, incidents: Sequence[Incident], *, official: bool
) -> dict[str, dict[str, Origin]]:
    """The origins that the accounts of each incident name, by incident and id.

    Args:
        session: A reading session.
        incidents: As linking found them, or as people made them.
        official: As people made them, where they did.
    """
    held = held_origins(session, [incident.id for incident in incidents], official=official)
    return {incident.id: named_origins(incident, held) for incident in incidents}


def held_origins(session: Session, ids: Sequence[str], *, official: bool) -> Held:
    """All origins that are stored of some incidents."""
    found: Held = {}
    for some in batched(ids):
        query = select(OriginRow.incident, OriginRow.record).where(
            or_(OriginRow.incident.in_(some), OriginRow.incident.is_(None))
        )
        for row in session.execute(query.order_by(OriginRow.number)):
            origin = Origin.model_validate_json(row.record)
            found.setdefault(row.incident, {})[origin.id] = origin
        if official:
            made = ReviewedIncidentRow
            reviewed = select(made.id, made.origins).where(
                made.id.in_(some), made.origins.is_not(None)
            )
            for id_, told in session.execute(reviewed):
                origins = [Origin.model_validate(origin) for origin in json.loads(told or "[]")]
                found[id_] = {origin.id: origin for origin in origins}
    return found


def named_origins(incident: Incident, held: Held) -> dict[str, Origin]:
    """The origins that the accounts of an incident name, by id, in the order of the accounts."""
    own, of_all = held.get(incident.id, {}), held.get(None, {})
    named = dict.fromkeys(
        origin
        for accounts in incident.accounts.values()
        for account in accounts
        for origin in account.origins
    )
    found = ((id_, own.get(id_) or of_all.get(id_)) for id_ in named)
    return {id_: origin for id_, origin in found if origin}
