"""Pages of the speed benchmark are articles, and its stages add up to the whole."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import reading_speed, stages
from benchmarks.pages import page_of
from sayso import Reader, ingest
from sayso.extract import times as extract_times

PARAGRAPHS = [
    "Gunmen attacked a bus near the old bridge on Monday, killing three people, the army said.",
    "A spokesman for the drivers said that the road had been unsafe for weeks, and that nobody "
    "had listened to those who use it every day.",
    "Residents said they heard shots for an hour before soldiers came from the town.",
]


def test_a_page_holds_its_article_and_little_else() -> None:
    page = next(ingest.load(html=page_of("\n".join(["Bus attacked", *PARAGRAPHS]), 7)))
    report = page.report
    body = [report.words(b.span) for b in report.blocks if b.kind == "paragraph"]
    assert [p for p in body if p in PARAGRAPHS] == PARAGRAPHS
    assert report.title == "Bus attacked"
    assert report.outlet == "Harbour Courier"
    assert report.published == "2016-09-12T08:15:00+00:00"
    assert "Museum shows letters" not in report.text


def test_a_stage_counts_no_other_stage_inside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(100))
    monkeypatch.setattr(time, "process_time", lambda: float(next(ticks)))
    clock = stages.Clock()
    inner = clock.timed("inner", lambda: None)
    with clock.stage("outer"):
        inner()
        list(clock.timed("steps", lambda: iter([1, 2]))())
    assert clock.seconds["inner"] == 1.0
    assert clock.seconds["steps"] == 4.0
    assert clock.seconds["outer"] == 6.0


def test_every_stage_is_where_the_reader_looks() -> None:
    reader = Reader()
    with stages.measured() as clock:
        list(reader.pipe([{"html": page_of("\n".join(["Bus attacked", *PARAGRAPHS]))}]))
    assert set(stages.FUNCTIONS) <= set(clock.seconds)
    assert clock.seconds[stages.ENCODER] > 0
    assert not hasattr(extract_times.find_times, "__wrapped__")


@pytest.fixture
def undone() -> Iterator[None]:
    """What the command changes of its own process."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    yield
    gc.unfreeze()
    if cores:
        os.sched_setaffinity(0, cores)


@pytest.mark.usefixtures("undone")
def test_the_command_prints_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data.jsonl"
    row = {"text": "\n".join(["Bus attacked", *PARAGRAPHS * 12])}
    data.write_text("".join(json.dumps(row) + "\n" for _ in range(9)), encoding="utf-8")
    reading_speed.main([str(data)])
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["documents"] == 1
    assert figures["ratio_to_peer"] > 0
    assert 0 < figures["encoder_share"] < 1
