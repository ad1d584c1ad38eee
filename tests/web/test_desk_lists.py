"""Lists at the desk: the queue, the map, who said what, figures."""

from typing import Any

import pytest
from desk_world import REPORTS, at_desk, decide, fill
from fastapi.testclient import TestClient

from sayso.ingest.page import Page
from sayso.store import Store


def ids(client: TestClient, **asked: Any) -> list[str]:
    answer = client.get("/api/queue", params=asked)
    assert answer.status_code == 200, answer.text
    return [group["lead"]["id"] for group in answer.json()["groups"]]


def test_the_queue_is_what_is_left_to_go_through(client: TestClient) -> None:
    all_ = [report.id for report in reversed(REPORTS)]  # the most relevant first
    assert ids(client) == all_
    decide(client, all_[0], "confirm")
    assert ids(client) == all_[1:]
    assert client.get("/api/queue").json()["left"] == 2
    (done,) = client.get("/api/queue", params={"reviewed": "yes"}).json()["groups"]
    assert (done["lead"]["id"], done["lead"]["done"]) == (all_[0], True)
    decide(client, all_[1], "flag")
    assert ids(client, flagged=True) == [all_[1]]
    client.post("/api/undo")
    client.post("/api/undo")
    assert ids(client) == all_


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"order": "oldest"}, {0, 1, 2}),
        ({"outlet": "hill gazette"}, {1}),
        ({"since": "2020-05-04"}, {2}),
        ({"until": "2020-05-03"}, {0, 1}),
        ({"type": "PROTEST"}, set()),
        ({"type": "ASSAULT", "country": "IRQ", "contested": True}, {0, 1, 2}),
        ({"contested": False}, set()),
        ({"q": "doctors"}, {1}),
    ],
)
def test_the_queue_is_filtered(client: TestClient, asked: dict[str, Any], found: set[int]) -> None:
    assert set(ids(client, **asked)) == {REPORTS[number].id for number in found}


def test_the_queue_comes_in_pages(client: TestClient) -> None:
    first = client.get("/api/queue", params={"limit": 2}).json()
    second = client.get("/api/queue", params={"limit": 2, "after": first["next"]}).json()
    assert [len(page["groups"]) for page in (first, second)] == [2, 1]
    assert (first["left"], second["left"], second["next"]) == (3, None, None)


def test_what_cannot_be_asked_is_said(client: TestClient) -> None:
    for asked in ({"since": "yesterday"}, {"after": "nowhere"}, {"limit": 0}, {"order": "best"}):
        answer = client.get("/api/queue", params=asked)
        assert answer.status_code in (400, 422), asked
        assert answer.json()["detail"]


def test_the_map_has_a_column_for_each_field(client: TestClient) -> None:
    columns = client.get("/api/map").json()
    assert (columns["lat"], columns["lon"], columns["precision"]) == ([35.47], [44.39], [1])
    assert [columns["types"][n] for n in columns["type"]] == ["ASSAULT"]
    assert [columns["countries"][n] for n in columns["country"]] == ["IRQ"]
    assert [columns["names"][n] for n in columns["name"]] == ["Kirkuk"]
    assert columns["first"] == [18385]
    assert columns["contested"] == [1]
    assert client.get("/api/map", params={"type": "PROTEST"}).json()["id"] == []


def test_who_said_what_in_order(client: TestClient) -> None:
    lines = client.get("/api/said", params={"source": "Police"}).json()["lines"]
    assert [line["report"] for line in lines] == [REPORTS[0].id, REPORTS[2].id]
    assert lines[0]["cue"] == "said"
    assert lines[0]["content"].startswith("A bomb killed 10 people")
    outlet = client.get("/api/said", params={"outlet": "Hill Gazette"}).json()["lines"]
    assert [line["source"] for line in outlet] == ["doctors"]
    assert client.get("/api/said").status_code == 400


def names(client: TestClient, kind: str, q: str) -> list[tuple[str, int]]:
    answer = client.get("/api/names", params={"kind": kind, "q": q})
    assert answer.status_code == 200, answer.text
    return [(count["value"], count["count"]) for count in answer.json()]


def test_names_are_found_by_what_a_word_of_them_begins_with(client: TestClient) -> None:
    assert names(client, "source", "Po") == [("police", 2)]
    assert names(client, "outlet", "pos") == [("River Post", 1)]
    assert names(client, "outlet", "ost") == []
    assert names(client, "outlet", "%") == [], "it is no pattern"
    decide(client, REPORTS[0].id, "correct", "outlet", new="Zebra Post")
    assert names(client, "outlet", "POST") == [("Zebra Post", 1)]
    assert client.get("/api/names", params={"kind": "actor", "q": "a"}).status_code == 422


def test_figures_of_the_collection(client: TestClient) -> None:
    decide(client, REPORTS[0].id, "confirm")
    figures = client.get("/api/figures").json()
    assert figures["totals"]["reports"] == 3
    assert figures["reviewed"] == 1
    assert {c["value"]: c["count"] for c in figures["countries"]} == {"IRQ": 3}
    assert {c["value"] for c in figures["outlets"]} == {r.outlet for r in REPORTS}


def test_near_copies_stand_under_the_report_that_they_go_back_to(location: str) -> None:
    fill(location)
    first = REPORTS[0]
    again = first.model_copy(
        update={"id": "r_00000000c0de", "outlet": "Copying Times", "url": None}
    )
    with Store.open(location) as store:
        store.add(Page(again, b"", "text/plain", "again"), again)
        store.link()
    with at_desk(location) as client:
        groups = client.get("/api/queue").json()["groups"]
        found = {g["lead"]["id"]: [c["id"] for c in g["copies"]] for g in groups}
        pair = {first.id, again.id}
        (lead,) = pair & found.keys()
        assert set(found[lead]) == pair - {lead}
        copies = client.get(f"/api/reports/{again.id}").json()["copies"]
        (copy,) = [c for c in copies if c["report"] == first.id]
    assert (copy["outlet"], copy["title"]) == (first.outlet, first.title)
