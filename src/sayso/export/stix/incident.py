"""STIX objects of one incident: the incident, its places and parties, a note a telling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.export.shared.country import alpha2
from sayso.export.shared.told_words import (
    account_words,
    is_denied,
    lines_of,
    name_of,
    names_of,
)
from sayso.export.stix.objects import Object, common, extension, filled, fixed, link, object_id
from sayso.record import Account, ActorKind, IncidentPlace, Party, TollRange
from sayso.store.desk_views import ReportHead
from sayso.store.snapshot import Told

_CLASSES: Mapping[ActorKind, str] = {
    "organization": "organization",
    "person": "individual",
    "state": "organization",
    "state_body": "organization",
    "group": "group",
    "unknown": "unknown",
}
"""``identity-class-ov`` (STIX 2.1, 10.8)."""
_SECTORS = {
    "GOV": "government",
    "LEG": "government",
    "JUD": "government",
    "COP": "government-public-services",
    "MIL": "defense",
    "SPY": "government",
    "EDU": "education",
    "MED": "healthcare",
    "NGO": "non-profit",
    "AGR": "agriculture",
    "BUS": "commercial",
}
"""PLOVER sectors that ``industry-sector-ov`` (STIX 2.1, 10.10) has too; the others have none."""
_PARTIES = ("actors", "recipients")


def incident_id(id_: str) -> str:
    """The identifier of an incident."""
    return object_id("incident", id_)


def report_id(id_: str) -> str:
    """The identifier of a news report."""
    return object_id("report", id_)


def incident_objects(told: Told, created: str, modified: str) -> Iterator[Object]:
    """The incident, then all that is told of it.

    Args:
        told: The incident.
        created: When it was first stored.
        modified: When what is told of it changed last.
    """
    incident = told.incident
    id_ = incident_id(incident.id)
    denied = "denied" if is_denied(told) else None
    yield common("incident", id_, created, modified) | filled(
        {
            # OpenCTI holds incidents of one name and time to be one
            "name": f"{name_of(told)} [{incident.id}]",
            "description": "\n".join(lines_of(told)),
            "labels": [label for label in (incident.type, incident.mode, denied) if label],
            "external_references": [
                {"source_name": "sayso", "external_id": incident.id},
                *(reference(head) for head in told.reports.values()),
            ],
            "extensions": extension(
                {
                    "event_type": incident.type,
                    "mode": incident.mode,
                    "earliest": incident.earliest,
                    "latest": incident.latest,
                    "where_prec": incident.places[0].precision if incident.places else None,
                    "tolls": {effect: _toll(toll) for effect, toll in incident.tolls.items()},
                    "standing": incident.standing,
                    "reports": len(told.reports),
                    "origins": len(told.origins),
                    "review": told.state,
                }
            ),
        }
    )
    for place in incident.places:
        location = _location(place)
        if location:
            yield location
            yield _related(id_, location["id"], "place", created, modified)
    for field in _PARTIES:
        for account in incident.accounts.get(field, ()):
            identity = _identity(account.party) if account.party else None
            if identity:
                yield identity
                said = f"{field}: {account_words(told, account)}"
                yield _related(id_, identity["id"], said, created, modified, field)
    for field, accounts in incident.accounts.items():
        for account in accounts:
            yield _note(told, field, account, created, modified)


def reference(head: ReportHead) -> Object:
    """A report as an external reference (STIX 2.1, 2.5)."""
    return filled(
        {
            "source_name": head.outlet or head.agency or "unknown outlet",
            "description": head.title,
            "url": link(head.url),
            "external_id": head.id,
        }
    )


def _toll(toll: TollRange) -> Object:
    return filled({"low": toll.low, "best": toll.best, "high": toll.high, "rule": toll.rule})


def _related(
    incident: str, target: str, said: str, created: str, modified: str, field: str = "place"
) -> Object:
    """No more than ``related-to``: who did it is a claim, and stands in the description."""
    id_ = object_id("relationship", incident, field, target)
    return common("relationship", id_, created, modified) | {
        "relationship_type": "related-to",
        "description": said,
        "source_ref": incident,
        "target_ref": target,
    }


def _note(told: Told, field: str, account: Account, created: str, modified: str) -> Object:
    """One value and who tells it, on the incident and on the reports that tell it."""
    way = "denied" if account.denied else "told"
    incident = incident_id(told.incident.id)
    id_ = object_id("note", incident, field, way, account.value)
    reports = [report_id(report) for report in account.reports if report in told.reports]
    return common("note", id_, created, modified) | filled(
        {
            "abstract": field,
            "content": f"{field}: {account_words(told, account)}",
            "authors": names_of(told, account),
            "object_refs": [incident, *reports],
        }
    )


def _location(place: IncidentPlace) -> Object | None:
    """A place, where STIX can say where it is (2.1, 4.10: by coordinates or country)."""
    at = place.lat is not None and place.lon is not None
    country = alpha2(place.country)
    if not at and country is None:
        return None
    entry = None
    if place.geonames is not None:
        entry = {
            "source_name": "GeoNames",
            "external_id": str(place.geonames),
            "url": f"https://www.geonames.org/{place.geonames}",
        }
    return fixed(
        "location",
        {
            "name": place.name,
            "latitude": round(place.lat, 5) if at and place.lat is not None else None,
            "longitude": round(place.lon, 5) if at and place.lon is not None else None,
            "country": country,
            "administrative_area": place.admin1,
            "external_references": [entry] if entry else None,
        },
    )


def _identity(party: Party) -> Object | None:
    """A party that has a name; people who are only described are in the notes.

    OpenCTI holds identities of one name and class to be one, and there are police in every
    country: a state's body has its country in its name.
    """
    described = party.identity is None and (
        party.kind in ("group", "unknown") or party.country is None
    )
    if described:
        return None
    of = f" ({party.country})" if party.kind == "state_body" and party.country else ""
    sector = _SECTORS.get(party.sector or "")
    coded = [f"country {party.country}"] if party.country else []
    coded += [f"PLOVER sector {party.sector}"] if party.sector else []
    entry = party.identity
    return fixed(
        "identity",
        {
            "name": party.name + of,
            "description": ", ".join(coded),
            "identity_class": _CLASSES[party.kind],
            "sectors": [sector] if sector else None,
            "external_references": [{"source_name": entry.scheme, "external_id": entry.id}]
            if entry
            else None,
        },
    )
