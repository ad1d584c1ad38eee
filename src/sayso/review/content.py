"""Values of a record by what they say, so that those of two people can be compared.

Two people who add the same actor give it two ids, and two reports have an ``a1`` each. So what
refers to an object is compared by what that object is: an actor by its identity or name, a place by
its number in GeoNames or its name, a time by its days. An object of the machine's reading counts
as what the machine took it for, whatever a person corrected in it.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from typing import Any

from sayso.linking.names import actor_key, key_of
from sayso.record import (
    Actor,
    Event,
    Instrument,
    Medium,
    Place,
    Report,
    Source,
    Statement,
    Time,
    VoiceStep,
)
from sayso.review.paths import KINDS, Kind

_REFERENCES: Mapping[str, Kind] = {
    "actors": "actors",
    "recipients": "actors",
    "member_of": "actors",
    "places": "places",
    "time": "times",
    "parent": "statements",
    "same_as": "events",
}
"""Fields that hold ids, and of what."""


class Content:
    """Says what values of one person's view are.

    Args:
        machine: The machine's reading.
        view: The report as the person made it.
    """

    def __init__(self, machine: Report, view: Report) -> None:
        self._view = view
        self._keys: dict[tuple[Kind, str], str] = {}
        for report in (machine, view):
            for kind in KINDS:
                for item in getattr(report, kind):
                    self._keys.setdefault((kind, item.id), thing_key(report, item))

    def of(self, field: str, value: Any) -> Hashable:
        """What a value says, so that equal values say the same.

        Args:
            field: Its name in an object or in the report.
            value: As the record has it (not as JSON).
        """
        kind = _REFERENCES.get(field)
        if kind is not None:
            return self._many(kind, value) if isinstance(value, tuple) else self.key(kind, value)
        if field == "tolls":
            return frozenset((t.effect, t.low, t.best, t.high) for t in value)
        if isinstance(value, (Source, Medium)):
            who = self.key("actors", value.actor)
            return who or f"words:{key_of(self._view.words(value.span))}"
        if field == "voice":
            return tuple(map(self._step, value))
        if isinstance(value, Instrument):
            return value.kind
        if isinstance(value, tuple) and field in ("contexts", "hedges", "mentions", "cue"):
            return frozenset(value)
        return value if isinstance(value, Hashable) else json.dumps(value, sort_keys=True)

    def key(self, kind: Kind, id_: str | None) -> str | None:
        """What an object is that an id stands for; None for none."""
        return None if id_ is None else self._keys.get((kind, id_), id_)

    def _many(self, kind: Kind, ids: tuple[str, ...]) -> frozenset[str]:
        return frozenset(self._keys.get((kind, id_), id_) for id_ in ids)

    def _step(self, step: VoiceStep) -> str:
        if step.statement is not None:
            return f"statement {self.key('statements', step.statement)}"
        return f"teller {key_of(step.teller)}" if step.teller else "outlet"


def thing_key(report: Report, item: Actor | Place | Time | Statement | Event) -> str:
    """What an object is, in a way that the same object of another reading or person has too."""
    if isinstance(item, Actor):
        return actor_key(item)
    if isinstance(item, Place):
        return f"geonames:{item.geonames}" if item.geonames else key_of(item.name)
    if isinstance(item, Time):
        days = (item.earliest, item.latest)
        return " to ".join(map(str, days)) if any(days) else item.value or report.words(item.span)
    if isinstance(item, Statement):
        return f"{report.id} {item.content[0][0] if item.content else 0}"
    return f"{report.id} {item.anchor[0]}"
