"""Who is said to have done it: by whom, who denies it, and who says so of himself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.linking.described import is_name
from sayso.linking.names import key_of, same_name, same_person
from sayso.linking.parts import Parts
from sayso.linking.same_values import is_named
from sayso.linking.tellings import Told
from sayso.record import Account, Actor, Allegation

BODIES = frozenset({"GOV", "MIL", "COP", "SPY"})
"""PLOVER sectors of bodies of a state that can answer for what is said of them, without a name."""
_POSSESSIVES = frozenset("his her its their our".split())
CIVILIAN = frozenset({"CVL", "LAB", "AGR", "BUS", "EDU", "MED", "JRN", "REF", "REL", "SOC", "JUD"})
"""Sectors of people who are described by a name near them: "the driver of the Lincoln"."""


def allegations(
    accounts: Sequence[Account], told: Sequence[Told], names: Mapping[str, str]
) -> tuple[Allegation, ...]:
    """The accusations that an incident's accounts of its actors make.

    "Gunmen" accuses nobody: an accused is somebody who could answer, by name or as a body.

    Args:
        accounts: The accounts of ``actors``.
        told: What is told of the incident, with its origins.
        names: The names of origins by id.

    Returns:
        One for each accused, in the order of the accounts.
    """
    actors = {
        (t.telling.shown, t.telling.report.id): (t.telling.value, t.telling.parts)
        for t in told
        if isinstance(t.telling.value, Actor) and t.telling.field == "actors"
    }
    out: dict[str, Allegation] = {}
    for account in accounts:
        known = (actors.get((account.value, report)) for report in account.reports)
        if not any(found is not None and _can_answer(*found) for found in known):
            continue
        home = next((key for key in out if _same(key, account.value)), account.value)
        before = out.get(home, Allegation(accused=account.value, by=()))
        by = before.by if account.denied else _merged(before.by, account.origins)
        denied_by = (
            _merged(before.denied_by, account.origins) if account.denied else before.denied_by
        )
        claimed = any(_same(names.get(origin, ""), account.value) for origin in by)
        out[home] = Allegation(accused=before.accused, by=by, denied_by=denied_by, claimed=claimed)
    return tuple(out.values())


def _can_answer(actor: Actor, parts: Parts) -> bool:
    """Whether an actor is named, also in part ("Wagner fighters"), or a body that can answer.

    The capital of a sentence's first word names nobody ("Armed men"), nor one in a headline.
    """
    inside = any(
        _capital_inside(parts.report.text, m[0])
        for m in actor.mentions
        if not any(a <= m[0] < b for a, b in parts.headlines)
    )
    nothing_known = actor.kind == "unknown" and actor.sector is None and not actor.identity
    if nothing_known and len(actor.name.split()) == 1 and not inside:
        return False
    if is_named(actor):
        return True
    if actor.kind == "state_body" and actor.sector in BODIES:
        return actor.name.split()[0].casefold() not in _POSSESSIVES
    if actor.sector in CIVILIAN:
        return False
    if is_name(actor.name):
        return True
    return inside and any(word[:1].isupper() for word in actor.name.split())


def _capital_inside(text: str, begin: int) -> bool:
    """Whether a word has its capital in the midst of a sentence."""
    return text[begin].isupper() and text[max(0, begin - 2) : begin].strip(" ")[-1:].isalnum()


def _same(a: str, b: str) -> bool:
    if not a or key_of(a) == key_of(b):
        return bool(a)
    letters = a.isupper() or b.isupper()
    return (is_name(a) and same_person(a, b)) or (letters and same_name(a, b))


def _merged(one: Iterable[str], two: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *two)))
