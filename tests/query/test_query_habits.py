"""Signs of other filter languages: refused where they stand, with what to write here."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.query import FIELDS, QueryError, parse
from sayso.query.habits import OTHER_NAMES, plain_quotes
from sayso.query.tree import All, Field, Like, Words


@pytest.mark.parametrize(
    ("text", "at", "length", "remedy"),
    [
        ("killed>=10", 0, 10, "write killed:>=10"),
        ("a killed≥10", 2, 9, "write killed:>=10"),
        ("killed=>10", 0, 10, "write killed:>=10"),
        ("country=SYR", 0, 11, "write country:SYR"),
        ("country==SYR", 0, 12, "write country:=SYR"),
        ("country!=SYR", 0, 12, "write -country:SYR"),
        ("killed >= 10", 7, 2, "write it as killed:>=10"),
        ("killed:!=10", 7, 4, "write -killed:10"),
        ("country:!SYR", 8, 4, "write -country:SYR"),
        ("!bomb", 0, 5, "write -bomb"),
        ("NOT bomb", 0, 3, "write - right before"),
        ("a AND b", 2, 3, "leave it out"),
        ("a && b", 2, 2, "leave it out"),
        ("a || b", 2, 2, "write OR"),
        ("bomb|mortar", 0, 11, "write (bomb OR mortar)"),
        ("type:assault|protest", 5, 15, "write type:assault,protest"),
        ("country:(SYR OR IRQ)", 8, 1, "write several with commas, as country:SYR,IRQ"),
        ("killed:10-20", 7, 5, "write killed:10..20"),
        ("killed:10+", 7, 3, "write killed:>=10"),
        ("killed:≥10", 7, 3, "write killed:>=10"),
        ("killed:==10", 7, 3, "write killed:10"),
        ("killed:10 .. 20", 10, 2, "write it as 10..20"),
        ("killed:none", 7, 4, "write -killed:*"),
        ("date:2024-2-1", 5, 8, "write date:2024-02-01"),
        ("date:2024/02/01", 5, 10, "write date:2024-02-01"),
        ("date:2024-02-01 - 2024-03-01", 5, 10, "write date:2024-02-01..2024-03-01"),
        ("country:United States", 8, 6, 'write country:"United States"'),
        ("country:south sudan bomb", 8, 5, 'write country:"south sudan"'),
        ("*bomb", 0, 5, "the beginning of the word"),
        ("outlet:*times", 7, 6, "write outlet:times"),
        ("deaths:>3", 0, 7, "write killed:"),
        ("location:Homs", 0, 9, "write place:"),
        ("is:flagged", 0, 3, "flagged:yes"),
    ],
)
def test_the_remedy_is_what_to_write(text: str, at: int, length: int, remedy: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert remedy in str(caught.value)
    assert (caught.value.at, caught.value.length) == (at, length)
    written = re.match(
        r"write ([-\w(].*?)(?: to leave it out|, or put .*)?$", caught.value.remedy or ""
    )
    if written and ":" in written[1] and not written[1].endswith(":"):
        parse(written[1])  # the remedy is one


@pytest.mark.parametrize(
    "text",
    [
        '"killed>=10"',
        '"NOT"',
        '"a || b"',
        '"!bomb"',
        'place:"a|b"',
        'place:="!x"',
        "a>=3",
        "AT&T",
        "R&D",
        "x=y",
        "date:2024 -2023",
        "Yahoo!",
        "mother-in-law",
        "and or not",
    ],
)
def test_what_is_in_quotes_or_no_sign_is_taken_as_it_is(text: str) -> None:
    tree = parse(text)
    assert parse(str(tree)) == tree


def test_quotes_of_word_processors_are_quotes() -> None:
    assert parse("\u201ccar bomb\u201d") == Words("car bomb")
    assert parse("actor:\u201einterior ministry\u201c x") == All(
        (Field("actor", (Like("interior ministry"),)), Words("x"))
    )
    assert parse('"says \u201cno\u201d"') == Words("says \u201cno\u201d")
    with pytest.raises(QueryError, match="the quote is not closed"):
        parse("\u201ccar bomb")


@given(st.text(alphabet='a"\\ \u201c\u201d\u201e:'))
def test_quotes_keep_their_places(text: str) -> None:
    plain = plain_quotes(text)
    assert len(plain) == len(text)
    assert all(a == b or b == '"' for a, b in zip(text, plain, strict=True))


def test_other_names_lead_to_fields() -> None:
    assert {name for name in OTHER_NAMES.values() if name} <= set(FIELDS)
    assert not set(OTHER_NAMES) & set(FIELDS)
