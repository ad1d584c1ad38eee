"""Every command runs on a row with gold and on one without, and prints one JSON object last."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

TEXT = (
    "Gunmen attacked a bus near Gao on Monday, killing three people, the army said. "
    "A spokesman for the rebels denied that his fighters had been involved."
)
START = TEXT.index("attacked")
GAO = TEXT.index("Gao")

BASE: dict[str, Any] = {"doc_id": "d1", "text": TEXT, "date": "2020-05-06", "dct": "2020-05-06"}
MENTION = {"id": "m1", "start": START, "end": START + 8}
SLOTS: dict[str, list[Any]] = {"PerpInd": [["gunmen"]], "Victim": [["three people"]]}

GOLD: dict[str, dict[str, Any]] = {
    "attribution": {"attributions": [
        {"source": [[TEXT.index("the army"), TEXT.index("the army") + 8]], "cue": [],
         "content": [[0, TEXT.index(", the army")]]}]},
    "times": {"timexes": [{"start": TEXT.index("Monday"), "end": TEXT.index("Monday") + 6,
                           "type": "DATE", "value": "2020-05-04"}]},
    "places": {"toponyms": [{"start": GAO, "end": GAO + 3, "lat": 16.27, "lon": -0.05,
                             "geonameid": None, "country": "ML"}]},
    "eventplace": {"event_locations": [{"start": GAO, "end": GAO + 3}]},
    "plover": {"plover_root": "ASSAULT"},
    "gva": {"gold": {"killed": 3, "injured": 0, "date": "2020-05-04", "city_or_county": "Gao",
                     "state": "Gao"}},
    "muc4": {"templates": []},
    "muc4_roles": {"templates": [{"incident_type": "attack", "slots": SLOTS}]},
    "incidents": {"incident": "i1"},
    "coref": {"mentions": [MENTION | {"cluster": "c1"}]},
}  # fmt: skip
NEEDED: dict[str, dict[str, Any]] = {
    "eventplace": {"verb": [{"start": START, "end": START + 8}]},
    "plover": {"id": "p1", "source": "Gunmen", "target": "a bus"},
    "coref": {"mentions": [MENTION]},
    "muc4": {"doc_date": "2020-05-06", "dateline": "BAMAKO, 6 MAY 20 (AFP)"},
    "muc4_roles": {"doc_date": "2020-05-06"},
}


def run(
    name: str, rows: list[dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    importlib.import_module(f"benchmarks.{name}").main([str(data), "--out", str(out)])
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    return figures, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(GOLD))
def test_with_gold(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, predictions = run(name, [BASE | NEEDED.get(name, {}) | GOLD[name]], tmp_path, capsys)
    assert figures["benchmark"] == name
    assert "scored" not in figures
    assert len(predictions) == 1


@pytest.mark.parametrize("name", sorted(GOLD))
def test_without_gold(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, predictions = run(name, [BASE | NEEDED.get(name, {})], tmp_path, capsys)
    assert figures["scored"] == 0
    assert len(predictions) == 1


def test_times_are_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, _ = run("times", [BASE | GOLD["times"]], tmp_path, capsys)
    assert figures["value"]["F1"] == 100.0


def test_a_text_that_cannot_be_read_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [BASE | GOLD["times"], BASE | GOLD["times"] | {"doc_id": "d2", "text": ""}]
    figures, predictions = run("times", rows, tmp_path, capsys)
    assert figures["reading"]["unread"] == 1
    assert [p["doc_id"] for p in predictions] == ["d1", "d2"]


def test_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text((json.dumps(BASE | GOLD["times"]) + "\n") * 3, encoding="utf-8")
    importlib.import_module("benchmarks.times").main([str(data), "--limit", "1"])
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["reading"]["documents"] == 1


def test_speed_names_its_peer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import os

    before = os.sched_getaffinity(0)
    try:
        article = {**BASE, "text": "\n".join([TEXT] * (1 + 500 // len(TEXT.split())))}
        figures, _ = run("statements_speed", [article], tmp_path, capsys)
    finally:
        os.sched_setaffinity(0, before)
    assert figures["articles_per_second"] > 0
    assert figures["ratio_to_peer"] > 0
