"""The command that exports, as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.export import FORMATS
from sayso.store import Store

Sayso = Callable[..., Result]


@pytest.fixture
def sayso() -> Sayso:
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    location = tmp_path_factory.mktemp("collection") / "reports.db"
    example = Path(__file__).parent.parent / "examples" / "reports"
    files = sorted(example.iterdir())[:2]
    done = CliRunner().invoke(app, ["add", str(location), *map(str, files), "--quiet"])
    assert done.exit_code == 0, done.output
    assert CliRunner().invoke(app, ["link", str(location)]).exit_code == 0
    return location


def test_the_formats_are_listed(sayso: Sayso) -> None:
    done = sayso("export", "--list")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.output.splitlines() if line[0] != " "] == list(FORMATS)
    listed = json.loads(sayso("export", "--list", "--json").output)
    assert [each["name"] for each in listed] == list(FORMATS)
    assert all(each["means"].endswith(".") for each in listed)


def test_a_folder_is_written_and_its_files_are_named(
    sayso: Sayso, collection: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = sayso("export", collection, "incidents", "--out", out)
    assert done.exit_code == 0
    counts = {name: int(n.replace(",", "")) for n, name in map(str.split, done.stdout.splitlines())}
    assert counts[str(out / "incidents.csv")] > 0
    assert all(Path(name).exists() for name in counts)
    assert sayso("export", collection, "incidents", "--out", out, "--quiet").stdout == ""
    done = sayso("export", collection, "incidents", "--out", out, "--json", "--file", "sqlite")
    assert json.loads(done.stdout)["files"].keys() == {"incidents.sqlite"}


def test_one_file_can_be_printed(collection: Path) -> None:
    command = [sys.executable, "-m", "sayso", "export", str(collection), "ged", "--out", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    header, *rows = csv.reader(io.StringIO(done.stdout.decode()))
    assert header[0] == "id"
    assert rows
    assert done.stderr == b""


def test_several_files_cannot_be_printed(sayso: Sayso, collection: Path) -> None:
    done = sayso("export", collection, "incidents", "--out", "-")
    assert done.exit_code == 2
    assert "cannot all be printed" in " ".join(done.output.replace("│", "").split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("geojsn", "--out", "out"), "did you mean geojson?"),
        (("geojson",), "--out"),
        ((), "one of incidents, ged"),
        (("csv", "--out", "out"), "csv is a kind of file"),
        (("geojson", "--out", "out", "--file", "xlsx"), "this is for tables"),
        (("ged", "--out", "ged.csv"), "name it without .csv"),
        (("incidents", "--out", "out", "--file", "ods"), "csv, parquet, xlsx, sqlite"),
        (("incidents", "--out", "out", "--rule", "mine"), "median_of_origins"),
    ],
)
def test_wrong_usage_is_said(
    sayso: Sayso, collection: Path, words: tuple[str, ...], said: str
) -> None:
    done = sayso("export", collection, *words)
    assert done.exit_code == 2
    assert said in " ".join(done.output.replace("│", "").split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--where", "killed:>=many"), 2, "many"),
        (("--since", "yesterday"), None, "yesterday"),
    ],
)
def test_what_cannot_be_done_ends_with_a_line(
    collection: Path, tmp_path: Path, words: tuple[str, ...], code: int | None, said: str
) -> None:
    command = [sys.executable, "-m", "sayso", "export", str(collection), "incidents"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out"), *words], capture_output=True, text=True
    )
    assert done.returncode == code or (code is None and done.returncode > 0)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_may_have_the_name_of_a_file(
    sayso: Sayso, collection: Path, tmp_path: Path
) -> None:
    (tmp_path / "out.csv").mkdir()
    assert sayso("export", collection, "ged", "--out", tmp_path / "out.csv").exit_code == 0


def test_what_was_not_linked_says_so(tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db").close()
    command = [sys.executable, "-m", "sayso", "export", str(tmp_path / "empty.db"), "ged"]
    done = subprocess.run(
        [*command, "--out", str(tmp_path / "out")], capture_output=True, text=True
    )
    assert done.returncode == 4
    assert "not linked yet (run `sayso link" in done.stderr
