"""What several people have made of the same objects of a report, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.linking.names import key_of
from sayso.record import Actor, Event, Place, Report, Spans, Statement, Time
from sayso.review.apply import Reviewed
from sayso.review.paths import KINDS, Kind

SAME_WORDS = 0.5
"""Share of their words that the contents of two statements have in common at least, to be one."""


@dataclass
class Thing:
    """One object: the machine's, or one that people added.

    Attributes:
        machine: As the machine read it; None where people added it.
        by: Each person's object; None where the person has none there.
    """

    kind: Kind
    id: str
    machine: Any
    by: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where it is in a record."""
        return f"{self.kind}.{self.id}"


def things(report: Report, views: Mapping[str, Reviewed]) -> dict[Kind, list[Thing]]:
    """The machine's objects and what people added, by collection.

    What two people added of the same words is one, under the id that the first of them gave it.

    Args:
        report: The machine's reading.
        views: The same report as each person made it.
    """
    return {kind: _of_kind(kind, report, views) for kind in KINDS}


def _of_kind(kind: Kind, report: Report, views: Mapping[str, Reviewed]) -> list[Thing]:
    found = {item.id: Thing(kind, item.id, item) for item in getattr(report, kind)}
    added: list[Thing] = []
    for who, view in views.items():
        mine = {item.id: item for item in getattr(view.report, kind)}
        for thing in found.values():
            thing.by[who] = mine.get(thing.id)
        for item in mine.values():
            if item.id in found:
                continue
            near = [(_likeness(item, thing), thing) for thing in added if who not in thing.by]
            likeness, home = max(near, key=lambda pair: pair[0], default=(0.0, None))
            if home is None or not likeness:
                home = Thing(kind, item.id, None)
                added.append(home)
            home.by[who] = item
    for thing in added:
        thing.by = {who: thing.by.get(who) for who in views}
    return [*found.values(), *added]


def _likeness(item: Any, thing: Thing) -> float:
    """How far two added objects are of the same words; 0: they are two."""
    other = next(x for x in thing.by.values() if x is not None)
    one, two = _letters(_spans(item)), _letters(_spans(other))
    share = len(one & two) / max(1, len(one | two))
    if isinstance(item, Statement) and share < SAME_WORDS:
        return 0.0
    if not share and isinstance(item, (Actor, Place)) and key_of(item.name) == key_of(other.name):
        return 0.01
    return share


def _spans(item: Any) -> Spans:
    if isinstance(item, Event):
        return (item.anchor,)
    if isinstance(item, Time):
        return (item.span,)
    spans: Spans = item.content if isinstance(item, Statement) else item.mentions
    return spans


def _letters(spans: Spans) -> set[int]:
    return {at for begin, end in spans for at in range(begin, end)}
