"""Who may ask for what: every role against every route that the app has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_world import REPORTS, decide, fill
from fastapi import FastAPI
from fastapi.testclient import TestClient
from people_desk import QUICK, THERE, password_of
from starlette.routing import Mount

from sayso.store import Store
from sayso.web.access import ROLES
from sayso.web.app import create_app, routes_app
from sayso.web.people import passwords
from sayso.web.people.rules import ANYBODY, RULES, rules_of
from sayso.web.served import Options

PEOPLE = {"reader": "Rana", "coder": "Jo", "adjudicator": "Zoe", "admin": "Amal"}

# What the table must come to, said another way: looking is a reader's, changing a coder's, but for:
EXPECTED = {
    ("POST", "/api/login"): ANYBODY,
    ("POST", "/api/logout"): "reader",
    ("POST", "/api/password"): "reader",
    ("GET", "/api/decisions.jsonl"): "coder",
    ("GET", "/api/incidents/lost"): "coder",
    ("GET", "/api/adjudications"): "adjudicator",
    ("GET", "/api/adjudications/{report}"): "adjudicator",
    ("GET", "/api/agreement"): "adjudicator",
    ("POST", "/api/jobs"): "adjudicator",
    ("GET", "/api/people"): "admin",
    ("POST", "/api/people"): "admin",
    ("PATCH", "/api/people/{name}"): "admin",
    ("GET", "/api/audit"): "admin",
    ("POST", "/api/decisions"): "admin",
}


def routes_of(app: FastAPI) -> list[tuple[str, str]]:
    """Method and path of every route of the app's API."""
    paths = app.openapi()["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods]


ROUTES = routes_of(routes_app())


class World:
    """A team's desk, and a browser of each role."""

    def __init__(self, location: str) -> None:
        self.app = create_app(location, options=Options(team=True))
        self.store: Store = self.app.state.served.desk.store
        for role in ROLES:
            name = PEOPLE[role]
            self.store.add_person(
                name, password=passwords.hash_password(password_of(name)), role=role
            )
        self.nobody = TestClient(self.app, base_url=THERE)
        self.by_role = {role: self.log_in(PEOPLE[role]) for role in ROLES}

    def log_in(self, name: str) -> TestClient:
        client = TestClient(self.app, base_url=THERE)
        answer = client.post("/api/login", json={"name": name, "password": password_of(name)})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return client


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    location = str(tmp_path_factory.mktemp("team") / "reports.db")
    fill(location)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_HASHER", QUICK)
        made = World(location)
        with TestClient(made.app):  # opens and closes it
            yield made


def filled_in(path: str) -> str:
    """An address that a route takes, of things that are not there."""
    for name in ("{id}", "{report}", "{name}", "{format}"):
        path = path.replace(name, "r_0")
    assert "{" not in path, f"say in this test what {path} takes"
    return path


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_every_route_has_the_role_that_it_should(route: tuple[str, str]) -> None:
    assert route in RULES, f"{route} needs a line in sayso/web/people/rules.py"
    method, _ = route
    assert RULES[route] == EXPECTED.get(route, "reader" if method == "GET" else "coder")


def test_the_table_has_no_rule_for_a_route_that_is_not_there() -> None:
    assert set(RULES) - set(ROUTES) == {("GET", "/api/openapi.json")}


def test_nothing_but_the_client_is_outside_of_the_api(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>the client</p>", encoding="utf-8")
    Store.open(tmp_path / "reports.db").close()
    app = create_app(tmp_path / "reports.db", options=Options(client=tmp_path))
    paths = [getattr(route, "path", None) for route in app.routes if isinstance(route, Mount)]
    assert paths == [""]
    assert all(path.startswith("/api/") for _, path in ROUTES)
    app.state.served.access.close()
    app.state.served.desk.store.close()


def test_nobody_gets_in_anywhere_but_at_the_login(world: World) -> None:
    for method, path in ROUTES:
        answer = world.nobody.request(method, filled_in(path))
        expected = 422 if path == "/api/login" else 401
        assert answer.status_code == expected, (method, path)
        assert set(answer.json()) == {"detail"}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_where_it_may_and_nowhere_else(world: World, role: str) -> None:
    client = world.by_role[role]
    let_in = []
    for method, path in ROUTES:
        least = RULES[method, path]
        may = least is ANYBODY or ROLES.index(role) >= ROLES.index(least)
        if path in {"/api/stream", "/api/logout"} and may:
            continue  # one does not end, the other ends the session
        # not JSON, so that nothing is done where the route is reached
        answer = client.request(method, filled_in(path), content=b"" if method == "GET" else b"!")
        if may:
            let_in.append(path)
            # a wrong old password and the like are refused with the same status by the route
            assert answer.status_code not in (401, 403), (method, path, answer.text)
        else:
            assert answer.status_code == 403, (method, path)
            assert f"takes the role {least}" in answer.json()["detail"]
    assert let_in


@pytest.mark.parametrize("role", ROLES)
def test_no_change_is_made_without_the_token(world: World, role: str) -> None:
    client = TestClient(world.app, base_url=THERE, cookies=world.by_role[role].cookies)
    for method, path in ROUTES:
        if method != "GET" and path != "/api/login":
            assert client.request(method, filled_in(path)).status_code == 403, (method, path)


def test_a_path_without_a_rule_is_not_there() -> None:
    for path in ("/api", "/api/", "/api/nothing", "/api/reports", "/api/reports/r_1/raw/x"):
        assert rules_of(path) == {}
    assert rules_of("/api/reports/r_1") == {"GET": "reader"}


@pytest.mark.parametrize("path", ["//api/people", "/api//people", "/API/people", "/api/people/"])
def test_another_spelling_of_a_path_leads_nowhere(world: World, path: str) -> None:
    answer = world.nobody.get(f"{THERE}{path}", follow_redirects=False)
    assert answer.status_code in (401, 404)
    assert world.by_role["coder"].get(f"{THERE}{path}").status_code in (403, 404)


@pytest.mark.parametrize("host", ["x/api/login?", "x/api/login#", "x\\api\\login?", "x/api/me?"])
def test_the_name_of_the_host_leads_to_no_other_rule(world: World, host: str) -> None:
    """A framework puts addresses together with the Host header; routes are found without it."""
    new = {"name": "Mallory", "role": "admin", "password": "nine yellow saucepans"}
    headers = {"Host": host}
    assert world.nobody.post("/api/people", json=new, headers=headers).status_code == 401
    coder = world.by_role["coder"]
    assert coder.get("/api/people", headers=headers).status_code == 403
    assert not any(person.name == "Mallory" for person in world.store.people())


def test_a_role_does_not_get_more_by_what_it_sends(world: World) -> None:
    coder, adjudicator = world.by_role["coder"], world.by_role["adjudicator"]
    last_word: dict[str, Any] = {"action": "confirm", "stage": "adjudication"}
    path = f"/api/reports/{REPORTS[1].id}/decisions"
    assert coder.post(path, json=last_word).status_code == 403
    assert adjudicator.post("/api/jobs", json={"kind": "reread"}).status_code == 403
    assert adjudicator.post(path, json=last_word).status_code == 200


def test_what_one_coder_decides_no_other_coder_sees(world: World) -> None:
    """Over all routes that answer a coder or a reader, those that come later too."""
    reason = "a reason that only Jo knows"
    report = REPORTS[0].id
    coder = world.by_role["coder"]
    decide(coder, report, "correct", "events.e1.mode", new="firearms", reason=reason)
    decide(coder, report, "note", "events.e1", reason=reason)
    toll = REPORTS[0].events[0].tolls[0].model_dump(mode="json")
    number = {"low": 73419, "best": 73419, "high": 73419}
    decide(coder, report, "correct", "events.e1.tolls", new=[{**toll, **number}])
    decide(coder, report, "confirm", reason=reason)
    incident = coder.get("/api/incidents").json()["incidents"][0]["id"]
    decided = {"value": "73419", **number}
    decide(coder, incident, "correct", "killed", new=decided, reason=reason)
    for seen in (f"/api/reports/{report}", f"/api/incidents/{incident}"):
        assert reason in coder.get(seen).text
    world.store.add_person(
        "Max", password=passwords.hash_password(password_of("Max")), role="coder"
    )
    looked, leaks = [], set()
    # A reader, who decides nothing, sees what the review has come to, but not whose it is.
    hidden = {"coder": (reason, '"Jo"', "73419"), "reader": (reason, '"Jo"')}
    for role, other in (("coder", world.log_in("Max")), ("reader", world.by_role["reader"])):
        for method, path in ROUTES:
            if method != "GET" or path == "/api/stream":
                continue
            id_ = incident if path.startswith("/api/incidents") else report
            address = path.replace("{id}", id_).replace("{report}", id_)
            answer = other.get(address)
            looked.append(answer.status_code == 200)
            leaks |= {(role, path, words) for words in hidden[role] if words in answer.text}
    assert sum(looked) > 10
    assert leaks == set()


def test_an_adjudicator_sees_what_coders_decided(world: World) -> None:
    seen = world.by_role["adjudicator"].get("/api/agreement")
    assert seen.status_code == 200
