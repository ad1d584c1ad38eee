"""What people decide: written down once, replaced, never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from store_reports import page_and_report
from test_store_links import incident, linked

from sayso.errors import NotFound, StoreError
from sayso.review.incidents import IncidentReview
from sayso.store import Store
from sayso.store.decisions import AlreadyReplaced

Rows = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def report(store: Store) -> str:
    _, report = pair = page_and_report()
    store.add(*pair)
    given = linked(incident("i_1abc", f"{report.id}/e1"))
    store.save_links(replace(given, copies=()))
    return report.id


def test_a_decision_comes_back_as_it_was_made(store: Store, report: str) -> None:
    toll = {"best": 12, "phrase": "une douzaine"}
    number = store.decide(
        report[:8],
        "correct",
        who="Amal",
        path="events.e1.tolls.0",
        old={"best": 10},
        new=toll,
        reason="the agency's own figure",
    )
    (decision,) = store.decisions()
    assert (decision.number, decision.record, decision.who) == (number, report, "Amal")
    assert (decision.path, decision.old, decision.new) == ("events.e1.tolls.0", {"best": 10}, toll)
    assert (decision.action, decision.reason) == ("correct", "the agency's own figure")
    assert (decision.current, decision.replaces) == (True, None)
    assert decision.reading == store.readings(report)[0].number
    assert store.get(report) == page_and_report()[1]  # the machine's record stays as it is


def test_a_decision_is_replaced_by_a_later_one(store: Store, report: str, rows: Rows) -> None:
    first = store.decide(report, "reject", who="Amal", path="events.e1")
    second = store.decide(report, "confirm", who="Jo", path="events.e1", replaces=first)
    assert [d.number for d in store.decisions(report)] == [second]
    every = store.decisions(report, replaced=True)
    assert [(d.number, d.current) for d in every] == [(first, False), (second, True)]
    assert rows("SELECT number, who FROM current_decisions") == [(second, "Jo")]
    with pytest.raises(StoreError, match=f"replaced by decision {second} already"):
        store.decide(report, "note", who="Amal", replaces=first)
    assert store.check() == []


def test_a_decision_about_an_incident(store: Store, report: str) -> None:
    store.decide("i_1a", "split", who="Amal", new=[["e1"], ["e2"]])
    (decision,) = store.decisions("i_1abc")
    assert (decision.record, decision.reading) == ("i_1abc", None)
    assert store.decisions(report) == []


def test_a_later_reading_leaves_decisions_with_the_one_that_was_seen(
    store: Store, report: str
) -> None:
    store.decide(report, "confirm", who="Amal")
    store.add_reading(store.get(report).model_copy(update={"events": ()}))
    first, second = store.readings(report)
    store.decide(report, "note", who="Amal")
    store.decide(report, "note", who="Amal", reading=first.number)
    assert [d.reading for d in store.decisions()] == [first.number, second.number, first.number]


def deep(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


def test_what_is_no_decision_is_refused(store: Store, report: str) -> None:
    with pytest.raises(StoreError, match=r"'approve' is no action \(one of confirm, correct"):
        store.decide(report, "approve", who="Amal")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="without a person"):
        store.decide(report, "note", who="  ")
    with pytest.raises(StoreError, match="new value cannot be JSON"):
        store.decide(report, "correct", who="Amal", new={1, 2})
    with pytest.raises(StoreError, match="old value cannot be JSON"):
        store.decide(report, "correct", who="Amal", old=float("nan"))
    for value in (deep(31), 2**63, "half \ud800", {"half \ud800": 1}):
        with pytest.raises(StoreError, match="new value cannot be JSON"):
            store.decide(report, "correct", who="Amal", new=value)
    with pytest.raises((StoreError, NotFound)):
        store.decide(report, "note", who="Amal", reading=10**20)
    with pytest.raises(NotFound, match="no report r_none"):
        store.decide("r_none", "note", who="Amal")
    with pytest.raises(NotFound, match="no incident i_none"):
        store.decide("i_none", "note", who="Amal")
    with pytest.raises(NotFound, match="no reading 99"):
        store.decide(report, "note", who="Amal", reading=99)
    with pytest.raises(NotFound, match="no decision 99"):
        store.decide(report, "note", who="Amal", replaces=99)
    other = store.decide("i_1abc", "note", who="Amal")
    with pytest.raises(StoreError, match=f"decision {other} is about i_1abc"):
        store.decide(report, "note", who="Amal", replaces=other)
    assert len(store.decisions(replaced=True)) == 1
    store.decide(report, "correct", who="Amal", new=deep(30))
    assert store.decisions()[-1].new == deep(30)


def test_a_nul_in_what_a_person_writes(store: Store, report: str) -> None:
    store.decide(report, "note", who="Amal\0", reason="a\0b", new="c\0d")
    (decision,) = store.decisions()
    assert (decision.who, decision.reason, decision.new) == ("Amal\ufffd", "a\ufffdb", "c\0d")


def test_two_stages_and_more_actions(store: Store, report: str) -> None:
    store.decide(report, "add", who="Amal", path="events.h1234", new={"id": "h1234"})
    store.decide(report, "flag", who="Jo", stage="adjudication")
    assert [(d.action, d.stage) for d in store.decisions()] == [
        ("add", "coding"),
        ("flag", "adjudication"),
    ]
    with pytest.raises(StoreError, match="'last' is no stage"):
        store.decide(report, "note", who="Amal", stage="last")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="an undo of nothing"):
        store.decide(report, "undo", who="Amal")


def test_who_replaces_second_is_told_so(store: Store, report: str) -> None:
    first = store.decide(report, "confirm", who="Amal")
    store.decide(report, "undo", who="Amal", replaces=first)
    with pytest.raises(AlreadyReplaced):
        store.decide(report, "undo", who="Amal", replaces=first)
    assert len(store.log()) == 2


def test_a_log_is_read_from_either_end(store: Store, report: str) -> None:
    numbers = [store.decide(report, "note", who=who, reason=who) for who in "ABABA"]
    store.decide(report, "undo", who="A", replaces=numbers[0])
    assert [d.who for d in store.log()] == list("ABABAA")
    assert [d.current for d in store.log(who="A")] == [False, True, True, True]
    last = store.log(who="A", newest=True, limit=2)
    assert [d.action for d in last] == ["undo", "note"]
    earlier = store.log(who="A", newest=True, before=last[-1].number)
    assert [d.number for d in earlier] == [numbers[2], numbers[0]]
    assert [d.number for d in store.log(after=numbers[3], limit=1)] == [numbers[4]]
    made = [d.made for d in store.log()]
    assert made == sorted(set(made))
    assert len(made) == 6


def test_what_was_decided_about_several(store: Store, report: str) -> None:
    store.decide(report, "note", who="Amal")
    store.decide("i_1abc", "reject", who="Jo")
    assert [d.record for d in store.decisions_of([report, "i_1abc", "r_none"])] == [
        report,
        "i_1abc",
    ]
    assert [d.who for d in store.incident_decisions()] == ["Jo"]
    reading = store.readings(report)[0].number
    assert store.current(report) == store.current(report[:6]) == (report, reading)
    with pytest.raises(NotFound, match="no report r_none"):
        store.current("r_none")


def test_decisions_are_replayed_once(store: Store, report: str, tmp_path: Path) -> None:
    first = store.decide(report, "correct", who="Amal", path="title", new="A")
    store.decide(report, "undo", who="Amal", path="title", replaces=first)
    store.decide("i_1abc", "merge", who="Amal", new={"into": "i_2"}, stage="adjudication")
    log = store.log()
    with Store.open(tmp_path / "other.db") as other:
        other.add(*page_and_report())
        lost = replace(log[0], number=9, record="r_none")
        orphan = replace(log[1], number=10, made="2020-01-01", replaces=99)
        done = other.replay([*log, lost, orphan])
        assert (done.written, done.there) == (3, 0)
        assert [(d.number, str(error)[:10]) for d, error in done.refused] == [
            (9, "no report "),
            (10, "what decis"),
        ]
        again = other.replay(log)
        assert (again.written, again.there, again.refused) == (0, 3, ())
        assert [(d.made, d.who, d.action, d.stage, d.new) for d in other.log()] == [
            (d.made, d.who, d.action, d.stage, d.new) for d in log
        ]
        assert [d.current for d in other.log()] == [False, True, True]
        assert other.check() == []


def test_what_people_split_off_can_be_decided_about_when_it_is_gone(
    store: Store, report: str
) -> None:
    part = incident("i_part", f"{report}/e1")
    store.save_reviewed(incidents=[IncidentReview("i_part", part, None, state="split")])
    first = store.decide("i_part", "merge", who="Amal", new={"into": "i_1abc"})
    store.save_reviewed(incidents=[IncidentReview("i_part", None, None, hidden=True)])
    store.decide("i_part", "undo", who="Amal", replaces=first)
    assert [d.current for d in store.log()] == [False, True]
    assert store.check() == []
