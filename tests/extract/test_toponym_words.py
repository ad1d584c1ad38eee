"""What is known of words, and whole names from ragged ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.toponyms.known import AT, NAMES, Known, known, words_of
from sayso.extract.toponyms.stretches import again, whole_names
from sayso.language.pieces import cut
from sayso.record import Block
from tests.reading_places import shipped


def facts(text: str) -> tuple[list[str], Known]:
    """The words, and what is known of each."""
    pieces = cut(text, (Block(kind="paragraph", span=(0, len(text))),))
    words = words_of(text, pieces)
    rows = known(text, pieces, shipped())
    return [w.text for w in words], rows[[w.first for w in words]]


@pytest.mark.parametrize(
    ("text", "begin", "goes_on"),
    [
        ("The Mosul attack left two dead.", ["Mosul"], []),
        ("Two were taken to The Hague on Monday.", ["The"], ["Hague"]),
        ("Fighting broke out in al-Qaim.", ["al"], ["-", "Qaim"]),
        ("Shells fell on Deir ez-Zor.", ["Deir"], ["ez", "-", "Zor"]),
        ("Two flew from Port Said to St. Kitts and Nevis.", ["Port", "St"], None),
    ],
)
def test_names_of_the_gazetteer_are_marked(
    text: str, begin: list[str], goes_on: list[str] | None
) -> None:
    words, rows = facts(text)
    assert [w for w, r in zip(words, rows, strict=True) if r[AT["begins"]]] == begin
    if goes_on is not None:
        assert [w for w, r in zip(words, rows, strict=True) if r[AT["goes on"]]] == goes_on


def test_peoples_persons_and_places_elsewhere_are_told() -> None:
    words, rows = facts("Mr Karim left. Sri Lankan troops met Karim near Balad. Balad burned.")
    said = {
        name: [w for w, r in zip(words, rows, strict=True) if r[AT[name]]]
        for name in ("demonym", "person", "located", "title")
    }
    assert said["demonym"] == ["Sri", "Lankan"]
    assert said["person"] == ["Karim", "Karim"]
    assert said["located"] == ["Balad", "Balad"]
    assert said["title"] == ["Mr"]


def test_company_is_what_other_names_share() -> None:
    _, alone = facts("A mine killed two in Hawija.")
    _, among = facts("A mine killed two in Hawija; Kirkuk and Dibis were calm.")
    company = AT["company"]
    assert among[:, company].max() > alone[:, company].max() == 0


def test_a_name_grows_to_what_the_gazetteer_has() -> None:
    words, rows = facts("It sailed to Port Said, then to St. Kitts and Nevis.")
    at = words.index("Port")
    assert whole_names([(at, at + 1, 0)], rows) == [(at, at + 2)]
    at = words.index("Nevis")
    ((first, last),) = whole_names([(at, at + 1, 0)], rows)
    assert words[first:last] == ["St", ".", "Kitts", "and", "Nevis"]


def test_a_sure_name_is_found_again_but_not_where_it_is_unlikely() -> None:
    words = ["Balad", "burned", ".", "Balad", "said", ".", "Balad"]
    inside = np.array([0.95, 0, 0, 0.3, 0, 0, 0.1])
    assert again([(0, 1)], inside, words) == [(0, 1), (3, 4)]
    assert again([(0, 1)], np.where(inside > 0.9, 0.8, inside), words) == [(0, 1)]


@given(st.text(max_size=200))
def test_any_text_is_known(text: str) -> None:
    pieces = cut(text, (Block(kind="paragraph", span=(0, len(text))),))
    rows = known(text, pieces, shipped())
    assert rows.shape == (len(pieces), len(NAMES))
    assert np.isfinite(rows).all()
