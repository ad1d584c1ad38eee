"""Requests that other sites make a browser send: refused, whatever they look like."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from people_desk import HERE, THERE, Desk, desk, password_of


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "index.html").write_text("<p>the client</p>", encoding="utf-8")
    with desk(str(tmp_path / "reports.db"), str(tmp_path), name="amal") as made:
        yield made


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "index.html").write_text("<p>the client</p>", encoding="utf-8")
    with desk(str(tmp_path / "reports.db"), str(tmp_path), team=True) as made:
        made.guard.accounts.add("Jo", "coder", password_of("Jo"))
        yield made


def token(desk: Desk) -> dict[str, str]:
    return {"X-CSRF-Token": desk.client().get("/api/me").json()["csrf"]}


def test_the_local_person_needs_no_login_and_may_do_everything(local: Desk) -> None:
    said = local.client().get("/api/me").json()
    assert (said["name"], said["role"], said["team"]) == ("amal", "admin", False)
    assert local.client().post("/api/undo", headers=token(local)).status_code == 200


def test_nobody_logs_in_on_their_own_machine(local: Desk) -> None:
    answer = local.client().post("/api/login", json={"name": "amal", "password": "whatever it is"})
    assert (answer.status_code, "--team" in answer.json()["detail"]) == (409, True)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8765", "localhost:8765", "LocalHost", "[::1]:8765", "127.0.0.2", "localhost:9000"],
)
def test_a_local_desk_answers_to_names_of_this_machine(local: Desk, host: str) -> None:
    assert local.client().get("/api/queue", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/me", "/api/queue", "/nothing"])
@pytest.mark.parametrize(
    "host",
    [
        "attacker.example",  # rebound to 127.0.0.1
        "attacker.example:8765",
        "127.0.0.1.attacker.example",
        "localhost.attacker.example:8765",
        "attacker.example#127.0.0.1",
        "127.0.0.1@attacker.example",
        "192.168.1.5:8765",
        "[::1",
        "",
    ],
)
def test_a_local_desk_answers_to_no_other_name(local: Desk, host: str, path: str) -> None:
    answer = local.client().get(path, headers={"Host": host})
    assert answer.status_code == 403
    assert "for this machine alone" in answer.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "0" * 64},
        {"X-CSRF-Token": "\u00e9".encode("latin-1").decode("latin-1")},
    ],
)
def test_a_change_takes_the_token(local: Desk, headers: dict[str, str]) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = local.client().post("/api/undo", headers=raw)
    assert (answer.status_code, "X-CSRF-Token" in answer.json()["detail"]) == (403, True)


def test_the_token_of_one_server_is_none_of_another(local: Desk, tmp_path: Path) -> None:
    of_this = token(local)
    with desk(str(tmp_path / "other.db"), str(tmp_path)) as other:
        assert other.client().post("/api/undo", headers=of_this).status_code == 403


def test_the_token_of_one_session_is_none_of_another(team: Desk) -> None:
    one, other = team.logged_in("Jo"), team.logged_in("Jo")
    one.headers["X-CSRF-Token"] = other.headers["X-CSRF-Token"]
    assert one.post("/api/undo").status_code == 403
    assert other.post("/api/undo").status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://attacker.example",
        "http://127.0.0.1:3000",  # another program on this machine
        "https://127.0.0.1:8765",
        "http://localhost:8765",
        "http://127.0.0.1:8765.attacker.example",
        "null",
        "",
    ],
)
def test_a_change_from_a_page_of_another_origin_is_refused(local: Desk, origin: str) -> None:
    headers = {**token(local), "Origin": origin}
    assert local.client().post("/api/undo", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": HERE, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {},  # a program that is no browser
    ],
)
def test_a_change_from_the_desk_itself_is_let_in(local: Desk, headers: dict[str, str]) -> None:
    answer = local.client().post("/api/undo", headers={**token(local), **headers})
    assert answer.status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_change_that_a_browser_says_comes_from_elsewhere_is_refused(
    local: Desk, site: str
) -> None:
    headers = {**token(local), "Sec-Fetch-Site": site}
    assert local.client().post("/api/undo", headers=headers).status_code == 403


def test_a_port_that_is_the_usual_one_need_not_be_named(team: Desk) -> None:
    client = team.logged_in("Jo", Origin="https://desk.example:443")
    assert client.post("/api/undo").status_code == 200


def test_another_site_cannot_log_a_person_in(team: Desk) -> None:
    client = team.client(THERE, Origin="https://attacker.example")
    given = {"name": "Jo", "password": password_of("Jo")}
    assert client.post("/api/login", json=given).status_code == 403
    # nor with a form, which cannot send JSON
    form = team.client(THERE).post("/api/login", data=given)
    assert form.status_code == 422


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("dest", ["script", "image", "iframe", "embed", "empty"])
def test_another_site_cannot_load_answers_as_its_parts(local: Desk, site: str, dest: str) -> None:
    mode = "navigate" if dest == "iframe" else "no-cors"
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Dest": dest, "Sec-Fetch-Mode": mode}
    assert local.client().get("/api/queue", headers=headers).status_code == 403


def test_another_site_can_link_to_the_desk(local: Desk) -> None:
    headers = {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Dest": "document",
        "Sec-Fetch-Mode": "navigate",
    }
    for path in ("/", "/api/reports/r_1"):
        assert local.client().get(path, headers=headers).status_code == 200


def test_a_proxy_that_is_trusted_says_how_and_from_where_a_person_comes(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>the client</p>", encoding="utf-8")
    place = str(tmp_path / "reports.db")
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.4"}
    given = {"name": "Jo", "password": password_of("Jo")}
    with desk(place, str(tmp_path), team=True, proxies=("10.0.0.0/8",)) as made:
        made.guard.accounts.add("Jo", "coder", password_of("Jo"))
        trusted = made.client("http://desk.example", address="10.0.0.2", **forwarded)
        trusted.headers["Origin"] = THERE
        answer = trusted.post("/api/login", json=given)
        assert answer.status_code == 200
        assert answer.headers["set-cookie"].startswith("__Host-sayso=")
        assert "strict-transport-security" in answer.headers
        assert made.store.audit()[0].address == "198.51.100.4"

        anybody = made.client("http://desk.example", address="192.0.2.9", **forwarded)
        answer = anybody.post("/api/login", json=given)
        assert answer.headers["set-cookie"].startswith("sayso=")
        assert "strict-transport-security" not in answer.headers
        assert made.store.audit()[0].address == "192.0.2.9"


@pytest.mark.parametrize(
    ("address", "scheme", "status"),
    [
        ("10.0.0.2", "https", 200),  # through the proxy
        ("10.0.0.2", "http", 403),  # … which somebody asked without TLS
        ("192.0.2.9", "https", 403),  # past the proxy, and only says so
        ("127.0.0.1", "http", 200),  # on the server itself
    ],
)
def test_nobody_gets_past_a_proxy_that_does_tls(
    tmp_path: Path, address: str, scheme: str, status: int
) -> None:
    (tmp_path / "index.html").write_text("<p>the client</p>", encoding="utf-8")
    place = str(tmp_path / "reports.db")
    given = {"name": "Jo", "password": password_of("Jo")}
    with desk(place, str(tmp_path), team=True, proxies=("10.0.0.2",), tls_only=True) as made:
        made.guard.accounts.add("Jo", "coder", password_of("Jo"))
        forwarded = {"X-Forwarded-Proto": scheme, "X-Forwarded-For": "198.51.100.4"}
        if address == "127.0.0.1":
            forwarded = {}
        client = made.client("http://desk.example", address=address, **forwarded)
        assert client.get("/").status_code == status
        assert client.post("/api/login", json=given).status_code == status


def test_a_proxy_that_nobody_trusts_is_named_as_the_remedy(team: Desk) -> None:
    client = team.client("http://desk.example", Origin=THERE)
    client.headers["X-Forwarded-Proto"] = "https"
    answer = client.post("/api/login", json={"name": "Jo", "password": password_of("Jo")})
    assert (answer.status_code, "--behind-proxy" in answer.json()["detail"]) == (403, True)


def test_there_are_no_web_sockets(local: Desk) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), local.client().websocket_connect("/api/stream"):
        pass
