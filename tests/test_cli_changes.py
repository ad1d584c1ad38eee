"""`sayso changes`: what was added, updated, merged, split, deleted, as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.errors import StoreError
from sayso.ingest.page import Page
from sayso.store import Store
from tests.linking.linking_reports import attack

REPORT = attack("r_00000000000000aa", "Example Wire", "2020-05-03")


@pytest.fixture
def collection(tmp_path: Path) -> str:
    path = str(tmp_path / "reports.db")
    with Store.open(path) as store:
        store.add(Page(REPORT, REPORT.id.encode(), "text/plain", REPORT.id), REPORT)
        store.link()
    return path


def test_changes_as_json_and_as_a_table(collection: str) -> None:
    done = CliRunner().invoke(app, ["changes", collection, "--since", "2020-01-01", "--json"])
    assert done.exit_code == 0, done.output
    incident, report = json.loads(done.output)
    assert (incident["kind"], incident["what"], incident["by"]) == ("incident", "added", "linking")
    assert (report["id"], report["what"], report["here"]) == (REPORT.id, "added", True)
    assert incident["from"] == incident["into"] == []
    done = CliRunner().invoke(app, ["changes", collection, "--since", "2020-01-01"])
    assert incident["id"] in done.output
    assert "incidents: 1 added" in done.output


def test_nothing_since_then(collection: str) -> None:
    done = CliRunner().invoke(app, ["changes", collection, "--since", "2999-01-01"])
    assert "nothing has changed" in done.output


def test_what_is_no_day_is_refused(collection: str) -> None:
    done = CliRunner().invoke(app, ["changes", collection, "--since", "Tuesday"])
    assert isinstance(done.exception, StoreError)
    assert "2026-11-01" in str(done.exception)
