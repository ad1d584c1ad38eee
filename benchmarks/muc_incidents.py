"""A record's events as the incidents that MUC-4 templates are about.

MUC-4 asks for acts of terrorism and state-sponsored violence, one template an incident. This is
a mapping of codes: PLOVER modes to MUC-4 types, voices to MUC-4 confidence, sectors to its
classes of targets and perpetrators. Nothing is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.codes import country_name
from sayso import Report
from sayso.record import Actor, Event, Place, Time, Toll

KIDNAPPING, BOMBING, ARSON, ATTACK = "KIDNAPPING", "BOMBING", "ARSON", "ATTACK"
BOMBS = frozenset({"explosives", "suicide-attack"})
STAGE = {"threatened": "THREATENED", "planned": "THREATENED"}
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "PRM", "JUD"})
FIGHTERS = frozenset({"MIL", "REB", "UAF"})
ORGANISATIONS = frozenset({"organization", "state", "state_body"})
PEOPLE = frozenset({"person", "group"})
# Why an actor has no identity: it is a description ("two soldiers").
DESCRIBED = "described"

INSTRUMENTS = {
    "firearm": "GUN",
    "bomb": "BOMB",
    "vehicle bomb": "VEHICLE BOMB",
    "roadside bomb": "MINE",
    "suicide bomb": "BOMB",
    "grenade": "GRENADE",
    "rocket": "ROCKET",
    "missile": "MISSILE",
    "artillery": "MORTAR",
    "aircraft": "AERIAL BOMB",
    "blade": "CUTTING DEVICE",
    "fire": "MOLOTOV COCKTAIL",
}
_COUNT = re.compile(
    r"^(?:(?:the|an?|at least|some|about|his|her|their|its|another|other|several|many|\d[\d,.]*|one"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of)\s+)+",
    re.IGNORECASE,
)
DYNAMITE, MACHINE_GUN, EXPLOSIVE = "DYNAMITE", "MACHINE GUN", "EXPLOSIVE"
TARGETS = {
    "GOV": "GOVERNMENT OFFICIAL",
    "EXEC": "GOVERNMENT OFFICIAL",
    "LEG": "POLITICAL FIGURE",
    "PTY": "POLITICAL FIGURE",
    "OPP": "POLITICAL FIGURE",
    "JUD": "LEGAL OR JUDICIAL",
    "COP": "LAW ENFORCEMENT",
    "MIL": "ACTIVE MILITARY",
}
CIVILIAN = "CIVILIAN"


@dataclass(frozen=True)
class Victim:
    """People that an incident struck."""

    words: str
    named: bool
    type: str
    number: str
    effect: str | None
    sector: str | None


@dataclass(frozen=True)
class Perpetrator:
    """Who is said to have done it."""

    words: str
    organisation: bool
    named: bool
    confidence: str


@dataclass(frozen=True)
class Instrument:
    """What it was done with."""

    words: str
    type: str | None


@dataclass(frozen=True)
class Incident:
    """One incident of a report, all mentions of it together."""

    type: str
    stage: str
    state: bool
    perpetrators: tuple[Perpetrator, ...]
    victims: tuple[Victim, ...]
    objects: tuple[str, ...]
    destroyed: bool
    instruments: tuple[Instrument, ...]
    place: Place | None
    country: str | None
    time: Time | None
    killed: Toll | None
    injured: Toll | None


def incidents(report: Report) -> list[Incident]:
    """The incidents of a report that MUC-4 would have a template for."""
    groups: list[list[Event]] = []
    of_event: dict[str, list[Event]] = {}
    for event in report.events:
        if not _is_violent(event):
            continue
        group = of_event.get(event.same_as or "") or _like(groups, event)
        if group is None:
            group = []
            groups.append(group)
        group.append(event)
        of_event[event.id] = group
    found = [_incident(report, group) for group in groups]
    return [i for i in found if _is_relevant(i)]


def _is_violent(event: Event) -> bool:
    harmful = event.type == "ASSAULT" or (event.type == "THREATEN" and event.mode == "violence")
    return harmful and event.status not in ("hypothetical", "feared", "planned")


def _type(events: Sequence[Event]) -> str:
    kinds = [_type_of(e) for e in events]
    return next((k for k in (KIDNAPPING, ARSON, BOMBING) if k in kinds), ATTACK)


def _type_of(event: Event) -> str:
    if event.mode == "abduct":
        return KIDNAPPING
    if event.instrument and event.instrument.kind == "fire":
        return ARSON
    return BOMBING if event.mode in BOMBS else ATTACK


def _like(groups: Sequence[list[Event]], event: Event) -> list[Event] | None:
    """An earlier incident of the same type that says nothing against being this one."""
    for group in reversed(groups):
        same = _type(group) == _type_of(event) and (group[0].type == event.type)
        if same and all(_agree(event, other) for other in group):
            return group
    return None


def _agree(a: Event, b: Event) -> bool:
    places = not a.places or not b.places or bool({*a.places} & {*b.places})
    times = a.time is None or b.time is None or a.time == b.time
    recipients = not a.recipients or not b.recipients or bool({*a.recipients} & {*b.recipients})
    # An act of which nothing is said but that it was belongs to what was told before.
    return not a.recipients or (recipients and (places or times))


def _incident(report: Report, events: Sequence[Event]) -> Incident:
    actors = {a.id: a for a in report.actors}
    places = {p.id: p for p in report.places}
    struck = [actors[r] for e in events for r in e.recipients]
    did = [(actors[a], e) for e in events for a in e.actors]
    times = {t.id: t for t in report.times}
    dated = [times[e.time] for e in events if e.time and times[e.time].earliest]
    tolls = [t for e in events for t in e.tolls]
    located = sorted(
        (places[p] for e in events for p in e.places if places[p].precision),
        key=lambda p: p.precision or 9,
    )
    place = located[0] if located else None
    perpetrators = _perpetrators(report, did)
    return Incident(
        type=_type(events),
        stage=_stage(events),
        state=any(a.sector in STATE_SECTORS for a, _ in did),
        perpetrators=perpetrators,
        victims=_victims(report, struck, tolls),
        objects=_unique(a.name for a in struck if a.kind == "unknown" and not _is_else(report, a)),
        destroyed=any(e.mode == "destroy" for e in events),
        instruments=_instruments(report, events),
        place=place,
        country=country_name(place.country if place else _main_country(report)),
        time=dated[0] if dated else None,
        killed=_largest(tolls, "killed"),
        injured=_largest(tolls, "injured"),
    )


def _is_else(report: Report, actor: Actor) -> bool:
    """Whether the words of an actor of unknown kind are an act, a time or an instrument."""
    taken = [e.anchor for e in report.events] + [t.span for t in report.times]
    taken += [e.instrument.span for e in report.events if e.instrument]
    return any(a < end and start < b for a, b in actor.mentions for start, end in taken)


def _stage(events: Sequence[Event]) -> str:
    done = any(e.type == "ASSAULT" and e.status not in STAGE for e in events)
    return "ACCOMPLISHED" if done else "THREATENED"


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _main_country(report: Report) -> str | None:
    """The country that most places of the report lie in."""
    found = [p.country for p in report.places if p.country for _ in p.mentions]
    return max(sorted(set(found)), key=found.count) if found else None


def _largest(tolls: Sequence[Toll], effect: str) -> Toll | None:
    counted = [t for t in tolls if t.effect == effect]
    return max(counted, key=lambda t: t.best or t.low or 0, default=None)


def _perpetrators(report: Report, did: Sequence[tuple[Actor, Event]]) -> tuple[Perpetrator, ...]:
    actors = {a.id: a for a in report.actors}
    out: dict[str, Perpetrator] = {}
    for actor, event in did:
        trust = confidence(report, event)
        for each in (actor, actors.get(actor.member_of or "")):
            if each and (each.kind in ORGANISATIONS or each.kind in PEOPLE):
                made = Perpetrator(
                    _name(report, each), each.kind in ORGANISATIONS, _is_named(each), trust
                )
                out.setdefault(each.name, made)
    return tuple(out.values())


def confidence(report: Report, event: Event) -> str:
    """MUC-4's degrees of belief in who did it, from the chain of tellers."""
    statements = {s.id: s for s in report.statements}
    actors = {a.id: a for a in report.actors}
    step = event.voice[-1].statement if event.voice else None
    statement = statements.get(step or "")
    if statement is None:
        return "REPORTED AS FACT"
    teller = statement.source.actor if statement.source else None
    if teller is not None and teller in event.actors:
        return "CLAIMED OR ADMITTED"
    sector = actors[teller].sector if teller in actors else None
    if sector in STATE_SECTORS:
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return "SUSPECTED OR ACCUSED"


def _victims(report: Report, struck: Sequence[Actor], tolls: Sequence[Toll]) -> tuple[Victim, ...]:
    actors = {a.id: a for a in report.actors}
    out: dict[str, Victim] = {}
    counted = [t for t in tolls if t.effect in ("killed", "injured") and t.who]
    for toll in counted:
        actor = actors.get(toll.who.actor or "") if toll.who else None
        said = report.words(toll.who.span) if toll.who else ""
        words = _name(report, actor) if actor else _bare(said)
        out.setdefault(words, _victim(words, actor, toll))
    for actor in struck:
        if actor.kind in PEOPLE:
            words = _name(report, actor)
            out.setdefault(words, _victim(words, actor, None))
    return tuple(out.values())


def _is_named(actor: Actor) -> bool:
    return not (actor.why or "").startswith(DESCRIBED)


def _name(report: Report, actor: Actor) -> str:
    """A name, or the first description without its number, which has a slot of its own."""
    if _is_named(actor) or not actor.mentions:
        return actor.name
    return _bare(report.words(actor.mentions[0]))


def _bare(words: str) -> str:
    return _COUNT.sub("", words).split(",")[0].strip() or words


def _victim(words: str, actor: Actor | None, toll: Toll | None) -> Victim:
    one = actor is not None and actor.kind == "person"
    named = one and actor is not None and _is_named(actor)
    number = "1" if one else "PLURAL"
    if toll and toll.best:
        number = str(toll.best)
    effects = {"killed": "DEATH", "injured": "INJURY"}
    sector = actor.sector if actor else None
    return Victim(
        words,
        named,
        TARGETS.get(sector or "", CIVILIAN),
        number,
        effects.get(toll.effect) if toll else None,
        sector,
    )


def _instruments(report: Report, events: Sequence[Event]) -> tuple[Instrument, ...]:
    found: dict[str, Instrument] = {}
    for event in events:
        if event.instrument:
            words = report.words(event.instrument.span)
            found.setdefault(words, Instrument(words, _instrument(words, event.instrument.kind)))
    return tuple(found.values())


def _instrument(words: str, kind: str) -> str | None:
    upper = words.upper()
    for word in (DYNAMITE, MACHINE_GUN, EXPLOSIVE):
        if word in upper or word.replace(" ", "") in upper:
            return word
    return INSTRUMENTS.get(kind)


def _is_relevant(incident: Incident) -> bool:
    """MUC-4 has no templates for combat, and none for acts of which nothing else is said."""
    sectors = {v.sector for v in incident.victims if v.sector}
    combat = bool(sectors) and sectors <= FIGHTERS
    told = incident.victims or incident.objects or incident.instruments
    return bool(told) and not combat
