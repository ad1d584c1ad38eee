"""A small collection that linking and people change, and what was seen of it at each moment."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sayso.desk import Desk
from sayso.errors import NotFound, SaysoError
from sayso.ingest.page import Page
from sayso.record import Report, Status
from sayso.review.decision import Action
from sayso.review.incident_overlay import official_incidents
from sayso.store import Store
from sayso.store.changes import Change
from tests.linking.linking_reports import BALAD, TIKRIT, attack

FILTER = "killed:>=11 OR state:confirmed"
OUTLETS = ("River Post", "Example Wire", "Delta Daily", "Hill Herald")


def story(number: int) -> Report:
    """A report: of two attacks in turn, by four writers."""
    where, day = ((BALAD, "2020-05-02"), (TIKRIT, "2020-05-03"))[number % 2]
    return attack(
        f"r_{number:016x}",
        OUTLETS[number % 4],
        f"2020-05-{4 + number:02d}",
        where=where,
        day=day,
        killed=10 + number // 3,
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What an export of a moment has: the content of incidents and reports, by id."""

    at: str
    incidents: dict[str, tuple[Any, ...]]
    reports: dict[str, Report]
    fitting: set[str]
    """Incidents that a filter fits."""


@dataclass
class Changing:
    """A collection at work.

    Args:
        store: An empty one.
        chance: Chooses what is decided about.
    """

    store: Store
    chance: random.Random = field(default_factory=lambda: random.Random(0))
    added: int = 0
    seen: list[Seen] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        """The one person's desk."""
        return Desk(self.store, "Amal")

    def look(self) -> Seen:
        """Write down what there is."""
        with self.store.snapshot() as snapshot:
            incidents = {
                told.incident.id: (
                    told.incident.model_copy(update={"joins": (), "telling": ()}),
                    tuple(step.model_copy(update={"why": None}) for step in told.incident.telling),
                    told.state,
                )
                for told in snapshot.told()
            }
            reports = {read.report.id: read.report for read in snapshot.read()}
            fitting = {told.incident.id for told in snapshot.told(FILTER)}
            at = snapshot.as_of()
        seen = Seen(at, incidents, reports, fitting)
        self.seen.append(seen)
        return seen

    def add(self) -> None:
        """Add a report."""
        report = story(self.added)
        self.added += 1
        self.store.add(Page(report, report.id.encode(), "text/plain", report.id), report)

    def link(self) -> None:
        """Link what is new."""
        self.store.link(overlay=official_incidents)

    def link_anew(self) -> None:
        """Link all again."""
        self.store.link(full=True, overlay=official_incidents)

    def read_again(self) -> None:
        """A newer reader finds another number, or that nothing has happened."""
        if not (ids := self.store.ids()):
            return
        before = self.store.get(self.chance.choice(ids))
        event = before.events[0]
        tolls = tuple(t.model_copy(update={"best": (t.best or 0) + 1}) for t in event.tolls)
        status: Status = self.chance.choice(("happened", "planned"))
        event = event.model_copy(update={"tolls": tolls, "status": status})
        reader = before.reader.model_copy(update={"version": f"test {self.chance.random()}"})
        self.store.add_reading(before.model_copy(update={"events": (event,), "reader": reader}))

    def incident(self, at_least: int = 1) -> list[str]:
        """Ids of some incidents that are there; none where there are too few."""
        ids = sorted(self.store_ids())
        return self.chance.sample(ids, at_least) if len(ids) >= at_least else []

    def store_ids(self) -> set[str]:
        """Ids of all incidents that are there."""
        with self.store.snapshot() as snapshot:
            return {told.incident.id for told in snapshot.told()}

    def events(self, id_: str) -> list[list[str]]:
        """The events of an incident, as a decision names them."""
        found = self.store.incident(id_, official=True)
        return [[e.report, e.event] for e in found.events]

    def decide(self, id_: str, action: Action, new: object = None) -> None:
        """Decide about an incident; one that a newer reading has taken away is refused."""
        with suppress(NotFound):
            self.desk.decide(id_, action, new=new)

    def merge(self) -> None:
        """Make an incident part of another."""
        if pair := self.incident(2):
            one, other = pair
            new = {"into": other, "events": self.events(one), "into_events": self.events(other)}
            self.decide(one, "merge", new)

    def split(self) -> None:
        """Make an incident two."""
        for id_ in self.incident():
            if len(events := self.events(id_)) > 1:
                self.decide(id_, "split", {"events": events[-1:]})

    def reject(self) -> None:
        """Reject an incident."""
        for id_ in self.incident():
            self.decide(id_, "reject")

    def confirm(self) -> None:
        """Confirm an incident."""
        for id_ in self.incident():
            self.decide(id_, "confirm")

    def reject_report(self) -> None:
        """Reject a report."""
        if ids := self.store.ids():
            self.desk.decide(self.chance.choice(ids), "reject")

    def undo(self) -> None:
        """Undo the last decision."""
        try:
            self.desk.undo()
        except SaysoError:
            return

    def since(self, seen: Seen, where: str | None = None) -> dict[str, Change]:
        """What became of each id since then."""
        return {change.id: change for change in self.store.changes(seen.at, where)}


STEPS = (
    *("add", "add", "link", "link", "link_anew", "read_again"),
    *("merge", "split", "reject", "confirm", "reject_report", "undo", "undo"),
)
"""What can be done, what is done oftener more than once."""
