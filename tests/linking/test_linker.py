"""Reports linked a few at a time come out as if all had been there at once."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence

import pytest
from linking_reports import BALAD, BASRA, TIKRIT, Draft, attack

from sayso.linking import Linked, add
from sayso.linking.copies.fingerprints import Fingerprints
from sayso.linking.memory import EventKey, Named, Note, Ref
from sayso.linking.moments import day
from sayso.linking.stories.pairs import Chances
from sayso.linking.stories.term_table import TermTable
from sayso.linking.stories.traits import Traits
from sayso.record import Copy, Incident, Report


class Remembered:
    """A memory in plain lists: what a store does, without one."""

    def __init__(self) -> None:
        self._notes: list[Note] = []
        self._reports: list[Report] = []
        self._prints = Fingerprints.none()
        self._table = TermTable()
        self._copies: list[Copy] = []
        self._chances: Chances = {}
        self.all: dict[str, Incident] = {}
        self.forwards: list[tuple[str, str | None]] = []

    def take(self, linked: Linked, reports: Sequence[Report]) -> None:
        by_id = {r.id: r for r in reports}
        self._reports.extend(by_id[note.id] for note in linked.notes)
        self._notes.extend(linked.notes)
        self._prints = self._prints.added(linked.fingerprints)
        self._table = TermTable.joined([self._table, linked.table])
        self._copies = [c for c in self._copies if (c.from_, c.to) not in linked.undone]
        self._copies.extend(linked.copies)
        self._chances.update(linked.chances)
        for gone in linked.replaced:
            self.all.pop(gone, None)
        self.all.update((i.id, i) for i in linked.incidents)
        self.forwards.extend(linked.forwards)

    @property
    def kept(self) -> list[Copy]:
        return self._copies

    def __len__(self) -> int:
        return len(self._notes)

    def gone(self) -> Collection[int]:
        return ()

    def fingerprints(self) -> Fingerprints:
        return self._prints

    def days_and_outlets(self) -> Sequence[tuple[int, str | None]]:
        return [(day(r.published) or 0, r.outlet) for r in self._reports]

    def table(self) -> TermTable:
        return self._table

    def traits(self, numbers: Collection[int]) -> Mapping[int, Traits]:
        return {n: self._notes[n].traits for n in numbers}

    def notes(self, numbers: Collection[int]) -> Mapping[int, Note]:
        return {n: self._notes[n] for n in numbers}

    def reports(self, numbers: Collection[int]) -> Mapping[int, Report]:
        return {n: self._reports[n] for n in numbers}

    def copies(self, numbers: Collection[int]) -> Sequence[Copy]:
        ids = {self._notes[n].id for n in numbers}
        return [c for c in self._copies if {c.from_, c.to} & ids]

    def chances(self, numbers: Collection[int]) -> Chances:
        wanted = set(numbers)
        return {pair: c for pair, c in self._chances.items() if wanted & set(pair)}

    def at_place(self, key: str, first: int, last: int, most: int) -> Sequence[Ref]:
        found = [
            (n, i)
            for n, note in enumerate(self._notes)
            for i, h in enumerate(note.happenings)
            if key in h.place_keys and h.days and h.days[1] >= first and h.days[0] <= last
        ]
        return found[:most]

    def incidents(self, events: Collection[EventKey]) -> Mapping[EventKey, str]:
        home = {(e.report, e.event): i.id for i in self.all.values() for e in i.events}
        return {event: home[event] for event in events if event in home}

    def members(self, incidents: Collection[str]) -> Mapping[str, Collection[EventKey]]:
        return {
            i: [(e.report, e.event) for e in self.all[i].events] for i in incidents if i in self.all
        }

    def numbers(self, ids: Collection[str]) -> Mapping[str, int]:
        return {note.id: n for n, note in enumerate(self._notes) if note.id in set(ids)}

    def press(self) -> Sequence[Named]:
        return [(r.outlet, r.agency) for r in self._reports]


PLACES = (BALAD, TIKRIT, BASRA)
SYLLABLES = ("lo", "mer", "san", "ti", "vor", "kel", "da", "ni", "pos", "ru", "hap", "gon")
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
DAYS = ("2020-05-01", "2020-05-04")


def collection() -> list[Report]:
    """Nine attacks in three towns on three days, three reports and for some a reprint of each."""
    reports = []
    for n in range(27):
        where, which_day = PLACES[n % 3], 2 + 6 * (n // 3 % 3)
        reports.append(
            attack(
                f"r_{n:02d}",
                f"Outlet {n}",
                f"2020-05-{which_day + 1:02d}",
                killed=5 + n % 3,
                where=where,
                day=f"2020-05-{which_day:02d}",
                by="the Brigade" if n % 2 else None,
                wording=n // 9,
                filler=" ".join(random.Random(n).choices(WORDS, k=60)),  # so that none is a copy
            )
        )
    for n in (0, 13, 26):
        day_after = f"2020-05-{int(str(reports[n].published)[-2:]) + 1:02d}"
        changed = {"id": f"r_{n:02d}_again", "outlet": f"Mirror {n}", "published": day_after}
        reports.append(reports[n].model_copy(update=changed))
    return reports


def in_batches(reports: Sequence[Report], sizes: Sequence[int]) -> Remembered:
    memory = Remembered()
    begin = 0
    for size in sizes:
        some = reports[begin : begin + size]
        begin += size
        memory.take(add(some, memory), some)
    return memory


def groups(memory: Remembered) -> set[frozenset[EventKey]]:
    return {frozenset((e.report, e.event) for e in i.events) for i in memory.all.values()}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("sizes", [(1,) * 30, (20, 10), (10, 10, 10)])
def test_additions_make_the_incidents_that_all_at_once_make(seed: int, sizes: list[int]) -> None:
    reports = collection()
    at_once = in_batches(reports, [30])
    assert len(at_once.all) == 9
    random.Random(seed).shuffle(reports)
    by_and_by = in_batches(reports, sizes)
    assert groups(by_and_by) == groups(at_once)
    ranges = {(i.tolls["killed"].low, i.tolls["killed"].high) for i in by_and_by.all.values()}
    assert {(c.from_, c.to) for c in by_and_by.kept} == {(c.from_, c.to) for c in at_once.kept}
    assert len(at_once.kept) >= 3
    assert ranges == {(i.tolls["killed"].low, i.tolls["killed"].high) for i in at_once.all.values()}


def test_ids_stay_when_an_earlier_report_comes_in_late() -> None:
    late, early = attack("r_b", "B", "2020-05-04"), attack("r_a", "A", "2020-05-03")
    memory = in_batches([late, early], [1, 1])
    ((id_, incident),) = memory.all.items()
    assert {e.report for e in incident.events} == {"r_a", "r_b"}
    assert id_ == next(iter(in_batches([late], [1]).all))
    assert memory.forwards == []


def bombing(id_: str, day: str) -> Report:
    """A bomb in Balad on a day."""
    filler = " ".join(random.Random(id_).choices(WORDS, k=60))
    text = f"A bomb at the harbour of Balad killed 9 people on {day}. {filler}"
    d = Draft(id_, f"Outlet {id_}", "2020-05-09", text)
    d.event(
        "bomb",
        mode="explosives",
        places=(d.place(BALAD),),
        time=d.time(day, day),
        tolls=(d.toll("9", 9),),
    )
    return d.done()


def test_a_report_that_shows_two_incidents_to_be_one_leaves_a_forward() -> None:
    """Two tellings three days apart are two, until more reports of the days between come in."""
    ends = [bombing(f"r_{n}", f"2020-05-0{n}") for n in (1, 4)]
    between = [bombing(f"r_{n}", f"2020-05-0{n % 10}") for n in (12, 22, 32, 13, 23, 33)]
    memory = in_batches([*ends, *between], [1, 1])
    first, last = (next(k for k, i in memory.all.items() if i.earliest == day) for day in DAYS)
    memory.take(add(between, memory), between)
    assert list(memory.all) == [first]
    assert memory.forwards == [(last, first)]
    assert len(memory.all[first].events) == 8


def test_what_is_remembered_survives_json() -> None:
    reports = collection()
    linked = add(reports, Remembered())
    for note in linked.notes:
        assert Note.from_json(note.to_json()) == note


def test_the_order_of_reports_makes_no_difference() -> None:
    reports = collection()
    one = add(reports, Remembered())
    two = add(list(reversed(reports)), Remembered())
    assert one.incidents == two.incidents
    assert one.origins == two.origins
    assert one.copies == two.copies


def test_an_incident_that_hundreds_tell_stays_one() -> None:
    """A happening is compared with its nearest only; the rest of its incident is no stranger."""
    reports = [bombing(f"r_{n:03d}_1", "2020-05-01") for n in range(400)]
    linked = add(reports, Remembered())
    assert [len(i.events) for i in linked.incidents] == [400]
