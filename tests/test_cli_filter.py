"""``--where`` on the command line, beside the shorter options and as the library takes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sayso
from sayso.cli.app import app
from sayso.errors import QueryError

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("filtered") / "reports.db")
    with sayso.open(path) as corpus:
        corpus.add(
            [EXAMPLES / "01-wire-mosul-market.html", EXAMPLES / "02-reprint-mosul-market.html"]
        )
        corpus.link()
    return path


def ids(*arguments: str) -> set[str]:
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.output
    return {each["id"] for each in json.loads(done.stdout)}


def test_incidents_and_reports_are_narrowed(db: str) -> None:
    every, some = ids("incidents", db), ids("incidents", db, "--where", "killed:>=10")
    assert set() < some < every
    assert ids("incidents", db, "--where", "-killed:>=10") == every - some
    assert ids("incidents", db, "--where", "killed:>=10", "--type", "PROTEST") == set()
    assert ids("incidents", db, "--where", "killed:>=10", "--machine") == some
    reports = ids("list", db)
    copies = ids("list", db, "--where", "copy:yes")
    assert len(reports) == 2
    assert ids("list", db, "--where", "-copy:yes") == reports - copies
    with sayso.open(db) as corpus:
        assert {i.id for i in corpus.incidents(where="killed:>=10")} == some
        assert {line.id for line in corpus.list(where="copy:yes")} == copies
        assert {report.id for report in corpus.reports(where="copy:yes")} == copies
        with pytest.raises(QueryError):
            corpus.incidents(where="kiled:1")


@pytest.mark.parametrize("command", ["incidents", "list"])
def test_a_filter_that_is_wrong_is_refused_with_its_place(
    command: str, db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sayso.cli.support import run

    monkeypatch.setattr("sys.argv", ["sayso", command, db, "--where", "bomb kiled:3"])
    with pytest.raises(SystemExit) as caught:
        run(app)
    assert caught.value.code == 2
    assert "filter, column 6: no field 'kiled' (perhaps killed:" in capsys.readouterr().err
