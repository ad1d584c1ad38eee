"""A happening as one report tells it: what is compared to find it in other reports.

Mentions that the report itself calls one event (``Event.same_as``) are one happening. What an
event does not say of place and time comes from its report, marked as such, so that it counts for
less and never keeps two happenings apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

from sayso.linking.incidents.bare_mentions import absorb
from sayso.linking.incidents.gathered import gather_attacks
from sayso.linking.incidents.headlines import join_headlines
from sayso.linking.moments import Days, day, days_of
from sayso.linking.names import actor_key, key_of
from sayso.linking.parts import Parts, parts_of
from sayso.linking.wording import Profile, TermsOf, profile_data, profile_of
from sayso.record import Actor, Event, IncidentPlace, Place, Report, Span

CONTEXT = 300
"""Characters to each side of an anchor that are compared as its wording."""
LATEST_NEWS = 6
"""Reports come out up to this many days after the event in 94 of 100 cases."""
RECALLED = 2
"""What a report recalls without a date happened at least this many days before it came out."""
AREA = 4
"""UCDP where_prec of a first-order area."""
TOLD = frozenset({"happened", "ongoing", "denied"})
"""Statuses of events that are told as facts, or whose telling as a fact is denied. What is planned,
threatened, feared or supposed has not happened and is in no incident."""


Figures = tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class Happening:
    """One happening in one report: what is compared, and which events it is made of.

    ``days`` are its own when ``dated``, else those that the date of publication allows;
    ``places`` are its own when ``placed``, else the report's most mentioned one.
    """

    report_id: str
    events: tuple[str, ...]
    lead: str
    anchors: tuple[Span, ...]
    """Where each event is named; the lead's first."""
    types: frozenset[str]
    modes: dict[str, frozenset[str]]
    """Type to the modes that its events have."""
    days: Days | None
    dated: bool
    places: tuple[IncidentPlace, ...]
    placed: bool
    sides: dict[str, frozenset[str]]
    """Role (``actors``, ``recipients``) to keys of names."""
    shown: dict[str, str]
    """Key of a name to the name as it stands."""
    tolls: dict[str, tuple[Figures, ...]]
    instruments: frozenset[str]
    terms: Profile
    """Terms of the words around the anchors."""
    background: bool

    @property
    def place_keys(self) -> frozenset[str]:
        """What places it is looked up by: those that are no wider than a first-order area."""
        return frozenset(
            str(place.geonames or key_of(place.name))
            for place in self.places
            if place.precision is None or place.precision <= AREA
        )

    def to_data(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        out = {f.name: getattr(self, f.name) for f in fields(self)}
        out["terms"] = profile_data(self.terms)
        out["places"] = [place.model_dump() for place in self.places]
        for name in ("modes", "sides"):
            out[name] = {key: sorted(held) for key, held in out[name].items()}
        for name in ("types", "instruments"):
            out[name] = sorted(out[name])
        return out

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """What :meth:`to_data` made, after a way through JSON."""
        made = dict(data)
        made["places"] = tuple(IncidentPlace(**place) for place in made["places"])
        for name in ("modes", "sides"):
            made[name] = {key: frozenset(held) for key, held in made[name].items()}
        for name in ("types", "instruments"):
            made[name] = frozenset(made[name])
        made["events"] = tuple(made["events"])
        made["anchors"] = tuple((a, b) for a, b in made["anchors"])
        made["days"] = (made["days"][0], made["days"][1]) if made["days"] else None
        made["tolls"] = {e: tuple((x, y, z) for x, y, z in t) for e, t in made["tolls"].items()}
        made["terms"] = profile_of(made["terms"])
        return cls(**made)


def happenings(report: Report, terms: TermsOf | None = None) -> list[Happening]:
    """Every happening of a report that is told as a fact, in the order of its telling.

    Args:
        report: Its record.
        terms: Those of its text, where they are known.
    """
    told = [e for e in report.events if e.status in TOLD]
    if not told:
        return []
    parts = parts_of(report)
    main_place = _main_place(report)
    terms = terms or TermsOf(report.text)
    return [_happening(parts, events, main_place, terms) for events in _same(parts, told)]


def happenings_of(report: Report, events: Collection[str]) -> list[Happening]:
    """The happenings that some events of a report make, without the words around them.

    Enough to make an incident of, when it is known which events belong to it; not to find out.

    Args:
        report: Its record.
        events: Ids; what else the report calls one with them is left out.
    """
    told = [e for e in report.events if e.status in TOLD]
    parts, main_place, no_words = parts_of(report), _main_place(report), TermsOf("")
    chosen = ([e for e in group if e.id in events] for group in _same(parts, told))
    return [_happening(parts, group, main_place, no_words) for group in chosen if group]


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
    joined = gather_attacks(parts, join_headlines(parts, list(groups.values())))
    return absorb(report, joined)


def _happening(
    parts: Parts, events: Sequence[Event], main_place: tuple[Place, ...], terms: TermsOf
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
    around = [(max(0, e.anchor[0] - CONTEXT), e.anchor[1] + CONTEXT) for e in events[:3]]
    modes: dict[str, set[str]] = defaultdict(set)
    for e in events:
        if e.mode:
            modes[e.type].add(e.mode)
    rest = (e for e in events if e is not lead)
    return Happening(
        report_id=report.id,
        events=tuple(e.id for e in events),
        lead=lead.id,
        anchors=(lead.anchor, *(e.anchor for e in rest)),
        types=frozenset(e.type for e in events),
        modes={kind: frozenset(held) for kind, held in modes.items()},
        days=when,
        dated=bool(own),
        places=tuple(map(_spot, places)),
        placed=placed,
        sides=sides,
        shown=shown,
        tolls={effect: tuple(found) for effect, found in tolls.items()},
        instruments=frozenset(e.instrument.kind for e in events if e.instrument),
        terms=_together([terms.profile(*span) for span in around]),
        background=background,
    )


def _together(profiles: Sequence[Profile]) -> Profile:
    found: dict[str, tuple[int, bool]] = {}
    for term, (count, named) in (item for p in profiles for item in p.items()):
        before, name = found.get(term, (0, False))
        found[term] = (before + count, named or name)
    return found


def _spot(place: Place) -> IncidentPlace:
    return IncidentPlace(
        name=place.name,
        geonames=place.geonames,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        precision=place.precision,
    )


def _main_place(report: Report) -> tuple[Place, ...]:
    """The most mentioned place that is not merely a country."""
    near = [p for p in report.places if p.precision is not None and p.precision <= AREA]
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
