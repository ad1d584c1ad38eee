from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import EmptyInput, InputTooLarge
from sayso.ingest import load

CABLE = """Three policemen killed near Balad

By Jane Doe

BALAD, Iraq, May 3, 2020 (Example Wire) - Gunmen attacked a checkpoint near Balad on
Sunday, killing three policemen and wounding two passers-by, officials said.

Second attack

    "They came in two cars," said a shopkeeper. The police did not say who the
attackers were, and no group said that it had carried out the attack.

- Saturday: a bomb in Samarra
- Sunday: the checkpoint

Correction: the first version of this report gave the wrong day.
"""


def test_newswire(one, blocks):
    report = one(text=CABLE).report
    assert report.text == CABLE
    assert [(k, w.split("\n")[0], t) for k, w, t in blocks(report)] == [
        ("title", "Three policemen killed near Balad", None),
        ("byline", "By Jane Doe", None),
        ("dateline", "BALAD, Iraq, May 3, 2020 (Example Wire) -", "Example Wire"),
        ("paragraph", "Gunmen attacked a checkpoint near Balad on", "Example Wire"),
        ("heading", "Second attack", "Example Wire"),
        (
            "paragraph",
            '"They came in two cars," said a shopkeeper. The police did not say who the',
            "Example Wire",
        ),
        ("list", "- Saturday: a bomb in Samarra", "Example Wire"),
        ("list", "- Sunday: the checkpoint", "Example Wire"),
        ("correction", "Correction: the first version of this report gave the wrong day.", None),
    ]
    assert (report.title, report.byline) == ("Three policemen killed near Balad", "Jane Doe")
    assert report.published == "2020-05-03", "the dateline has the year"
    assert report.agency == "Example Wire"


def test_lines_of_a_header_are_told_apart(one, blocks):
    text = "Three policemen killed near Balad\nBy Jane Doe\nMay 3, 2020 10:15 GMT\n\n" + "x " * 30
    report = one(text=text).report
    assert [b[0] for b in blocks(report)] == ["title", "byline", "boilerplate", "paragraph"]
    assert report.published == "2020-05-03T10:15:00+00:00"


def test_long_lines_are_paragraphs(one, blocks):
    line = "The police said on Sunday that gunmen had attacked a checkpoint near Balad. " * 2
    assert [b[0] for b in blocks(one(text=f"{line}\n{line}\n{line}").report)] == ["paragraph"] * 3


def test_upper_case_text_has_no_dateline_without_date_or_wire(one, blocks):
    told = blocks(one(text="THE ARMY -- SO THEY SAY -- KILLED TEN PEOPLE IN SAN MIGUEL.").report)
    assert [b[0] for b in told] == ["paragraph"]


def test_transcripts_keep_their_speakers(one, blocks):
    text = "DOE: Who fired first?\n\nROE: The army said that it was the police."
    assert {b[0] for b in blocks(one(text=text).report)} == {"paragraph"}


def test_nul_and_surrogates_are_replaced_one_for_one(one):
    text = "Gunmen\0 killed \ud800 three people in Balad on Sunday, the police said."
    report = one(text=text).report
    assert len(report.text) == len(text)
    assert report.text == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert "replaced_characters" in {w.code for w in report.warnings}


def test_marks_and_emoji_stay(one):
    text = "\u200fقتل مسلحون ثلاثة أشخاص في بلدة بلد يوم الأحد\u200e 😀👨‍👩‍👧 قالت الشرطة في بيان."
    report = one(text=text).report
    assert report.text == text
    assert report.language == "ar"
    assert "language_not_read" in {w.code for w in report.warnings}


def test_a_million_words_are_refused_with_a_way_out():
    with pytest.raises(InputTooLarge, match=r"1,000,000 words.*one report a line"):
        list(load(text="word " * 1_000_000))


@pytest.mark.parametrize("text", ["", " \n\t ", "\0\0", "\ufeff"])
def test_empty(text):
    with pytest.raises(EmptyInput):
        list(load(text=text))


PIECES = st.sampled_from(
    [
        *("\n", "\n\n", " \n ", "\r\n\r\n", "\t", "  ", "— ", " - ", ": ", "(", ")", "[", "]", "“"),
        *("By Jane Doe", "BALAD, Iraq", "May 3, 2020", "(Reuters)", "Comment: ", "Editor's note"),
        *("The following report was published by Example TV:", "Correction: ", "Read more: x"),
        *("Gunmen killed ten people in the town, the police said.", "- ", "> ", "© 2020 AFP"),
        *("Published: 3 May 2020 10:15", "😀", "\u200f", "\0", "/Tass/", "\x85", "\u2028", "1. "),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join)))
def test_text_is_the_input_and_blocks_are_in_order(text):
    try:
        (page,) = load(text=text)
    except EmptyInput:
        assert not text.strip("\ufeff\0 \t\r\n\f\v\xa0")
        return
    report = page.report
    assert report.text == text.replace("\0", "\ufffd")
    at = 0
    for block in report.blocks:
        start, end = block.span
        assert at <= start < end <= len(text)
        assert not report.text[at:start].strip(), "words in no block"
        assert report.words(block.span) == report.words(block.span).strip()
        at = end
    assert not report.text[at:].strip()
    for spans in report.evidence.values():
        assert all(0 <= a < b <= len(text) for a, b in spans)
