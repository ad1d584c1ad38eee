"""The benchmarks of matching coded events run, and count what they say they count."""

from __future__ import annotations

import json

import pytest

from benchmarks import compare_speed
from benchmarks.compare_gva import of_archive, score
from sayso.coded.matching.match import match
from sayso.coded.matching.points import Reach


def test_matching_of_made_up_events(capsys: pytest.CaptureFixture[str]) -> None:
    compare_speed.main(["--events", "400"])
    figures = json.loads(capsys.readouterr().out)
    assert figures["recall"] > figures["floor"]["recall"] > 0
    assert figures["precision"] > 90


def test_figures_of_pairs() -> None:
    rows = [
        {
            "incident": str(n),
            "date": f"2014-01-0{n}",
            "latlon": [36.1, -86.5],
            "state": "Tennessee",
            "city": "Hermitage",
            "killed": n,
            "injured": 0,
        }
        for n in (1, 2, 8)
    ]
    theirs = [of_archive(row) for row in rows]
    ours = theirs[:2]
    told = {"1": {"1"}, "2": {"8"}}
    figures = score(match(ours, theirs), ours, theirs, told, Reach())
    assert (figures["pairs"], figures["right"]) == (2, 1)
    assert (figures["precision"], figures["recall"], figures["in_reach"]) == (50.0, 50.0, 1)
