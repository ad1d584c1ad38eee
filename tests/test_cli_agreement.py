"""`sayso agreement`: how far coders agree, as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.ingest.page import Page
from sayso.store import Store
from tests.linking.linking_reports import attack

REPORTS = [
    attack("r_00000000000000aa", "Example Wire", "2020-05-03", killed=10, by="River Brigade"),
    attack("r_00000000000000ab", "River Daily", "2020-05-03", killed=12),
]


@pytest.fixture
def collection(tmp_path: Path) -> str:
    path = str(tmp_path / "reports.db")
    with Store.open(path) as store:
        for report in REPORTS:
            store.add(Page(report, report.id.encode(), "text/plain", report.id), report)
        store.decide(REPORTS[0].id, "reject", who="Amal", path="events.e1")
        for who in ("Amal", "Jo"):
            for report in REPORTS:
                store.decide(report.id, "confirm", who=who)
    return path


def test_agreement_by_field_and_pace_by_person(collection: str) -> None:
    done = CliRunner().invoke(app, ["agreement", collection, "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    events = next(f for f in found["fields"] if f["field"] == "event")
    assert (events["units"], events["share"]) == (2, 0.5)
    # kept three times and rejected once: 1 - 3 * 1 / (3 * 1)
    assert events["alpha"] == pytest.approx(0.0)
    assert [(p["who"], p["reports"]) for p in found["pace"]] == [("Amal", 2), ("Jo", 2)]
    assert (found["double"], found["adjudicated"]) == (2, 0)


def test_the_table_says_what_cannot_be_told(collection: str) -> None:
    done = CliRunner().invoke(app, ["agreement", collection])
    assert done.exit_code == 0, done.output
    assert "2 reports gone through by two people or more" in done.output
    assert "same value everywhere" in " ".join(done.output.split())
    assert "Amal" in done.output
