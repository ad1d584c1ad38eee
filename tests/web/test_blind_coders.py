"""A team at one desk: coders see nothing of each other, an adjudicator sees both."""

import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from desk_world import REPORTS, at_desk, decide, fill
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.store import Store
from sayso.web.app import create_app
from sayso.web.people import Accounts
from sayso.web.served import Options

FIRST = REPORTS[0].id
DESK = "https://desk.example"
PASSWORD = "twelve green kettles on a stove"  # noqa: S105 - of a test
ROLES = {"Amal": "coder", "Jo": "coder", "Noor": "adjudicator", "Kim": "admin", "Lee": "reader"}


class Team:
    """People at one desk, each in a browser of their own."""

    def __init__(self, app: FastAPI, open_: ExitStack) -> None:
        self._app = app
        self._open = open_
        self._first = open_.enter_context(TestClient(app, base_url=DESK))

    def login(self, name: str) -> TestClient:
        client = TestClient(self._app, base_url=DESK)
        answer = client.post("/api/login", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return client


@pytest.fixture
def team(location: str) -> Iterator[Team]:
    fill(location)
    with Store.open(location) as store:
        for name, role in ROLES.items():
            Accounts(store).add(name, role, PASSWORD)  # type: ignore[arg-type]
    with ExitStack() as open_:
        yield Team(create_app(location, options=Options(team=True)), open_)


def test_coders_are_blind_and_the_last_word_is_the_adjudicators(team: Team) -> None:
    amal, jo, noor, lee = (team.login(name) for name in ("Amal", "Jo", "Noor", "Lee"))

    decide(amal, FIRST, "correct", "events.e1.mode", new="firearms")
    decide(amal, FIRST, "note", "events.e1", reason="for my eyes only")
    decide(amal, FIRST, "confirm")
    decide(jo, FIRST, "correct", "events.e1.mode", new="aerial")

    seen = jo.get(f"/api/reports/{FIRST}").json()
    assert seen["report"]["events"][0]["mode"] == "aerial"
    assert set(seen["marks"]) == {"events.e1.mode"}
    assert not seen["done"]
    for path in (
        f"reports/{FIRST}",
        "queue?reviewed=all",
        "decisions.jsonl",
        "figures",
        "incidents",
    ):
        assert "Amal" not in jo.get(f"/api/{path}").text
    assert "for my eyes only" not in jo.get("/api/decisions.jsonl").text
    decide(jo, FIRST, "confirm")

    assert [jo.get(f"/api/{p}").status_code for p in ("agreement", "adjudications")] == [403, 403]
    (line,) = noor.get("/api/adjudications").json()
    assert (line["report"], line["coders"], line["done"]) == (FIRST, ["Amal", "Jo"], False)
    compared = noor.get(f"/api/adjudications/{FIRST}").json()
    (note,) = compared["notes"]
    assert (note["who"], note["path"]) == ("Amal", "events.e1")
    assert note["words"] == "for my eyes only"
    (place,) = compared["places"]
    assert {v["who"]: v["value"] for v in place["values"]} == {"Amal": "firearms", "Jo": "aerial"}
    assert (place["machine"], place["agreed"]) == ("explosives", False)

    official = lee.get(f"/api/reports/{FIRST}").json()
    assert official["report"]["events"][0]["mode"] == "explosives"
    decide(noor, FIRST, "correct", "events.e1.mode", new="aerial", stage="adjudication")
    decide(noor, FIRST, "confirm", stage="adjudication")
    official = lee.get(f"/api/reports/{FIRST}").json()
    assert official["report"]["events"][0]["mode"] == "aerial"
    assert official["marks"] == {}
    assert noor.get("/api/adjudications").json()[0]["done"]
    assert amal.get(f"/api/reports/{FIRST}").json()["report"]["events"][0]["mode"] == "firearms"

    found = noor.get("/api/agreement").json()
    assert (found["double"], found["adjudicated"]) == (1, 1)
    assert {p["who"]: p["role"] for p in found["pace"]}["Amal"] == "coder"


def test_nothing_that_a_coder_sees_moves_when_another_decides(team: Team) -> None:
    amal, jo = team.login("Amal"), team.login("Jo")
    (incident,) = [line["id"] for line in jo.get("/api/incidents").json()["incidents"]]
    seen = [f"reports/{FIRST}", f"incidents/{incident}", "incidents", "map", "search?q=bomb"]
    seen += ["queue?reviewed=all", "queue", "said?source=police", "said?outlet=River Post", "jobs"]
    seen += ["figures", "queue?type=PROTEST", "queue?contested=true", "incidents?q=police"]
    seen += ["names?kind=outlet&q=post", "names?kind=outlet&q=ze", "incidents/lost"]
    filters = ["killed:14", "type:PROTEST", "type:ASSAULT", "contested:yes", "-contested:yes"]
    filters += ["killed:>=1", "agency:*", "language:en", "date:2020", "flagged:yes", "reviewed:no"]
    filters += ["title", "Another", "outlet:post", "reports:1", "-mode:*", "source:police"]
    lists = ("incidents", "map", "queue")
    seen += [f"{name}?where={where}" for where in filters for name in lists]

    def looks() -> dict[str, str]:
        # how many have gone through a report is no secret
        told = {path: jo.get(f"/api/{path}").text for path in seen}
        return {path: re.sub(r'"coders":\d+', "", text) for path, text in told.items()}

    before = looks()
    decide(amal, FIRST, "correct", "title", new="Another title")
    decide(amal, FIRST, "correct", "events.e1.type", new="PROTEST")
    decide(amal, FIRST, "reject", "statements.s1")
    decide(amal, FIRST, "flag")
    decide(amal, FIRST, "confirm")
    decide(amal, incident, "correct", "killed", new={"value": "14", "low": 14, "best": 14})
    decide(amal, incident, "split", new={"events": [[REPORTS[1].id, "e1"]]})
    decide(amal, incident, "reject")
    after = looks()
    assert {path for path in seen if before[path] != after[path]} == set()
    assert jo.get("/api/incidents?state=rejected").status_code == 422
    for name in lists:
        for where in ("state:none", "bomb OR -(killed:1 state:rejected,split)", "state:*"):
            answer = jo.get(f"/api/{name}?where={where}")
            wrong = "rejected" in where
            assert answer.status_code == (400 if wrong else 422), answer.text
            assert wrong or "what others decided" in answer.json()["detail"]


def test_an_export_tells_no_coder_what_others_decided(team: Team) -> None:
    amal, noor, lee = team.login("Amal"), team.login("Noor"), team.login("Lee")
    for name in ("incidents", "records", "prov"):
        answer = amal.get(f"/api/export/{name}?machine=true")
        assert (answer.status_code, "coders do not see" in answer.text) == (403, True)
    assert lee.get("/api/export/records").status_code == 200
    for where in ("flagged:yes", "bomb -reviewed:no"):
        answer = lee.get("/api/export/records", params={"where": where})
        assert (answer.status_code, "what others marked" in answer.text) == (403, True)
        assert noor.get("/api/export/records", params={"where": where}).status_code == 200
    for name in ("prov", "web-annotation"):
        assert lee.get(f"/api/export/{name}").status_code == 403
        assert noor.get(f"/api/export/{name}").status_code == 200
    lines = team.login("Kim").get("/api/audit").json()
    assert ("Lee", "exported", "records") in {
        (line["who"], line["what"], line["about"]) for line in lines
    }


def test_what_several_decide_at_once_about_an_incident_all_counts(team: Team) -> None:
    people = [team.login(name) for name in ("Amal", "Jo", "Noor")]
    (incident,) = [line["id"] for line in people[0].get("/api/incidents").json()["incidents"]]
    fields = {"killed": "14", "injured": "30", "type": "PROTEST"}

    def work(client: TestClient, field: str, value: str) -> None:
        new = {
            "value": value,
            **(dict.fromkeys(("low", "best"), int(value)) if value.isdigit() else {}),
        }
        for _ in range(5):
            decide(client, incident, "correct", field, new=new)

    threads = [
        threading.Thread(target=work, args=(client, *pair))
        for client, pair in zip(people, fields.items(), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    official = team.login("Lee").get(f"/api/incidents/{incident}").json()["incident"]
    (line,) = team.login("Lee").get("/api/incidents").json()["incidents"]
    assert (official["agreed"]["killed"], official["agreed"]["injured"]) == ("14", "30")
    assert (line["type"], line["killed"][1]) == ("PROTEST", 14)


def test_who_is_no_adjudicator_any_more_takes_no_last_word_back(team: Team) -> None:
    noor, kim = team.login("Noor"), team.login("Kim")
    decide(noor, FIRST, "confirm", stage="adjudication")
    assert kim.patch("/api/people/Noor", json={"role": "coder"}).status_code == 200
    again = team.login("Noor")
    assert again.post("/api/undo").status_code == 403


def test_only_adjudicators_have_the_last_word_and_only_admins_read_all_again(team: Team) -> None:
    body = {"action": "confirm", "stage": "adjudication"}
    assert team.login("Amal").post(f"/api/reports/{FIRST}/decisions", json=body).status_code == 403
    noor = team.login("Noor")
    assert noor.post("/api/jobs", json={"kind": "reread"}).status_code == 403
    assert team.login("Lee").post("/api/undo").status_code == 403


def test_decisions_go_out_and_come_in_again(team: Team, tmp_path: object) -> None:
    amal, jo, kim = (team.login(name) for name in ("Amal", "Jo", "Kim"))
    decide(amal, FIRST, "correct", "events.e1.mode", new="firearms")
    decide(jo, REPORTS[1].id, "flag")
    everything = kim.get("/api/decisions.jsonl").text
    own = amal.get("/api/decisions.jsonl").text
    assert everything.count('"action"') == 2
    assert own.count('"action"') == 1

    other = f"{tmp_path}/other.db"
    fill(other)
    with TestClient(create_app(other), base_url="http://127.0.0.1:8765") as alone:
        alone.headers["X-CSRF-Token"] = alone.get("/api/me").json()["csrf"]
        headers = {"Content-Type": "application/jsonl"}
        sent = everything + "no JSON\n"
        first, again = (
            alone.post("/api/decisions", content=sent.encode(), headers=headers).json()
            for _ in range(2)
        )
    assert (first["written"], first["there"], len(first["refused"])) == (2, 0, 1)
    assert (again["written"], again["there"]) == (0, 2)
    with Store.open(other) as store:
        assert store.get(FIRST, official=True).events[0].mode == "firearms"


def test_a_desk_that_becomes_a_teams_shows_what_nobody_went_through_as_it_was_read(
    filled: str,
) -> None:
    with at_desk(filled) as alone:
        decide(alone, FIRST, "correct", "title", new="Another title")
    with Store.open(filled) as store:
        assert store.get(FIRST, official=True).title == "Another title"
        Accounts(store).add("Noor", "admin", PASSWORD)
        with TestClient(create_app(filled, options=Options(team=True)), base_url=DESK):
            assert store.get(FIRST, official=True) == REPORTS[0]
