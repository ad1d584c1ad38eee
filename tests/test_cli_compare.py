"""`sayso compare`: as tables, JSON, a page and files; bad rows and wrong files are named."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app
from tests.coded.coded_rows import EXAMPLES, GED, written
from tests.export.linked_examples import linked_examples

THEIRS = str(EXAMPLES / "ged-examples.csv")


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(linked_examples(tmp_path_factory.mktemp("ours")))


def test_a_comparison_in_the_terminal(ours: str) -> None:
    done = CliRunner().invoke(app, ["compare", ours, THEIRS, "-q"])
    assert done.exit_code == 0, done.output
    assert "UCDP GED, 7 events" in done.output
    assert "900006" in done.output


def test_json_a_page_and_files(ours: str, tmp_path: Path) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "tables"
    done = CliRunner().invoke(
        app, ["compare", ours, THEIRS, "--json", "--html", str(page), "--out", str(folder)]
    )
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    assert (data["matched"], data["days"], data["km"]) == (5, 3, 50.0)
    assert "What both have" in page.read_text(encoding="utf-8")
    with (folder / "only_theirs.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["900006", "900007"]


def test_how_far_apart_and_which_of_ours(ours: str) -> None:
    options = ["--days", "0", "--km", "5", "--where", "country:COL", "--json"]
    done = CliRunner().invoke(app, ["compare", ours, THEIRS, *options])
    data = json.loads(done.stdout)
    assert data["matched"] == 0  # Tumaco is a day apart
    assert data["where"] == "country:COL"


def test_bad_rows_are_named_and_the_rest_is_compared(ours: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [GED, GED | {"id": 2, "best": "x"}])
    done = CliRunner().invoke(app, ["compare", ours, str(path), "-q", "--json"])
    assert done.exit_code == 1
    assert "line 3" in done.stderr
    assert json.loads(done.stdout)["theirs"]["failed"] == 1


def test_a_wrong_file_is_an_error_in_one_line(ours: str, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [{"name": "x"}])
    done = CliRunner().invoke(app, ["compare", ours, str(path), "-q"])
    assert done.exit_code != 0
    assert "no data that is known" in str(done.exception)
