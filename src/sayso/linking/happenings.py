"""A happening as one report tells it: what is compared to find it in other reports.

Mentions that the report itself calls one event (``Event.same_as``) are one happening. What an
event does not say of place and time comes from its report, marked as such, so that it counts for
less and never keeps two happenings apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.linking.moments import Days, day, days_of
from sayso.linking.names import key_of
from sayso.linking.wording import Vector, Wording, profile
from sayso.record import Actor, Event, Place, Report

CONTEXT = 300
"""Characters to each side of an anchor that are compared as its wording."""
LATEST_NEWS = 6
"""Reports come out up to this many days after the event in 94 of 100 cases."""
RECALLED = 2
"""What a report recalls without a date happened at least this many days before it came out."""
TOLD = frozenset({"happened", "ongoing", "denied"})
"""Statuses of events that are told as facts, or whose telling as a fact is denied. What is planned,
threatened, feared or supposed has not happened and is in no incident."""


@dataclass(frozen=True)
class Happening:
    """One happening in one report.

    ``days`` are its own when ``dated``, else those that the date of publication allows;
    ``places`` are its own when ``placed``, else the report's most mentioned one.
    """

    report: int
    report_id: str
    events: tuple[Event, ...]
    lead: Event
    types: frozenset[str]
    days: Days | None
    dated: bool
    places: tuple[Place, ...]
    placed: bool
    sides: dict[str, frozenset[str]]
    """Role (``actors``, ``recipients``) to keys of names."""
    shown: dict[str, str]
    """Key of a name to the name as it stands."""
    tolls: dict[str, tuple[tuple[int | None, int | None, int | None], ...]]
    instruments: frozenset[str]
    wording: Vector
    background: bool


def happenings(reports: Sequence[Report], wording: Wording) -> list[Happening]:
    """Every happening of every report that is told as a fact, in the order of the reports."""
    out: list[Happening] = []
    for i, report in enumerate(reports):
        told = [e for e in report.events if e.status in TOLD]
        out.extend(_happening(i, report, events, wording) for events in _same(report, told))
    return out


def _same(report: Report, told: Sequence[Event]) -> list[list[Event]]:
    """Groups of events that the report says are one."""
    parent = {e.id: e.same_as for e in report.events}
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in told:
        seen = {event.id}
        root = event.id
        while (up := parent.get(root)) is not None and up not in seen and up in parent:
            seen.add(up)
            root = up
        groups[root].append(event)
    return _absorb(report, list(groups.values()))


def _absorb(report: Report, groups: Sequence[list[Event]]) -> list[list[Event]]:
    """Give bare mentions to the happening that they stand nearest after, else before.

    "The shooting", with no place, day, number or side of its own that would set it apart, tells of
    no second shooting. A mention that has any of these stays what it is.
    """
    names = {a.id: actor_key(a) for a in report.actors}
    full = [group for group in groups if not _bare(group)]
    for group in groups:
        if not _bare(group):
            continue
        at = min(e.anchor for e in group)
        fitting = [other for other in full if _fits(group, other, names)]
        before = [other for other in fitting if min(e.anchor for e in other) < at]
        if before:
            max(before, key=lambda g: max(e.anchor for e in g if e.anchor < at)).extend(group)
        elif fitting:
            min(fitting, key=lambda g: min(e.anchor for e in g)).extend(group)
        else:
            full.append(group)
    for group in full:
        group.sort(key=lambda e: e.anchor)
    return sorted(full, key=lambda g: g[0].anchor)


def _bare(group: Sequence[Event]) -> bool:
    return not any(e.places or e.time or e.tolls for e in group)


def _fits(bare: Sequence[Event], other: Sequence[Event], names: dict[str, str]) -> bool:
    """Whether nothing that a bare mention says goes beyond another happening."""
    if {e.type for e in bare}.isdisjoint(e.type for e in other):
        return False
    if all(e.background for e in bare) != all(e.background for e in other):
        return False
    if (any(e.status == "denied" for e in bare)) != (any(e.status == "denied" for e in other)):
        return False
    modes = {e.mode for e in other if e.mode}
    if modes and any(e.mode and e.mode not in modes for e in bare):
        return False
    for said, known in (
        (
            {names.get(a) for e in bare for a in e.actors},
            {names.get(a) for e in other for a in e.actors},
        ),
        (
            {names.get(a) for e in bare for a in e.recipients},
            {names.get(a) for e in other for a in e.recipients},
        ),
    ):
        if not said <= known:
            return False
    return True


def _happening(i: int, report: Report, events: Sequence[Event], wording: Wording) -> Happening:
    lead = min(events, key=lambda e: (e.background, e.status == "denied", e.anchor))
    background = all(e.background for e in events)
    times = {t.id: t for t in report.times}
    own = [d for e in events if e.time in times and (d := days_of(times[e.time]))]
    days: Days | None = min(own, key=lambda d: (d[1] - d[0], d)) if own else None
    published = day(report.published)
    if days is None and published is not None:
        days = (1, published - RECALLED) if background else (published - LATEST_NEWS, published)
    places = _places(report, events)
    placed = bool(places)
    if not placed and not background:
        places = _main_place(report)
    actors = {a.id: a for a in report.actors}
    sides, shown = _sides(actors, events)
    tolls: dict[str, list[tuple[int | None, int | None, int | None]]] = defaultdict(list)
    for e in events:
        for toll in e.tolls:
            tolls[toll.effect].append((toll.low, toll.best, toll.high))
    context = " ".join(
        report.text[max(0, e.anchor[0] - CONTEXT) : e.anchor[1] + CONTEXT] for e in events[:3]
    )
    return Happening(
        report=i,
        report_id=report.id,
        events=tuple(events),
        lead=lead,
        types=frozenset(e.type for e in events),
        days=days,
        dated=bool(own),
        places=places,
        placed=placed,
        sides=sides,
        shown=shown,
        tolls={effect: tuple(found) for effect, found in tolls.items()},
        instruments=frozenset(e.instrument.kind for e in events if e.instrument),
        wording=wording.vector(profile(context)),
        background=background,
    )


def _places(report: Report, events: Sequence[Event]) -> tuple[Place, ...]:
    known = {p.id: p for p in report.places}
    ids = dict.fromkeys(p for e in events for p in e.places)
    return tuple(known[p] for p in ids if p in known)


def _main_place(report: Report) -> tuple[Place, ...]:
    """The most mentioned place that is not merely a country."""
    near = [p for p in report.places if p.precision is not None and p.precision <= 4]
    if not near:
        return ()
    return (max(near, key=lambda p: (len(p.mentions), -min(p.mentions, default=(0, 0))[0])),)


def _sides(
    actors: dict[str, Actor], events: Sequence[Event]
) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    found: dict[str, Counter[str]] = {"actors": Counter(), "recipients": Counter()}
    shown: dict[str, str] = {}
    for event in events:
        for role, ids in (("actors", event.actors), ("recipients", event.recipients)):
            for actor in (actors[a] for a in ids if a in actors):
                key = actor_key(actor)
                found[role][key] += 1
                shown.setdefault(key, actor.name)
    return {role: frozenset(keys) for role, keys in found.items()}, shown


def actor_key(actor: Actor) -> str:
    """What makes two actors of two reports the same: an authority's id, else the name."""
    if actor.identity:
        return f"{actor.identity.scheme}:{actor.identity.id}"
    return key_of(actor.name) or actor.name.casefold()
