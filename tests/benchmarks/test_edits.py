from __future__ import annotations

import random

import pytest

from benchmarks.copies import measure, measure_credits, unrelated
from benchmarks.edits import KINDS, Edit, edit

WORDS = (
    "farmer gate river market ward trader officer bridge cattle road tower harbour valley clerk "
    "school mill wagon field border council winter letter engine garden mountain shelter color"
).split()


def story(n: int) -> str:
    """Forty sentences of words in an order that no other story has."""
    rng = random.Random(n)
    sentences = (
        f"The {' '.join(rng.choices(WORDS, k=12))} of ward {n} was noted." for _ in range(40)
    )
    lines = list(sentences)
    return "\n\n".join(" ".join(lines[i : i + 2]) for i in range(0, 40, 2))


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_every_copied_word_is_the_originals(kind: Edit) -> None:
    original = story(1)
    made = edit(kind, original, story(2), random.Random(1))
    assert len(made.text) == len(made.copied)
    copied = "".join(c if keep else " " for c, keep in zip(made.text, made.copied, strict=True))
    words = copied.replace("colour", "color").split()
    assert len(words) > 30
    assert set(words) <= set(original.split())


def test_there_are_thirteen_kinds() -> None:
    assert len({kind.__name__ for kind in KINDS}) == 13


def test_texts_that_share_strings_are_left_out() -> None:
    rows = [{"text": story(0)}, {"text": story(0)}, {"text": story(1)}, {"text": "short"}]
    assert unrelated(rows) == [story(0), story(1)]


def test_measures_recall_and_false_links() -> None:
    _, figures = measure([story(0), story(1), story(2)])
    assert figures["edited"] == 39
    assert figures["recall_by_kind"]["reprint"] == 100.0
    assert figures["recall"] > 80
    assert figures["copied_characters"]["P"] > 90
    assert figures["unrelated_pairs_per_10000_documents"] == 0.0


def test_a_text_that_names_its_source_came_from_there() -> None:
    figures = measure_credits([story(n) for n in range(8)])
    assert figures == {"links": 8, "wrong_direction": 0.0}


def test_no_texts_measure_nothing() -> None:
    _, figures = measure([])
    assert figures["recall"] is None
