"""What the API answers, on each engine."""

from typing import Any

import pytest
from desk_world import REPORTS, decide
from fastapi.testclient import TestClient

FIRST = REPORTS[0].id


def view(client: TestClient, id_: str = FIRST) -> Any:
    answer = client.get(f"/api/reports/{id_}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_report_has_all_that_stands_beside_it(client: TestClient) -> None:
    seen = view(client)
    assert seen["report"] == REPORTS[0].model_dump(mode="json")
    assert seen["marks"] == {}
    assert not seen["done"]
    assert [r["current"] for r in seen["readings"]] == [True]
    (incident,) = seen["incidents"]
    assert (incident["type"], incident["place"], incident["events"]) == (
        "ASSAULT",
        "Kirkuk",
        ["e1"],
    )


def test_a_decision_changes_what_its_person_sees(client: TestClient) -> None:
    done = decide(client, FIRST, "correct", "events.e1.mode", old="explosives", new="firearms")
    assert done["decision"]["who"] == "Amal"
    assert [e["mode"] for e in done["patch"]["events"]] == ["firearms"]
    assert set(done["patch"]) == {"events"}
    assert done["marks"]["events.e1.mode"]["old"] == "explosives"
    seen = view(client)
    assert seen["report"]["events"] == done["patch"]["events"]
    assert seen["marks"] == done["marks"]


def test_what_is_rejected_is_shown_as_rejected(client: TestClient) -> None:
    done = decide(client, FIRST, "reject", "statements.s1", reason="no words of anybody")
    assert [s["id"] for s in done["rejected"]["statements"]] == ["s1"]
    assert done["patch"]["statements"] == []
    assert view(client)["rejected"] == done["rejected"]


def test_going_through_a_report_is_done(client: TestClient) -> None:
    assert decide(client, FIRST, "confirm")["done"]
    assert view(client)["done"]


def test_what_one_person_alone_decides_is_the_official_state(client: TestClient) -> None:
    store = client.app.state.served.desk.store  # type: ignore[attr-defined]
    decide(client, FIRST, "correct", "events.e1.mode", new="firearms")
    assert store.get(FIRST, official=True).events[0].mode == "firearms"
    assert store.get(FIRST).events[0].mode == "explosives"
    client.post("/api/undo")
    assert store.get(FIRST, official=True).events[0].mode == "explosives"


def test_undo_and_redo_last_as_long_as_the_log(client: TestClient) -> None:
    decide(client, FIRST, "correct", "events.e1.type", new="PROTEST")
    decide(client, REPORTS[1].id, "confirm")
    undone = [client.post("/api/undo").json() for _ in range(2)]
    assert [u["decision"]["record"] for u in undone] == [REPORTS[1].id, FIRST]
    assert undone[1]["patch"]["events"][0]["type"] == "ASSAULT"
    assert undone[1]["turns"]["undo"] is None
    assert undone[1]["turns"]["redo"]["path"] == "events.e1.type"
    refused = client.post("/api/undo")
    assert (refused.status_code, refused.json()) == (
        409,
        {"detail": "nothing to undo; decide something first"},
    )
    again = client.post("/api/redo").json()
    assert again["patch"]["events"][0]["type"] == "PROTEST"
    assert view(client)["turns"] == again["turns"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"action": "correct", "path": "events.e1.typo", "new": "X"}, 422, "no field 'typo'"),
        ({"action": "correct", "path": "events.e9.type", "new": "PROTEST"}, 422, "no events.e9"),
        ({"action": "confirm", "extra": 1}, 422, "Extra inputs"),
        ({"action": "confirm", "reading": 999}, 404, "no reading 999"),
    ],
)
def test_what_cannot_be_applied_is_refused_with_words(
    client: TestClient, body: dict[str, Any], status: int, words: str
) -> None:
    answer = client.post(f"/api/reports/{FIRST}/decisions", json=body)
    assert answer.status_code == status
    assert words in answer.json()["detail"]
    assert view(client)["turns"]["undo"] is None


def test_what_is_not_there_is_named(client: TestClient) -> None:
    for path in ("reports/r_0000", "incidents/i_0000", "reports/r_0000/raw"):
        answer = client.get(f"/api/{path}")
        assert answer.status_code == 404
        assert "0000" in answer.json()["detail"]
    assert client.get("/api/nowhere").status_code == 404


def test_an_incident_shows_who_said_what(client: TestClient) -> None:
    (line,) = client.get("/api/incidents").json()["incidents"]
    assert (line["type"], line["place"], line["reports"]) == ("ASSAULT", "Kirkuk", 3)
    assert "killed" in line["contested"]
    seen = client.get(f"/api/incidents/{line['id']}").json()
    assert set(seen["reports"]) == {report.id for report in REPORTS}
    assert [q["words"] for q in seen["quotes"]["killed=14"]] == ["14"]
    assert {node["kind"] for node in seen["graph"]["nodes"]} >= {"report"}
    assert seen["graph"]["text"]


def test_what_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/api/reports/{FIRST}")
    again = client.get(f"/api/reports/{FIRST}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    decide(client, FIRST, "flag")
    changed = client.get(f"/api/reports/{FIRST}", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_long_answers_are_compressed(client: TestClient) -> None:
    answer = client.get(f"/api/reports/{FIRST}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_search_finds_words(client: TestClient) -> None:
    hits = client.get("/api/search", params={"q": "doctors"}).json()
    assert [hit["id"] for hit in hits] == [REPORTS[1].id]
    assert "14 people in Kirkuk on Sunday, \x02doctors\x03 said." in hits[0]["snippet"]


def test_the_codebook_has_the_values_of_the_fields(client: TestClient) -> None:
    book = client.get("/api/codebook").json()
    assert "explosives" in book["types"]["ASSAULT"]
    assert "REB" in book["sectors"]
    assert book["countries"]["IRQ"] == "Iraq"
    assert "denied" in book["enums"]["status"]
    explained = set(book["explained"])
    assert set(book["types"]) <= explained
    for kind in ("status", "stance", "statement_kind", "source_kind", "effect"):
        assert {f"{kind}.{value}" for value in book["enums"][kind]} <= explained
    assert {f"sector.{value}" for value in book["sectors"]} <= explained


def test_places_of_the_gazetteer(client: TestClient) -> None:
    frame = {"south": 35, "west": 44, "north": 36, "east": 45, "limit": 5}
    towns = client.get("/api/towns", params=frame).json()
    assert towns[0]["name"] == "Kirkuk"
    assert [t["population"] for t in towns] == sorted(
        (t["population"] for t in towns), reverse=True
    )
    round_the_world = {"south": -20, "west": 177, "north": -15, "east": -178}
    assert {t["country"] for t in client.get("/api/towns", params=round_the_world).json()} == {
        "FJI"
    }
    assert client.get("/api/regions", params={"q": "Goma"}).json()[0]["country"] == "COD"
