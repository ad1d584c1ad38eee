"""A happening as one report tells it: what is compared to find it in other reports.

Mentions that the report itself calls one event (``Event.same_as``) are one happening. What an
event does not say of place and time comes from its report, marked as such, so that it counts for
less and never keeps two happenings apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.linking.bare_mentions import absorb
from sayso.linking.headlines import join_headlines
from sayso.linking.moments import Days, day, days_of
from sayso.linking.names import actor_key
from sayso.linking.parts import Parts, parts_of
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
        parts = parts_of(report)
        main_place = _main_place(report)
        out.extend(
            _happening(i, parts, events, wording, main_place) for events in _same(parts, told)
        )
    return out


def _same(parts: Parts, told: Sequence[Event]) -> list[list[Event]]:
    """Groups of events that are one: by what the report says, and by what it leaves unsaid."""
    report = parts.report
    parent = {e.id: e.same_as for e in report.events}
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in told:
        seen = {event.id}
        root = event.id
        while (up := parent.get(root)) is not None and up not in seen and up in parent:
            seen.add(up)
            root = up
        groups[root].append(event)
    return absorb(report, join_headlines(parts, list(groups.values())))


def _happening(
    i: int,
    parts: Parts,
    events: Sequence[Event],
    wording: Wording,
    main_place: tuple[Place, ...],
) -> Happening:
    report = parts.report
    lead = min(events, key=lambda e: (e.background, e.status == "denied", e.anchor))
    background = all(e.background for e in events)
    times = [parts.times[e.time] for e in events if e.time in parts.times]
    own = [days for time in times if (days := days_of(time))]
    when: Days | None = min(own, key=lambda d: (d[1] - d[0], d)) if own else None
    published = day(report.published)
    if when is None and published is not None:
        when = (1, published - RECALLED) if background else (published - LATEST_NEWS, published)
    ids = dict.fromkeys(p for e in events for p in e.places)
    places = tuple(parts.places[p] for p in ids if p in parts.places)
    placed = bool(places)
    if not placed and not background:
        places = main_place
    sides, shown = _sides(parts.actors, events)
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
        days=when,
        dated=bool(own),
        places=places,
        placed=placed,
        sides=sides,
        shown=shown,
        tolls={effect: tuple(found) for effect, found in tolls.items()},
        instruments=frozenset(e.instrument.kind for e in events if e.instrument),
        wording=wording.vector(profile(context), of=i),
        background=background,
    )


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
