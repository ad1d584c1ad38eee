"""The audit log: what people did and tried to do, without anything that is secret."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from people_desk import THERE, Desk, desk, password_of

from sayso.errors import StoreError
from sayso.web.security.trickle import Trickle


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Desk]:
    with desk(str(tmp_path / "reports.db"), str(tmp_path), team=True) as made:
        for name, role in (("Amal", "admin"), ("Jo", "coder")):
            made.guard.accounts.add(name, role, password_of(name))
        yield made


def test_it_says_who_came_went_and_was_turned_away(team: Desk) -> None:
    team.client(THERE).post("/api/login", json={"name": "jo", "password": "not it at all"})
    client = team.logged_in("Jo")
    client.get("/api/people")
    client.post("/api/logout")
    assert team.audit() == [
        ("", "login_failed", "Jo"),
        ("Jo", "login", ""),
        (
            "Jo",
            "refused",
            "GET /api/people: this takes the role admin; an admin can give it to you",
        ),
        ("Jo", "logout", ""),
    ]
    assert {line.address for line in team.store.audit()} == {"192.0.2.7"}


def test_it_says_what_was_changed_of_accounts(team: Desk) -> None:
    admin = team.logged_in("Amal")
    new = {"name": "Zoe", "role": "coder", "password": "nine yellow saucepans"}
    assert admin.post("/api/people", json=new).status_code == 201
    change = {"role": "reader", "active": False, "password": "ten purple saucepans"}
    admin.patch("/api/people/zoe", json=change)
    admin.patch("/api/people/Zoe", json={"active": True})
    admin.post("/api/password", json={"old": password_of("Amal"), "new": "six white saucepans"})
    assert team.audit()[1:] == [
        ("Amal", "person_added", "Zoe: coder"),
        ("Amal", "person_changed", "Zoe: role reader, disabled, password"),
        ("Amal", "person_changed", "Zoe: enabled"),
        ("Amal", "person_changed", "Amal: password"),
    ]


def test_no_secret_is_in_it_or_in_any_log(team: Desk, caplog: pytest.LogCaptureFixture) -> None:
    secrets = ["nine yellow saucepans", "ten purple saucepans", "typed into the wrong box"]
    with caplog.at_level(logging.DEBUG):
        admin = team.logged_in("Amal")
        admin.post("/api/people", json={"name": "Zoe", "role": "coder", "password": secrets[0]})
        admin.patch("/api/people/Zoe", json={"password": secrets[1]})
        outside = team.client(THERE)
        outside.post("/api/login", json={"name": secrets[2], "password": secrets[2]})
        outside.post("/api/login", json={"name": "Zoe", "password": secrets[0]})
        admin.post("/api/password", json={"old": secrets[2], "new": secrets[1]})
    secrets += [admin.cookies["__Host-sayso"], admin.headers["X-CSRF-Token"], password_of("Amal")]
    logged = caplog.text + str(team.store.audit(limit=500))
    assert "login_failed" in logged
    for secret in secrets:
        assert secret not in logged
    assert team.store.person("Zoe").password not in logged


def test_an_admin_reads_it_newest_first_in_pages(team: Desk) -> None:
    admin = team.logged_in("Amal")
    for _ in range(4):
        team.logged_in("Jo")
    first = admin.get("/api/audit?limit=3").json()
    then = admin.get(f"/api/audit?limit=3&before={first[-1]['number']}").json()
    numbers = [line["number"] for line in first + then]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 5
    assert first[0] == {**first[0], "who": "Jo", "what": "login", "address": "192.0.2.7"}


def test_it_cannot_be_changed(team: Desk) -> None:
    team.logged_in("Jo")
    for statement in ("UPDATE audit SET who = 'nobody'", "DELETE FROM audit"):
        with pytest.raises(StoreError), team.store._writing() as session:
            session.connection().exec_driver_sql(statement)
    assert team.audit() == [("Jo", "login", "")]


def test_a_page_of_another_site_that_was_turned_away_is_in_it(team: Desk) -> None:
    client = team.logged_in("Jo", Origin="https://desk.example")
    client.headers["Origin"] = "https://attacker.example"
    client.post("/api/undo")
    who, what, about = team.audit()[-1]
    assert (who, what) == ("", "refused")
    assert about.startswith("POST /api/undo: a page of another site")


def test_a_path_cannot_write_lines_of_its_own(team: Desk) -> None:
    client = team.logged_in("Jo")
    client.headers["X-CSRF-Token"] = ""
    client.post("/api/reports/a%0A%1b[2Jadmin%00/decisions")
    assert team.audit()[-1][2].startswith("POST /api/reports/a??[2Jadmin?/decisions: ")


def test_what_the_route_itself_refuses_is_in_it(team: Desk) -> None:
    admin = team.logged_in("Amal")
    assert admin.post("/api/jobs").status_code == 403
    assert team.audit()[-1] == ("Amal", "refused", "POST /api/jobs")


def test_nobody_can_fill_it_up(team: Desk) -> None:
    client = team.client(THERE, Origin="https://attacker.example")
    for _ in range(60):
        client.post("/api/undo")
    assert len(team.audit()) == 20


def test_lines_that_are_left_out_are_counted() -> None:
    now = 0.0
    trickle = Trickle(lambda: now)
    taken = [trickle.takes("Jo") for _ in range(50)]
    assert taken == [0] * 20 + [None] * 30
    assert trickle.takes("Zoe") == 0
    now = 60.0
    assert [trickle.takes("Jo"), trickle.takes("Jo")] == [30, 0]


def test_memory_for_it_is_bounded() -> None:
    trickle = Trickle(lambda: 0.0)
    for number in range(20_000):
        trickle.takes(f"from {number}")
    assert len(trickle._seen) <= 5_000


def test_a_refusal_holds_when_it_cannot_be_written_down(
    team: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = team.logged_in("Jo")

    def fails(*_: object, **__: object) -> int:
        raise StoreError("the disk is full")

    monkeypatch.setattr(team.store, "write_audit", fails)
    assert client.get("/api/people").status_code == 403
    wrong = {"name": "Jo", "password": "not it at all"}
    assert team.client(THERE).post("/api/login", json=wrong).status_code == 401


def test_a_number_that_no_line_can_have_is_refused(team: Desk) -> None:
    admin = team.logged_in("Amal")
    assert admin.get(f"/api/audit?before={2**31 - 1}").status_code == 200
    assert admin.get(f"/api/audit?before={2**63}").status_code == 422
