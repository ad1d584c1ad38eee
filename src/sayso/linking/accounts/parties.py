"""Who the accounts of ``actors`` and ``recipients`` name, and which side people are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.linking.accounts.standing import Keyed
from sayso.linking.parts import Parts
from sayso.linking.same_values import one_party
from sayso.record import Actor, Event, Identity, Party

Field = Literal["actors", "recipients"]
Known = tuple[str, str, str | None, str | None, Identity | None]
FIELDS: tuple[Field, ...] = ("actors", "recipients")


def party_of(actors: Sequence[Actor]) -> Party | None:
    """Who a value names: the actor of whom most is coded, of equals the one with the longest name.

    Args:
        actors: All that reports name so, in the order of telling.
    """
    if not actors:
        return None
    fullest = max(actors, key=lambda a: (_coded(a), len(a.name)))
    return Party(
        name=fullest.name,
        kind=fullest.kind,
        country=fullest.country,
        sector=fullest.sector,
        role=fullest.role,
        identity=fullest.identity,
    )


def _coded(actor: Actor) -> int:
    known = (actor.country, actor.sector, actor.role, actor.identity)
    return sum(each is not None for each in known) + (actor.kind != "unknown")


@dataclass(frozen=True)
class Side:
    """A side of an incident: the field, and the value of its account."""

    field: Field
    value: str | None


class Sides:
    """The sides of an incident, as its accounts give them.

    Args:
        standing: What is affirmed of each field.
    """

    def __init__(self, standing: Mapping[str, Sequence[Keyed]]) -> None:
        self._of: dict[tuple[str, str, Field], str] = {}
        self._actors: dict[tuple[Side, Known], Actor] = {}
        self._one_with: dict[Known, tuple[Side, ...]] = {}
        for field in FIELDS:
            rows = standing.get(field, ())
            shown: dict[str, str] = {}
            for k in rows:  # as the account shows it: the longest name
                told = k.told.telling.shown
                if len(told) > len(shown.get(k.key, "")):
                    shown[k.key] = told
            for k in rows:
                telling = k.told.telling
                if isinstance(telling.value, Actor):
                    self._of[telling.report.id, telling.value.id, field] = shown[k.key]
                    side = Side(field, shown[k.key])
                    self._actors.setdefault((side, _known(telling.value)), telling.value)

    def of(self, actor: Actor, event: Event, parts: Parts) -> Side | None:
        """The side that people are of; None: nothing tells.

        Which of several values they are of is told only in a two-sided fight, where all sides are
        actors. Elsewhere several values of a field are several names for one side.

        Args:
            actor: The people.
            event: What they are told of in.
            parts: The report.
        """
        named = set(self._named(actor, parts))
        here = [f for f in FIELDS if actor.id in getattr(event, f)]
        fields = here or list({side.field for side in named})
        if len(fields) != 1:
            return None
        of = {side.value for side in named if side.field == fields[0]}
        two_sided = len(event.actors) > 1 and not event.recipients
        return Side(fields[0], of.pop() if two_sided and len(of) == 1 else None)

    def _named(self, actor: Actor, parts: Parts) -> Iterator[Side]:
        """Sides that the report names so, or else those that are one party with it."""
        at = parts.report.id
        ids = [i for i in (actor.id, actor.member_of) if i]
        exact = [Side(f, self._of[at, i, f]) for i in ids for f in FIELDS if (at, i, f) in self._of]
        yield from exact or self._parties_with(actor)

    def _parties_with(self, actor: Actor) -> tuple[Side, ...]:
        """Sides that an actor is one party with; asked once for all that are called the same."""
        known = _known(actor)
        if known not in self._one_with:
            found = (side for (side, _), other in self._actors.items() if one_party(actor, other))
            self._one_with[known] = tuple(dict.fromkeys(found))
        return self._one_with[known]


def _known(actor: Actor) -> Known:
    """All of an actor by which it is compared with others."""
    return actor.name, actor.kind, actor.country, actor.sector, actor.identity
