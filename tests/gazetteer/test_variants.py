"""Spellings of reports find the places that they are of."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from sayso.gazetteer import Gazetteer, Match

ROWS = yaml.safe_load((Path(__file__).parent / "variants.yaml").read_text(encoding="utf-8"))
BEST = {"exact": 0, "loose": 1, "none": 2}


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return Gazetteer(places=tmp_path_factory.mktemp("own") / "none.sqlite")


def best(matches: tuple[Match, ...], country: str) -> int:
    """The town that a listed name is of: by its own name, then the largest."""
    towns = [
        m for m in matches if m.entry.country == country and m.entry.feature in ("city", "capital")
    ]
    return max(towns, key=lambda m: (m.kind == "own", m.entry.population)).entry.id


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["variant"])
def test_a_variant_finds_its_place(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    wanted = best(gazetteer.lookup(row["name"]), row["country"])
    exact = wanted in {m.entry.id for m in gazetteer.lookup(row["variant"])}
    loose = wanted in {m.entry.id for m in gazetteer.lookup_loose(row["variant"])}
    how = "exact" if exact else "loose" if loose else "none"
    assert BEST[how] <= BEST[row["how"]]


def test_most_are_found() -> None:
    counts = Counter(row["how"] for row in ROWS)
    assert sum(counts.values()) >= 120
    assert counts["none"] <= 3
