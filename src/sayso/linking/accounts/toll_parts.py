"""How many of a toll are told to be of one side of an incident, or civilians.

Only what the words tell counts: "nine people" may be anybody's. UCDP GED counts in the same way:
``deaths_a``, ``deaths_b``, ``deaths_civilians`` and, for all others, ``deaths_unknown``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from sayso.linking.accounts.allegations import CIVILIAN
from sayso.linking.accounts.parties import Sides
from sayso.linking.accounts.tellings import Told, centre
from sayso.linking.accounts.toll_figures import figures_of
from sayso.linking.accounts.toll_rules import toll_range
from sayso.linking.same_values import Figures
from sayso.record import Event, Span, Toll, TollPart, TollRule

Key = tuple[Literal["civilians", "actors", "recipients"], str | None]
"""Whose the people are, and of which account's value."""
_ARMED = frozenset({"MIL", "COP", "SPY", "REB", "PRM", "UAF", "CRM"})
"""PLOVER sectors of people under arms."""
_BY_TRADE = CIVILIAN - {"CVL"}
"""Civilians by what they do. Whoever is only "people" is coded CVL, and may be anybody."""
_NOBODY: Figures = (None, None, None)


def toll_parts(
    current: Sequence[Told], effect: str, sides: Sides, rule: TollRule
) -> tuple[TollPart, ...]:
    """The parts of a toll.

    Args:
        current: Tellings of the toll that stand.
        effect: What became of the people.
        sides: The sides of the incident.
        rule: How the figures of several origins are combined.
    """
    told: dict[Key, list[tuple[Told, Figures]]] = defaultdict(list)
    for t in current:
        for key, figures in _of_one(t, effect, sides):
            told[key].append((t, figures))
    made = (
        TollPart(who=who, of=of, low=None, best=None, high=None, origins=tuple(figures_of(rows)))
        for (who, of), rows in told.items()
    )
    return parts_again(made, rule)


def parts_again(parts: Iterable[TollPart], rule: TollRule) -> tuple[TollPart, ...]:
    """Parts by another rule, from the figures that they hold.

    Args:
        parts: As they were made; one without its figures stays as it is.
        rule: The name of the rule.
    """
    out: list[TollPart] = []
    for part in parts:
        bounds = toll_range(part.origins, rule)
        change = {"low": bounds.low, "best": bounds.best, "high": bounds.high} if bounds else {}
        out.append(part.model_copy(update=change))
    return tuple(out)


def _of_one(t: Told, effect: str, sides: Sides) -> Iterator[tuple[Key, Figures]]:
    """What one telling says of whose the people are.

    Of each people the greatest number; those of two peoples of one side add up, unless they are
    more than all ("five of the soldiers", "twelve troops").
    """
    found: dict[Key, dict[str | None, Figures]] = defaultdict(dict)
    counted = [each for each in t.telling.counted if each[0].effect == effect]
    spans = [toll.span for toll, _ in counted]
    for toll, event in counted:
        mixed = not (toll.who and toll.who.civilian) and any(_holds(toll.span, s) for s in spans)
        key = None if mixed else _whose(toll, event, t, sides)
        who = toll.who.actor if toll.who else None
        figures = (toll.low, toll.best, toll.high)
        if key and (centre(figures) or 0) > (centre(found[key].get(who, _NOBODY)) or 0):
            found[key][who] = figures
    every = centre(t.telling.figures) or 0
    for key, peoples in found.items():
        rows = list(peoples.values())
        if len(rows) > 1 and sum(centre(f) or 0 for f in rows) <= every:
            yield (
                key,
                (_sum(f[0] for f in rows), _sum(f[1] for f in rows), _sum(f[2] for f in rows)),
            )
        elif rows:
            yield key, max(rows, key=lambda f: centre(f) or 0)


def _holds(whole: Span, part: Span) -> bool:
    """Whether a number is the sum of others: its words are "12 soldiers and three civilians"."""
    return whole != part and whole[0] <= part[0] and part[1] <= whole[1]


def _sum(values: Iterable[int | None]) -> int | None:
    every = list(values)
    return None if None in every else sum(v for v in every if v is not None)


def _whose(toll: Toll, event: Event, t: Told, sides: Sides) -> Key | None:
    if toll.who is None:
        return None
    parts = t.telling.parts
    actor = parts.actors.get(toll.who.actor) if toll.who.actor else None
    if toll.who.civilian:
        return "civilians", None
    if actor is None:
        return None
    if toll.who.civilian is None and actor.sector in _BY_TRADE:
        return "civilians", None
    if toll.who.civilian is None and actor.sector not in _ARMED:
        return None
    side = sides.of(actor, event, parts)
    return (side.field, side.value) if side else None
