"""Mentions that the reading of a report gathers under one attack, as one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.linking.incidents.bare_mentions import one_kind
from sayso.linking.incidents.told_together import places_of, same_days, tolls_of
from sayso.linking.parts import Parts
from sayso.linking.same_values import overlapping, same_place
from sayso.record import Event


def gather_attacks(parts: Parts, groups: Sequence[list[Event]]) -> list[list[Event]]:
    """Join groups of events that are of one attack (:class:`sayso.record.Attack`).

    The attacks of a report are gathered by likeness alone; groups that differ in place, day or
    number stay apart, as do those of two kinds, and what is denied.

    Args:
        parts: The report.
        groups: Its events, those together that it calls one.

    Returns:
        The groups, by their first events.
    """
    of_event = {e: a.id for a in parts.report.attacks for e in a.events}
    homes: dict[str, list[list[Event]]] = defaultdict(list)
    out: list[list[Event]] = []
    for group in sorted(groups, key=_fullest):
        attack = next((of_event[e.id] for e in group if e.id in of_event), None)
        home = None
        if attack is not None:
            home = next((g for g in homes[attack] if _fits(group, g, parts)), None)
        if home is not None:
            home.extend(group)
        else:
            fresh = list(group)
            out.append(fresh)
            if attack is not None:
                homes[attack].append(fresh)
    for group in out:
        group.sort(key=lambda e: e.anchor)
    return sorted(out, key=lambda group: group[0].anchor)


def _fullest(group: Sequence[Event]) -> tuple[int, tuple[int, int]]:
    """Groups that say most come first, of equals the first told."""
    said = sum(bool(e.places) + bool(e.time) + bool(e.tolls) for e in group)
    return -said, min(e.anchor for e in group)


def _fits(group: Sequence[Event], home: Sequence[Event], parts: Parts) -> bool:
    denied = all(e.status == "denied" for e in group) or all(e.status == "denied" for e in home)
    return (
        not denied
        and one_kind(group, home)
        and _same_place(group, home, parts)
        and same_days(group, home, parts)
        and _same_numbers(group, home)
    )


def _same_place(a: Sequence[Event], b: Sequence[Event], parts: Parts) -> bool:
    here, there = places_of(a, parts), places_of(b, parts)
    return not (here and there) or any(same_place(p, q) for p in here for q in there)


def _same_numbers(a: Sequence[Event], b: Sequence[Event]) -> bool:
    one, two = tolls_of(a), tolls_of(b)
    return all(
        any(overlapping(x, y) for x in one[effect] for y in two[effect])
        for effect in one.keys() & two.keys()
    )
