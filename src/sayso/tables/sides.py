"""Who stands against whom in an incident: its accounts as two sides.

The same words are put in the same way whoever they are about: a side is what ``actors`` or
``recipients`` name, and its class follows from the PLOVER sectors alone.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from sayso.gazetteer.countries import countries
from sayso.record import Account, Incident, Origin, Party, TollPart, TollRange
from sayso.store.snapshot import Told

Class = Literal["state", "armed", "civilians", "other"]
"""``state``: its forces and officials; ``armed``: others under arms; ``other``: international
bodies, companies."""

_STATE = frozenset({"MIL", "COP", "SPY"})
_OFFICE = frozenset({"GOV", "LEG"})
_ARMED = frozenset({"REB", "PRM", "UAF", "CRM"})
_CIVILIAN = frozenset(
    {"CVL", "LAB", "AGR", "BUS", "EDU", "MED", "JRN", "REF", "REL", "SOC", "JUD", "ELI", "OPP"}
)
_BOTH_ACT = frozenset({"ASSAULT", "AGREE", "CONSULT", "COOPERATE", "RETREAT"})
"""Types of which PLOVER puts all sides among the actors where none acts on another (manual,
chapter 5)."""
_ONE_SIDED = frozenset(
    {"abduct", "aerial", "destroy", "drone", "explosives", "sexual", "suicide-attack", "targeted"}
    | {"torture", "unconventional"}
)
"""Modes of violence that is done to somebody: two who act did it together."""
_ABOVE_STATES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


def class_of(party: Party | None, *, struck: bool = False) -> Class | None:
    """The class of a party, from what its words say.

    Args:
        party: Whom an account names.
        struck: It is named as a recipient. People who hold an office and are attacked are
            civilians (UCDP One-sided Violence codebook: unarmed people who are not active members
            of security forces).

    Returns:
        None where the words do not tell.
    """
    if party is None:
        return None
    if party.country in _ABOVE_STATES and party.sector not in _ARMED:
        return "other"
    if party.sector in _STATE:
        return "state"
    if party.sector in _OFFICE:
        person = party.kind in ("person", "group", "unknown")
        return "civilians" if struck and person else "state"
    if party.sector in _ARMED:
        return "armed"
    if party.sector in _CIVILIAN:
        return "civilians"
    return "state" if party.kind in ("state", "state_body") else None


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the accounts that name it, the main one first.

    Attributes:
        field: Where it is named; None: nobody names it.
        struck: It is who or what was acted on.
        disputed: Origins name rivals that cannot all be right, or of different classes.
        settled: Its first account is what is agreed, or claimed by itself.
        doubts: By name, what is to be known of an accusation: ``unnamed sources``, where no other
            origin makes it, and ``denied``.
    """

    field: Literal["actors", "recipients"] | None = None
    accounts: tuple[Account, ...] = ()
    struck: bool = False
    disputed: bool = False
    settled: bool = False
    doubts: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    def shown(self, name: str, accused: str | None = None) -> str:
        """A name with what is to be known of the accusation: "Salt Brigade (denied)".

        Args:
            name: As a table writes it.
            accused: As an account gives it; None: it is the same.
        """
        doubts = self.doubts.get(accused or name, ())
        return f"{name} ({', '.join(doubts)})" if doubts else name

    @property
    def names(self) -> tuple[str, ...]:
        """All values, the main one first; things that were struck only where nobody was."""
        people = [a for a in self.accounts if not self.struck or _coded(a)]
        return tuple(dict.fromkeys(a.value for a in people or self.accounts))

    @property
    def party(self) -> Party | None:
        """Whom the main account names."""
        return self.main.party if self.main else None

    @property
    def is_thing(self) -> bool:
        """Whether what was struck is a thing or a place, such as a market: no report codes it."""
        return self.struck and bool(self.accounts) and not _coded(self.accounts[0])

    @property
    def kind(self) -> Class | None:
        """Its class; None: it is not told, or origins name rivals of different classes.

        People of several classes may have been struck together: of them whoever bears arms tells.
        Of those who acted only what fits the main account: "police" somewhere among the names does
        not make a state of a man.
        """
        found = [class_of(a.party, struck=self.struck) for a in self.accounts]
        told = {each for each in found if each}
        if self.disputed and len(told) > 1:
            return None
        if not self.struck and found and found[0] is None:
            party = self.accounts[0].party
            if self.settled or (party and party.kind in ("person", "organization")):
                return None
        if self.settled and not self.struck:
            return found[0]
        order: tuple[Class, ...] = ("state", "armed", "civilians", "other")
        return next((each for each in order if each in told), None)

    @property
    def main(self) -> Account | None:
        """The first account of its class; None: nobody is named."""
        named = [a for a in self.accounts if a.value in self.names]
        fitting = (a for a in named if class_of(a.party, struck=self.struck) == self.kind)
        return next(fitting, named[0] if named else None)

    @property
    def country(self) -> str | None:
        """Its country (ISO 3166-1 alpha-3), of the first account of its class that tells one."""
        parties = [a.party for a in (self.main, *self.accounts) if a and a.party]
        return next(
            (
                party.country
                for party in parties
                if party.country in countries() and class_of(party, struck=self.struck) == self.kind
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides.

    Attributes:
        first: Who acted; in a two-sided fight the one told first.
        second: Who or what was acted on; in a two-sided fight the other one.
        fight: Both act on each other: every side is told of as an actor.
    """

    first: Side
    second: Side
    fight: bool = False


def sides_of(told: Told) -> Sides:
    """The sides of an incident.

    Where nobody is acted on and one event has two actors, they fought, or met, each other. Two
    forces of one state did it together.

    Args:
        told: The incident, with its origins and what people decided.
    """
    incident = told.incident
    claimed = {a.accused for a in incident.allegations if a.claimed}
    acting = _standing(incident, "actors", () if told.state == "corrected" else claimed)
    struck = _standing(incident, "recipients")
    did_it = {account.value for account in acting}  # "the shooter" may be among the dead
    struck = tuple(a for a in struck if a.value not in did_it) or struck
    doubts = _doubts(incident, told.origins)
    if not struck and _may_be_mutual(incident) and (pair := _fighting(acting)):
        one, other = (Side("actors", (each,), doubts=doubts) for each in pair)
        return Sides(one, other, fight=True)
    first = _side(incident, "actors", acting, doubts=doubts) if acting else Side()
    second = _side(incident, "recipients", struck) if struck else Side(struck=True)
    return Sides(first, second)


def _side(
    incident: Incident,
    field: Literal["actors", "recipients"],
    accounts: tuple[Account, ...],
    doubts: Mapping[str, tuple[str, ...]] | None = None,
) -> Side:
    settled, struck = field in incident.agreed, field == "recipients"
    denied = any(account.denied for account in incident.accounts.get(field, ()))
    disputed = field in incident.contested or (not settled and _are_rivals(accounts, struck=struck))
    if disputed and not denied and _one_state(*accounts):
        disputed = False  # "soldiers", "police": a state's forces, whichever
    return Side(field, accounts, struck, disputed, settled, doubts or {})


def _are_rivals(accounts: Sequence[Account], *, struck: bool) -> bool:
    """Whether accounts name people of several classes; of those struck, if no origin names both."""
    classes: dict[str, set[Class]] = defaultdict(set)
    for account in accounts:
        if kind := class_of(account.party, struck=struck):
            for origin in account.origins:
                classes[origin].add(kind)
    if not struck:
        return len(set().union(*classes.values())) > 1
    return any(one.isdisjoint(two) for one, two in combinations(classes.values(), 2))


def _doubts(incident: Incident, origins: Mapping[str, Origin]) -> Mapping[str, tuple[str, ...]]:
    """What is to be known of each accusation, but of one that is agreed."""
    found: dict[str, tuple[str, ...]] = {}
    for accusation in incident.allegations:
        if not accusation.by or accusation.accused == incident.agreed.get("actors"):
            continue
        kinds = {origins[o].kind if o in origins else None for o in accusation.by}
        unnamed = ("unnamed sources",) if kinds == {"anonymous"} else ()
        denied = ("denied",) if accusation.denied_by else ()
        found[accusation.accused] = unnamed + denied
    return found


def _standing(incident: Incident, field: str, claimed: Collection[str] = ()) -> tuple[Account, ...]:
    """What is affirmed of a field: what is agreed first, else what most origins tell.

    A value that a person gave and nobody tells has an account of its own. Whoever says that he did
    it comes before those whom others agree on: "gunmen".
    """
    told = [a for a in incident.accounts.get(field, ()) if not a.denied and a.superseded_by is None]
    agreed = incident.agreed.get(field)
    if agreed is not None and all(a.value != agreed for a in told):
        told.insert(0, Account(value=agreed, origins=(), reports=()))
    ranked = sorted(
        range(len(told)),
        key=lambda i: (
            told[i].value not in claimed,
            told[i].value != agreed,
            -_coded(told[i]),
            -len(told[i].origins),
            i,
        ),
    )
    return tuple(told[i] for i in ranked)


def _coded(account: Account) -> bool:
    """Whether it is somebody: "shelling of the market" names nobody; what a person wrote does."""
    party = account.party
    return party is None or party.sector is not None or party.kind != "unknown"


def _may_be_mutual(incident: Incident) -> bool:
    return incident.type in _BOTH_ACT and incident.mode not in _ONE_SIDED


def _fighting(acting: Sequence[Account]) -> tuple[Account, Account] | None:
    """The two actors that most events tell of together."""
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, account in enumerate(acting):
        for event in account.events:
            at[event.report, event.event].append(i)
    together = Counter(pair for here in at.values() for pair in combinations(here, 2))
    apart = {pair: n for pair, n in together.items() if not _one_state(*(acting[i] for i in pair))}
    if not apart:
        return None
    one, other = max(apart, key=lambda pair: (apart[pair], -pair[0], -pair[1]))
    return acting[one], acting[other]


def _one_state(*accounts: Account) -> bool:
    parties = [account.party for account in accounts]
    countries_ = {party.country if party else None for party in parties}
    return (
        len(countries_) == 1
        and None not in countries_
        and all(class_of(party) == "state" for party in parties)
    )


def part_of(bounds: TollRange | None, side: Side | None, *, fight: bool) -> int:
    """How many of a toll are told to be of a side; of None: civilians."""
    parts: Sequence[TollPart] = bounds.parts if bounds else ()
    who = side.field if side else "civilians"
    return sum(
        part.best if part.best is not None else part.low or 0
        for part in parts
        if part.who == who and (not fight or side is None or part.of in side.names)
    )
