"""The state of incidents, with all that bears on them brought together from a collection."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.linking.memory import EventKey, Named
from sayso.record import Copy, Incident, Report, TollRule
from sayso.review.apply import Lost
from sayso.review.decision import Decision
from sayso.review.incident_groups import Connected
from sayso.review.incident_readings import Readings, as_linked
from sayso.review.incident_votes import counted
from sayso.review.incidents import IncidentReview, reviewed

_NOWHERE = "none of the events that it was about is in an incident any more"


class Reader(Readings, Protocol):
    """What is asked of the place where incidents, reports and decisions are kept."""

    def incident_decisions(self) -> list[Decision]:
        """Everything that was decided about incidents, also what was replaced."""

    def machine_incidents(
        self, ids: Collection[str], events: Collection[EventKey]
    ) -> Sequence[Incident]:
        """The incidents that linking found with one of some ids, or with one of some events."""

    def leads_to(self, ids: Collection[str]) -> Mapping[str, str]:
        """The incidents to which ids of before lead; without ids that lead to none or several."""

    def led_from(self, ids: Collection[str]) -> Collection[str]:
        """The ids of before that lead to some incidents."""

    def carried_copies(self, ids: Collection[str]) -> Sequence[Copy]:
        """The copies from and to some reports, and all that their text went through before."""

    def press(self) -> Sequence[Named]:
        """Outlet and agency of all reports, each pair once."""

    def last_rule(self) -> TollRule:
        """How tolls were combined the last time."""


@dataclass(frozen=True)
class _Around:
    reader: Reader

    @property
    def rule(self) -> TollRule:
        return self.reader.last_rule()

    def reports(self, ids: Collection[str]) -> Mapping[str, Report]:
        return self.reader.reports_by_id(ids)

    def copies(self, ids: Collection[str]) -> Sequence[Copy]:
        return self.reader.carried_copies(ids)

    def press(self) -> Sequence[Named]:
        return self.reader.press()


def official_incidents(reader: Reader) -> list[IncidentReview]:
    """The official state of all incidents about which somebody decided.

    Args:
        reader: The collection, as it is linked now.

    Returns:
        Those that are other than linking has them, or that somebody confirmed.
    """
    found, _ = _overlaid(reader, None)
    return [each for each in found.values() if each.state is not None]


def _overlaid(
    reader: Reader, who: str | None
) -> tuple[Mapping[str, IncidentReview], Sequence[Decision]]:
    """All incidents about which somebody decided, and the decisions that have no place."""
    decisions = as_linked(reader.incident_decisions(), reader)
    _, ids, events = Connected(decisions).to({d.record for d in decisions}, ())
    now = reader.leads_to(ids)
    machine = reader.machine_incidents({*ids, *now.values()}, events)
    return reviewed(machine, counted(decisions, who), _Around(reader), now)


def lost_decisions(reader: Reader, who: str | None = None) -> list[Lost]:
    """Decisions about incidents that have no place any more, as events are linked now.

    Args:
        reader: The collection, as it is linked now.
        who: Whose; None: of those that would make the official state.

    Returns:
        In the order of deciding.
    """
    _, lost = _overlaid(reader, who)
    return [Lost(decision, _NOWHERE) for decision in sorted(lost, key=lambda d: d.number)]


def incident_state(
    reader: Reader, id_: str, who: str | None = None, decisions: Sequence[Decision] | None = None
) -> dict[str, IncidentReview]:
    """One incident as a person sees it, and those that merges and splits connect with it.

    Args:
        reader: The collection, as it is linked now.
        id_: An incident, of the machine or split off by people.
        who: Whose view; None: the official state.
        decisions: About incidents, where they are at hand, also what was replaced.

    Returns:
        By id. One that is part of another now says ``into``.
    """
    known = reader.incident_decisions() if decisions is None else decisions
    machine, mine = _concerned(reader, id_, known)
    now = reader.leads_to({id_, *(d.record for d in mine)})
    found, _ = reviewed(machine, counted(mine, who), _Around(reader), now)
    return found


def _concerned(
    reader: Reader, id_: str, known: Sequence[Decision]
) -> tuple[list[Incident], list[Decision]]:
    """The incidents that decisions connect with one, and all decisions about these.

    Merges and splits connect incidents by their ids, by those of before, and by their events.
    """
    connected = Connected(known)
    ids, events = {id_, *reader.leads_to({id_}).values()}, set[EventKey]()
    machine: dict[str, Incident] = {}
    while True:
        before = len(ids), len(events)
        found, ids, events = connected.to(ids, events)
        _, ids, events = Connected(as_linked(found, reader)).to(ids, events)
        machine.update((i.id, i) for i in reader.machine_incidents(ids, events))
        events.update((e.report, e.event) for i in machine.values() for e in i.events)
        ids.update(machine)
        ids.update(reader.led_from(ids))
        if (len(ids), len(events)) == before:
            break
    return list(machine.values()), as_linked([d for d in known if d.record in ids], reader)
