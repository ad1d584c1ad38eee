"""A small collection is made, repeated and exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.export_speed import main, make_collection
from sayso.store import Store


def test_a_repeated_collection_holds_together(tmp_path: Path) -> None:
    make_collection(tmp_path / "made.db", 100, words=60, base=40)
    with Store.open(tmp_path / "made.db") as store:
        assert store.check() == []
        stats = store.stats()
        assert stats.incidents >= 100
        with store.snapshot() as snapshot:
            told = [each.incident for each in snapshot.told()]
            assert len({incident.id for incident in told}) == stats.incidents
            homes = {i for read in snapshot.read() for i in read.incidents.values()}
    assert homes == {incident.id for incident in told}


def test_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--incidents", "50", "--base", "30", "--words", "60", "--files", "csv", "sqlite"]
    main([*words, "--formats", "incidents", "ged", "--database", str(tmp_path / "made.db")])
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    for name in ("incidents_csv", "incidents_sqlite", "ged_csv", "peer_pandas_csv"):
        assert figures[name]["seconds"] > 0
        assert figures[name]["peak_megabytes"] > 10
