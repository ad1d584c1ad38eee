"""Headers: on every answer, errors and files too."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from people_desk import HERE, THERE, Desk, desk, password_of

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
ANSWERS = {
    "/": 200,
    "/script.js": 200,
    "/nothing.js": 404,
    "/api/queue": 200,
    "/api/reports/r_1": 200,
    "/api/reports/r_1/page": 200,
    "/api/nothing": 404,
    "/api/audit?limit=none": 422,
    "/api/undo": 405,
    "/api/agreement": 500,
}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "index.html").write_text("<p>the client</p>", encoding="utf-8")
    (tmp_path / "script.js").write_text("go()", encoding="utf-8")
    with desk(str(tmp_path / "reports.db"), str(tmp_path), team=True) as made:
        made.guard.accounts.add("Amal", "admin", password_of("Amal"))
        yield made


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_every_answer_has_them(team: Desk, path: str, status: int) -> None:
    answer = team.logged_in("Amal").get(path)
    assert answer.status_code == status
    assert ALWAYS.items() <= dict(answer.headers).items()
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    assert "cache-control" in answer.headers
    assert "server" not in answer.headers


@pytest.mark.parametrize("path", ["/api/me", "/api/people", "/api/nothing", "/"])
def test_refusals_have_them_too(team: Desk, path: str) -> None:
    answer = team.client(THERE).get(path)
    assert answer.status_code in (200, 401, 404)
    assert ALWAYS.items() <= dict(answer.headers).items()


def test_no_script_or_style_may_stand_in_a_page(team: Desk) -> None:
    policy = team.client(THERE).get("/").headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["base-uri"] == rules["frame-ancestors"] == rules["default-src"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_the_page_of_an_article_keeps_its_own_sandbox(team: Desk) -> None:
    headers = team.logged_in("Amal").get("/api/reports/r_1/page").headers
    assert headers["content-security-policy"].startswith("sandbox;")
    assert "x-frame-options" not in headers  # the desk shows it in a frame
    assert team.client(THERE).get("/").headers["x-frame-options"] == "DENY"


def test_only_under_tls_a_browser_is_told_to_stay_there(team: Desk) -> None:
    name = "strict-transport-security"
    assert team.client(THERE).get("/").headers[name] == "max-age=31536000"
    for base in (HERE, "http://desk.example", "https://localhost:8443"):
        assert name not in team.client(base).get("/").headers


@pytest.mark.parametrize(
    ("path", "keeping"),
    [
        ("/api/me", "no-store"),
        ("/api/people", "no-store"),
        ("/api/audit", "no-store"),
        ("/api/queue", "no-store"),
        ("/api/reports/r_1", "private, no-cache"),
        ("/", "no-cache"),
    ],
)
def test_what_is_personal_is_kept_nowhere(team: Desk, path: str, keeping: str) -> None:
    answer = team.logged_in("Amal").get(path)
    assert answer.headers["cache-control"] == keeping
    assert ("Cookie" in answer.headers.get("vary", "")) == path.startswith("/api")


def test_a_fault_of_the_server_tells_nothing_of_its_inside(
    team: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = team.logged_in("Amal").get("/api/agreement")
    assert "secret" not in answer.text
    assert set(answer.json()) == {"detail"}
    assert "a secret of the server" in caplog.text  # the log has it


def test_a_path_cannot_write_lines_into_the_log_of_the_server(
    team: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError

    client = team.logged_in("Amal")
    monkeypatch.setattr(team.guard, "check_right", fails)
    with caplog.at_level(logging.ERROR):
        assert client.get("/api/reports/a%0AERROR%20all%20is%20lost").status_code == 500
    assert "a\\nERROR all is lost" in caplog.text
    assert "\nERROR all" not in caplog.text
