"""Incidents as people made them of what linking found: merged, split, rejected, decided.

Nothing that linking found is overwritten: this is laid over it, and laid over it again when other
reports are linked. Decisions hold on to events, not to ids of incidents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sayso.linking.memory import Named
from sayso.linking.regroup import regrouped
from sayso.record import Copy, EventRef, Incident, Join, Origin, Report, TollRule
from sayso.review.decision import Decision
from sayso.review.incident_groups import GROUPING, EventKey, Groups
from sayso.review.incident_marks import marks_of, state_of
from sayso.review.incident_values import FIELDS, value_of, with_value
from sayso.review.marks import Mark


class Around(Protocol):
    """What incidents are made of, asked for where people changed which events are one."""

    @property
    def rule(self) -> TollRule:
        """How tolls are combined."""

    def reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        """The records of reports, as people made them."""

    def copies(self, ids: Collection[str]) -> Sequence[Copy]:
        """The copies from and to some reports, and all that their text went through before."""

    def press(self) -> Sequence[Named]:
        """Outlet and agency of all reports of the collection, each pair once."""


@dataclass(frozen=True, slots=True)
class IncidentReview:
    """An incident as it is with what people decided.

    Attributes:
        incident: With what was decided. One that is rejected is there as it would be; None where
            it is part of another one, or none of its events is told as a fact any more.
        machine: As linking found it; None for one that people split off.
        hidden: It is not to be listed: rejected, or none any more.
        into: The incident that it is part of now.
        origins: Where its accounts come from, where its events are others than linking had found;
            None: those of the machine's incident.
        marks: What was decided, by field; under nothing what concerns all of it.
        state: ``confirmed``, ``rejected``, ``merged``, ``split``, ``corrected``; None where nobody
            decided.
        decisions: All of which this came, and notes and flags.
    """

    id: str
    incident: Incident | None
    machine: Incident | None
    hidden: bool = False
    into: str | None = None
    origins: tuple[Origin, ...] | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    state: str | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def done(self) -> bool:
        """Whether it was confirmed or rejected as a whole."""
        return any(d.path == "" and d.action in ("confirm", "reject") for d in self.decisions)

    @property
    def flagged(self) -> bool:
        """Whether somebody wants it looked at again."""
        return any(mark.flagged for mark in self.marks.values())


def reviewed(
    machine: Sequence[Incident],
    decisions: Sequence[Decision],
    around: Around,
    now: Mapping[str, str] | None = None,
) -> tuple[dict[str, IncidentReview], list[Decision]]:
    """Lay what people decided over incidents.

    Args:
        machine: The incidents that the decisions are about, as linking found them, and all others
            that these are merged with (:class:`sayso.review.incident_groups.Connected`).
        decisions: Those that count (:func:`sayso.review.incident_votes.counted`), in their order.
        around: The reports; asked only where the events of an incident changed.
        now: The ids to which ids of before lead.

    Returns:
        Each incident by its id, those that were split off included; and the decisions that have
        lost their place, because linking has none of their events in an incident any more.
    """
    found = {i.id: i for i in machine}
    joins = {_key(j.event): _key(j.to) for i in machine for j in i.joins}
    groups = Groups({i.id: _keys(i) for i in machine}, joins)
    for decision in decisions:
        if decision.action in GROUPING:
            groups.apply(decision)
    changed = {
        id_: held
        for id_, held in groups.members.items()
        if id_ not in found or set(held) != set(_keys(found[id_]))
    }
    made, origins = _made_again(changed, groups, found, around)
    about, lost = _by_incident(decisions, groups, found, now or {})
    out = {}
    for id_ in dict.fromkeys([*found, *groups.members, *groups.into]):
        mine = about.get(id_, [])
        before = made.get(id_) if id_ in changed else found.get(id_)
        gone = id_ not in groups.members
        incident = None if gone or before is None else _decided(before, mine)
        rejected = any(d.action == "reject" for d in _verdicts(mine)[-1:])
        marks = marks_of(before or found.get(id_), mine, groups.why.get(id_, []))
        out[id_] = IncidentReview(
            id=id_,
            incident=incident,
            machine=found.get(id_),
            hidden=incident is None or rejected,
            into=groups.leads(id_) if gone else None,
            origins=origins.get(id_) if id_ in changed else None,
            marks=marks,
            state="merged" if gone else state_of(marks),
            decisions=tuple(sorted([*mine, *groups.why.get(id_, [])], key=lambda d: d.number)),
        )
    return out, [*groups.lost, *lost]


def _keys(incident: Incident) -> list[EventKey]:
    return [_key(ref) for ref in incident.events]


def _key(ref: EventRef) -> EventKey:
    return ref.report, ref.event


def _made_again(
    changed: Mapping[str, Sequence[EventKey]],
    groups: Groups,
    found: Mapping[str, Incident],
    around: Around,
) -> tuple[dict[str, Incident], dict[str, tuple[Origin, ...]]]:
    """The incidents whose events are others now, by the rules that hold for all."""
    if not changed:
        return {}, {}
    told = {report for held in changed.values() for report, _ in held}
    copies = around.copies(told)
    reports = around.reports(told | {id_ for c in copies for id_ in (c.from_, c.to)})
    made, origins = regrouped(changed, reports, copies, around.press(), around.rule)
    joins = {j.event: j for i in found.values() for j in i.joins}
    named = {
        each.id: each.model_copy(update={"joins": _joins(each, joins, groups.why.get(each.id, []))})
        for each in made
    }
    return named, origins


def _joins(
    incident: Incident, before: Mapping[EventRef, Join], why: Sequence[Decision]
) -> tuple[Join, ...]:
    """Why the events are one: as linking had found, else because people say so."""
    inside = set(incident.events)
    people = ", ".join(dict.fromkeys(d.who for d in why if d.action == "merge"))
    reason = f"put together by {people}" if people else "the others that it fits are in it"
    out = []
    for ref in incident.events[1:]:
        join = before.get(ref)
        if join is None or join.to not in inside:
            join = Join(event=ref, to=incident.events[0], score=0.0, needed=0.0, why=reason)
        out.append(join)
    return tuple(out)


def _by_incident(
    decisions: Iterable[Decision],
    groups: Groups,
    found: Mapping[str, Incident],
    now: Mapping[str, str],
) -> tuple[dict[str, list[Decision]], list[Decision]]:
    """The decisions other than merges and splits, by the incident that they are about.

    What was decided about an incident before it became part of another says nothing of that other.
    """
    about: dict[str, list[Decision]] = {}
    lost: list[Decision] = []
    for d in decisions:
        if d.action in GROUPING:
            continue
        id_ = d.record if d.record in groups.members else now.get(d.record, d.record)
        if id_ in groups.into and id_ not in groups.members and d.number > groups.since[id_]:
            id_ = groups.leads(id_)
        if id_ in groups.members or id_ in found or id_ in groups.into:
            about.setdefault(id_, []).append(d)
        else:
            lost.append(d)
    return about, lost


def _verdicts(mine: Sequence[Decision]) -> list[Decision]:
    return [d for d in mine if d.path == "" and d.action in ("confirm", "reject")]


def _decided(incident: Incident, mine: Iterable[Decision]) -> Incident:
    """The incident with the values that were chosen; of several for a field the last."""
    last = {d.path: d for d in mine if d.action in ("correct", "confirm") and d.path in FIELDS}
    for path, d in last.items():
        if d.action == "correct":
            value, new = value_of(d)
            incident = with_value(incident, path, new, value)
    return incident
