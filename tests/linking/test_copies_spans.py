"""Copied spans are the same words in both texts, in code points, from word to word."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_reports import plain

from sayso.linking.copies.find import find_copies
from sayso.linking.copies.shingles import SIZE, WINDOW, fingerprint, shingles
from sayso.linking.words import body_words, words_of
from sayso.record import Block

PIECES = (
    "the chief said that raiders’ “cattle” don't Suguta, valley. É café naïve Straße 2,300 "
    "🚨 👩‍👩‍👧 ❤️ 𝒳𝒴 قُتِلَ ثلاثة جنود في الموصل 北京 記者會 отряд İzmir ǅ ab_c '' -- … (AP) x"
).split()
TEXTS = st.lists(st.sampled_from(PIECES), max_size=70)
GAPS = st.sampled_from([" ", "  ", "\n\n", "\u200f ", "\u00a0"])


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, TEXTS, GAPS, GAPS)
def test_spans(
    shared: list[str], before: list[str], after: list[str], gap: str, inner: str
) -> None:
    a = plain("r_a", " ".join([*after, *shared]), "A", "2021-03-02")
    b = plain("r_b", gap.join([*before, inner.join(shared), *after]), "B", "2021-03-03")
    texts = {"r_a": a.text, "r_b": b.text}
    for copy in find_copies([a, b]):
        last = 0
        for a0, a1, b0, b1 in copy.spans:
            assert texts[copy.from_][a0:a1] == texts[copy.to][b0:b1]
            assert a0 < a1
            assert last <= b0
            last = b1
            for id_, begin, end in ((copy.from_, a0, a1), (copy.to, b0, b1)):
                on_boundaries(texts[id_], begin, end)


def on_boundaries(text: str, begin: int, end: int) -> None:
    for at in (begin, end):
        assert not re.match(r"\w\w", text[max(0, at - 1) : at + 1]) or at in (0, len(text))


@given(st.lists(st.sampled_from("the don't chief’s a_b 12 x “y” É, отряд 北京 -".split())))
def test_words_are_those_of_the_pattern(pieces: list[str]) -> None:
    text = " ".join(pieces)
    words = body_words(plain("r_a", text))
    assert list(zip(words.starts, words.ends, strict=True)) == [
        (a, b) for _, a, b in words_of(text)
    ]


def test_marks_belong_to_the_letter_they_stand_on() -> None:
    text = "قُتِلَ cafe\u0301 ❤️ \u0301x"
    words = body_words(plain("r_a", text))
    found = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert found == ["قُتِلَ", "cafe\u0301"]


def test_typesetting_makes_no_other_word() -> None:
    one, two = (body_words(plain("r_a", t)) for t in ("THE CHIEF’S men", "the Chief's Men"))
    assert one.hashes.tolist() == two.hashes.tolist()
    assert len(set(one.hashes.tolist())) == 3


@given(st.lists(st.integers(0, 6), max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_eight_words_in_a_row_are_remembered_by_both(
    words: list[int], before: int, after: int
) -> None:
    run = " ".join(f"w{n}" for n in words)
    one = " ".join([*(f"a{n}" for n in range(before)), run])
    two = " ".join([run, *(f"b{n}" for n in range(after))])
    common = set(fingerprint(body_words(plain("r_a", one))).tolist()) & set(
        fingerprint(body_words(plain("r_b", two))).tolist()
    )
    assert common or len(words) < SIZE + WINDOW - 1


@pytest.mark.parametrize("period", [1, 2, 7, 50])
def test_texts_that_repeat_themselves_take_no_long_time(period: int) -> None:
    lines = [" ".join(f"w{k % period}" for k in range(n)) for n in (30_000, 29_000)]
    a = plain("r_a", f"{lines[0]} end", "A", "2021-03-02")
    b = plain("r_b", f"start {lines[1]}", "B", "2021-03-03")
    begin = time.perf_counter()
    (copy,) = find_copies([a, b])
    assert time.perf_counter() - begin < 5
    assert copy.kind == "reprint"


def test_shingles_do_not_run_over_what_is_left_out() -> None:
    text = "one two three four\nSHARE THIS\nfive six seven eight"
    blocks = tuple(
        Block(kind=kind, span=m.span())
        for kind, m in zip(
            ("paragraph", "boilerplate", "paragraph"), re.finditer(r"[^\n]+", text), strict=True
        )
    )
    _, whole = shingles(body_words(plain("r_a", text, blocks=blocks)))
    assert not whole.any()
    assert len(fingerprint(body_words(plain("r_a", text, blocks=blocks)))) == 0
