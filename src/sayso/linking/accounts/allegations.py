"""Who is said to have done it: by whom, who denies it, and who says so of himself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.linking.accounts.tellings import Told
from sayso.linking.names import key_of, same_name, same_person
from sayso.linking.origins.described import is_name
from sayso.linking.parts import Parts
from sayso.linking.same_values import is_named, same_side
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
        One for each accused, in the order of the accounts; a denial alone comes last.
    """
    actors = {
        (t.telling.shown, t.telling.report.id): (t.telling.value, t.telling.parts)
        for t in told
        if isinstance(t.telling.value, Actor) and t.telling.field == "actors"
    }
    out: list[tuple[Actor, Allegation]] = []
    for account in sorted(accounts, key=lambda a: a.denied):
        known = [actors[at] for r in account.reports if (at := (account.value, r)) in actors]
        actor = next((a for a, parts in known if _can_answer(a, parts)), None)
        if actor is None:
            continue
        home = next((i for i, (_, a) in enumerate(out) if _same(a.accused, account.value)), None)
        if home is None and account.denied:
            meant = [i for i, (told_of, _) in enumerate(out) if same_side(told_of, actor)]
            home = meant[0] if len(meant) == 1 else None
        if home is None:
            home = len(out)
            out.append((actor, Allegation(accused=account.value, by=())))
        out[home] = (out[home][0], _with(out[home][1], account, names))
    return tuple(allegation for _, allegation in out)


def _with(before: Allegation, account: Account, names: Mapping[str, str]) -> Allegation:
    """An allegation with what one more account says of it."""
    if account.denied:
        denied_by = _merged(before.denied_by, account.origins)
        return before.model_copy(update={"denied_by": denied_by})
    by = _merged(before.by, account.origins)
    claimed = any(_same(names.get(origin, ""), account.value) for origin in by)
    return before.model_copy(update={"by": by, "claimed": before.claimed or claimed})


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
