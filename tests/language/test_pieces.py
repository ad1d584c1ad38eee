"""The text as the encoder sees it: offsets, features, windows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.pieces import FEATURES, Pieces, cut, windows
from sayso.record import Block


def blocks(text: str) -> tuple[Block, ...]:
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Block(kind="paragraph", span=(at, at + len(line))))
        at += len(line) + 1
    return tuple(out)


def pieces(text: str) -> Pieces:
    return cut(text, blocks(text))


def words(text: str) -> list[str]:
    p = pieces(text)
    return [text[a:b] for a, b in zip(p.starts, p.ends, strict=True)]


def test_offsets_point_into_the_text() -> None:
    text = "Zoë said: “al-Qaim fell.”\nThe army denied it."
    assert "".join(words(text)) == text.replace(" ", "").replace("\n", "")
    assert "" in words(text), "an empty piece stands between blocks"


def test_features_tell_shape_and_quotation() -> None:
    text = 'Rebels said "WE left 40 men"'
    found = dict(zip(words(text), pieces(text).features.tolist(), strict=True))
    shapes = {w: f % 6 for w, f in found.items()}
    assert (shapes["said"], shapes["WE"], shapes["40"], shapes['"']) == (1, 3, 4, 5)
    assert found["said"] < 6 <= found["WE"]


def test_blocks_that_are_not_read_are_left_out() -> None:
    text = "By A. Writer\nThe army left."
    first, second = blocks(text)
    byline = first.model_copy(update={"kind": "byline"})
    found = cut(text, (byline, second), frozenset({"byline"}))
    assert found.starts.min() == second.span[0]


def test_capitals_are_recased() -> None:
    upper = "THE ARMY OF PERU SAID THAT REBELS LEFT TUMACO."
    shapes = dict(zip(words(upper), (pieces(upper).features % 6).tolist(), strict=True))
    assert shapes["ARMY"] == 1
    assert shapes["PERU"] == 2


@settings(deadline=None, max_examples=60)
@given(
    st.text(alphabet="ab .,\n\"'“”é日", max_size=2_000),
    st.integers(min_value=8, max_value=64),
    st.integers(min_value=0, max_value=3),
)
def test_windows_cover_every_piece_once(text: str, size: int, context: int) -> None:
    found = pieces(text)
    at = 0
    for w in windows(found, size=size, context=context):
        assert w.begin <= w.core == at < w.end
        assert w.end - w.begin <= size - 2
        assert w.core - w.begin <= context
        at = w.end
    assert at == len(found)
    assert all(0 <= f < FEATURES for f in found.features)


def test_the_number_of_windows_is_linear() -> None:
    one = pieces("word " * 5_000)
    two = pieces("word " * 10_000)
    assert len(list(windows(two))) <= 2 * len(list(windows(one))) + 1
