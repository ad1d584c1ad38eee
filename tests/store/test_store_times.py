"""When what is stored was added and changed last, on each engine."""

from __future__ import annotations

from datetime import UTC, datetime

from changing_collection import Changing, story

from sayso.desk import Desk
from sayso.review.incident_overlay import official_incidents
from sayso.store import Store
from sayso.store.times import Times


def linked(store: Store, reports: int = 4) -> Changing:
    """A small collection."""
    at_work = Changing(store)
    for _ in range(reports):
        at_work.add()
    at_work.link()
    return at_work


def of_incidents(store: Store, *, official: bool = True) -> dict[str, Times]:
    with store.snapshot(official=official) as snapshot:
        return snapshot.incident_times([told.incident.id for told in snapshot.told()])


def of_reports(store: Store, *, official: bool = True) -> dict[str, Times]:
    with store.snapshot(official=official) as snapshot:
        return snapshot.report_times(store.ids())


def test_an_incident_is_added_once_and_changes_with_its_content(store: Store) -> None:
    linked(store)
    first = of_incidents(store)
    assert len(first) == 2
    for added, changed in first.values():
        assert added == changed
        assert datetime.fromisoformat(added).tzinfo == UTC
    store.link(full=True, overlay=official_incidents)
    assert of_incidents(store) == first, "linking it again does not change it"
    one, other = first
    Desk(store, "Amal").decide(one, "correct", path="type", new="COERCE")
    now = of_incidents(store)
    assert now[other] == first[other]
    assert now[one][0] == first[one][0]
    assert now[one][1] > first[one][1]


def test_what_people_did_is_no_change_of_the_machines_state(store: Store) -> None:
    linked(store)
    one, *_ = of_incidents(store)
    before = of_incidents(store, official=False)
    Desk(store, "Amal").decide(one, "correct", path="type", new="COERCE")
    assert of_incidents(store, official=False) == before


def test_a_report_changes_when_it_is_read_again_or_decided_about(store: Store) -> None:
    at_work = linked(store, 2)
    first = of_reports(store)
    one, other = first
    assert all(added <= changed for added, changed in first.values())
    Desk(store, "Amal").decide(one, "correct", path="title", new="Another headline")
    now = of_reports(store)
    assert now[other] == first[other]
    assert now[one][0] == first[one][0]
    assert now[one][1] > first[one][1]
    assert of_reports(store, official=False) == first
    at_work.add()
    assert set(of_reports(store)) - set(first) == {story(2).id}


def test_there_are_no_times_of_what_is_not_there(store: Store) -> None:
    linked(store, 1)
    with store.snapshot() as snapshot:
        assert snapshot.incident_times(["i_none"]) == {}
        assert snapshot.report_times(["r_none"]) == {}
        assert snapshot.incident_times([]) == {}
