"""What is asked of a store while one request is at work, asked only once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

from sayso.linking.memory import EventKey, Named
from sayso.record import Copy, Incident, Report, TollRule
from sayso.review.decision import Decision
from sayso.review.incident_overlay import Reader

GivesReports = Callable[[Collection[str]], Mapping[str, Report]]


class OneRequest:
    """A :class:`~sayso.review.incident_overlay.Reader` that remembers answers for a short while.

    A decision asks for the official state before and after it, and for that of the person. All of
    these are made of the same reports.

    Args:
        reader: Who knows.
        reports: Gives the records of reports instead of the reader: for a coder, who must not see
            what others made of them, as the machine read them.
        press: Gives outlets and agencies instead of the reader, where that has them at hand.
    """

    def __init__(
        self,
        reader: Reader,
        reports: GivesReports | None = None,
        press: Callable[[], Sequence[Named]] | None = None,
    ) -> None:
        self._reader = reader
        self._give = reports or reader.reports_by_id
        self._give_press = press or reader.press
        self._reports: dict[str, Report] = {}
        self._asked: set[str] = set()
        self._incidents: dict[tuple[frozenset[str], frozenset[EventKey]], Sequence[Incident]] = {}
        self._copies: dict[frozenset[str], Sequence[Copy]] = {}
        self._leads: dict[str, str] = {}
        self._led: dict[frozenset[str], Collection[str]] = {}
        self._looked_up: set[str] = set()
        self._made: dict[str, str] = {}
        self._dated: set[str] = set()

    def incident_decisions(self) -> list[Decision]:
        """Everything that was decided about incidents by now; this changes, so it is asked."""
        return self._reader.incident_decisions()

    def machine_incidents(
        self, ids: Collection[str], events: Collection[EventKey]
    ) -> Sequence[Incident]:
        """The incidents that linking found with one of some ids, or with one of some events."""
        key = frozenset(ids), frozenset(events)
        if key not in self._incidents:
            self._incidents[key] = self._reader.machine_incidents(*key)
        return self._incidents[key]

    def leads_to(self, ids: Collection[str]) -> Mapping[str, str]:
        """The incidents to which ids of before lead."""
        new = set(ids) - self._looked_up
        if new:
            self._leads.update(self._reader.leads_to(new))
            self._looked_up |= new
        return {id_: self._leads[id_] for id_ in ids if id_ in self._leads}

    def led_from(self, ids: Collection[str]) -> Collection[str]:
        """The ids of before that lead to some incidents."""
        key = frozenset(ids)
        if key not in self._led:
            self._led[key] = self._reader.led_from(key)
        return self._led[key]

    def linked_readings(self, reports: Collection[str]) -> Mapping[str, str]:
        """What names the reading of each report that incidents are made of."""
        new = set(reports) - self._dated
        if new:
            self._made.update(self._reader.linked_readings(new))
            self._dated |= new
        return {id_: self._made[id_] for id_ in reports if id_ in self._made}

    def reports_by_id(self, ids: Collection[str]) -> Mapping[str, Report]:
        """Records, as the person may see them."""
        new = set(ids) - self._asked
        if new:
            self._reports.update(self._give(new))
            self._asked |= new
        return {id_: self._reports[id_] for id_ in ids if id_ in self._reports}

    def carried_copies(self, ids: Collection[str]) -> Sequence[Copy]:
        """The copies from and to some reports, and all that their text went through before."""
        key = frozenset(ids)
        if key not in self._copies:
            self._copies[key] = self._reader.carried_copies(key)
        return self._copies[key]

    def press(self) -> Sequence[Named]:
        """Outlet and agency of all reports, each pair once."""
        return self._press

    def last_rule(self) -> TollRule:
        """How tolls were combined the last time."""
        return self._rule

    @cached_property
    def _press(self) -> Sequence[Named]:
        return self._give_press()

    @cached_property
    def _rule(self) -> TollRule:
        return self._reader.last_rule()
