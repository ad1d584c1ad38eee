"""The filter language: what is understood, what is refused and where, and back to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import QueryError
from sayso.query import FIELDS, fields_of, parse
from sayso.query.parsing import DEEPEST, LONGEST, MOST
from sayso.query.tree import (
    All,
    Any,
    Between,
    Compare,
    Field,
    Like,
    Node,
    Not,
    Something,
    Value,
    Words,
    leaves,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("bomb", Words("bomb")),
        ("bomb*", Words("bomb", prefix=True)),
        ('"two words"', Words("two words")),
        ('"two wor"*', Words("two wor", prefix=True)),
        ("car-bomb", Words("car-bomb")),
        ("12:30", Words("12:30")),
        ("a b", All((Words("a"), Words("b")))),
        ("a OR b c", Any((Words("a"), All((Words("b"), Words("c")))))),
        ("(a OR b) c", All((Any((Words("a"), Words("b"))), Words("c")))),
        ("(a (b c))", All((Words("a"), Words("b"), Words("c")))),
        ("a or b", All((Words("a"), Words("or"), Words("b")))),
        ('a "OR"', All((Words("a"), Words("OR")))),
        ("-a", Not(Words("a"))),
        ("-(a OR b)", Not(Any((Words("a"), Words("b"))))),
        ("--a", Not(Not(Words("a")))),
        ("---a", Not(Words("a"))),
        pytest.param("-" * 1_999 + "a", Not(Words("a")), id="many minuses"),
        ("Country:SYR", Field("country", (Like("SYR"),))),
        ("country: SYR, iraq", Field("country", (Like("SYR"), Like("iraq")))),
        ("-country:SYR", Not(Field("country", (Like("SYR"),)))),
        ('actor:"a, (b)"', Field("actor", (Like("a, (b)"),))),
        (r'actor:"a \"b\" \\ \c"', Field("actor", (Like(r'a "b" \ \c'),))),
        ('outlet:="The Times"', Field("outlet", (Like("The Times", "is"),))),
        ("outlet:the*", Field("outlet", (Like("the", "begins"),))),
        ("place:*", Field("place", (Something(),))),
        ("killed:>=10", Field("killed", (Compare(">=", "10"),))),
        ("killed:1..5,>100", Field("killed", (Between("1", "5"), Compare(">", "100")))),
        ("date:2024-02..", Field("date", (Between("2024-02", None),))),
        ("date:..2024", Field("date", (Between(None, "2024"),))),
        ("lon:-10..5.5", Field("lon", (Between("-10", "5.5"),))),
        ("lon:-10", Field("lon", (Like("-10"),))),
        ("contested:killed", Field("contested", (Like("killed"),))),
        ("place:\u202bحمص\u202c", Field("place", (Like("\u202bحمص\u202c"),))),
    ],
)
def test_what_is_understood(text: str, tree: Node) -> None:
    assert parse(text) == tree
    assert parse(str(tree)) == tree


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("kiled:3", 0, "no field 'kiled' (perhaps killed:"),
        ("a foo:b", 2, "no field 'foo'"),
        ("https://x.example", 0, "put it in quotes"),
        ('a "b c', 2, "the quote is not closed"),
        ('a place:"b', 8, "the quote is not closed"),
        ("(a b", 4, "a parenthesis that is not closed"),
        ("a) b", 1, "a closing parenthesis that none opens"),
        ("a ()", 3, "parentheses with nothing in them"),
        ("a OR", 4, "OR without something on both sides"),
        ("OR a", 0, "OR without something on both sides"),
        ("a OR OR b", 5, "OR without something on both sides"),
        ("a -", 3, "nothing after the minus"),
        ("country:", 8, "a field without a value"),
        ("country:SYR,", 12, "a comma without a value"),
        ("killed:>=", 9, "a sign without a value"),
        ('actor:""', 6, "an empty value"),
        ("country:Syrai", 8, "there is no 'Syrai' (give SYR (Syria)"),
        ("state:rejected", 6, "give confirmed, corrected"),
        ("killed:many", 7, "'many' is no whole number"),
        ("killed:1,000", 9, "'000' is no whole number"),
        ("killed:-5", 7, "'-5' is no whole number"),
        ("killed:99999999999999999999", 7, "is no whole number"),
        ("killed:5..1", 7, "it ends before it begins"),
        ("killed:1*", 7, "it has no beginning"),
        ("date:2024-13", 5, "'2024-13' is no day"),
        ("date:2024-02-30", 5, "is no day"),
        ("date:0000", 5, "is no day"),
        ("date:24", 5, "is no day"),
        ("date:2024-02..2024-01", 5, "it ends before it begins"),
        ("place:a..b", 6, "its values have no order"),
        ("place:>a", 6, "its values have no order"),
        ("copy:perhaps", 5, "neither yes nor no"),
        ("contested:*", 10, "it is always there"),
        ("contested:a.b", 10, "neither yes nor no"),
        ("a !!!", 2, "no letter and no digit"),
        ("a\x00b", 1, "a control character (U+0000)"),
        ("a \x1f", 2, "a control character (U+001F)"),
        ("a \ud800", 2, "half a character (U+D800)"),
        ("(" * 2_000, DEEPEST, "too many parentheses"),
        ("-(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1), 2 * DEEPEST + 1, "too many parenth"),
    ],
)
def test_what_is_refused_says_where(text: str, at: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert words in str(caught.value)
    assert caught.value.at == at
    assert caught.value.place == f"column {at + 1}"
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("text", ["", "  ", "x" * (LONGEST + 1), "a " * (MOST + 1)])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"nothing is asked for|2,001 characters|201 words"):
        parse(text)


def test_a_filter_says_which_fields_it_asks_for() -> None:
    tree = parse("bomb -(country:SYR OR state:none) type:ASSAULT")
    assert fields_of(tree) == {"country", "state", "type"}
    assert [str(leaf) for leaf in leaves(tree)] == [
        "bomb",
        "country:SYR",
        "state:none",
        "type:ASSAULT",
    ]


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x85"),
    min_size=1,
    max_size=8,
).filter(lambda text: any(c.isalnum() for c in text))
_NUMBERS = st.integers(0, 2**63 - 1).map(str)
_DAYS = st.dates().map(str)
_NAMES = st.sampled_from([name for name, field in FIELDS.items() if field.kind == "name"])


def _ordered(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Value]:
    between = st.tuples(texts, texts).map(sorted_pair)
    return st.one_of(
        st.builds(Like, texts, st.sampled_from(["like", "is"])),
        st.builds(Compare, st.sampled_from(["<", "<=", ">", ">="]), texts),
        between,
        texts.map(lambda text: Between(text, None)),
        texts.map(lambda text: Between(None, text)),
        st.just(Something()),
    )


def sorted_pair(pair: tuple[str, str]) -> Between:
    low, high = sorted(pair, key=lambda text: (len(text), text))
    return Between(low, high)


_NAMED: st.SearchStrategy[Value] = st.one_of(
    st.builds(Like, _TEXT, st.sampled_from(["like", "is", "begins"])), st.just(Something())
)


def _several(values: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[Value, ...]]:
    return st.lists(values, min_size=1, max_size=3).map(tuple)


_LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Words, _TEXT, st.booleans()),
    st.builds(Field, _NAMES, _several(_NAMED)),
    st.builds(Field, st.just("killed"), _several(_ordered(_NUMBERS))),
    st.builds(Field, st.just("date"), _several(_ordered(_DAYS))),
)


def _joined(kind: type[All] | type[Any], parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return kind(tuple(flat))


def _without(part: Node) -> Node:
    twice = isinstance(part, Not) and isinstance(part.part, Not)
    return part.part if isinstance(part, Not) and twice else Not(part)


_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        inner.map(_without),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _joined(All, parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: _joined(Any, parts)),
    ),
    max_leaves=6,
)


@given(_TREES)
def test_a_tree_comes_back_from_its_text(tree: Node) -> None:
    assert parse(str(tree)) == tree


@given(st.text(max_size=60) | st.text('()"-:, *.<>=aOR1\\', max_size=60))
def test_any_text_is_understood_or_refused_by_name(text: str) -> None:
    try:
        tree = parse(text)
    except QueryError as error:
        assert error.at is None or 0 <= error.at <= len(text)  # noqa: PT017 - which it may raise
        return
    assert parse(str(tree)) == tree
