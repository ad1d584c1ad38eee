"""Deciding about incidents: values, verdicts, merging, splitting, and taking it back."""

from typing import Any

import pytest
from desk_world import REPORTS, at_desk, decide
from fastapi.testclient import TestClient

from sayso.record import ReaderInfo
from sayso.store import Store


@pytest.fixture
def incident(client: TestClient) -> str:
    (line,) = client.get("/api/incidents").json()["incidents"]
    return str(line["id"])


def view(client: TestClient, id_: str) -> Any:
    answer = client.get(f"/api/incidents/{id_}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_decided_field_is_contested_no_more(client: TestClient, incident: str) -> None:
    new = {"value": "14", "low": 14, "best": 14, "high": 14}
    done = decide(client, incident, "correct", "killed", new=new, reason="the hospital counted")
    assert done["marks"]["killed"]["state"] == "corrected"
    seen = view(client, incident)
    assert "killed" not in seen["incident"]["contested"]
    assert seen["incident"]["agreed"]["killed"] == "14"
    assert "killed" in seen["machine"]["contested"]
    (line,) = client.get("/api/incidents").json()["incidents"]
    assert (line["state"], line["killed"]) == ("corrected", [14, 14, 14])
    assert client.get("/api/map").json()["killed"] == [14]
    client.post("/api/undo")
    assert "killed" in view(client, incident)["incident"]["contested"]
    (line,) = client.get("/api/incidents").json()["incidents"]
    assert line["state"] is None


def test_what_is_rejected_leaves_the_lists_until_it_is_undone(
    client: TestClient, incident: str
) -> None:
    decide(client, incident, "reject")
    assert client.get("/api/incidents").json()["incidents"] == []
    assert client.get("/api/map").json()["id"] == []
    rejected = client.get("/api/incidents", params={"state": "rejected"}).json()["incidents"]
    assert [line["id"] for line in rejected] == [incident]
    client.post("/api/undo")
    assert [i["id"] for i in client.get("/api/incidents").json()["incidents"]] == [incident]


def test_a_split_and_a_merge_that_puts_it_back(client: TestClient, incident: str) -> None:
    apart = [[REPORTS[1].id, "e1"]]
    decide(client, incident, "split", new={"events": apart})
    lines = client.get("/api/incidents").json()["incidents"]
    assert len(lines) == 2
    (other,) = [line["id"] for line in lines if line["id"] != incident]
    assert [e["report"] for e in view(client, other)["incident"]["events"]] == [REPORTS[1].id]
    assert len(view(client, incident)["incident"]["events"]) == 2
    assert other in [line["id"] for line in view(client, incident)["near"]]

    rest = [[e["report"], e["event"]] for e in view(client, incident)["incident"]["events"]]
    new = {"into": incident, "events": apart, "into_events": rest}
    decide(client, other, "merge", new=new)
    (line,) = client.get("/api/incidents").json()["incidents"]
    assert (line["id"], line["reports"]) == (incident, 3)
    assert view(client, other)["incident"]["id"] == incident

    answer = client.post("/api/undo")
    assert answer.status_code == 200, answer.text
    undone = answer.json()
    assert undone["decision"]["action"] == "undo"
    assert len(client.get("/api/incidents").json()["incidents"]) == 2
    client.post("/api/undo")
    (line,) = client.get("/api/incidents").json()["incidents"]
    assert (line["id"], line["reports"]) == (incident, 3)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"action": "correct", "path": "colour", "new": {"value": "red"}}, "no field 'colour'"),
        ({"action": "split", "new": {"events": [["r_0", "e9"]]}}, "no event r_0/e9"),
        ({"action": "merge", "new": {"into": "i_0", "events": []}}, "which events"),
        ({"action": "add", "path": ""}, "nothing that can be done"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    client: TestClient, incident: str, body: dict[str, Any], words: str
) -> None:
    answer = client.post(f"/api/incidents/{incident}/decisions", json=body)
    assert answer.status_code == 422
    assert words in answer.json()["detail"]


def test_what_has_no_place_any_more_is_told(filled: str) -> None:
    with at_desk(filled) as client:
        (line,) = client.get("/api/incidents").json()["incidents"]
        new = {"value": "14", "low": 14, "best": 14, "high": 14}
        decide(client, line["id"], "correct", "killed", new=new)
        assert client.get("/api/incidents/lost").json() == []
        with Store.open(filled) as store:
            for report in REPORTS:  # as a reader has them that finds nothing in them
                reader = ReaderInfo(version="0.2")
                store.add_reading(report.model_copy(update={"events": (), "reader": reader}))
        client.post("/api/jobs", json={"kind": "link"})
        client.app.state.served.jobs.wait(30)  # type: ignore[attr-defined]
        assert client.get("/api/incidents").json()["incidents"] == []
        (lost,) = client.get("/api/incidents/lost").json()
        assert (lost["decision"]["record"], lost["decision"]["path"]) == (line["id"], "killed")
        assert "in an incident any more" in lost["why"]
