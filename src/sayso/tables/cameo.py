"""CAMEO codes as GDELT 2 has them: of events, their scores and quads, of actors.

Facts from public code lists; ``cameo.yaml`` says from which.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

import yaml

from sayso.gazetteer.countries import countries
from sayso.record import Party

_ORGANISATIONS = frozenset({"IGO", "NGO", "MNC", "IMG", "UNO"})
"""PLOVER codes that stand where a country would, and are roles in CAMEO."""


@dataclass(frozen=True, slots=True)
class Cameo:
    """What ``cameo.yaml`` says."""

    codes: dict[str, str]
    goldstein: dict[str, float]
    types: dict[str, str]


@functools.cache
def cameo() -> Cameo:
    """The table as it ships."""
    text = files("sayso.tables").joinpath("cameo.yaml").read_text(encoding="utf-8")
    return Cameo(**yaml.safe_load(text))


def event_code(kind: str, mode: str | None) -> str | None:
    """The CAMEO code of a PLOVER type and mode; None: it is of another codebook."""
    codes = cameo().codes
    return codes.get(f"{kind}/{mode}") or codes.get(kind)


def quad_class(code: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.

    By the root of the code (GDELT Event Codebook 2.0, "QuadClass").
    """
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


@dataclass(frozen=True, slots=True)
class ActorCode:
    """How CAMEO writes an actor.

    Attributes:
        code: Country and role together.
        country: ISO 3166-1 alpha-3, which CAMEO's codes of countries are but for a few.
        role: What it is.
    """

    code: str | None = None
    country: str | None = None
    role: str | None = None


def actor_code(party: Party | None) -> ActorCode:
    """The CAMEO code of a party; empty where nobody coded it."""
    if party is None:
        return ActorCode()
    country = party.country if party.country in countries() else None
    role = cameo().types.get(party.sector or "")
    if party.country in _ORGANISATIONS:
        role = party.country
    return ActorCode(f"{country or ''}{role or ''}" or None, country, role)
