"""The desk as a library: one person's view of a collection."""

from pathlib import Path
from typing import Any

import pytest
from desk_reports import REPORT, other_reading, stored

import sayso
from sayso.desk import Desk, NothingToTurn
from sayso.desk.official_reports import renew_official
from sayso.desk.records import Records
from sayso.errors import NotFound, Refused
from sayso.store import Store


@pytest.fixture
def store(location: str) -> Any:
    with stored(location) as opened:
        yield opened


def test_a_corpus_has_a_desk(tmp_path: Path) -> None:
    location = str(tmp_path / "reports.db")
    with stored(location):
        pass
    with sayso.open(location) as corpus:
        desk = corpus.desk("Amal")
        lead = desk.queue().groups[0].lead
        assert (lead.line.id, lead.done) == (REPORT.id, False)
        done = desk.decide(REPORT.id, "correct", path="events.e1.mode", new="firearms")
        assert done.decision.who == "Amal"
        assert desk.report(REPORT.id).report.events[0].mode == "firearms"
        assert corpus.show(REPORT.id).events[0].mode == "firearms"
        assert corpus.show(REPORT.id, machine=True).events[0].mode == "explosives"
        desk.decide(REPORT.id, "confirm")
        assert desk.queue().groups == ()
        assert desk.queue(reviewed="yes").groups[0].lead.done


def test_a_refused_decision_is_not_written(store: Store) -> None:
    desk = Desk(store, "Amal")
    with pytest.raises(Refused, match="no field"):
        desk.decide(REPORT.id, "correct", path="events.e1.colour", new="red")
    with pytest.raises(NotFound):
        desk.decide(REPORT.id, "confirm", reading=77)
    assert store.log() == []


def test_nothing_to_undo_or_redo_is_said(store: Store) -> None:
    desk = Desk(store, "Amal")
    with pytest.raises(NothingToTurn, match="undo"):
        desk.undo()
    desk.decide(REPORT.id, "confirm")
    with pytest.raises(NothingToTurn, match="redo"):
        desk.redo()


def test_undo_goes_back_as_far_as_the_log(store: Store) -> None:
    desk = Desk(store, "Amal")
    for number in range(100):
        desk.decide(REPORT.id, "correct", path="title", new=f"title {number}")
    for _ in range(100):
        last = desk.undo()
    assert last.turns.undo is None
    assert desk.report(REPORT.id).report == REPORT
    for _ in range(100):
        last = desk.redo()
    assert last.patch["title"] == "title 99"
    assert last.turns.redo is None


def test_others_do_not_see_it_and_it_counts_once_it_is_gone_through(store: Store) -> None:
    amal = Desk(store, "Amal", alone=False)
    jo = amal.of("Jo")
    amal.decide(REPORT.id, "correct", path="events.e1.mode", new="firearms")
    assert jo.report(REPORT.id).marks == {}
    assert jo.report(REPORT.id).report == REPORT
    assert store.get(REPORT.id, official=True) == REPORT
    amal.decide(REPORT.id, "confirm")
    assert store.get(REPORT.id, official=True).events[0].mode == "firearms"
    amal.undo()
    assert store.get(REPORT.id, official=True) == REPORT


def test_what_one_decided_alone_counts_no_more_for_a_team_until_it_is_gone_through(
    store: Store,
) -> None:
    amal = Desk(store, "Amal")
    amal.decide(REPORT.id, "correct", path="events.e1.mode", new="firearms")
    assert store.get(REPORT.id, official=True).events[0].mode == "firearms"
    assert renew_official(store) == 0
    store.add_person("Amal", password="a hash", role="admin")  # noqa: S106
    assert renew_official(store) == 1
    assert store.get(REPORT.id, official=True) == REPORT
    assert renew_official(store) == 0, "once is enough"
    Desk(store, "Amal", alone=False).decide(REPORT.id, "confirm")
    assert store.get(REPORT.id, official=True).events[0].mode == "firearms"
    assert renew_official(store) == 0


def test_what_was_decided_holds_for_a_newer_reading(store: Store) -> None:
    desk = Desk(store, "Amal")
    desk.decide(REPORT.id, "correct", path="events.e1.mode", new="firearms")
    desk.decide(REPORT.id, "reject", path="statements.s1")
    store.add_reading(other_reading())
    seen = desk.report(REPORT.id)
    assert seen.reading == 2
    assert [e.mode for e in seen.report.events if e.id == "e5"] == ["firearms"]
    assert [s.id for s in seen.rejected["statements"]] == ["s7"]
    assert set(seen.marks) == {"events.e5.mode", "statements.s7"}
    undone = desk.undo()
    assert undone.patch["statements"][0]["id"] == "s7", "on the reading that is shown"
    redone = desk.redo()
    assert redone.patch["statements"] == []


def test_an_older_reading_is_shown_with_what_was_decided_later(store: Store) -> None:
    desk = Desk(store, "Amal")
    store.add_reading(other_reading())
    desk.decide(REPORT.id, "correct", path="events.e5.mode", new="firearms")
    assert desk.report(REPORT.id, 1).report.events[0].mode == "firearms"


def test_records_are_kept_but_not_all(store: Store) -> None:
    store.add_reading(other_reading())
    records = Records(store, kept=1)
    first = records.get(REPORT.id, 1)
    assert records.get(REPORT.id, 1) is first
    records.get(REPORT.id, 2)
    assert records.get(REPORT.id, 1) is not first
    with pytest.raises(NotFound):
        records.get(REPORT.id, 3)
