"""What has become of incidents and reports: the log, and what it tells since a time."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from changing_collection import FILTER, STEPS, Changing, Seen
from conftest import Rows
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from test_store_links import incident, linked

from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.changes import Change, since_time
from sayso.store.changes.filling import fill_changes
from sayso.store.copying import copy_database


def told(changes: dict[str, Change]) -> dict[str, tuple[str, tuple[str, ...], str, bool]]:
    """Of incidents what became of them, where they lead, by whom, whether they are there."""
    return {c.id: (c.what, c.into, c.by, c.here) for c in changes.values() if c.kind == "incident"}


def follows(then: Seen, now: Seen, changes: dict[str, Change]) -> None:
    """Make sure that the changes lead from what was to what is, and leave out only what stayed."""
    for kind, old, new in (
        ("incident", then.incidents, now.incidents),
        ("report", then.reports, now.reports),
    ):
        listed = {id_: c for id_, c in changes.items() if c.kind == kind}
        gone = {id_ for id_, c in listed.items() if not c.here}
        come = {id_ for id_, c in listed.items() if c.here}
        assert (old.keys() - gone) | come == new.keys()
        for id_ in new.keys() - listed.keys():
            assert old[id_] == new[id_], "what is not listed is as it was"
    for change in changes.values():
        assert change.what in ("added", "updated", "split", "restored") or not change.here
        assert set(change.into) <= now.incidents.keys(), "ids lead to what is there"
        assert change.n > 0


@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=14), seed=st.integers(0, 99))
def test_from_each_moment_the_changes_lead_to_now(steps: list[str], seed: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "reports.db") as store,
    ):
        at_work = Changing(store, random.Random(seed))
        for _ in range(4):
            at_work.add()
        at_work.link()
        for step in steps:
            at_work.look()
            getattr(at_work, step)()
        now = at_work.look()
        for then in at_work.seen:
            follows(then, now, at_work.since(then))
            fits = [c for c in at_work.since(then, FILTER).values() if c.kind == "incident"]
            gone = {change.id for change in fits if not change.here}
            assert (then.fitting - gone) | {c.id for c in fits if c.here} == now.fitting
        assert store.check() == []


def test_the_life_of_a_collection(store: Store) -> None:
    """Added, linked, read again, merged, undone, split, rejected, linked anew."""
    at_work = Changing(store)
    for _ in range(4):
        at_work.add()
    empty = at_work.look()
    at_work.link()
    linked_ = at_work.look()
    one, other = sorted(linked_.incidents)
    assert told(at_work.since(empty)) == {
        one: ("added", (), "linking", True),
        other: ("added", (), "linking", True),
    }
    at_work.link_anew()
    assert told(at_work.since(linked_)) == {}, "linking again changes nothing"

    new = {"into": other, "events": at_work.events(one), "into_events": at_work.events(other)}
    at_work.desk.decide(one, "merge", new=new)
    merged = at_work.since(linked_)
    assert told(merged) == {
        one: ("merged", (other,), "person", False),
        other: ("updated", (), "person", True),
    }
    assert (merged[other].from_, merged[one].n) == ((one,), 1)
    at_work.link_anew()
    assert told(at_work.since(linked_)) == told(merged), "what people decided stays"
    after_merge = at_work.look()
    at_work.undo()
    assert told(at_work.since(after_merge)) == {
        one: ("restored", (), "person", True),
        other: ("split", (other, one), "person", True),
    }
    back = at_work.look()
    assert back.incidents == linked_.incidents
    assert {c.n for c in at_work.since(linked_).values() if c.kind == "incident"} == {2}

    at_work.desk.decide(one, "split", new={"events": at_work.events(one)[-1:]})
    split = at_work.since(back)
    (apart,) = told(split).keys() - {one}
    assert told(split) == {
        one: ("split", (one, apart), "person", True),
        apart: ("added", (), "person", True),
    }
    assert split[apart].from_ == (one,)
    at_work.desk.decide(apart, "reject")
    assert told(at_work.since(back))[apart] == ("deleted", (), "person", False)
    assert told(at_work.since(back))[one] == ("updated", (), "person", True)

    report = store.get(linked_.incidents[other][0].events[0].report)
    then = at_work.look()
    event = report.events[0].model_copy(update={"status": "planned"})
    reader = report.reader.model_copy(update={"version": "test 2"})
    store.add_reading(report.model_copy(update={"events": (event,), "reader": reader}))
    at_work.link()
    seen = at_work.since(then)
    assert told(seen) == {other: ("updated", (), "linking", True)}
    # reports have their times to the second, so that it may count as added since then too
    assert seen[report.id].by == "reader"
    assert store.changes("2999-01-01") == []
    at_work.link_anew()
    assert told(at_work.since(then)) == told(seen)
    assert store.check() == []


def test_a_chain_leads_to_where_the_id_leads_now(store: Store) -> None:
    a, b, c, d = (incident(f"i_{x}", f"r{n}/e1") for n, x in enumerate("abcd"))
    store.save_links(replace(linked(a, b), copies=()))
    then = datetime.now(UTC)

    def links(*found: str, replaced: str) -> None:
        made = []
        for each in found:
            id_, *events = each.split()
            made.append(incident(f"i_{id_}", *events))
        gone = frozenset(f"i_{x}" for x in replaced)
        store.save_links(replace(linked(*made), copies=(), replaced=gone))

    links("b r0/e1 r1/e1", replaced="ab")  # a is part of b
    links("c r0/e1", "d r1/e1", replaced="b")  # b is split
    links("e r0/e1 r3/e1", replaced="c")  # and a half of it has another id
    found = {change.id: change for change in store.changes(then)}
    assert (found["i_a"].what, found["i_a"].into) == ("split", ("i_d", "i_e"))
    assert (found["i_b"].what, found["i_b"].into) == ("split", ("i_d", "i_e"))
    assert (found["i_c"].what, found["i_c"].into) == ("merged", ("i_e",)), "came and went"
    assert set(found["i_e"].from_) == {"i_a", "i_b", "i_c"}
    assert found["i_e"].here
    assert c.id not in {i.id for i in store.incidents()}
    assert d.id in {i.id for i in store.incidents()}


def test_one_that_no_longer_fits_a_filter_is_told_of(store: Store) -> None:
    at_work = Changing(store)
    for _ in range(2):
        at_work.add()
    at_work.link()
    one, other = sorted(at_work.store_ids())
    confirmed = "state:confirmed"
    at_work.desk.decide(one, "confirm")
    at_work.desk.decide(other, "confirm")
    then = at_work.look()
    at_work.undo()
    assert told(at_work.since(then, confirmed)) == {other: ("updated", (), "person", False)}
    at_work.desk.decide(one, "reject")
    assert told(at_work.since(then, "-type:*"))[one] == ("deleted", (), "person", False)
    at_work.add()
    at_work.add()
    at_work.link()
    new = {c.id for c in at_work.since(then).values() if c.what == "added"} - set(store.ids())
    assert not new & at_work.since(then, confirmed).keys()


def test_a_confirmed_incident_is_another_row_of_a_table(store: Store) -> None:
    at_work = Changing(store)
    at_work.add()
    at_work.link()
    then = at_work.look()
    (id_,) = then.incidents
    at_work.desk.decide(id_, "note", reason="look again")
    assert told(at_work.since(then)) == {}, "a note changes nothing"
    at_work.desk.decide(id_, "confirm")
    assert told(at_work.since(then)) == {id_: ("updated", (), "person", True)}


def test_reports_that_people_reject_and_take_back(store: Store) -> None:
    at_work = Changing(store)
    at_work.add()
    (id_,) = store.ids()
    (change,) = store.changes("2020-01-01")
    assert (change.id, change.kind, change.what, change.here) == (id_, "report", "added", True)
    at_work.desk.decide(id_, "reject")
    (change,) = store.changes("2020-01-01")
    assert (change.what, change.by, change.n, change.here) == ("deleted", "person", 2, False)
    at_work.undo()
    (change,) = store.changes("2020-01-01")
    assert (change.what, change.here, change.n) == ("added", True, 3)
    assert store.check() == []


def test_a_report_that_was_added_as_the_second_turned(path: Path) -> None:
    with Store.open(path) as store:
        at_work = Changing(store)
        at_work.add()
        with store._writing() as session:
            session.execute(text("UPDATE reports SET added = '2026-11-01T09:59:59+00:00'"))
            session.execute(text("DROP TRIGGER readings_refuse_update"))
            session.execute(text("UPDATE readings SET made = '2026-11-01T10:00:00+00:00'"))
        (change,) = store.changes("2026-11-01T10:00:00")
        assert (change.what, change.n) == ("added", 1)
        assert store.changes("2026-11-01T10:00:01") == []


def test_a_write_that_fails_leaves_no_trace_in_the_log(store: Store, rows: Rows) -> None:
    store.save_links(linked(incident("i_1", "r1/e1")))
    before = rows("SELECT * FROM changes")
    broken = linked(incident("i_2", "r1/e1"), incident("i_2", "r1/e2"))
    for anew in (False, True):
        with pytest.raises(StoreError):
            store.save_links(broken, anew=anew)
    assert rows("SELECT * FROM changes") == before
    assert len(before) == 1


def test_the_log_is_never_changed(store: Store, execute: Callable[[str], None], rows: Rows) -> None:
    store.save_links(linked(incident("i_1", "r1/e1")))
    for change in ("UPDATE changes SET what = 'deleted'", "DELETE FROM changes"):
        with pytest.raises(Exception, match="changes are never changed or deleted"):
            execute(change)
    assert rows("SELECT id, what FROM changes") == [("i_1", "added")]


def test_the_check_finds_a_log_that_says_otherwise(
    store: Store, execute: Callable[[str], None]
) -> None:
    at_work = Changing(store)
    at_work.add()
    at_work.link()
    assert store.check() == []
    (id_,) = at_work.store_ids()
    report = store.ids()[0]
    row = "INSERT INTO changes (made, id, what, digest) VALUES ('2026', '{}', '{}', {})"
    for id_given, what, digest, words in (
        (id_, "updated", "'0'", f"the last of {id_} is of another content"),
        (id_, "deleted", "NULL", f"nothing says that {id_} is there"),
        ("i_x", "added", "'0'", "the last of i_x says that it is there, and it is not"),
        (report, "deleted", "NULL", f"the last of {report} says that it is rejected"),
    ):
        execute(row.format(id_given, what, digest))
        assert any(words in fault for fault in store.check()), words


def test_a_copy_has_the_log(store: Store, location: str, tmp_path: Path) -> None:
    at_work = Changing(store)
    at_work.add()
    at_work.link()
    at_work.confirm()
    copy_database(location, tmp_path / "c.db")
    with Store.open(tmp_path / "c.db") as copied:
        assert copied.changes("2020-01-01") == store.changes("2020-01-01")


def test_a_database_of_before_has_what_it_tells_of_its_changes(path: Path) -> None:
    with Store.open(path) as store:
        at_work = Changing(store, random.Random(3))
        for _ in range(6):
            at_work.add()
        at_work.link()
        for step in ("split", "link", "merge", "reject", "reject_report", "confirm", "link_anew"):
            getattr(at_work, step)()
        live = at_work.look()
        known = {change.id: change.here for change in store.changes("2020-01-01")}
        with store._writing() as session:
            session.execute(text("DROP TRIGGER changes_refuse_delete"))
            session.execute(text("DELETE FROM changes"))
            fill_changes(session.connection())
        assert store.check() == []
        found = {change.id: change for change in store.changes("2020-01-01")}
        assert {id_ for id_, c in found.items() if c.here} == {*live.incidents, *live.reports}
        gone = {id_ for id_, change in found.items() if not change.here}
        assert gone
        assert gone <= {id_ for id_, here in known.items() if not here}


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("2026-11-01", "2026-11-01T00:00:00+00:00"),
        (date(2026, 11, 1), "2026-11-01T00:00:00+00:00"),
        ("2026-11-01T01:30:00+01:00", "2026-11-01T00:30:00+00:00"),
        (" 2026-11-01T01:30:00Z ", "2026-11-01T01:30:00+00:00"),
        (
            datetime(2026, 11, 1, 2, tzinfo=timezone(timedelta(hours=2))),
            "2026-11-01T00:00:00+00:00",
        ),
    ],
)
def test_a_day_is_its_beginning_in_utc(given_: str | date, wanted: str) -> None:
    assert since_time(given_) == wanted


@pytest.mark.parametrize("given_", ["", "yesterday", "2026-02-30", "0001-01-01T00:00+14:00", "\0"])
def test_what_is_no_time_is_refused(given_: str) -> None:
    with pytest.raises(StoreError, match="neither a day nor a time"):
        since_time(given_)
