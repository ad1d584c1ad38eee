"""What things are called in schema.org and in IRIs of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sayso.record import ActorKind, Identity

_TYPES: Mapping[ActorKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "state": "GovernmentOrganization",
    "state_body": "GovernmentOrganization",
}
"""Of agents. A group of people ("residents") and an unknown agent have no type there."""
_WIKIDATA = re.compile(r"[QP]\d+")


def article_id(report: str) -> str:
    """The IRI of a report."""
    return f"urn:sayso:report:{report}"


def statement_id(report: str, statement: str) -> str:
    """The IRI of a statement."""
    return f"{article_id(report)}:statement:{statement}"


def incident_id(incident: str) -> str:
    """The IRI of an incident."""
    return f"urn:sayso:incident:{incident}"


def agent(
    id_: str | None,
    name: str,
    kind: ActorKind,
    *,
    role: str | None = None,
    identity: Identity | None = None,
) -> dict[str, Any]:
    """A node for whoever acts or speaks.

    Args:
        id_: Its IRI; None: it has none.
        name: What it is called.
        kind: What sort of agent it is.
        role: What a person is, such as ``spokesman``.
        identity: Its entry in an authority file.
    """
    known, entry = None, None
    if identity and identity.scheme == "wikidata" and _WIKIDATA.fullmatch(identity.id):
        known = f"http://www.wikidata.org/entity/{identity.id}"
    elif identity:
        entry = {"@type": "PropertyValue", "propertyID": identity.scheme, "value": identity.id}
    return compact(
        {
            "@id": id_,
            "@type": _TYPES.get(kind),
            "name": name,
            "jobTitle": role if kind == "person" else None,
            "sameAs": known,
            "identifier": entry,
        }
    )


def compact(node: Mapping[str, Any]) -> dict[str, Any]:
    """A node without what is not known; a list of one is that one."""
    out: dict[str, Any] = {}
    for key, value in node.items():
        if isinstance(value, list):
            value = value[0] if len(value) == 1 else value or None
        if value is not None:
            out[key] = value
    return out
