"""Linking what is new: with all that was linked before, all or nothing, and ids that stay."""

from __future__ import annotations

import itertools
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from store_reports import page_and_report
from test_store_links import incident, linked

from benchmarks.made_reports import Maker
from sayso import __version__, linking
from sayso.errors import NotFound, StoreError
from sayso.gazetteer.build import default_path
from sayso.ingest.page import Page
from sayso.linking import Links
from sayso.linking.concerned import concerned
from sayso.linking.stories.term_table import TermTable
from sayso.record import Report
from sayso.store import Store, link_rows
from sayso.store.database import migrate
from sayso.store.engines import Sqlite
from sayso.store.link_arrays import arrays
from sayso.store.link_memory import StoredMemory

REPORTS = list(Maker(7, default_path(), 200).reports(150))
Parts = tuple[set[object], set[object]]
sqlite_only = pytest.mark.parametrize("location", ["sqlite"], indirect=True)
"""For what takes long and asks the engine nothing that other tests here do not."""


def add(store: Store, reports: Sequence[Report]) -> None:
    for report in reports:
        store.add(Page(report, report.id.encode(), "text/plain", report.id), report)


def parts_of(links: Links | None) -> Parts:
    """Copies and incidents, whatever their ids."""
    assert links is not None
    copies: set[object] = {(c.from_, c.to) for c in links.copies}
    return copies, {frozenset((e.report, e.event) for e in i.events) for i in links.incidents}


def events_behind(store: Store, id_: str) -> Iterator[tuple[str, str]]:
    """The events of the incident that an id leads to, or of the parts that it was split into."""
    try:
        found = [store.incident(id_)]
    except NotFound as error:
        parts = re.findall(r"i_\w+", (error.remedy or "").partition("split into")[2])
        found = [store.incident(part) for part in parts]
    return ((e.report, e.event) for incident in found for e in incident.events)


def test_all_at_once_is_what_linking_gives(store: Store) -> None:
    add(store, REPORTS)
    done = store.link()
    assert (done.linked, done.reports, done.anew) == (150, 150, True)
    found, wanted = store.links(), linking.link(REPORTS)
    assert parts_of(found) == parts_of(wanted)
    assert found == wanted
    assert (done.copies, done.incidents) == (len(wanted.copies), len(wanted.incidents))
    assert done.origins == len(wanted.origins)
    assert store.check() == []


def test_a_collection_of_nothing_is_linked_to_nothing(store: Store) -> None:
    assert store.link().linked == 0
    assert store.links() == Links()


@sqlite_only
def test_what_concerns_some_incidents(store: Store) -> None:
    add(store, REPORTS)
    store.link()
    links = store.links()
    assert links is not None
    shared = [i for i in links.incidents if len(i.telling) > 2]
    for some in (shared[:1], shared[1:3], []):
        found, wanted = store.links_of(some), concerned(links, some)
        assert (found.copies, found.incidents) == (wanted.copies, wanted.incidents)
        assert {o.id for o in found.origins} == {o.id for o in wanted.origins}
    assert any(store.links_of([i]).copies for i in shared)


@sqlite_only
@pytest.mark.parametrize("seed", range(2))
def test_bit_by_bit_is_nearly_the_same_and_anew_is_the_same(store: Store, seed: int) -> None:
    order = random.Random(seed).sample(REPORTS, len(REPORTS))
    seen: dict[str, set[tuple[str, str]]] = {}
    for begin, end in itertools.pairwise((0, 40, 41, 110, 150)):
        add(store, order[begin:end])
        done = store.link()
        assert (done.linked, done.reports) == (end - begin, end)
        assert done.anew == (begin == 0)
        assert store.check() == []
        for each in store.incidents():
            seen.setdefault(each.id, set()).update((e.report, e.event) for e in each.events)
    wanted = parts_of(linking.link(REPORTS))
    copies, incidents = parts_of(store.links())
    # Text in general use and rare words are those of the reports that were there at the time.
    assert len(copies ^ wanted[0]) <= 6
    assert len(incidents ^ wanted[1]) <= 0.06 * len(wanted[1])
    before = {i.id for i in store.incidents()}
    for _ in range(2):
        for id_, events in seen.items():
            assert events & set(events_behind(store, id_))
        assert store.link(full=True).linked == len(REPORTS)
        assert parts_of(store.links()) == wanted
    assert len(before & {i.id for i in store.incidents()}) >= 0.95 * len(before)


@sqlite_only
def test_an_incident_keeps_its_id_when_a_report_joins_it(store: Store) -> None:
    told = next(i for i in linking.link(REPORTS).incidents if len(i.telling) > 2)
    ids = {step.report for step in told.telling}
    late = told.telling[-1].report
    add(store, [r for r in REPORTS if r.id in ids and r.id != late])
    store.link()
    first, second = told.events[0], told.events[-1]
    (home,) = (i for i in store.incidents() if first in i.events)
    add(store, [r for r in REPORTS if r.id == late])
    done = store.link()
    assert (done.linked, done.anew) == (1, False)
    assert {second, first} <= set(store.incident(home.id).events)


@sqlite_only
def test_what_was_one_and_is_two_and_what_was_two_and_is_one(store: Store) -> None:
    every = linking.link(REPORTS).incidents
    one = next(i for i in every if len(i.telling) > 1)
    other = next(i for i in every if i is not one and len(i.events) == 1)
    add(store, REPORTS)
    a, *rest = (f"{e.report}/{e.event}" for e in one.events)
    (b,) = (f"{e.report}/{e.event}" for e in other.events)
    # As if they had been found otherwise before: an event apart, the rest with another's.
    store.save_links(linked(incident("i_apart", a), incident("i_both", *rest, b)))
    done = store.link()
    assert done.merged == done.split == 1
    assert len(rest) > 1
    assert store.incident("i_apart").id == store.incident("i_both").id == "i_both"
    assert set(store.incident("i_both").events) == set(one.events)


def test_the_memory_answers_alike_in_one_batch_and_in_many(store: Store) -> None:
    for n in range(0, 60, 3):
        add(store, REPORTS[n : n + 3])
        store.link()
    with Session(store._engine) as session:
        assert len(arrays(session, "terms")) == len(arrays(session, "fingerprints")) <= 5
        memory = StoredMemory(session)
        assert len(memory) == len(memory.days_and_outlets()) == len(memory.table()) == 60
        notes = memory.notes(range(60))
        assert TermTable.of([notes[n].traits for n in range(60)]).terms.tolist() == (
            memory.table().terms.tolist()
        )
        reports = memory.reports([3, 59, 60])
        assert {n: notes[n].id for n in (3, 59)} == {n: r.id for n, r in reports.items()}
        assert memory.numbers([notes[5].id, "r_none"]) == {notes[5].id: 5}
        near = [h for n in notes for h in notes[n].happenings if h.days and h.place_keys]
        key, (first, last) = min(near[0].place_keys), near[0].days or (0, 0)
        (number,) = memory.numbers([near[0].report_id]).values()
        assert number in {n for n, _ in memory.at_place(key, first, last, 60)}
        assert memory.at_place(key, first - 9, first - 8, 60) == []


@sqlite_only
@pytest.mark.parametrize("step", ["_remove", "_remember", "told_times", "_insert"])
def test_what_fails_in_the_middle_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    add(store, REPORTS[:60])
    store.link()
    before = store.links(), store.stats()
    add(store, REPORTS[60:80])
    real = getattr(link_rows, step)

    def fails(*arguments: object) -> None:
        real(*arguments)
        raise RuntimeError("out of order")

    with monkeypatch.context() as patch:
        patch.setattr(link_rows, step, fails)
        with pytest.raises(RuntimeError):
            store.link()
    after = store.stats()
    assert (store.links(), after.linked, after.not_linked) == (before[0], before[1].linked, 20)
    assert store.link().linked == 20


KILLED_WHILE_LINKING = """
import os, signal, sys
from sayso.store import Store, link_rows

real = link_rows._insert
calls = 0

def killed(*arguments):
    global calls
    calls += 1
    real(*arguments)
    if calls == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

link_rows._insert = killed
with Store.open(sys.argv[1]) as store:
    store.link()
"""


@pytest.mark.parametrize("when", [1, 8])
def test_killed_in_the_middle_of_linking(location: str, when: int) -> None:
    with Store.open(location) as store:
        add(store, REPORTS[:40])
        store.link()
        before = store.links()
        add(store, REPORTS[40:50])
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_LINKING, location, str(when)], check=False
    )
    assert done.returncode == -signal.SIGKILL
    with Store.open(location) as store:
        assert store.check() == []
        assert store.links() == before
        assert store.link().linked == 10
        assert store.check() == []


def test_a_report_that_is_added_while_linking_is_linked_next(
    store: Store, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, REPORTS[:10])
    real = linking.add

    def meanwhile(*arguments: object, **more: object) -> object:
        with Store.open(location) as other:
            add(other, REPORTS[10:11])
        return real(*arguments, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(linking, "add", meanwhile)
        assert store.link().linked == 10
    assert store.stats().not_linked == 1
    assert store.link().linked == 1


def test_two_programs_that_link_at_once(
    store: Store, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, REPORTS[:10])
    real = linking.add

    def meanwhile(*arguments: object, **more: object) -> object:
        monkeypatch.setattr(linking, "add", real)
        with Store.open(location) as other:
            other.link()
        return real(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(linking, "add", meanwhile)
    with pytest.raises(StoreError, match="run `sayso link` again"):
        store.link()
    done = store.link()
    assert (done.linked, done.reports) == (0, 10)


def test_links_of_an_earlier_version_stay_until_the_next_linking(path: Path) -> None:
    dialect = Sqlite(path, 1)
    engine = dialect.engine()
    page, report = page_and_report()
    given = linked(incident("i_1", f"{report.id}/e1"))
    record = given.incidents[0].model_dump_json().replace("{", '{"why":["same day"],', 1)
    origin = given.origins["i_1"][0].model_dump_json()
    with engine.execution_options(write=True).begin() as connection:
        dialect.claim(connection)
        migrate(connection, "0002")
        for statement, values in (
            ("link_runs VALUES (1, ?, 'ucdp', '2026-01-01', 0)", (__version__,)),
            ("incidents VALUES (1, 1, 'i_1', 'ASSAULT', null, null, '', 0, ?)", (record,)),
            ("incident_members VALUES ('i_1', ?, 'e1')", (report.id,)),
            ("origins VALUES (1, 1, 'o1', 'River Post', 'outlet', ?)", (origin,)),
        ):
            connection.exec_driver_sql(f"INSERT INTO {statement}", values)
    engine.dispose()
    with Store.open(path) as store:
        assert store.links() == Links((), given.origins["i_1"], given.incidents)
        store.add(page, report)
        done = store.link()
        assert (done.linked, done.anew, done.incidents) == (1, True, 1)
        assert store.incident("i_1").events == given.incidents[0].events
        assert store.check() == []


def test_the_rule_of_the_last_time_is_kept(store: Store) -> None:
    add(store, REPORTS[:6])
    assert store.link("minmax").linked == 6
    add(store, REPORTS[6:8])
    done = store.link()
    assert (done.linked, done.anew) == (2, False)
    links = store.links()
    assert links is not None
    assert {t.rule for i in links.incidents for t in i.tolls.values()} == {"minmax"}
