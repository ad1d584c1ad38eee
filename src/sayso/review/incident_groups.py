"""Which events are one incident after people merged and split what linking had found."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.review.decision import Decision

EventKey = tuple[str, str]
"""Report id and event id."""
GROUPING = ("merge", "split")
"""Actions that change which events are one incident."""


@dataclass
class Groups:
    """Events by incident, and what became of the incidents of before.

    Attributes:
        members: The events of each incident that is there.
        joins: The event that each event was put to when they were linked.
        into: Incidents that are part of another one now, and of which.
        since: The numbers of the decisions that merged these.
        why: For each incident that merges or splits changed, these decisions.
        lost: Decisions of which no event is in an incident any more.
    """

    members: dict[str, list[EventKey]]
    joins: Mapping[EventKey, EventKey] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    why: dict[str, list[Decision]] = field(default_factory=dict)
    lost: list[Decision] = field(default_factory=list)
    _home: dict[EventKey, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._home = {event: id_ for id_, held in self.members.items() for event in held}

    def leads(self, id_: str) -> str:
        """The incident that an id leads to through merges; itself where it was not merged."""
        while id_ in self.into and id_ not in self.members:
            id_ = self.into[id_]
        return id_

    def apply(self, decision: Decision) -> None:
        """Merge or split, where the events that the person saw are now."""
        new = decision.new if isinstance(decision.new, Mapping) else {}
        events, others = now_named(decision)
        was, were_others = named(decision)
        if (was and not events) or (were_others and not others):
            self.lost.append(decision)  # the id alone may be that of another happening by now
        elif decision.action == "merge":
            one = self._holder(events, decision.record)
            other = self._holder(others, str(new.get("into")))
            if one is None or other is None:
                self.lost.append(decision)
                return
            if one != other:
                self._merge(one, other, decision)
            self.why.setdefault(other, []).append(decision)
        else:
            self._split(events, decision)

    def _merge(self, one: str, other: str, decision: Decision) -> None:
        moved = self.members.pop(one)
        self.members[other].extend(moved)
        self._home.update(dict.fromkeys(moved, other))
        self.into[one] = other
        self.since[one] = decision.number
        self.into.pop(other, None)

    def _split(self, events: Sequence[EventKey], decision: Decision) -> None:
        whole = self._holder(events, decision.record)
        here = [e for e in events if whole is not None and self._home.get(e) == whole]
        here += self._followers(here, decision, whole)
        if whole is None or not here:
            self.lost.append(decision)
            return
        self.why.setdefault(whole, []).append(decision)
        rest = [e for e in self.members[whole] if e not in set(here)]
        part = split_id(named(decision)[0], self.members)
        if not rest:  # linking has set them apart meanwhile, under an id of its own
            self.into[part], self.since[part] = whole, decision.number
            return
        self.members[whole], self.members[part] = rest, here
        self._home.update(dict.fromkeys(here, part))
        self.why.setdefault(part, []).append(decision)

    def _followers(
        self, here: Sequence[EventKey], decision: Decision, whole: str | None
    ) -> list[EventKey]:
        """Events that came later, and that linking put to one of those that were split off."""
        value = _value(decision)
        staying = event_keys(value.get("rest"))
        if whole is None or not staying:
            return []
        known, parting = {*here, *staying}, set(here)
        out = []
        for event in self.members[whole]:
            at, passed = event, set[EventKey]()
            while at not in known and at in self.joins and at not in passed:
                passed.add(at)
                at = self.joins[at]
            if event not in known and at in parting:
                out.append(event)
        return out

    def _holder(self, events: Iterable[EventKey], id_: str) -> str | None:
        """The incident with most of some events, of equals that to which the id leads.

        Where no events are named, the id alone tells.
        """
        named = list(events)
        held = Counter(self._home[e] for e in named if e in self._home)
        led = self.leads(id_)
        if not named and led in self.members:
            return led
        return max(held, key=lambda i: (held[i], i == led, i), default=None)


def named(decision: Decision) -> tuple[list[EventKey], list[EventKey]]:
    """The events that a merge or split names: those of the incident, those of the other one."""
    new = decision.new if isinstance(decision.new, Mapping) else {}
    return event_keys(new.get("events")), event_keys(new.get("into_events"))


def now_named(decision: Decision) -> tuple[list[EventKey], list[EventKey]]:
    """What these events are now (:mod:`sayso.review.incident_readings`)."""
    value = _value(decision)
    return event_keys(value.get("events")), event_keys(value.get("into_events"))


def _value(decision: Decision) -> Mapping[str, Any]:
    """The value of a decision, with the events as they are now."""
    new = decision.new if isinstance(decision.new, Mapping) else {}
    now = new.get("now", new)
    return now if isinstance(now, Mapping) else new


def event_keys(given: Any) -> list[EventKey]:
    """The events that the value of a decision names; what is no pair of ids is passed over."""
    if not isinstance(given, (list, tuple)):
        return []
    pairs = (pair for pair in given if isinstance(pair, (list, tuple)) and len(pair) == 2)
    return list(dict.fromkeys((str(report), str(event)) for report, event in pairs))


def split_id(events: Iterable[EventKey], taken: Iterable[str] = ()) -> str:
    """The id of an incident that was split off: it follows from its events alone."""
    used, seed = set(taken), " ".join(f"{r}/{e}" for r, e in sorted(events))
    while True:
        id_ = f"i_{hashlib.blake2b(seed.encode(), digest_size=6).hexdigest()}"
        if id_ not in used:
            return id_
        seed = id_


class Connected:
    """Finds the merges and splits that bear on incidents, also by way of others.

    Args:
        decisions: About incidents; others than merges and splits are passed over.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._decisions = {d.number: d for d in decisions if d.action in GROUPING}
        self._by_id: dict[str, list[int]] = defaultdict(list)
        self._by_event: dict[EventKey, list[int]] = defaultdict(list)
        for number, decision in self._decisions.items():
            for id_ in _ids(decision):
                self._by_id[id_].append(number)
            for event in _events(decision):
                self._by_event[event].append(number)

    def to(
        self, ids: Iterable[str], events: Iterable[EventKey]
    ) -> tuple[list[Decision], set[str], set[EventKey]]:
        """All that is connected with some incidents.

        Args:
            ids: The incidents.
            events: Their events.

        Returns:
            The merges and splits in order, and all incidents and events that these name, the given
            ones included.
        """
        found: set[int] = set()
        near, held = set(ids), set(events)
        new_ids, new_events = set(near), set(held)
        while new_ids or new_events:
            numbers = {n for id_ in new_ids for n in self._by_id.get(id_, ())}
            numbers.update(n for event in new_events for n in self._by_event.get(event, ()))
            fresh = [self._decisions[n] for n in numbers - found]
            found |= numbers
            new_ids = {id_ for d in fresh for id_ in _ids(d)} - near
            new_events = {event for d in fresh for event in _events(d)} - held
            near |= new_ids
            held |= new_events
        return [self._decisions[n] for n in sorted(found)], near, held


def _ids(decision: Decision) -> set[str]:
    new = decision.new if isinstance(decision.new, Mapping) else {}
    ids = {decision.record, *([str(new["into"])] if "into" in new else [])}
    if decision.action == "split":
        ids.add(split_id(named(decision)[0]))
    return ids


def _events(decision: Decision) -> set[EventKey]:
    events, others = now_named(decision)
    return {*events, *others}
