"""Overlapping spans cut into segments."""

from hypothesis import given
from hypothesis import strategies as st
from view_reports import WIRE, wire_report

from sayso.record import Block
from sayso.view.layout import lay_out
from sayso.view.marks import marks_of
from sayso.view.segments import Mark, segment

TEXTS = st.text(max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).map(lambda s: (min(s), max(s))), max_size=12))
    kinds = st.sampled_from(["event", "toll", "actor", None])
    return text, [Mark(span, draw(kinds), f"r{i % 4}") for i, span in enumerate(spans)]


@given(marked(), st.lists(st.integers(-5, 70), max_size=4))
def test_segments_join_to_the_text_and_cut_every_span_exactly(
    case: tuple[str, list[Mark]], cuts: list[int]
) -> None:
    text, marks = case
    out = segment(len(text), marks, cuts)
    words = [text[s.start : s.end] for s in out.segments]
    assert "".join(words) == text
    assert all(words)
    for mark, (first, last) in zip(marks, out.runs, strict=True):
        assert "".join(words[first:last]) == text[mark.span[0] : mark.span[1]]


@given(marked())
def test_a_segment_has_the_kinds_of_the_marks_that_cover_it(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    out = segment(len(text), marks)
    for i, piece in enumerate(out.segments):
        covering = [m for m, (a, b) in zip(marks, out.runs, strict=True) if a <= i < b]
        assert piece.kinds == {m.kind for m in covering if m.kind}
        assert set(piece.starting) == {n for n, (a, b) in enumerate(out.runs) if a == i and a < b}
        lengths = [marks[n].span[1] for n in piece.starting]
        assert lengths == sorted(lengths)


def test_a_span_beyond_the_text_is_cut_back_to_it() -> None:
    out = segment(3, [Mark((1, 9), "event", "e1"), Mark((7, 9), "toll", "e1")])
    assert [(s.start, s.end) for s in out.segments] == [(0, 1), (1, 3)]
    assert out.runs == ((1, 2), (2, 2))


def test_thousands_of_nested_spans_stay_linear() -> None:
    n = 20_000
    marks = [Mark((i, 2 * n - i), "content", f"s{i}") for i in range(n)]
    out = segment(2 * n, marks)
    assert len(out.segments) == 2 * n - 1
    assert sum(len(s.starting) + len(s.kinds) for s in out.segments) == 3 * n - 1


def test_passages_hold_the_whole_text_but_the_blanks_between_blocks() -> None:
    report = wire_report()
    laid = lay_out(report, marks_of(report))
    shown = "".join(
        WIRE[s.start : s.end]
        for p in laid.passages
        for s in laid.segmentation.segments[p.first : p.last]
    )
    assert shown == "".join(WIRE[a:b] for a, b in (block.span for block in report.blocks))


def test_text_outside_of_blocks_and_overlapping_blocks_lose_nothing() -> None:
    blocks = (
        Block(kind="title", span=(3, 9)),
        Block(kind="quote", span=(6, 12)),
        Block(kind="caption", span=(900, 990)),
    )
    report = wire_report(blocks=blocks)
    laid = lay_out(report, [])
    assert [p.block.span for p in laid.passages] == [(0, 3), (3, 9), (9, 12), (12, len(WIRE))]
    assert [p.block.kind for p in laid.passages][::3] == ["paragraph", "paragraph"]


@given(TEXTS)
def test_any_text_without_blocks_is_one_paragraph(text: str) -> None:
    laid = lay_out(wire_report(text=text, blocks=()), [])
    assert [p.block.span for p in laid.passages] == ([(0, len(text))] if text.strip() else [])
