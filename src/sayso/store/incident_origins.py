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


def origins_of(
    session: Session, incidents: Sequence[Incident], *, official: bool
) -> dict[str, dict[str, Origin]]:
    """The origins that the accounts of each incident name, by incident and id.

    Args:
        session: A reading session.
        incidents: As linking found them, or as people made them.
        official: As people made them, where they did.
    """
    ids = [incident.id for incident in incidents]
    found: dict[str | None, dict[str, Origin]] = {}
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
    of_all = found.get(None, {})
    out: dict[str, dict[str, Origin]] = {}
    for incident in incidents:
        known = of_all | found.get(incident.id, {})
        named = dict.fromkeys(
            origin
            for accounts in incident.accounts.values()
            for account in accounts
            for origin in account.origins
        )
        out[incident.id] = {id_: known[id_] for id_ in named if id_ in known}
    return out
