"""References between the objects of a report, kept whole when objects go or become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sayso.record import Actor, Event, Record, Report, Statement, VoiceStep
from sayso.review.paths import KINDS, Kind

R = TypeVar("R", bound=Record)
N = TypeVar("N", Actor, Statement, Event)
Objects = Mapping[Kind, Mapping[str, Any]]
"""Objects by collection and id."""


def references(item: Record) -> Iterator[tuple[Kind, str]]:
    """What an object refers to: collection and id."""
    if isinstance(item, Actor) and item.member_of:
        yield "actors", item.member_of
    if isinstance(item, Statement):
        for part in (item.source, item.medium):
            if part and part.actor:
                yield "actors", part.actor
        if item.parent:
            yield "statements", item.parent
    if isinstance(item, Event):
        yield from (("actors", i) for i in (*item.actors, *item.recipients))
        yield from (("places", i) for i in item.places)
        if item.time:
            yield "times", item.time
        if item.same_as:
            yield "events", item.same_as
        for toll in item.tolls:
            if toll.who and toll.who.actor:
                yield "actors", toll.who.actor
            if toll.statement:
                yield "statements", toll.statement
        yield from (("statements", s.statement) for s in item.voice if s.statement)


class Mender:
    """Mends references of a report's objects: to what there is, or to nothing.

    A reference to an object that became part of another one leads to that one. One to a statement
    that was rejected leads to the statement around it. Where the first of several mentions of one
    happening was rejected, the next one takes its place. All others are dropped.

    Args:
        there: The objects that are there, by collection and id, in order.
        gone: Objects that were rejected.
        into: What became part of what: collection and id to id.
    """

    def __init__(self, there: Objects, gone: Objects, into: Mapping[tuple[Kind, str], str]) -> None:
        self._there = there
        self._gone = gone
        self._into = into
        self._heirs: dict[str, str] = {}
        for event in there["events"].values():
            if event.same_as in gone["events"]:
                self._heirs.setdefault(event.same_as, event.id)

    def mended(self) -> dict[Kind, list[Any]]:
        """All objects with their references mended."""
        there = self._there
        return {
            "actors": _without_loops([self._actor(a) for a in there["actors"].values()]),
            "places": list(there["places"].values()),
            "times": list(there["times"].values()),
            "statements": _without_loops(
                [self._statement(s) for s in there["statements"].values()]
            ),
            "events": _without_loops([self._event(e) for e in there["events"].values()]),
        }

    def voice(self, steps: tuple[VoiceStep, ...]) -> tuple[VoiceStep, ...]:
        """A chain of tellers without those that are not there; the outlet tells if none is left."""
        out: dict[str, VoiceStep] = {}
        for step in steps:
            if step.statement is None:
                out[step.teller or ""] = step
            elif (to := self.one("statements", step.statement)) is not None:
                out[f"statement {to}"] = VoiceStep(statement=to)
        return tuple(out.values()) or ((VoiceStep(outlet=True),) if steps else ())

    def one(self, kind: Kind, to: str | None) -> str | None:
        """Where a reference leads now."""
        if to is None:
            return None
        to = self._final(kind, to)
        seen = set()
        while kind == "statements" and to in self._gone[kind] and to not in seen:
            seen.add(to)
            outer = self._gone[kind][to].parent
            if outer is None:
                return None
            to = self._final(kind, outer)
        return to if to in self._there[kind] else None

    def many(self, kind: Kind, to: Iterable[str]) -> tuple[str, ...]:
        """Where references lead now, each once."""
        found = (self.one(kind, each) for each in to)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def _final(self, kind: Kind, to: str) -> str:
        seen = set()
        while (kind, to) in self._into and to not in seen:
            seen.add(to)
            to = self._into[kind, to]
        return to

    def _actor(self, actor: Actor) -> Actor:
        body = self.one("actors", actor.member_of)
        return changed(actor, member_of=None if body == actor.id else body)

    def _statement(self, s: Statement) -> Statement:
        return changed(
            s,
            source=s.source and changed(s.source, actor=self.one("actors", s.source.actor)),
            medium=s.medium and changed(s.medium, actor=self.one("actors", s.medium.actor)),
            parent=self.one("statements", s.parent),
        )

    def _event(self, event: Event) -> Event:
        return changed(
            event,
            actors=self.many("actors", event.actors),
            recipients=self.many("actors", event.recipients),
            places=self.many("places", event.places),
            time=self.one("times", event.time),
            tolls=tuple(
                changed(
                    toll,
                    who=toll.who and changed(toll.who, actor=self.one("actors", toll.who.actor)),
                    statement=self.one("statements", toll.statement),
                )
                for toll in event.tolls
            ),
            voice=self.voice(event.voice),
            same_as=self._first_mention(event),
        )

    def _first_mention(self, event: Event) -> str | None:
        if event.same_as is None:
            return None
        first = self._final("events", event.same_as)
        seen = set()
        while first in self._gone["events"] and first not in seen:
            seen.add(first)
            before = self._gone["events"][first].same_as
            first = self._final("events", before) if before else self._heirs.get(first, first)
        return first if first in self._there["events"] and first != event.id else None


def mend_rest(report: Report, mended: Mapping[Kind, list[Any]], mender: Mender) -> dict[str, Any]:
    """The parts of a report without ids of their own, or that people do not decide about.

    Attacks, totals and wordings lose what was rejected: an attack that no event tells of any more
    goes, and a total whose every number was taken out of the events.

    Args:
        report: The report before.
        mended: Its objects now.
        mender: What mended them.
    """
    before = {toll.span for event in report.events for toll in event.tolls}
    now = {toll.span for event in mended["events"] for toll in event.tolls}
    lost = before - now
    attacks = []
    for attack in report.attacks:
        events = mender.many("events", attack.events)
        if attack.events and not events:
            continue
        cast = tuple(changed(c, actor=mender.one("actors", c.actor)) for c in attack.cast)
        place, time = mender.one("places", attack.place), mender.one("times", attack.time)
        attacks.append(changed(attack, events=events, cast=cast, place=place, time=time))
    totals = []
    for total in report.totals:
        spans = tuple(span for span in total.spans if span not in lost)
        if spans or not total.spans:
            totals.append(changed(total, spans=spans))
    loaded = [changed(wording, voice=mender.voice(wording.voice)) for wording in report.loaded]
    return {"attacks": tuple(attacks), "totals": tuple(totals), "loaded": tuple(loaded)}


def changed(item: R, **values: Any) -> R:
    """An object with other values; the very same object where none is another."""
    news = {name: value for name, value in values.items() if getattr(item, name) != value}
    return item.model_copy(update=news) if news else item


OUTER: Mapping[type[Record], str] = {Actor: "member_of", Statement: "parent", Event: "same_as"}
"""The field by which an object stands in, or for, another one of its kind."""


def _without_loops(items: list[N]) -> list[N]:
    """Things that stand in one another have no order: the first in the loop is cut out."""
    if not items:
        return items
    name = OUTER[type(items[0])]
    outer = {item.id: getattr(item, name) for item in items}
    for id_ in outer:
        seen = {id_}
        up = outer[id_]
        while up is not None and up not in seen:
            seen.add(up)
            up = outer.get(up)
        if up == id_:
            outer[id_] = None
    return [changed(item, **{name: outer[item.id]}) for item in items]


def empty() -> dict[Kind, dict[str, Any]]:
    """No objects, by collection."""
    return {kind: {} for kind in KINDS}
