"""The command line, run as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from sayso import __version__
from sayso.record import schema

STORY = "Two soldiers were killed in Goma on Monday, a police official said."
EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"


def sayso(*args: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, args)],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("collection") / "reports.db"
    added = sayso(
        "add",
        path,
        EXAMPLES / "01-wire-mosul-market.html",
        EXAMPLES / "02-reprint-mosul-market.html",
    )
    assert added.returncode == 0, added.stderr
    assert added.stdout == "2 added, 0 already there, 0 failed\n"
    assert sayso("link", path).returncode == 0
    return path


def test_version_and_help() -> None:
    assert sayso("--version").stdout == f"sayso {__version__}\n"
    assert "Exit codes" in sayso("--help").stdout


def test_read_one_report_as_json(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY)
    done = sayso("read", story, "--format", "json", "--published", "2024-05-07", "--outlet", "X")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    jsonschema.validate(record, schema())
    assert record["outlet"] == "X"
    assert record["published"] == "2024-05-07"
    assert record["text"] == STORY
    assert [t["value"] for t in record["times"]] == ["2024-05-06"]
    (statement,) = record["statements"]
    start, end = statement["source"]["span"]
    assert record["text"][start:end] == "a police official"


def test_read_standard_input_and_no_control_codes_in_a_pipe() -> None:
    done = sayso("read", "-", stdin=STORY)
    assert done.returncode == 0
    assert "a police official" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_read_writes_a_page(tmp_path: Path) -> None:
    page = tmp_path / "out" / "page.html"
    assert sayso("read", "-", "--html", page, stdin=STORY).returncode == 0
    words = page.read_text(encoding="utf-8")
    assert "a police official" in words
    assert "ASSAULT" in words


def test_one_bad_input_does_not_stop_the_rest(tmp_path: Path) -> None:
    good, empty, missing = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "none.txt"
    good.write_text(STORY)
    empty.write_text("")
    done = sayso("read", empty, good, missing, "--format", "jsonl")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    complaints = [line for line in done.stderr.splitlines() if line.startswith("sayso: ")]
    assert len(complaints) == 2
    assert str(empty) in complaints[0]
    assert str(missing) in complaints[1]


def test_exit_codes(tmp_path: Path) -> None:
    assert sayso("read", tmp_path / "none.txt").returncode == 3
    assert sayso("read", "-", "--format", "xml", stdin=STORY).returncode == 2
    assert sayso("list", tmp_path / "none.db").returncode == 4
    assert sayso("nonsense").returncode == 2


def test_a_csv_without_the_mapped_column_names_it(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("id,story\n1,something\n")
    done = sayso("read", table, "--column", "text=body")
    assert done.returncode == 3
    assert "body" in done.stderr
    assert "story" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_adding_again_adds_nothing(db: Path) -> None:
    done = sayso("add", db, EXAMPLES / "01-wire-mosul-market.html")
    assert done.stdout == "0 added, 1 already there, 0 failed\n"
    assert done.returncode == 0


def test_what_is_kept_but_not_read_is_said(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "Bei einem Anschlag in der Hauptstadt sind nach Angaben der Polizei zwei Menschen getötet "
        "worden. Der Innenminister sprach von einer feigen Tat und kündigte Ermittlungen an."
    )
    done = sayso("add", tmp_path / "r.db", story)
    assert done.stdout == "1 added, 0 already there, 0 failed\n"
    assert "1 kept but not read" in done.stderr


def test_list_show_search(db: Path) -> None:
    rows = json.loads(sayso("list", db, "--json").stdout)
    assert len(rows) == 2
    id_ = rows[0]["id"]
    assert json.loads(sayso("show", db, id_[:8], "--json").stdout)["id"] == id_
    hits = json.loads(sayso("search", db, "vegetable market", "--json").stdout)
    assert {hit["id"] for hit in hits} == {row["id"] for row in rows}
    assert sayso("search", db, '"unclosed (').returncode in (0, 4)


def test_incidents_and_explain(db: Path, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    done = sayso("incidents", db, "--json", "--html", page, "--pages")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found
    assert page.exists()
    assert len(list((tmp_path / "reports").glob("*.html"))) == 2
    why = sayso("explain", db, found[0]["id"])
    assert why.returncode == 0
    assert why.stdout.strip()
    unknown = sayso("explain", db, "i_nothing")
    assert unknown.returncode == 4
    assert "i_nothing" in unknown.stderr


def test_a_list_of_incidents_gives_ids_to_look_into(db: Path) -> None:
    listed = sayso("incidents", db, "--limit", 1)
    assert listed.returncode == 0, listed.stderr
    first, second, last = listed.stdout.splitlines()
    assert last.strip() == "1 incident"
    id_ = first.split()[-1]
    assert id_.startswith("i_")
    assert " report" in second
    shown = sayso("incident", db, id_[:8], "--why")
    assert shown.returncode == 0, shown.stderr
    assert id_ in shown.stdout
    assert "Accounts side by side" in shown.stdout
    assert "Who has it from whom" in shown.stdout
    assert "\x1b" not in shown.stdout


def test_one_incident_as_json_with_what_concerns_it(db: Path, tmp_path: Path) -> None:
    every = json.loads(sayso("incidents", db, "--json").stdout)
    told = max(every, key=lambda i: len(i["events"]))
    page = tmp_path / "incident.html"
    done = sayso("incident", db, told["id"], "--json", "--html", page)
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert set(record) == {"incident", "origins", "copies"}
    assert record["incident"]["id"] == told["id"]
    named = {o for each in told["accounts"].values() for a in each for o in a["origins"]}
    assert {o["id"] for o in record["origins"]} == named
    assert [c["kind"] for c in record["copies"]] == ["reprint"]
    assert "<svg" in page.read_text(encoding="utf-8")


def test_an_incident_by_another_rule(db: Path) -> None:
    every = json.loads(sayso("incidents", db, "--json").stdout)
    id_ = next(i["id"] for i in every if "killed" in i["tolls"])
    done = sayso("incident", db, id_, "--json", "--rule", "minmax")
    tolls = json.loads(done.stdout)["incident"]["tolls"]
    assert (tolls["killed"]["rule"], tolls["killed"]["best"]) == ("minmax", None)
    assert sayso("incident", db, id_, "--rule", "none").returncode == 2
    unknown = sayso("incident", db, "i_nothing")
    assert unknown.returncode == 4
    assert "i_nothing" in unknown.stderr


def test_schema_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(sayso("schema").stdout))
