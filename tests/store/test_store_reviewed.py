"""Records as people made them, beside those of the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from desk_collection import add_reports, corrected, links, told

from sayso.errors import NotFound, Refused
from sayso.record import Report
from sayso.review.decision import Decision
from sayso.review.incidents import IncidentReview
from sayso.store import Store
from sayso.store.copying import copy_database
from sayso.store.reviewed import ReviewedReport

Change = Callable[[str], None]


def review(store: Store, id_: str, record: Report | None) -> None:
    """Decide about a report and write down what is made of it."""
    number = store.decide(id_, "correct", who="Amal", path="outlet")
    _, reading = store.current(id_)
    store.save_reviewed([ReviewedReport(id_, number, reading, record)])


@pytest.fixture
def id_(store: Store) -> str:
    return add_reports(store, ["2020-05-03"])[0]


def test_the_official_record_stands_beside_the_machines(store: Store, id_: str) -> None:
    machine = store.get(id_)
    official = corrected(machine, "Other Post", 12)
    review(store, id_, official)
    assert (store.get(id_), store.get(id_, official=True)) == (machine, official)
    assert list(store.reports()) == [machine]
    assert list(store.reports(official=True)) == [official]
    assert store.reports_by_id([id_]) == {id_: official}
    assert store.check() == []


def test_lists_and_filters_go_by_it(store: Store, id_: str) -> None:
    review(store, id_, corrected(store.get(id_), "Other Post", 12))
    (line,) = store.lines(outlet="other post", type="coerce")
    assert (line.outlet, line.killed) == ("Other Post", 12)
    assert store.lines(outlet="River Post") == store.lines(type="ASSAULT") == []
    (group,) = store.queue(outlet="Other Post").groups
    assert (group.lead.line.outlet, group.lead.line.killed) == ("Other Post", 12)
    (blind,) = store.queue(official=False).groups
    assert (blind.lead.line.outlet, blind.lead.line.killed) == ("River Post", 10)
    review(store, id_, None)  # all was undone
    (line,) = store.lines(outlet="River Post", type="ASSAULT")
    assert line.killed == 10
    assert store.get(id_, official=True) == store.get(id_)
    assert store.check() == []


def test_no_filter_tells_what_others_make_of_a_report(store: Store, id_: str) -> None:
    store.save_links(links(told("i_1", f"{id_}/e1")))
    made = corrected(store.get(id_), "Other Post", 12)
    review(store, id_, made.model_copy(update={"published": "2021-01-01"}))
    incident = told("i_1", f"{id_}/e1", contested=True)
    store.save_reviewed(incidents=[IncidentReview("i_1", incident, None, state="corrected")])

    def listed(*, official: bool, **asked: Any) -> bool:
        found = [
            bool(store.queue(official=official, order=order, **asked).groups)
            for order in ("relevance", "newest", "oldest")
        ]
        assert len(set(found)) == 1
        return found[0]

    for people, machine in (
        ({"outlet": "Other Post"}, {"outlet": "River Post"}),
        ({"type": "COERCE"}, {"type": "ASSAULT"}),
        ({"since": "2020-12-30"}, {"until": "2020-12-30"}),
        ({"contested": True}, {"contested": False}),
    ):
        assert listed(official=True, **people)
        assert not listed(official=True, **machine)
        assert listed(official=False, **machine)
        assert not listed(official=False, **people)
    (group,) = store.queue(official=False).groups
    assert not group.lead.contested
    assert not store.said(outlet="Other Post", official=False).lines
    (line,) = store.said(outlet="River Post", official=False).lines
    assert (line.outlet, line.published) == ("River Post", "2020-05-03T10:00:00Z")
    assert store.said(outlet="River Post", source="police", official=False).lines
    assert store.said(outlet="Other Post").lines
    assert store.check() == []


def test_a_report_that_was_rejected_is_not_among_them(store: Store, id_: str) -> None:
    number = store.decide(id_, "reject", who="Amal")
    made = ReviewedReport(id_, number, store.current(id_)[1], None, hidden=True)
    store.save_reviewed([made])
    assert list(store.reports(official=True)) == []
    assert len(list(store.reports())) == 1


def test_what_comes_too_late_is_passed_over(store: Store, id_: str) -> None:
    machine = store.get(id_)
    early = store.decide(id_, "note", who="Amal")
    review(store, id_, corrected(machine, "Later", 12))
    _, reading = store.current(id_)
    store.save_reviewed([ReviewedReport(id_, early, reading, corrected(machine, "Early", 11))])
    assert store.get(id_, official=True).outlet == "Later"
    with pytest.raises(NotFound, match="no report r_none"):
        store.save_reviewed([ReviewedReport("r_none", early, reading, None)])


def test_a_new_reading_waits_to_be_reviewed(store: Store, id_: str) -> None:
    review(store, id_, corrected(store.get(id_), "Other Post", 12))
    assert store.stale_reviews() == []
    again = store.get(id_).model_copy(update={"title": "Another"})
    store.add_reading(again)
    assert store.stale_reviews() == [id_]
    assert store.get(id_, official=True) == again
    assert store.lines(outlet="River Post")[0].title == "Another"
    (decision,) = store.decisions(id_)
    made = corrected(again, "Other Post", 12)
    store.save_reviewed([ReviewedReport(id_, decision.number, store.current(id_)[1], made)])
    assert store.stale_reviews() == []
    assert store.get(id_, official=True) == made
    store.decide(id_, "note", who="Amal")
    assert store.stale_reviews() == [id_]
    assert store.check() == []


def test_it_is_written_with_the_decision_or_not_at_all(store: Store, id_: str) -> None:
    official = corrected(store.get(id_), "Other Post", 12)
    seen: list[list[str]] = []

    def then(log: list[Decision]) -> Iterable[ReviewedReport]:
        seen.append([d.action for d in log])
        assert log[-1].reading is not None
        return [ReviewedReport(id_, log[-1].number, log[-1].reading, official)]

    def refuse(log: list[Decision]) -> Iterable[ReviewedReport]:
        raise Refused("no such thing")

    store.decide(id_, "note", who="Jo")
    store.decide(id_, "correct", who="Amal", path="outlet", then=then)
    with pytest.raises(Refused):
        store.decide(id_, "correct", who="Amal", path="outlet", then=refuse)
    assert seen == [["note", "correct"]]
    assert len(store.log()) == 2
    assert store.get(id_, official=True) == official


def test_linking_takes_the_official_record(store: Store) -> None:
    ids = add_reports(store, ["2020-05-03"] * 6)
    store.link()
    assert store.stats().not_linked == 0
    review(store, ids[0], None)
    assert store.link().linked == 0  # nothing became other than it was
    record = store.get(ids[0]).model_copy(update={"events": ()})
    review(store, ids[0], record)
    assert store.stats().not_linked == 1
    assert store.link().linked == 1
    assert store.stats().not_linked == 0
    assert ids[0] not in {e.report for i in store.incidents() for e in i.events}
    review(store, ids[0], None)
    assert store.link().linked == 1
    assert ids[0] in {e.report for i in store.incidents() for e in i.events}
    assert store.check() == []


def test_all_of_it_is_copied(store: Store, location: str, tmp_path: Path, id_: str) -> None:
    official = corrected(store.get(id_), "Other Post", 12)
    review(store, id_, official)
    incident = told("i_1", f"{id_}/e1")
    store.save_links(links(incident))
    made = IncidentReview("i_1", incident, incident, state="confirmed")
    store.save_reviewed(incidents=[made])
    copy_database(location, tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as other:
        assert other.get(id_, official=True) == official
        assert other.incident_lines(state="confirmed") == store.incident_lines()
        assert other.queue(reviewed="all") == store.queue(reviewed="all")
        assert other.check() == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE reports SET outlet = 'x'", "reports row 1: outlet is 'x', and 'Other Post'"),
        ("UPDATE reports SET relevance = 1", "reports row 1: relevance is 1.0, and 0.1"),
        ("UPDATE reports SET contested = TRUE", "reports row of r_"),
        ("UPDATE reports SET lead = 1", "reports row 1: lead is 1, and None by the copies"),
        ("DELETE FROM report_marks", "report_marks of r_"),
        (
            "DELETE FROM incident_lines WHERE reviewed",
            "incident_lines: nothing of the incident i_1",
        ),
        ("UPDATE incident_lines SET place = 'x'", "incident_lines row i_1: place is 'x', and 'Kir"),
        ("UPDATE incident_lines SET official = TRUE", "incident_lines row i_1: official is True"),
        ("DELETE FROM reviewed_members", "reviewed_incidents row i_1: its record holds other"),
        ("UPDATE reviewed_incidents SET record = '{}'", "reviewed_incidents row i_1: its record"),
        (
            "UPDATE reviewed_reports SET record = (SELECT raw FROM documents WHERE number = 1)",
            "reviewed_reports row 1 (r_",
        ),
        ("UPDATE reviewed_members SET report = 'r_x'", "reviewed_members row i_1: there is no rep"),
    ],
)
def test_a_fault_is_named(store: Store, id_: str, execute: Change, change: str, fault: str) -> None:
    review(store, id_, corrected(store.get(id_), "Other Post", 12))
    store.decide(id_, "confirm", who="Amal")
    incident = told("i_1", f"{id_}/e1")
    store.save_links(links(incident))
    store.save_reviewed(incidents=[IncidentReview("i_1", incident, incident, state="confirmed")])
    assert store.check() == []
    execute(change)
    found = store.check()
    assert [line for line in found if line.startswith(fault)], found
