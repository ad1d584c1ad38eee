"""Nodes of schema.org for one incident: the event, and what is claimed of it, by whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sayso.export.schema_org.names import article_id, compact, incident_id, statement_id
from sayso.export.shared.country import alpha2
from sayso.export.shared.told_words import name_of
from sayso.record import Account, Incident, IncidentPlace, Origin
from sayso.store.snapshot import Told

Node = dict[str, Any]


def incident_nodes(told: Told) -> Iterator[Node]:
    """The event, a claim for each value that is told of it, then which article cites which."""
    incident = told.incident
    yield _event(told)
    for field, accounts in sorted(incident.accounts.items()):
        for account in accounts:
            yield _claim(told, field, account)
    for step in incident.telling:
        if step.follows and step.how == "citation":
            yield {"@id": article_id(step.report), "citation": article_id(step.follows)}


def _event(told: Told) -> Node:
    """``startDate`` only where the day is known: what lies between two days is no duration."""
    incident = told.incident
    return compact(
        {
            "@id": incident_id(incident.id),
            "@type": "Event",
            "identifier": incident.id,
            "name": name_of(told),
            "eventType": incident.type,
            "mode": incident.mode,
            "startDate": incident.earliest if incident.earliest == incident.latest else None,
            "earliest": incident.earliest,
            "latest": incident.latest,
            "location": [_place(place) for place in incident.places],
        }
    )


def _place(place: IncidentPlace) -> Node:
    at = place.lat is not None and place.lon is not None
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    country = alpha2(place.country)
    address = {
        "@type": "PostalAddress",
        "addressCountry": country,
        "addressRegion": place.admin1,
    }
    return compact(
        {
            "@id": f"https://sws.geonames.org/{place.geonames}/" if place.geonames else None,
            "@type": "Place",
            "name": place.name,
            "geo": geo if at else None,
            "address": compact(address) if country or place.admin1 else None,
        }
    )


def _claim(told: Told, field: str, account: Account) -> Node:
    """A value that is told only to deny it has nobody here whose claim it is."""
    incident = told.incident
    tellers = [_teller(told.origins[id_]) for id_ in account.origins if id_ in told.origins]
    return compact(
        {
            "@id": f"{incident_id(incident.id)}:claim:{field}:{_key(account)}",
            "@type": "Claim",
            "text": f"{field}: {account.value}",
            "field": field,
            "about": incident_id(incident.id),
            "deniedBy" if account.denied else "author": tellers,
            "told": account.told,
            "appearance": [article_id(report) for report in account.reports],
            "firstAppearance": _first(incident, account),
            "isBasedOn": [statement_id(s.report, s.statement) for s in account.statements],
            "supersededBy": account.superseded_by,
        }
    )


def _key(account: Account) -> str:
    """Stays as long as the value does."""
    value = f"{'denied' if account.denied else 'told'} {account.value}"
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _first(incident: Incident, account: Account) -> str | None:
    """The report that came out first with it; None where none of them says when it came out."""
    for step in incident.telling:
        if step.report in account.reports:
            return article_id(step.report) if step.told else None
    return None


def _teller(origin: Origin) -> Node:
    """What an anonymous or described source is, schema.org has no type for."""
    house = origin.kind in ("outlet", "agency")
    return compact(
        {
            "@id": f"urn:sayso:origin:{origin.id}",
            "@type": "NewsMediaOrganization" if house else None,
            "name": origin.name,
        }
    )
