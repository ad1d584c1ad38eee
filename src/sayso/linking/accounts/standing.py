"""How a field of an incident stands over its independent origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.linking.accounts.agreement import compatible, width
from sayso.linking.accounts.tellings import Told, centre
from sayso.linking.same_values import same_side
from sayso.record import Actor, Standing


@dataclass(frozen=True)
class Keyed:
    """A telling that stands, with the key of its value."""

    told: Told
    key: str


@dataclass(frozen=True)
class Stand:
    """A field's standing, and the value on which origins agree."""

    standing: Standing
    agreed: str | None = None


def stand(
    name: str,
    current: Sequence[Keyed],
    denials: Sequence[Keyed],
    *,
    replaced: bool,
    numbers: bool,
) -> Stand | None:
    """Compare what independent origins tell of a field.

    Contested: two origins tell what cannot both be true, or one denies what another says. Agreed:
    two tell the same; of a number all tell the same. Several that can all be true and are not the
    same are unsettled. One origin alone has corrected itself, or tells one thing.

    Args:
        name: The field.
        current: What is affirmed and was not replaced by its own origin.
        denials: What is told only to deny it.
        replaced: An origin has given up a value for a later one.
        numbers: The field is a toll.

    Returns:
        None where nothing is affirmed.
    """
    by_origin: dict[str, list[Keyed]] = defaultdict(list)
    for k in current:
        by_origin[k.told.origin].append(k)
    if not by_origin:
        return None
    if _clash(list(by_origin.values())) or _denied(current, denials):
        return Stand("contested")
    if len(by_origin) == 1:
        return Stand("superseded" if replaced else "one_origin")
    support: dict[str, set[str]] = defaultdict(set)
    for k in current:
        support[k.key].add(k.told.origin)
    # "gunmen" does not confirm whom another names; a place or a day may lie in another
    if numbers:
        pool = _same_number(list(by_origin.values()))
    elif name in ("actors", "recipients"):
        pool = [k for k in current if len(support[k.key]) >= 2]
    else:
        pool = list(current)
    if not pool:
        return Stand("unsettled")
    best = min(pool, key=lambda k: (width(k.told.telling), -len(support[k.key]), k.told.when))
    return Stand("agreed", best.told.telling.shown)


def _clash(of_origins: Sequence[Sequence[Keyed]]) -> bool:
    """Whether two origins tell nothing that could both be true."""
    return any(
        not any(
            x.key == y.key or compatible(x.told.telling, y.told.telling) for x in one for y in two
        )
        for i, one in enumerate(of_origins)
        for two in of_origins[:i]
    )


def _denied(current: Sequence[Keyed], denials: Sequence[Keyed]) -> bool:
    """Whether one origin denies what another says."""
    return any(
        k.told.origin != d.told.origin and (k.key == d.key or _same_side(k, d))
        for d in denials
        for k in current
    )


def _same_side(told: Keyed, denied: Keyed) -> bool:
    one, two = told.told.telling.value, denied.told.telling.value
    return isinstance(one, Actor) and isinstance(two, Actor) and same_side(one, two)


def _same_number(of_origins: Sequence[Sequence[Keyed]]) -> list[Keyed]:
    """The tellings of a number that every origin tells: "at least 11" and "11" are one."""
    told = [{centre(k.told.telling.figures) for k in one} for one in of_origins]
    shared = set.intersection(*told) - {None}
    return [k for one in of_origins for k in one if centre(k.told.telling.figures) in shared]
