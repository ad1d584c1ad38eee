"""Parts of STIX 2.1 objects that all of ours have in common.

Objects are plain dictionaries: the ``stix2`` package would check each of them again, which takes
minutes for 100,000 incidents. The tests have it read them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from sayso.export.shared.clean import json_line, unicode_text, web_address
from sayso.linking.moments import moment

Object = dict[str, Any]

_OURS = UUID("6a0c2b34-5a5e-5d0b-9d4f-7f9f5cf4d1a6")
"""Names of ours are in this namespace; the spec keeps its own for cyber-observable objects (2.9).
"""
SINCE = "2026-01-01T00:00:00.000Z"
"""When objects were created whose id is made of all that they say: they never change."""
_OPEN = "!$%&'()*+,-./:;=?@_~#[]"


@lru_cache(4_096)
def object_id(kind: str, *key: str) -> str:
    """The identifier of an object: the same for the same key (STIX 2.1, 2.9)."""
    return f"{kind}--{uuid5(_OURS, unicode_text(chr(31).join((kind, *key))))}"


SAYSO = object_id("identity", "sayso")
EXTENSION = object_id("extension-definition", "told")


def common(kind: str, id_: str, created: str, modified: str) -> Object:
    """The properties that every object has (STIX 2.1, 3.2)."""
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": id_,
        "created_by_ref": SAYSO,
        "created": created,
        "modified": modified,
    }


def fixed(kind: str, content: Mapping[str, Any]) -> Object:
    """An object whose id is made of what it says."""
    said = filled(content)
    id_ = object_id(kind, json_line(said))
    return common(kind, id_, SINCE, SINCE) | said


def extension(content: Mapping[str, Any]) -> Object:
    """The property ``extensions`` with what STIX has no property for."""
    return {EXTENSION: {"extension_type": "property-extension", **filled(content)}}


def filled(content: Mapping[str, Any]) -> Object:
    """Properties that are known: STIX has neither null nor empty lists (2.1, 2.9 and 3.1)."""
    return {key: value for key, value in content.items() if value not in (None, [], {}, "")}


def timestamp(written: str) -> str:
    """A stored time as STIX writes it: in UTC, to the millisecond (2.1, 2.16)."""
    found = moment(written)
    return SINCE if found is None else stamp(found)


def stamp(found: datetime) -> str:
    """A time of UTC as STIX writes it."""
    return f"{found.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def link(url: str | None) -> str | None:
    """An address as a URI (RFC 3986); None where it is none on the web."""
    address = web_address(url)
    return None if address is None else quote(address, safe=_OPEN)


@cache
def constants() -> tuple[Object, Object]:
    """The program as an identity, and what its extension means."""
    schema = files("sayso.export.stix").joinpath("extension.schema.json")
    ours = common("identity", SAYSO, SINCE, SINCE) | {
        "name": "sayso",
        "description": "A program that reads news reports and writes down who said what.",
        "identity_class": "system",
    }
    del ours["created_by_ref"]
    extends = common("extension-definition", EXTENSION, SINCE, SINCE) | {
        "name": "What news reports tell of an incident",
        "description": "Days, tolls and how independent origins stand to one another.",
        "schema": schema.read_text(encoding="utf-8"),
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }
    return ours, extends
