"""What people decide: written down once, replaced, never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from store_reports import page_and_report
from test_store_links import incident, linked

from sayso.errors import NotFound, StoreError
from sayso.store import Store

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


def test_what_is_no_decision_is_refused(store: Store, report: str) -> None:
    with pytest.raises(StoreError, match=r"'approve' is no action \(one of confirm, correct"):
        store.decide(report, "approve", who="Amal")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="without a person"):
        store.decide(report, "note", who="  ")
    with pytest.raises(StoreError, match="new value cannot be JSON"):
        store.decide(report, "correct", who="Amal", new={1, 2})
    with pytest.raises(StoreError, match="old value cannot be JSON"):
        store.decide(report, "correct", who="Amal", old=float("nan"))
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


def test_a_nul_in_what_a_person_writes(store: Store, report: str) -> None:
    store.decide(report, "note", who="Amal\0", reason="a\0b", new="c\0d")
    (decision,) = store.decisions()
    assert (decision.who, decision.reason, decision.new) == ("Amal\ufffd", "a\ufffdb", "c\0d")
