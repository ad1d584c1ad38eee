"""Mentions that name a happening and say nothing of it that would set it apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from sayso.linking.names import actor_key
from sayso.record import Event, Report

WINDOW = 20
"""Happenings to each side of a bare mention that it may belong to."""


def absorb(report: Report, groups: Sequence[list[Event]]) -> list[list[Event]]:
    """Give bare mentions to the happening that they stand nearest after, else before.

    "The shooting", with no place, day, number or side of its own that would set it apart, tells of
    no second shooting. A mention that has any of these stays what it is.
    """
    names = {a.id: actor_key(a) for a in report.actors}
    full = [list(group) for group in groups if not _bare(group)]
    starts = {id(group): min(e.anchor for e in group) for group in full}
    settled: dict[str, list[list[Event]]] = defaultdict(list)
    for group in sorted(full, key=lambda g: starts[id(g)]):
        for kind in sorted({e.type for e in group}):
            settled[kind].append(group)
    alone: dict[str, list[list[Event]]] = defaultdict(list)
    for bare in (group for group in groups if _bare(group)):
        at = min(e.anchor for e in bare)
        of_kind = settled[bare[0].type]
        here = bisect_left(of_kind, at, key=lambda g: starts[id(g)])
        around = [*reversed(of_kind[max(0, here - WINDOW) : here]), *of_kind[here : here + WINDOW]]
        home = next((g for g in around if _fits(bare, g[:WINDOW], names)), None)
        if home is None:
            others = [g for g in around if _adds_to(bare, g[:WINDOW], names)]
            home = others[0] if len(others) == 1 else None
        if home is None:
            home = next(
                (
                    g
                    for g in reversed(alone[bare[0].type][-WINDOW:])
                    if _fits(bare, g[:WINDOW], names)
                ),
                None,
            )
        if home is None:
            alone[bare[0].type].append(list(bare))
        else:
            home.extend(bare)
    every = [*full, *(group for kind in alone.values() for group in kind)]
    for group in every:
        group.sort(key=lambda e: e.anchor)
    return sorted(every, key=lambda g: g[0].anchor)


def _bare(group: Sequence[Event]) -> bool:
    return not any(e.places or e.time or e.tolls for e in group)


def _fits(bare: Sequence[Event], other: Sequence[Event], names: dict[str, str]) -> bool:
    """Whether nothing that a bare mention says goes beyond another happening."""
    return one_kind(bare, other) and all(
        _side(bare, role, names) <= _side(other, role, names) for role in ("actors", "recipients")
    )


def _adds_to(bare: Sequence[Event], other: Sequence[Event], names: dict[str, str]) -> bool:
    """Whether a bare mention may name the side that another happening leaves open.

    "The Brigade had planted the bomb" says by whom the explosion was. What a report denies of
    the only happening of its kind, it denies of that one, whoever speaks.
    """
    if not one_kind(bare, other):
        return False
    if all(e.status == "denied" for e in bare):
        return True
    known = _side(other, "actors", names)
    if known and not _side(bare, "actors", names) <= known:
        return False
    same_mode = any(e.mode and e.mode == f.mode for e in bare for f in other)
    aimed, hit = _side(bare, "recipients", names), _side(other, "recipients", names)
    return same_mode or not hit or aimed <= hit


def one_kind(bare: Sequence[Event], other: Sequence[Event]) -> bool:
    """Whether a mention may be one with a happening by type, by mode, and by being recalled."""
    if {e.type for e in bare}.isdisjoint(e.type for e in other):
        return False
    if all(e.background for e in bare) != all(e.background for e in other):
        return False
    modes = {e.mode for e in other if e.mode}
    return not modes or all(e.mode is None or e.mode in modes for e in bare)


def _side(events: Sequence[Event], role: str, names: dict[str, str]) -> set[str]:
    return {names[a] for e in events for a in getattr(e, role) if a in names}
