"""The parse: offsets into the report's text, whatever the text is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.case import recase
from sayso.language.parse import Parse, Sentence, Token
from sayso.language.parsing import parse, parse_many
from sayso.record import Block


def paragraphs(*words: str) -> tuple[str, tuple[Block, ...]]:
    blocks = []
    at = 0
    for each in words:
        blocks.append(Block(kind="paragraph", span=(at, at + len(each))))
        at += len(each) + 2
    return "\n\n".join(words), tuple(blocks)


def test_offsets_are_into_the_whole_text() -> None:
    text, blocks = paragraphs("A bomb went off in Goma.", "Nobody was hurt, police said.")
    result = parse(text, blocks)
    assert [text[t.start : t.end] for t in result.tokens if t.block == 1][:3] == [
        "Nobody",
        "was",
        "hurt",
    ]
    assert [s.block for s in result.sentences] == [0, 1]
    assert all(result.tokens[t.i] is t for t in result.tokens)


def test_boilerplate_is_not_parsed() -> None:
    text = "Subscribe to our letter.\n\nA bomb went off."
    blocks = (Block(kind="boilerplate", span=(0, 24)), Block(kind="paragraph", span=(26, 42)))
    assert {t.block for t in parse(text, blocks).tokens} == {1}


def test_the_label_of_a_note_is_not_parsed() -> None:
    text = "Correction: An earlier report gave another figure."
    (sentence,) = parse(text, (Block(kind="correction", span=(0, len(text))),)).sentences
    assert text[sentence.start : sentence.end] == "An earlier report gave another figure."


def test_many_is_the_same_as_one_by_one() -> None:
    reports = [
        paragraphs("Rebels left Bunia.", "He said so."),
        paragraphs("Calm came to Uvira."),
    ]
    assert list(parse_many(reports)) == [parse(*r) for r in reports]


def test_upper_case_text_is_recased_without_moving_a_letter() -> None:
    text = "REBELS OF THE MIRA RIVER FRONT (MRF) HIT A POST IN SAN VICENTE, TOVAR SAID. IT FELL."
    recased = recase(text)
    assert recased.lower() == text.lower()
    assert recased == (
        "Rebels of the Mira River Front (MRF) hit a post in San Vicente, Tovar said. It fell."
    )
    assert recase("The UN said so in NEW YORK.") == "The UN said so in NEW YORK."


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_is_cut_where_it_says(words: str) -> None:
    text, blocks = paragraphs("It began.", words)
    result = parse(text, blocks)
    for token in result.tokens:
        assert len(token.text) == token.end - token.start
        assert blocks[token.block].span[0] <= token.start < token.end <= blocks[token.block].span[1]
    starts = [t.start for t in result.tokens]
    assert starts == sorted(starts)
    assert len(recase(words)) == len(words)


def test_a_very_deep_tree_needs_no_recursion() -> None:
    size = 50_000
    tokens = tuple(
        Token(i, 2 * i, 2 * i + 1, "x", "x", "x", "NOUN", "NN", "dep", min(i + 1, size - 1), 0, 0)
        for i in range(size)
    )
    tall = Parse("x " * size, (), tokens, (Sentence(0, 0, size, 0, 0, 2 * size),), ())
    assert tall.subtree(size - 1) == (0, size)
    assert tall.subtree(0) == (0, 1)
