from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.loaded import find_loaded
from sayso.language.parsing import parse
from sayso.record import Block


def loaded(text: str) -> list[tuple[str, str]]:
    found = find_loaded(parse(text, (Block(kind="paragraph", span=(0, len(text))),)))
    return [(text[slice(*m.span)], m.kind) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two terrorists were shot near Jenin.", [("terrorists", "label")]),
        ("The martyrs were buried in Homs.", [("martyrs", "label")]),
        ("The regime shelled the town.", [("regime", "label")]),
        ("Freedom fighters took the bridge.", [("Freedom fighters", "label")]),
        ("It was a brutal and cowardly attack.",
         [("brutal", "intensifier"), ("cowardly", "intensifier")]),
        ("A cold-blooded killing shook Cali.", [("cold-blooded", "intensifier")]),
        ("The army took the town in what it presents as a \"liberation\".",
         [("liberation", "scare_quote")]),
        ("The so-called \"people's republic\" held a vote.",
         [("so-called", "scare_quote"), ("people's republic", "scare_quote")]),
        ("Troops carried out a “clean-up operation” in the hills.",
         [("clean-up operation", "scare_quote")]),
        ("THE TERRORISTS ATTACKED A POLICE POST IN THE HILLS LAST NIGHT.",
         [("TERRORISTS", "label")]),
    ],
)  # fmt: skip
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert loaded(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Crowds gathered in Martyrs' Square on Monday.",
        "The sanctions regime was renewed.",
        "He said “yes” and left.",
        "The minister described the vote as “a step forward”.",
        "The song “Red River” was played.",
        "“Never again,” she said.",
        "Soldiers braved the storm.",
        "Three fighters and two soldiers were killed.",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert loaded(text) == []


SIDES = ("government soldiers", "rebel fighters", "border guards", "villagers")


@pytest.mark.parametrize("phrase", ["the brutal {}", "the cowardly attack by {}", "{}, thugs all,"])
def test_the_same_words_about_any_side_code_the_same(phrase: str) -> None:
    kinds = {
        tuple(kind for _, kind in loaded(f"On Monday {phrase.format(side)} were seen."))
        for side in SIDES
    }
    assert len(kinds) == 1
    assert kinds != {()}


PIECES = [
    *("the", "terrorist", "regime", "“", "”", "‘", "’", '"', "so", "-", "called", "brutal,"),
    *("He", "said.", "freedom", "fighters", "’s"),
]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_spans_cut_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for mention in find_loaded(parse(text, (Block(kind="paragraph", span=(0, len(text))),))):
        words = text[slice(*mention.span)]
        assert words
        assert words == words.strip()
