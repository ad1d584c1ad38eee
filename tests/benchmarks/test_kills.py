"""A small run of the benchmark that kills programs: nothing is lost, and losses would be seen."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from benchmarks.kills import content, faults, main
from sayso.store import Store


def test_killed_while_adding_and_while_migrating(capsys: pytest.CaptureFixture[str]) -> None:
    main("--kills 3 --works bulk migrate --reports 300 --pages 1 --seed 3".split())
    figures = json.loads(capsys.readouterr().out)
    for work in ("bulk", "migrate"):
        assert figures[work]["kills"] == 3
        assert figures[work]["failures"] == 0, figures[work]["first_failures"]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM tolls WHERE number = 1",
        "INSERT INTO statements SELECT 100 + number, reading, id, kind, stance, source, actor,"
        " anonymous, cue, content, medium, parent, source_kind, hedges FROM statements LIMIT 1",
        "UPDATE documents SET origin = 'elsewhere' WHERE number = 1",
    ],
)
def test_a_loss_is_seen(tmp_path: Path, change: str) -> None:
    from benchmarks.kill_works import coded
    from benchmarks.made_reports import Maker
    from sayso.gazetteer.build import default_path

    records = tmp_path / "records.jsonl"
    made = Maker(1, default_path(), 60).reports(3)
    records.write_text("".join(f"{report.model_dump_json()}\n" for report in made))
    location = str(tmp_path / "reports.db")
    with Store.open(location) as store:
        store.add_many(coded(records))
    before = content(location)
    assert faults(location, before) == []
    with sqlite3.connect(location) as db:
        db.execute(change)
    db.close()
    assert faults(location, before)
