"""The command that opens the desk."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from desk_world import fill
from typer.testing import CliRunner

from sayso.cli import app

SAYSO = [sys.executable, "-m", "sayso"]


@pytest.fixture
def client_folder(tmp_path: Path) -> Path:
    """A compiled client of two files."""
    folder = tmp_path / "client"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>sayso</title>")
    (folder / "assets" / "main-a1.js").write_text("export {};")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> str:
    location = str(tmp_path / "reports.db")
    fill(location)
    return location


@pytest.fixture
def address(db: str, client_folder: Path) -> Iterator[str]:
    """A desk that runs, and ends by itself at the end."""
    command = [*SAYSO, "serve", db, "--port", "0", "--as", "Amal"]
    env = {**os.environ, "SAYSO_CLIENT": str(client_folder), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as running:
        try:
            assert running.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/", running.stdout.readline())
            assert found, "it says where it is"
            yield found[0]
        finally:
            running.send_signal(signal.SIGINT)
            assert running.wait(20) == 0


def test_the_desk_opens_and_ends(address: str) -> None:
    with httpx.Client(base_url=address, trust_env=False) as asking:
        assert asking.get("/api/me").json()["name"] == "Amal"
        for path in ("/", "/reports/r_1", "/incidents/i_1?x=1"):
            page = asking.get(path)
            assert page.headers["Content-Type"].startswith("text/html")
            assert page.headers["Cache-Control"] == "no-cache"
        asset = asking.get("/assets/main-a1.js")
        assert "immutable" in asset.headers["Cache-Control"]
        assert asking.get("/assets/none.js").status_code == 404
        assert asking.get("/api/none").json()["detail"]
        assert "server" not in asset.headers
        # a stream that is open does not hold the end up
        with asking.stream("GET", "/api/stream") as stream:
            assert next(stream.iter_lines()).startswith("data: ")


def refused(*arguments: str, **env: str) -> str:
    result = CliRunner(env=env).invoke(app, ["serve", *arguments])
    assert result.exit_code != 0
    return " ".join(f"{result.output} {result.exception}".split())


def test_a_taken_port_is_named_with_the_remedy(db: str, client_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(db, "--port", str(port), SAYSO_CLIENT=str(client_folder))
    assert f"127.0.0.1:{port}: cannot listen" in said
    assert "--port 0" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "--team"),  # noqa: S104 - refused
        (["--team"], "people"),
        (["--certificate", "c.pem"], "--key"),
        (["--certificate", "c.pem", "--key", "k.pem"], "c.pem"),
    ],
)
def test_what_cannot_be_served_is_refused_with_words(
    db: str, client_folder: Path, arguments: list[str], words: str
) -> None:
    assert words in refused(db, *arguments, SAYSO_CLIENT=str(client_folder))


def test_a_client_that_was_not_built_is_named(db: str, tmp_path: Path) -> None:
    assert "make client" in refused(db, SAYSO_CLIENT=str(tmp_path / "none"))


def test_a_collection_that_is_not_there_is_not_made(tmp_path: Path, client_folder: Path) -> None:
    missing = tmp_path / "none.db"
    assert "no such database" in refused(str(missing), SAYSO_CLIENT=str(client_folder))
    assert not missing.exists()


def test_the_keys_are_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "keys.yaml"
    result: Any = CliRunner().invoke(app, ["keymap", str(file)])
    assert result.exit_code == 0
    assert "queue.next" in file.read_text()
    assert CliRunner().invoke(app, ["keymap", str(file)]).exit_code != 0
