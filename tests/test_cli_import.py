"""``sayso import``: decisions and gold on the command line, with its exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import sayso
from sayso.cli.app import app

EXAMPLES = Path(__file__).parent.parent / "examples"
CODED = EXAMPLES / "coded" / "annotations"
MAP = str(CODED / "labels.yaml")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("import") / "made.db"
    with sayso.open(path) as corpus:
        corpus.add([EXAMPLES / "reports" / "01-wire-mosul-market.html"])
        corpus.link()
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path) -> str:
    return str(shutil.copy(made, tmp_path / "reports.db"))


def run(*args: str) -> Result:
    return CliRunner().invoke(app, ["import", *args])


@pytest.mark.parametrize(
    "name", ["doccano.jsonl", "label-studio.json", "web-annotations.jsonld", "inception.json"]
)
def test_the_examples_are_taken_once(name: str, db: str) -> None:
    args = (db, str(CODED / name), "--who", "Rana", "--map", MAP, "--keep")
    first = run(*args, "--json")
    assert first.exit_code == 0, first.output
    told = json.loads(first.stdout)
    assert (told["records"], told["refused"]) == (1, [])
    again = json.loads(run(*args, "--json").stdout)
    assert (again["decisions"], again["same"]) == ([], 1)


def test_what_civet_cannot_tell_is_said_and_the_rest_goes_on(db: str) -> None:
    done = run(db, str(CODED / "civet.yml"), "--who", "Rana", "--map", MAP, "--keep")
    assert done.exit_code == 1
    assert "1 coded cases are of several texts" in done.stderr


def test_what_would_be_decided(db: str) -> None:
    args = (db, str(CODED / "label-studio.json"), "--keep", "--dry-run")
    done = run(*args)
    assert done.exit_code == 0, done.output
    assert "would be written" in done.stdout
    assert json.loads(run(*args, "--json").stdout)["decisions"][0]["who"] == "amal@desk.example"


def test_gold(db: str, tmp_path: Path) -> None:
    page = tmp_path / "gold.html"
    args = (db, str(CODED / "doccano.jsonl"), "--as", "gold", "--map", MAP)
    done = run(*args, "--html", str(page))
    assert done.exit_code == 0, done.output
    assert "Exact, then overlapping" in done.stdout
    assert "doccano.jsonl" in page.read_text(encoding="utf-8")
    layers = json.loads(run(*args, "--json").stdout)["layers"]
    assert layers["events"]["exact"]["both"] == 2


def test_nothing_could_be_read(db: str, tmp_path: Path) -> None:
    broken = tmp_path / "x.json"
    broken.write_text("{", encoding="utf-8")
    for how in ("decisions", "gold"):
        done = run(db, str(broken), "--as", how, "--who", "Rana")
        assert done.exit_code == 3
        assert "x.json" in done.stderr


def test_wrong_usage(db: str) -> None:
    table = str(EXAMPLES / "coded" / "ged-examples.csv")
    file = str(CODED / "doccano.jsonl")
    for args in (
        (db, file, "--as", "wishes"),
        (db, file, "--html", "x.html"),
    ):
        assert run(*args).exit_code == 2, args
    for args in ((db, table), (db, table, "--as", "gold")):
        assert run(*args).exit_code == 3, args


def test_coded_events_lead_to_compare(db: str) -> None:
    done = run(db, str(EXAMPLES / "coded" / "ged-examples.csv"), "--who", "Rana")
    assert done.exit_code == 3
    assert "sayso compare" in done.stderr


def test_no_collection(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.db"), str(CODED / "doccano.jsonl"), "--who", "Rana")
    assert done.exit_code != 0
