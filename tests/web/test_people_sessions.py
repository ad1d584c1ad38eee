"""Sessions: what the browser gets, how long it holds, what ends it."""

from collections.abc import Iterator
from dataclasses import replace
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from httpx import Headers
from people_desk import HERE, THERE, Desk, desk, password_of
from starlette.requests import Request

from sayso.store import Store, people_store
from sayso.store.database import Unavailable
from sayso.store.people_rows import WebSession
from sayso.web.people.logins import digest_of


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "index.html").write_text("<p>the client</p>", encoding="utf-8")
    with desk(str(tmp_path / "reports.db"), str(tmp_path), team=True) as made:
        for name, role in (("Amal", "admin"), ("Jo", "coder")):
            made.guard.accounts.add(name, role, password_of(name))
        yield made


def login(name: str = "Jo") -> dict[str, str]:
    return {"name": name, "password": password_of(name)}


def cookie_of(headers: Headers) -> tuple[str, SimpleCookie]:
    cookie = SimpleCookie(headers["set-cookie"])
    (name,) = cookie
    return name, cookie


def test_under_tls_the_cookie_is_for_this_host_alone_and_no_script(team: Desk) -> None:
    answer = team.client(THERE).post("/api/login", json=login())
    name, cookie = cookie_of(answer.headers)
    morsel = cookie[name]
    assert name == "__Host-sayso"
    assert (morsel["path"], morsel["domain"]) == ("/", "")
    assert (morsel["secure"], morsel["httponly"], morsel["samesite"]) == (True, True, "strict")
    assert len(morsel.value) >= 43  # 256 bits in base 64
    assert int(morsel["max-age"]) == 16 * 3600


def test_without_tls_the_cookie_is_not_secure_or_it_would_never_come_back(team: Desk) -> None:
    answer = team.client(HERE).post("/api/login", json=login())
    name, cookie = cookie_of(answer.headers)
    assert name == "sayso-8765"
    assert (cookie[name]["secure"], cookie[name]["httponly"]) == ("", True)


def test_a_cookie_without_the_prefix_counts_for_nothing_under_tls(team: Desk) -> None:
    token = team.client("http://desk.example").post("/api/login", json=login()).cookies["sayso"]
    client = team.client(THERE)
    client.cookies.set("sayso", token)
    assert client.get("/api/me").status_code == 401
    client.cookies.set("__Host-sayso", token)
    assert client.get("/api/me").status_code == 200


def test_two_desks_on_one_host_leave_each_other_s_cookies_alone(team: Desk) -> None:
    names = [
        cookie_of(team.client(base).post("/api/login", json=login()).headers)[0]
        for base in ("https://desk.example:8443", "https://desk.example:8444", THERE)
    ]
    assert names == ["__Host-sayso-8443", "__Host-sayso-8444", "__Host-sayso"]


def test_the_answer_says_who_and_the_token_for_changes(team: Desk) -> None:
    client = team.client(THERE)
    said = client.post("/api/login", json=login()).json()
    assert (said["name"], said["role"], said["team"]) == ("Jo", "coder", True)
    assert client.get("/api/me").json() == said
    assert said["csrf"] not in client.cookies["__Host-sayso"]


def test_the_database_has_no_token(team: Desk) -> None:
    token = team.client(THERE).post("/api/login", json=login()).cookies["__Host-sayso"]
    kept = team.store.session(digest_of(token))
    assert kept is not None
    assert kept.person.name == "Jo"
    assert kept.agent == "desk-tests/1"
    assert team.store.session(token) is None


def test_a_token_that_somebody_planted_is_not_taken_over(team: Desk) -> None:
    client = team.client(THERE)
    client.cookies.set("__Host-sayso", "planted-by-an-attacker")
    client.post("/api/login", json=login())
    planted = team.client(THERE)
    planted.cookies.set("__Host-sayso", "planted-by-an-attacker")
    assert planted.get("/api/me").status_code == 401


def test_a_new_login_gives_a_new_token_and_ends_the_one_of_before(team: Desk) -> None:
    client = team.client(THERE)
    first = client.post("/api/login", json=login()).cookies["__Host-sayso"]
    second = client.post("/api/login", json=login("Amal")).cookies["__Host-sayso"]
    assert first != second
    before = team.client(THERE)
    before.cookies.set("__Host-sayso", first)
    assert before.get("/api/me").status_code == 401
    assert client.get("/api/me").json()["name"] == "Amal"


def test_logging_out_ends_the_session_and_takes_the_cookie(team: Desk) -> None:
    client = team.logged_in("Jo")
    token = client.cookies["__Host-sayso"]
    answer = client.post("/api/logout")
    assert answer.status_code == 204
    _, cookie = cookie_of(answer.headers)
    assert int(cookie["__Host-sayso"]["max-age"]) == 0
    assert answer.headers["clear-site-data"] == '"cache"'
    client.cookies.set("__Host-sayso", token)
    assert client.get("/api/me").status_code == 401


def test_a_session_that_is_not_used_ends(team: Desk) -> None:
    client = team.logged_in("Jo")
    team.time.go(hours=2, minutes=59)
    assert client.get("/api/me").status_code == 200
    idle = team.logged_in("Jo")
    team.time.go(hours=3)
    assert idle.get("/api/me").status_code == 401


def test_a_session_ends_however_much_it_is_used(
    team: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = team.logged_in("Jo")
    asked = team.store.session

    def used_just_now(token: str) -> WebSession | None:
        found = asked(token)
        return found and replace(found, used=team.time.now().isoformat())

    monkeypatch.setattr(team.store, "session", used_just_now)
    team.time.go(hours=15, minutes=59)
    assert client.get("/api/me").status_code == 200
    team.time.go(minutes=1)
    assert client.get("/api/me").status_code == 401


def seen(team: Desk) -> str:
    last = team.store.person("Jo").last_seen
    assert last is not None
    return last


def test_using_a_session_is_written_down_and_shows_when_a_person_was_seen(team: Desk) -> None:
    assert team.store.person("Jo").last_seen is None
    client = team.logged_in("Jo")
    at_login = seen(team)
    client.get("/api/me")
    team.time.go(minutes=2)
    client.get("/api/me")
    team.guard.logins.close()  # waits for what is written later
    assert seen(team) > at_login


def test_use_is_written_down_once_a_minute_and_not_by_looking_whether_a_session_holds(
    team: Desk,
) -> None:
    client = team.logged_in("Jo")
    at_login = seen(team)
    client.get("/api/me")
    team.time.go(minutes=2)
    assert team.guard.logins.holds(digest_of(client.cookies["__Host-sayso"]))
    team.guard.logins.close()
    assert seen(team) == at_login


def test_a_new_password_ends_all_sessions_but_the_one_that_asked(team: Desk) -> None:
    one, other = team.logged_in("Jo"), team.logged_in("Jo")
    before = one.cookies["__Host-sayso"]
    answer = one.post(
        "/api/password", json={"old": password_of("Jo"), "new": "nine yellow saucepans"}
    )
    assert answer.status_code == 200, answer.text
    assert one.cookies["__Host-sayso"] != before
    assert one.get("/api/me").json()["csrf"] == answer.json()["csrf"]
    assert other.get("/api/me").status_code == 401
    assert team.client(THERE).post("/api/login", json=login()).status_code == 401


def test_a_new_password_takes_the_old_one_and_must_be_a_good_one(team: Desk) -> None:
    client = team.logged_in("Jo")
    wrong = client.post("/api/password", json={"old": "not it", "new": "nine yellow saucepans"})
    assert (wrong.status_code, "old password is wrong" in wrong.json()["detail"]) == (403, True)
    poor = client.post("/api/password", json={"old": password_of("Jo"), "new": "aaaaaaaaaaaa"})
    assert (poor.status_code, "different characters" in poor.json()["detail"]) == (422, True)
    assert client.get("/api/me").status_code == 200


@pytest.mark.parametrize(
    "change", [{"active": False}, {"password": "nine yellow saucepans"}], ids=["closed", "password"]
)
def test_an_admin_who_closes_an_account_ends_its_sessions(
    team: Desk, change: dict[str, object]
) -> None:
    coder, admin = team.logged_in("Jo"), team.logged_in("Amal")
    assert admin.patch("/api/people/Jo", json=change).status_code == 200
    assert coder.get("/api/me").status_code == 401
    assert admin.get("/api/me").status_code == 200
    assert not team.store.session(digest_of(coder.cookies["__Host-sayso"]))


@pytest.mark.parametrize("change", [{"password": "nine yellow saucepans"}, {"active": False}])
def test_a_login_that_was_under_way_when_the_account_was_changed_comes_too_late(
    team: Desk, change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    authenticate = team.guard.accounts.authenticate

    def and_then(name: str, password: str) -> object:
        person = authenticate(name, password)
        team.guard.accounts.change("Jo", **change)  # type: ignore[arg-type]
        return person

    monkeypatch.setattr(team.guard.accounts, "authenticate", and_then)
    client = team.client(THERE)
    answer = client.post("/api/login", json=login())
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    team.guard.accounts.change("Jo", active=True)
    with team.store._reading() as session:
        assert session.connection().exec_driver_sql("SELECT token FROM web_sessions").all() == []


def test_a_new_role_holds_at_once(team: Desk) -> None:
    coder, admin = team.logged_in("Jo"), team.logged_in("Amal")
    assert coder.post("/api/undo").status_code == 200
    admin.patch("/api/people/Jo", json={"role": "reader"})
    assert coder.post("/api/undo").status_code == 403


def test_a_stream_can_ask_whether_its_person_may_still_listen(team: Desk) -> None:
    team.guard.accounts.add("Zoe", "adjudicator", password_of("Zoe"))
    request = Request(
        {"type": "http", "method": "POST", "path": "/", "headers": [], "scheme": "https"}
    )
    token, visitor = team.guard.log_in(request, "Zoe", password_of("Zoe"))
    assert team.guard.holds(visitor)
    team.guard.accounts.change("Zoe", role="coder")
    assert not team.guard.holds(visitor)
    team.guard.accounts.change("Zoe", role="adjudicator")
    assert team.guard.holds(visitor)
    team.guard.logins.end(digest_of(token))
    assert not team.guard.holds(visitor)


def test_tokens_that_are_none_are_refused(team: Desk) -> None:
    for token in ("", "x", "x" * 100_000):
        client = team.client(THERE)
        client.cookies.set("__Host-sayso", token)
        assert client.get("/api/me").status_code == 401


def test_too_many_tries_have_to_wait_and_say_how_long(team: Desk) -> None:
    client = team.client(THERE)
    wrong = {"name": "Jo", "password": "not it at all"}
    assert [client.post("/api/login", json=wrong).status_code for _ in range(5)] == [401] * 5
    for tried in (wrong, login()):
        answer = client.post("/api/login", json=tried)
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
        assert "wait 1 s" in answer.json()["detail"]
    elsewhere = team.client(THERE, address="198.51.100.9")
    assert elsewhere.post("/api/login", json=login()).status_code == 200
    team.time.go(seconds=1)
    assert client.post("/api/login", json=login()).status_code == 200


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(team: Desk) -> None:
    client = team.client(THERE)
    team.guard.accounts.change("Jo", active=False)
    tries = [
        {"name": "Amal", "password": "not it at all"},
        {"name": "Zoe", "password": "not it at all"},
        login(),  # right, but closed
    ]
    answers = [client.post("/api/login", json=tried) for tried in tries]
    assert {answer.text for answer in answers} == {answers[0].text}
    assert {answer.status_code for answer in answers} == {401}
    assert not any("set-cookie" in answer.headers for answer in answers)


def test_what_is_sent_is_short_before_a_login_above_all(team: Desk) -> None:
    client = team.client(THERE)
    long = client.post("/api/login", content=b"x" * 16_385)
    assert long.status_code == 413

    def endless() -> Iterator[bytes]:
        yield b"x"

    assert client.post("/api/login", content=endless()).status_code == 413
    known = team.logged_in("Jo")
    assert known.post("/api/undo", content=b"x" * 4_194_305).status_code == 413
    assert known.post("/api/undo", content=endless()).status_code == 413
    assert known.post("/api/undo", content=b"x" * 16_385).status_code == 200


def test_passwords_are_checked_a_few_at_a_time(team: Desk) -> None:
    for _ in range(30):
        team.guard._in_line.acquire()
    answer = team.client(THERE).post("/api/login", json=login())
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    for _ in range(30):
        team.guard._in_line.release()
    assert team.client(THERE).post("/api/login", json=login()).status_code == 200


def test_while_another_program_writes_nobody_waits_long_for_a_login(
    team: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_store, "_PATIENCE", 0.1)
    there = team.logged_in("Amal")
    with Store.open(tmp_path / "reports.db") as other, other._writing() as session:
        session.connection()  # the lock is taken when something is asked
        answer = team.client(THERE).post("/api/login", json=login())
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "locked by another program" in answer.json()["detail"]
        assert there.get("/api/me").status_code == 200
    assert team.client(THERE).post("/api/login", json=login()).status_code == 200


def test_who_asks_when_the_database_is_gone_is_told_to_come_again(
    team: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = team.logged_in("Jo")

    def gone(_: str) -> None:
        raise Unavailable("the server cannot be reached", remedy="check that it runs")

    monkeypatch.setattr(team.store, "session", gone)
    answer = client.get("/api/me")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Content-Security-Policy" in answer.headers
    assert answer.json() == {"detail": "the server cannot be reached; check that it runs"}
