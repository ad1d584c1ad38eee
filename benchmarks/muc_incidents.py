"""A record's attacks as MUC-4 has them: a mapping of codes. Nothing is read here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.codes import country_name
from sayso import Report
from sayso.language.case import is_english
from sayso.record import Attack, Cast, Place, Time, Toll

TYPES = {
    "attack": "ATTACK", "bombing": "BOMBING", "kidnapping": "KIDNAPPING", "arson": "ARSON",
    "robbery": "ROBBERY", "stoppage": "FORCED WORK STOPPAGE",
}  # fmt: skip
CATEGORIES = {"terrorist": "TERRORIST ACT", "state": "STATE-SPONSORED VIOLENCE"}
BELIEFS = {
    "fact": "REPORTED AS FACT", "claimed": "CLAIMED OR ADMITTED",
    "suspected": "SUSPECTED OR ACCUSED", "authorities": "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "possible": "POSSIBLE", "acquitted": "ACQUITTED",
}  # fmt: skip
KINDS = {
    "victim": {
        "civilian": "CIVILIAN", "political": "POLITICAL FIGURE",
        "government": "GOVERNMENT OFFICIAL", "police": "LAW ENFORCEMENT",
        "judicial": "LEGAL OR JUDICIAL", "military": "ACTIVE MILITARY", "guard": "SECURITY GUARD",
        "former_government": "FORMER GOVERNMENT OFFICIAL",
        "former_military": "FORMER ACTIVE MILITARY", "diplomat": "DIPLOMAT",
    },
    "target": {
        "other": "OTHER", "commercial": "COMMERCIAL", "vehicle": "TRANSPORT VEHICLE",
        "energy": "ENERGY", "government": "GOVERNMENT OFFICE OR RESIDENCE",
        "organisation": "ORGANIZATION OFFICE", "communications": "COMMUNICATIONS",
        "residence": "CIVILIAN RESIDENCE", "financial": "FINANCIAL",
        "diplomatic": "DIPLOMAT OFFICE OR RESIDENCE", "route": "TRANSPORTATION ROUTE",
        "political": "POLITICAL FIGURE OFFICE OR RESIDENCE", "police": "LAW ENFORCEMENT FACILITY",
    },
    "weapon": {
        "bomb": "BOMB", "gun": "GUN", "explosive": "EXPLOSIVE", "dynamite": "DYNAMITE",
        "machine_gun": "MACHINE GUN", "vehicle_bomb": "VEHICLE BOMB", "rifle": "RIFLE",
        "mortar": "MORTAR", "grenade": "GRENADE", "aerial_bomb": "AERIAL BOMB",
        "torture": "TORTURE", "blade": "CUTTING DEVICE", "molotov": "MOLOTOV COCKTAIL",
        "rocket": "ROCKET", "fire": "FIRE", "mine": "MINE",
    },
}  # fmt: skip
OUTCOMES = {
    "victim": {
        "killed": "DEATH", "injured": "INJURY", "unharmed": "NO INJURY OR DEATH",
        "unhurt": "NO INJURY", "freed": "REGAINED FREEDOM",
    },
    "target": {
        "some": "SOME DAMAGE", "destroyed": "DESTROYED", "none": "NO DAMAGE",
        "taken": "PROPERTY TAKEN FROM TARGET",
    },
}  # fmt: skip
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
).split()
_MANY = frozenset({"people", "children", "women", "men", "police", "personnel", "troops"})
_EMPTY = frozenset({"a", "an", "the", "of", "in", "and", "to", "its", "his", "their", "members"})


@dataclass(frozen=True)
class Filler:
    """An entity that fills a role: its words as the report has them."""

    words: str
    cast: Cast
    named: bool
    number: str

    @property
    def kind(self) -> str | None:
        """MUC-4's class of it."""
        return KINDS.get(self.cast.part, {}).get(self.cast.kind or "")

    @property
    def outcome(self) -> str | None:
        """What became of it."""
        return OUTCOMES.get(self.cast.part, {}).get(self.cast.outcome or "")


@dataclass(frozen=True)
class Incident:
    """One template's worth."""

    attack: Attack
    fillers: tuple[Filler, ...]
    place: Place | None
    country: str | None
    time: Time | None
    killed: Toll | None
    injured: Toll | None

    def of(self, part: str) -> list[Filler]:
        """Fillers of one part."""
        return [f for f in self.fillers if f.cast.part == part]


def incidents(report: Report) -> list[Incident]:
    """The attacks of a report."""
    return [_incident(report, attack) for attack in report.attacks]


def _incident(report: Report, attack: Attack) -> Incident:
    places = {p.id: p for p in report.places}
    times = {t.id: t for t in report.times}
    place = places.get(attack.place or "")
    tolls = [t for e in report.events if e.id in attack.events for t in e.tolls]
    return Incident(
        attack,
        tuple(_fillers(report, attack.cast)),
        place,
        country_name((place.country if place else None) or _main_country(report)),
        times.get(attack.time or ""),
        _largest(tolls, "killed"),
        _largest(tolls, "injured"),
    )


def _fillers(report: Report, cast: Sequence[Cast]) -> Iterable[Filler]:
    """One filler an entity: the longest of phrases whose words hold each other's."""
    seen: list[tuple[str, frozenset[str]]] = []
    for each in sorted(cast, key=lambda c: c.span[0] - c.span[1]):
        words = report.words(each.span)
        plain = frozenset(re.findall(r"[\w']+", words.lower())) - _EMPTY
        if any(part == each.part and (plain <= old or old <= plain) for part, old in seen):
            continue
        seen.append((each.part, plain))
        named = not any(is_english(w.lower()) for w in re.findall(r"[^\W\d_]+", words))
        yield Filler(words, each, named, "1" if named else _number(report, each))


def _number(report: Report, cast: Cast) -> str:
    """How many people, from the phrase or the word before it."""
    words = report.words(cast.span).lower().split()
    before = report.text[: cast.span[0]].lower().split()[-1:]
    for word in [*words, *before]:
        if word in _NUMBERS:
            return str(_NUMBERS.index(word))
        if re.fullmatch(r"\d{1,3}", word):
            return word
    return "PLURAL" if words[-1].endswith("s") or words[-1] in _MANY else "1"


def _main_country(report: Report) -> str | None:
    """The country that most places of the report lie in."""
    found = [p.country for p in report.places if p.country for _ in p.mentions]
    return max(sorted(set(found)), key=found.count) if found else None


def _largest(tolls: Sequence[Toll], effect: str) -> Toll | None:
    counted = [t for t in tolls if t.effect == effect]
    return max(counted, key=lambda t: t.best or t.low or 0, default=None)
