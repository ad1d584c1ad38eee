"""How well a pronoun may point back to a mention: agreement, closeness, and who was speaking."""

from __future__ import annotations

from sayso.resolve.agents import Agent
from sayso.resolve.clusters import Cluster, Sighting

# Weights tuned on the development side of the gold chains. A sentence further away costs as much as
# a speaker is worth; a subject is worth half of that (centering: Grosz, Joshi and Weinstein 1995).
_SENTENCE, _SPOKE, _SUBJECT, _UNSURE = 2.0, 2.0, 1.0, -1.5

_BODIES = ("organization", "state_body")


def weight(pronoun: Agent, cluster: Cluster, seen: Sighting) -> float | None:
    """The weight of a mention as what a pronoun stands for; None where the two do not agree."""
    fit = _agreement(pronoun.pronoun or "", cluster)
    if fit is None:
        return None
    apart = pronoun.head.sent - seen.sentence
    return fit - _SENTENCE * apart + _SPOKE * seen.spoke + _SUBJECT * seen.subject


def _agreement(pronoun: str, c: Cluster) -> float | None:
    """0 for a safe match in number, gender and kind, less for one that may be."""
    if pronoun in ("he", "she"):
        if c.plural or c.document or c.gender not in (None, pronoun):
            return None
        return 0.0 if c.kind == "person" else _UNSURE if c.kind == "unknown" else None
    if pronoun == "they":
        if c.plural or c.kind == "group":
            return 0.0
        return _UNSURE if c.kind in _BODIES else None
    if pronoun == "it":
        if c.plural or c.kind in ("person", "group"):
            return None
        return 0.0 if c.kind in (*_BODIES, "state") else _UNSURE
    return None
