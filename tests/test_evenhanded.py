"""The same words about either side code the same: swapping the parties swaps the names, no more."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.evenhanded import read
from benchmarks.scoring.swaps import PAIRS, differences, fill, without_names

SENTENCES = yaml.safe_load(
    (Path(__file__).parent.parent / "gold" / "swaps.yaml").read_text(encoding="utf-8")
)

FLOOR = {"statements": 1.0, "all": 0.97}
"""Shares of swaps that must change nothing; lower them only with a reason in the changelog."""


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], list[str]]:
    return differences(SENTENCES, read)


def test_there_are_two_hundred_sentences_with_both_parties() -> None:
    assert len(set(SENTENCES)) >= 200
    assert all("{A}" in s or "{B}" in s for s in SENTENCES)


def test_swapping_the_parties_swaps_only_the_names(
    found: dict[tuple[str, str], list[str]],
) -> None:
    statements = [key for key, parts in found.items() if "statements" in parts]
    anything = [key for key, parts in found.items() if parts]
    assert len(statements) <= (1 - FLOOR["statements"]) * len(found), statements
    assert len(anything) <= (1 - FLOOR["all"]) * len(found), anything


def test_a_difference_is_seen() -> None:
    a, b = PAIRS["states"]
    (report,) = read([fill("{A} said that {B} had attacked a convoy.", a, b)])
    assert without_names(report, a, b) != without_names(report, b, a)
