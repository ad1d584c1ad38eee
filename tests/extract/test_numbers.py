"""Numbers: words and digits, ranges, bounds, vague quantities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract.codebook import load_codebook
from sayso.extract.numbers import LARGEST, find_numbers, from_words, to_words
from sayso.language.parse import Token


def tokens(text: str) -> list[Token]:
    """Blank-separated words as tokens, as the parser would cut them."""
    out: list[Token] = []
    at = 0
    for i, word in enumerate(text.split(" ")):
        lower = word.lower()
        out.append(Token(i, at, at + len(word), word, lower, lower, "X", "X", "dep", i, 0, 0))
        at += len(word) + 1
    return out


def read(text: str, table: str = "default") -> list[tuple[str, int | None, int | None, int | None]]:
    toks = tokens(text)
    words = text.split(" ")
    return [
        (" ".join(words[n.first : n.last]), n.low, n.best, n.high)
        for n in find_numbers(toks, load_codebook(numbers=table).vague)
    ]


@given(st.integers(0, LARGEST))
def test_words_and_integers_are_each_others_inverse(n: int) -> None:
    assert from_words(to_words(n).replace("-", " - ").split()) == n


@given(st.integers(0, 999_999_999))
def test_digits_with_and_without_commas(n: int) -> None:
    assert from_words([str(n)]) == n
    assert from_words([f"{n:,}"]) == n


@pytest.mark.parametrize("n", [-1, LARGEST + 1])
def test_outside_of_the_range_is_an_error(n: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        to_words(n)


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("two dozen", 24),
        ("three score", 60),
        ("2.5 million", 2_500_000),
        ("one hundred and six", 106),
        ("twenty six", 26),
        ("seven thousand two hundred", 7200),
        ("10 thousand", 10_000),
    ],
)
def test_from_words(words: str, n: int) -> None:
    assert from_words(words.split()) == n


@pytest.mark.parametrize(
    "words", ["", "people", "two three", "hundred", "1.5", "six and", "twenty eleven", "and two"]
)
def test_what_is_not_one_number(words: str) -> None:
    assert from_words(words.split()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 10 died", ("at least 10", 10, 10, None)),
        ("more than ten died", ("more than ten", 11, 11, None)),
        ("no fewer than 7 died", ("no fewer than 7", 7, 7, None)),
        ("up to 10 died", ("up to 10", None, None, 10)),
        ("fewer than 10 died", ("fewer than 10", None, None, 9)),
        ("about 10 died", ("about 10", None, 10, None)),
        ("some 30 died", ("some 30", None, 30, None)),
        ("nearly 30 died", ("nearly 30", None, 30, 30)),
        ("10 or more died", ("10 or more", 10, 10, None)),
        ("10 - 15 died", ("10 - 15", 10, None, 15)),
        ("10 to 15 died", ("10 to 15", 10, None, 15)),
        ("between 10 and 15 died", ("between 10 and 15", 10, None, 15)),
        ("between ten and twenty - five died", ("between ten and twenty - five", 10, None, 25)),
        ("a dozen died", ("a dozen", 12, 12, 12)),
        ("half a dozen died", ("half a dozen", 6, 6, 6)),
        ("dozens died", ("dozens", 24, 24, None)),
        ("tens of thousands fled", ("tens of thousands", 20_000, 20_000, None)),
        ("several hundred fled", ("several hundred", 300, 300, None)),
        ("a few dozen fled", ("a few dozen", 36, 36, None)),
        ("exactly 4 died", ("exactly 4", 4, 4, 4)),
    ],
)
def test_find_numbers(text: str, expected: tuple[str, int | None, int | None, int | None]) -> None:
    assert read(text) == [expected]


def test_two_numbers_joined_by_and_are_two_without_between() -> None:
    assert [n[0] for n in read("12 and 15 died")] == ["12", "15"]


def test_a_falling_range_is_two_numbers() -> None:
    assert [n[0] for n in read("15 to 10")] == ["15", "10"]


def test_some_people_are_no_number() -> None:
    assert read("some people died") == []


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("default", (24, 24, None)),
        ("acled", (12, 12, None)),
        ("ucdp", (24, None, None)),
    ],
)
def test_the_named_tables_differ(table: str, row: tuple[int, int | None, int | None]) -> None:
    assert read("dozens died", table)[0][1:] == row


VOCABULARY = str.split(
    "at least more than between 10 and 15 - to two hundred thousand million dozens of a half "
    "several few some people were killed nearly 3,000 2.5 or twenty six zero fewer as many"
)


@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12))
def test_mentions_lie_in_the_text_in_order_and_are_ordered_bounds(words: list[str]) -> None:
    toks = tokens(" ".join(words))
    last = 0
    for n in find_numbers(toks, load_codebook().vague):
        assert last <= n.first <= n.core < n.last <= len(toks)
        last = n.last
        known = [x for x in (n.low, n.best, n.high) if x is not None]
        assert known
        assert known == sorted(known)
        assert known[0] >= 0
