"""The commands that keep a database, and a collection on a server, as a user runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.cli.support import run
from sayso.ingest.page import Page
from sayso.record import ReaderInfo, Report
from sayso.store import Store

Sayso = Callable[..., Result]


@pytest.fixture
def sayso() -> Sayso:
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def collection(location: str) -> str:
    with Store.open(location) as store:
        for n in range(3):
            report = Report(
                id=f"r_{n}", text=f"Shelling near Taiz, {n}.", reader=ReaderInfo(version="0.9")
            )
            store.add(Page(report, report.text.encode(), "text/plain", f"{n}.txt"), report)
    return location


def test_info(sayso: Sayso, collection: str) -> None:
    done = sayso("db", "info", collection)
    assert done.exit_code == 0
    assert "\nread by      3 by 0.9\nlinked       never\nnot linked   3\n" in done.output
    found = json.loads(sayso("db", "info", collection, "--json").output)
    assert (found["stats"]["reports"], found["readers"]) == (3, {"0.9": 3})
    assert found["engine"].split()[0] in {"SQLite", "PostgreSQL"}
    assert found["bytes"] > 10_000


def test_check(sayso: Sayso, collection: str) -> None:
    done = sayso("db", "check", collection)
    assert (done.exit_code, done.stdout) == (0, "all is well\n")
    with Store.open(collection) as store, store._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE documents SET size = 1 WHERE number = 2")
    done = sayso("db", "check", collection)
    fault = "documents row 2: it has 22 bytes, and 1 are written down"
    assert (done.exit_code, done.stdout, done.stderr) == (4, f"{fault}\n", "1 faults\n")
    assert json.loads(sayso("db", "check", collection, "--json").output) == [fault]
    assert sayso("db", "check", "--fast", collection).exit_code == 0


def test_copy_and_backup(sayso: Sayso, collection: str, tmp_path: Path) -> None:
    copied = sayso("db", "copy", collection, tmp_path / "copy.db")
    assert copied.exit_code == 0
    assert copied.output.startswith("3 reports copied, ")
    backup = tmp_path / "backup.db"
    done = sayso("db", "backup", collection, backup)
    assert (done.exit_code, done.output.startswith(f"{backup}: ")) == (0, True)
    assert sayso("db", "backup", collection, backup, "--replace").exit_code == 0
    for path in (tmp_path / "copy.db", backup):
        assert sayso("db", "check", path).exit_code == 0


def test_migrate(sayso: Sayso, collection: str) -> None:
    assert sayso("db", "migrate", collection).output.endswith(" already\n")


def test_a_collection_on_a_server(sayso: Sayso, postgres_url: str, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Two soldiers were killed in Goma on Monday, a police official said.")
    done = sayso("add", postgres_url, story, "--outlet", "River Post", "--published", "2024-05-07")
    assert done.stdout == "1 added, 0 already there, 0 failed\n"
    assert sayso("link", postgres_url).exit_code == 0
    (line,) = json.loads(sayso("list", postgres_url, "--json").output)
    assert (line["outlet"], line["killed"]) == ("River Post", 2)
    (hit,) = json.loads(sayso("search", postgres_url, "soldier*", "--json").output)
    assert hit["id"] == line["id"]
    (incident,) = json.loads(sayso("incidents", postgres_url, "--json").output)
    page = tmp_path / "incidents.html"
    assert sayso("incidents", postgres_url, "--html", page).exit_code == 0
    assert "collection" in page.read_text(encoding="utf-8")  # the database's name
    assert "2" in sayso("explain", postgres_url, f"{incident['id']}.killed").output
    assert sayso("stats", postgres_url).exit_code == 0


def test_what_goes_wrong_is_one_line_and_an_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["sayso", "db", "check", f"{tmp_path}/none.db"])
    with pytest.raises(SystemExit) as ended:
        run(app)
    assert ended.value.code == 4
    assert capsys.readouterr().err.startswith(f"sayso: {tmp_path}/none.db: no such database (")
