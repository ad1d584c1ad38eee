"""Accounts as an admin keeps them at the desk, on each engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_desk import THERE, Desk, desk, password_of

NEW = {"name": "Zoe", "role": "coder", "password": "nine yellow saucepans"}


@pytest.fixture
def team(location: str, tmp_path: Path) -> Iterator[Desk]:
    with desk(location, str(tmp_path), team=True) as made:
        made.guard.accounts.add("Amal", "admin", password_of("Amal"))
        yield made


def test_an_admin_makes_lists_and_changes_accounts(team: Desk) -> None:
    admin = team.logged_in("Amal")
    made = admin.post("/api/people", json=NEW)
    assert (made.status_code, made.json()["role"], made.json()["active"]) == (201, "coder", True)
    changed = admin.patch("/api/people/ZOE", json={"role": "adjudicator"})
    assert (changed.json()["name"], changed.json()["role"]) == ("Zoe", "adjudicator")
    listed = admin.get("/api/people")
    assert [(p["name"], p["role"]) for p in listed.json()] == [
        ("Amal", "admin"),
        ("Zoe", "adjudicator"),
    ]
    assert "password" not in listed.text
    assert "argon2" not in listed.text
    client = team.client(THERE)
    given = {"name": "zoe", "password": NEW["password"]}
    assert client.post("/api/login", json=given).json()["name"] == "Zoe"


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"name": "AMAL"}, 409, "there is an account Amal already"),
        ({"name": "a/b"}, 422, "U+002F"),
        ({"name": "Zo\u202ee"}, 422, "U+202E"),
        ({"password": "zoe zoe zoe zoe"}, 422, "different characters"),
        ({"password": "Zoe and nobody else"}, 422, "holds the name"),
        ({"password": "short"}, 422, "password"),
        ({"role": "king"}, 422, "role"),
        ({"more": 1}, 422, "more"),
    ],
)
def test_an_account_that_will_not_do_is_refused_with_the_reason(
    team: Desk, change: dict[str, object], status: int, words: str
) -> None:
    answer = team.logged_in("Amal").post("/api/people", json={**NEW, **change})
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text
    assert [person.name for person in team.store.people()] == ["Amal"]


def test_the_last_admin_cannot_leave(team: Desk) -> None:
    admin = team.logged_in("Amal")
    for change in ({"role": "coder"}, {"active": False}):
        answer = admin.patch("/api/people/Amal", json=change)
        assert (answer.status_code, "only admin" in answer.json()["detail"]) == (409, True)
    assert admin.get("/api/people").status_code == 200


def test_nobody_is_changed_who_is_not_there(team: Desk) -> None:
    answer = team.logged_in("Amal").patch("/api/people/Nobody", json={"role": "coder"})
    assert (answer.status_code, "no account" in answer.json()["detail"]) == (404, True)
