"""What in a report belongs to what: who acts in an event, whose words a content is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.export.annotations.model import Annotation, Layer, LeftOut, Relation
from sayso.export.annotations.spans import nearest
from sayso.record import Event, Report, Span, Statement

RELATIONS = {
    "source_of": "The source of a statement, to its content.",
    "cue_of": "The words that say that something is said, to the content.",
    "medium_of": "Where it was said, to the content.",
    "hedge_of": "Words that keep a distance, to the content.",
    "within": "A statement, to the statement whose content holds it.",
    "refers_to": "A source, medium, people counted or part in an attack, to the actor.",
    "member_of": "An actor, to the one that it belongs to or speaks for.",
    "actor": "An event, to who does it.",
    "recipient": "An event, to whom it is done.",
    "place": "An event, to where it happens.",
    "time": "An event, to when it happens.",
    "instrument": "An event, to what it is done with.",
    "toll": "An event, to a number of people affected.",
    "counts": "A number, to the people counted.",
    "told_in": "An event or a number, to the innermost statement that tells it.",
    "same_as": "An event, to an earlier mention of the same happening.",
}
"""What each label says: the first annotation, to the second."""
ENDS: Mapping[str, tuple[tuple[Layer, ...], tuple[Layer, ...]]] = {
    "source_of": (("sources",), ("contents",)),
    "cue_of": (("cues",), ("contents",)),
    "medium_of": (("media",), ("contents",)),
    "hedge_of": (("hedges",), ("contents",)),
    "within": (("contents",), ("contents",)),
    "refers_to": (("sources", "media", "counted", "cast"), ("actors",)),
    "member_of": (("actors",), ("actors",)),
    "counts": (("tolls",), ("counted",)),
    "told_in": (("events", "tolls"), ("contents",)),
    "same_as": (("events",), ("events",)),
    "actor": (("events",), ("actors",)),
    "recipient": (("events",), ("actors",)),
    "place": (("events",), ("places",)),
    "time": (("events",), ("times",)),
    "instrument": (("events",), ("instruments",)),
    "toll": (("events",), ("tolls",)),
}
"""Layers that each relation can be between."""


class Relating:
    """Finds the relations between the annotations of a report.

    Args:
        report: The report.
        annotations: Those that have words; that of a statement's content comes before its others.
    """

    def __init__(self, report: Report, annotations: Sequence[Annotation]) -> None:
        self.relations: list[Relation] = []
        self.left_out: list[LeftOut] = []
        self._report = report
        self._by_path = {each.path: each for each in annotations}
        self._words: dict[str, list[Annotation]] = {}
        for each in annotations:
            self._words.setdefault(each.thing, []).append(each)

    def go(self) -> None:
        """Find them all."""
        report = self._report
        for actor in report.actors:
            if actor.member_of is not None:
                words = self._words.get(f"actors.{actor.id}")
                start = words[0].path if words else f"actors.{actor.id}"
                self._refer("member_of", start, f"actors.{actor.member_of}")
        for statement in report.statements:
            self._statement(statement)
        for event in report.events:
            self._event(event)
        for attack in report.attacks:
            for i, cast in enumerate(attack.cast):
                if cast.actor is not None:
                    path = f"attacks.{attack.id}.cast.{i}"
                    self._refer("refers_to", path, f"actors.{cast.actor}")

    def _statement(self, statement: Statement) -> None:
        path = f"statements.{statement.id}"
        source, medium = statement.source, statement.medium
        main = f"{path}.content"
        if source is not None:
            self._relate("source_of", f"{path}.source", main)
            if source.actor is not None:
                self._refer("refers_to", f"{path}.source", f"actors.{source.actor}")
        if statement.cue:
            self._relate("cue_of", f"{path}.cue", main)
        if medium is not None:
            self._relate("medium_of", f"{path}.medium", main)
            if medium.actor is not None:
                self._refer("refers_to", f"{path}.medium", f"actors.{medium.actor}")
        for i in range(len(statement.hedges)):
            self._relate("hedge_of", f"{path}.hedges.{i}", main)
        if statement.parent is not None:
            self._relate("within", main, f"statements.{statement.parent}.content")

    def _event(self, event: Event) -> None:
        path, anchor = f"events.{event.id}", f"events.{event.id}.anchor"
        for label, ids in (("actor", event.actors), ("recipient", event.recipients)):
            for each in ids:
                self._refer(label, anchor, f"actors.{each}")
        for place in event.places:
            self._refer("place", anchor, f"places.{place}")
        if event.time is not None:
            self._relate("time", anchor, f"times.{event.time}")
        if event.instrument is not None:
            self._relate("instrument", anchor, f"{path}.instrument")
        for i, toll in enumerate(event.tolls):
            number, who = f"{path}.tolls.{i}", toll.who
            self._relate("toll", anchor, number)
            if who is not None:
                self._relate("counts", number, f"{number}.who")
                if who.actor is not None:
                    self._refer("refers_to", f"{number}.who", f"actors.{who.actor}")
            if toll.statement is not None:
                self._relate("told_in", number, f"statements.{toll.statement}.content")
        told = [step.statement for step in event.voice if step.statement is not None]
        if told:
            self._relate("told_in", anchor, f"statements.{told[-1]}.content")
        if event.same_as is not None:
            self._relate("same_as", anchor, f"events.{event.same_as}.anchor")

    def _refer(self, label: str, start: str, thing: str) -> None:
        """A relation to an actor or place, by that mention of it which is nearest."""
        mentions = self._words.get(thing, [])
        at = self._by_path.get(start)
        near = nearest([each.spans[0] for each in mentions], _first(at))
        self._relate(label, start, thing if near is None else mentions[near].path)

    def _relate(self, label: str, start: str, end: str) -> None:
        if start in self._by_path and end in self._by_path:
            self.relations.append(Relation(label, start, end))
            return
        missing = start if start not in self._by_path else end
        self.left_out.append(
            LeftOut(start, f"not related as {label} to {end}: no words stand for {missing}")
        )


def _first(at: Annotation | None) -> Span:
    return at.spans[0] if at is not None else (0, 0)
