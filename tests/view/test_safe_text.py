"""Hostile text, made fit to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.view.safe import for_page, for_terminal, one_line

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b2Jgone", "gone"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x.example\x1b\\link", "link"),
        ("\x1b]never closed", "]never closed"),
        ("a\x00b\x08c\rd", "abcd"),
        ("safe\u202eexe.txt", "safeexe.txt"),
        ("one\u2028two", "one\ntwo"),
        ("half \ud83d pair", "half � pair"),
        ("kept: é 中 👩\u200d🌾\tand\n", "kept: é 中 👩\u200d🌾\tand\n"),
    ],
)
def test_a_terminal_gets_no_control(hostile: str, safe: str) -> None:
    assert for_terminal(hostile) == safe


@given(ANY)
def test_nothing_that_a_terminal_gets_is_a_control_or_fails_to_encode(text: str) -> None:
    out = for_terminal(text)
    out.encode()
    assert all(unicodedata.category(c) != "Cc" or c in "\n\t" for c in out)
    assert not set(out) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(ANY)
def test_a_page_shows_controls_as_symbols_and_keeps_every_other_letter(text: str) -> None:
    out = for_page(text)
    out.encode()
    assert len(out) == len(text) - text.count("\r")
    assert all(unicodedata.category(c) != "Cc" or c in "\n\t" for c in out)


def test_a_line_is_cut_at_its_limit() -> None:
    assert one_line("  two\n words ") == "two words"
    assert one_line("x" * 1000, 10) == "x" * 9 + "…"
