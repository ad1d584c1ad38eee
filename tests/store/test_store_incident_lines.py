"""Incidents in lists and on the map, as linking found them and as people made them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk_collection import add_reports, links, told

from sayso.errors import NotFound, StoreError
from sayso.review.incidents import IncidentReview
from sayso.store import Store
from sayso.store.link_filters import UnknownValue


@pytest.fixture
def reports(store: Store) -> list[str]:
    return add_reports(store, ["2020-05-01"] * 4)


def ids(store: Store, **asked: object) -> list[str]:
    found: list[str] = []
    after = None
    while True:
        page = store.incident_lines(after=after, limit=1, **asked)  # type: ignore[arg-type]
        found += [line.id for line in page.incidents]
        after = page.next
        if after is None:
            return found


def test_a_list_page_by_page(store: Store, reports: list[str]) -> None:
    a, b, c, d = (f"{id_}/e1" for id_ in reports)
    store.save_links(
        links(
            told("i_1", a, b, day="2020-05-01", contested=True),
            told("i_2", c, day="2020-05-03", place="Erbil"),
            told("i_3", d, day=None, type_="ACCUSE"),
        )
    )
    assert ids(store) == ["i_2", "i_1"]
    assert ids(store, without=()) == ["i_2", "i_1", "i_3"]
    assert ids(store, type="accuse") == ["i_3"]
    assert ids(store, country="Iraq") == ["i_2", "i_1"]
    assert ids(store, contested=True) == ["i_1"]
    assert ids(store, since="2020-05-02") == ["i_2"]
    assert ids(store, until="2020-05-02") == ["i_1"]
    assert ids(store, q="ERB") == ["i_2"]
    assert ids(store, q='"(1)"') == ["i_1"]  # words of a report that tells of it
    line = store.lines_of_incidents(["i_1"])["i_1"]
    assert (line.place, line.country, line.killed) == ("Kirkuk", "IRQ", (10, 10, 11))
    assert (line.reports, line.origins, line.contested, line.state) == (2, 2, ("killed",), None)
    with pytest.raises(UnknownValue):
        store.incident_lines(country="Atlantis")
    with pytest.raises(StoreError, match="no place in this list"):
        store.incident_lines(after="x")
    assert store.check() == []


def test_the_map(store: Store, reports: list[str]) -> None:
    a, b, c, _ = (f"{id_}/e1" for id_ in reports)
    store.save_links(
        links(
            told("i_1", a, day="1970-01-03", contested=True),
            told("i_2", b, at=None),
            told("i_3", c, at=(1.5, -2.5), day=None, type_="PROTEST"),
        )
    )
    found = store.map_points()
    assert sorted(found.id) == ["i_1", "i_3"]
    one, three = found.id.index("i_1"), found.id.index("i_3")
    assert (found.lat[three], found.lon[three], found.first[three]) == (1.5, -2.5, None)
    assert (found.first[one], found.last[one], found.contested[one]) == (2, 2, 1)
    assert [found.types[found.type[at]] for at in (one, three)] == ["ASSAULT", "PROTEST"]
    assert [found.countries[found.country[at]] for at in (one, three)] == ["IRQ", "IRQ"]
    assert (found.killed[one], found.precision[one], found.without_place) == (10, 1, 1)
    assert store.map_points(type="COERCE").id == []


def test_what_is_near(store: Store, reports: list[str]) -> None:
    a, b, c, d = (f"{id_}/e1" for id_ in reports)
    store.save_links(
        links(
            told("i_1", a),
            told("i_2", b, day="2020-05-10", at=(35.6, 44.4)),
            told("i_3", c, day="2020-07-03"),
            told("i_4", d, at=(36.2, 44.0)),
        )
    )
    assert [line.id for line in store.near_incidents("i_1")] == ["i_2", "i_4"]
    assert [line.id for line in store.near_incidents("i_1", km=30)] == ["i_2"]
    assert [line.id for line in store.near_incidents("i_1", days=90, km=1)] == ["i_3"]
    with pytest.raises(NotFound, match="no incident i_9"):
        store.near_incidents("i_9")


def test_what_people_made_of_incidents(store: Store, reports: list[str]) -> None:
    a, b, c, _ = (f"{id_}/e1" for id_ in reports)
    one, two, three = told("i_1", a, contested=True), told("i_2", b), told("i_3", c)
    store.save_links(links(one, two, three))
    merged = told("i_2", a, b, day="2020-05-09")
    split = told("i_new", c, place="Mosul")
    store.save_reviewed(
        incidents=[
            IncidentReview("i_1", None, one, into="i_2", state="merged"),
            IncidentReview("i_2", merged, two, origins=(), state="merged"),
            IncidentReview("i_3", three, three, hidden=True, state="rejected"),
            IncidentReview("i_new", split, None, origins=(), state="split"),
        ]
    )
    assert store.check() == []
    assert ids(store) == ["i_2", "i_new"]
    assert ids(store, official=False) == ["i_3", "i_2", "i_1"]
    assert ids(store, state="merged") == ["i_2", "i_1"]
    assert ids(store, state="rejected") == ["i_3"]
    assert ids(store, state="none") == []
    assert [i.id for i in store.incidents(official=True)] == ["i_2", "i_new"]
    assert len(store.incidents()) == 3
    assert store.incident("i_1", official=True) == merged
    assert store.incident("i_1") == one
    assert store.incident("i_new", official=True) == split
    assert [of.incident.id for of in store.incidents_of(reports[0])] == ["i_2"]
    assert [of.incident.id for of in store.incidents_of(reports[0], official=False)] == ["i_1"]
    assert [of.events for of in store.incidents_of(reports[2])] == [("e1",), ("e1",)]
    assert store.links_of([merged]).origins == ()
    assert store.queue(contested=True).groups == ()  # what was contested is part of another now
    assert sorted(store.map_points().id) == ["i_2", "i_new"]
    as_linked = IncidentReview("i_3", three, three)
    store.save_reviewed(incidents=[as_linked, IncidentReview("i_new", None, None, hidden=True)])
    assert ids(store) == ["i_2", "i_3"]
    store.overlay_incidents(lambda _: [])
    assert ids(store) == ["i_3", "i_2", "i_1"]
    assert len(store.queue(contested=True).groups) == 1
    assert store.check() == []


def test_a_new_linking_leaves_what_people_made_until_it_is_made_again(
    store: Store, reports: list[str]
) -> None:
    a, b, *_ = (f"{id_}/e1" for id_ in reports)
    store.save_links(links(told("i_1", a), told("i_2", b)))
    hidden = IncidentReview("i_1", told("i_1", a), None, hidden=True, state="rejected")
    store.save_reviewed(incidents=[hidden])
    store.save_links(links(told("i_1", a, day="2020-06-01"), told("i_2", b)), anew=True)
    assert ids(store) == ["i_2"]
    assert store.check() == []


def test_what_linking_gives_is_overlaid_in_the_same_transaction(
    store: Store, reports: list[str]
) -> None:
    made: list[str] = []

    def overlay(reader: object) -> list[IncidentReview]:
        (incident,) = reader.machine_incidents((), {(reports[0], "e1")})  # type: ignore[attr-defined]
        made.append(incident.id)
        return [IncidentReview(incident.id, incident, incident, state="confirmed")]

    store.link(overlay=overlay)
    store.link(overlay=overlay)  # also where nothing is new
    (line,) = store.incident_lines(state="confirmed").incidents
    assert made == [line.id, line.id]
    assert store.check() == []


def test_what_laying_decisions_over_incidents_asks(store: Store, reports: list[str]) -> None:
    a, b, *_ = (f"{id_}/e1" for id_ in reports)
    given = links(told("i_1", a), told("i_2", b))
    store.save_links(given)
    forwards = (("i_0", "i_00"), ("i_00", "i_1"), ("i_x", "i_1"), ("i_x", "i_2"), ("i_y", None))
    store.save_links(links(told("i_1", a), told("i_2", b)), anew=True)
    store.save_links(replace(links(), forwards=forwards))
    assert store.leads_to(["i_0", "i_1", "i_x", "i_y", "i_z"]) == {"i_0": "i_1"}
    assert store.led_from(["i_1"]) == {"i_0", "i_00", "i_x"}
    assert [i.id for i in store.machine_incidents(["i_2"], {(reports[0], "e1")})] == ["i_1", "i_2"]
    assert store.machine_incidents((), ()) == []
    assert list(store.reports_by_id([reports[0], "r_none"])) == [reports[0]]
    (first, *_) = store.readings(reports[0])
    assert store.linked_readings([reports[0]]) == {reports[0]: f"{first.made} {first.number}"}
    assert (store.last_rule(), store.press()) == ("ucdp", [])
