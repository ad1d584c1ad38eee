from __future__ import annotations

import pytest
from pages import ALL, AMP, BARE, LD_GRAPH, META_ONLY, STORY, TABLE_LAYOUT, WORDPRESS

from sayso.errors import NoArticle
from sayso.ingest import load


@pytest.mark.parametrize("markup", ALL.values(), ids=ALL)
def test_every_style_keeps_title_and_story_in_order(markup, one):
    report = one(html=markup).report
    at = 0
    for words in STORY:
        at = report.text.index(words, at)
    assert report.blocks[0].kind == "title"
    assert report.title == report.words(report.blocks[0].span)
    assert report.language == "en"
    assert report.published is not None


@pytest.mark.parametrize("markup", ALL.values(), ids=ALL)
def test_blocks_cover_the_text_and_evidence_cuts_words(markup, one):
    report = one(html=markup).report
    at = 0
    for block in report.blocks:
        assert at <= block.span[0] < block.span[1]
        assert not report.text[at : block.span[0]].strip()
        at = block.span[1]
    assert at == len(report.text)
    for spans in report.evidence.values():
        assert all(report.words(span).strip() for span in spans)


def test_json_ld_page(one, blocks):
    report = one(html=LD_GRAPH).report
    assert blocks(report) == [
        ("title", "Three policemen killed near Balad", None),
        ("paragraph", "The attack was the second in a week.", None),
        ("byline", "By Jane Doe in Baghdad and John Roe", None),
        ("boilerplate", "3 May 2020, 10.15 a.m.", None),
        ("caption", "Soldiers stand guard in Balad on Sunday.", None),
        ("credit", "Photo: Ali Example/AFP", None),
        ("dateline", "BALAD, Iraq, May 3 (Example Wire) —", "Example Wire"),
        ("paragraph", STORY[0], "Example Wire"),
        ("paragraph", STORY[1], "Example Wire"),
        ("heading", "Second attack", "Example Wire"),
        ("paragraph", STORY[2], "Example Wire"),
        ("boilerplate", "Read more: Police chief of Samarra resigns", None),
        ("credit", "(Reporting by Jane Doe; Editing by Mark Example)", None),
        (
            "correction",
            "Correction: An earlier version of this article gave the wrong day.",
            None,
        ),
    ]
    assert report.outlet == "Example Times"
    assert report.agency == "Example Wire"
    assert report.byline == "Jane Doe in Baghdad and John Roe"
    assert report.published == "2020-05-03T10:15:00+03:00"
    assert report.modified == "2020-05-03T18:40:00+03:00"
    assert report.url == "https://www.example-times.test/balad-attack"
    assert [report.words(s) for s in report.evidence["agency"]] == ["Example Wire"]
    assert report.warnings == ()


def test_meta_tags_only(one, blocks):
    report = one(html=META_ONLY).report
    assert (report.outlet, report.title) == ("Example Post", "Three policemen killed near Balad")
    assert report.published == "2020-05-03T07:15:00+00:00", "the more precise of the two"
    assert report.modified == "2020-05-04T01:00:00+00:00"
    assert report.byline == "Jane Doe"
    assert report.agency == "Example Wire"
    assert blocks(report)[-1] == ("credit", "(Example Wire)", None)


def test_bare_page_tells_all_by_its_words(one, blocks):
    report = one(html=BARE).report
    assert (report.byline, report.agency) == ("Jane Doe", "Associated Press")
    assert report.published == "2020-05-03T10:15:00+00:00"
    assert report.words(report.evidence["published"][0]) == "May 3, 2020 10:15 a.m. GMT"
    assert [b[0] for b in blocks(report)] == [
        *("title", "byline", "boilerplate", "paragraph", "paragraph", "paragraph")
    ]


def test_reprint_with_notes(one, blocks):
    report = one(html=WORDPRESS).report
    told = blocks(report)
    assert told[2][0] == "editor_note"
    assert told[2][2] == "Example Watch"
    assert ("dateline", "BALAD, Iraq —", "Example TV") in told
    assert ("caption", "A burnt car near Balad.", "Example TV") in told
    assert ("credit", "(AFP)", "Example TV") in told
    comment = next(t for t in told if t[1].startswith("[Comment"))
    assert comment[::2] == ("editor_note", "Mary Example")
    assert told[-1] == ("paragraph", STORY[2], "Example TV"), "the comment does not end the reprint"
    assert "believe" not in report.text
    assert told[0] == ("title", "Reprint: who guards the guards?", None)


def test_amp_page(one, blocks):
    report = one(html=AMP).report
    assert report.outlet == "Example Ledger"
    assert ("quote", STORY[1], None) in blocks(report)
    assert "shoes" not in report.text
    assert "Menu" not in report.text


def test_old_table_layout(one, blocks):
    report = one(html=TABLE_LAYOUT).report
    assert report.outlet == "Example Courier"
    assert report.published == "2020-05-03"
    assert blocks(report)[1] == ("byline", "By Jane Doe", None)
    assert "Front page" not in report.text
    assert "800 x 600" not in report.text


def test_note_at_the_end_gives_the_whole_story_away(one, blocks):
    page = BARE.replace(
        "</body>", "<p><i>This story originally appeared in The Example Herald.</i></p></body>"
    ).replace("By Jane Doe, Associated Press", "By Jane Doe")
    told = blocks(one(html=page, outlet="Example Digest").report)
    assert {t for k, _, t in told if k == "paragraph"} == {"The Example Herald"}
    assert told[0][2] is None
    assert told[-1][::2] == ("editor_note", "Example Digest")


def test_a_quotation_that_a_line_gives_to_an_outlet(one, blocks):
    page = f"""<html><body><h1>Morning brief</h1>
    <p>Here is what happened in the north on Sunday.</p>
    <p>Example Wire reports:</p><blockquote><p>{STORY[0]}</p></blockquote>
    <p>{STORY[2]}</p></body></html>"""
    told = blocks(one(html=page).report)
    assert ("quote", STORY[0], "Example Wire") in told
    assert told[-1] == ("paragraph", STORY[2], None)


def test_an_abbreviation_means_what_the_text_says(one):
    page = BARE.replace("<p>" + STORY[0], "<p>BALAD, Iraq (AFP) — " + STORY[0])
    page = page.replace("By Jane Doe, Associated Press", "By Jane Doe")
    assert one(html=page).report.agency == "Agence France-Presse"
    own = page.replace("</body>", "<p>Amerli Farm Press (AFP)</p></body>")
    assert one(html=own).report.agency == "Amerli Farm Press"


def test_author_line_with_a_date(one):
    page = BARE.replace("By Jane Doe, Associated Press", "By Jane Doe | May 3, 2020 | 5 min read")
    page = page.replace("<p>Published: May 3, 2020 10:15 a.m. GMT</p>", "")
    report = one(html=page.replace("| 5 min read", "")).report
    assert (report.byline, report.published) == ("Jane Doe", "2020-05-03")
    assert [report.words(s) for s in report.evidence["published"]] == ["May 3, 2020"]


def test_agency_as_author_in_the_metadata(one, blocks):
    page = AMP.replace('"publisher"', '"author":{"name":"AFP"},"publisher"')
    report = one(html=page).report
    assert report.agency == "Agence France-Presse"
    assert blocks(report)[1][2] == "Agence France-Presse"
    own = page.replace("Example Ledger", "Agence France-Presse")
    assert {b.teller for b in one(html=own).report.blocks} == {None}


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ("<aside><h4>Editor's note</h4><p>The names were changed.</p></aside>", "editor_note"),
        ("<footer><p>Correction: The day was wrong.</p></footer>", "correction"),
        ("<div class='editors-note'><p>Names were changed.</p></div>", "editor_note"),
        ("<div class='articleCorrection'>The day was wrong.</div>", "correction"),
        ("<p class='cutline'>Soldiers in Balad.</p>", "caption"),
    ],
)
def test_boxes(one, blocks, box, kind):
    page = BARE.replace("</body>", f"{box}<p>The police went away at dusk, he said.</p></body>")
    assert kind in [b[0] for b in blocks(one(html=page).report)]


def test_a_marked_word_does_not_change_the_paragraph(one, blocks):
    marked = "<p><span class='dateline'>BALAD, Iraq</span> — <a class='share'>Gunmen</a>"
    page = BARE.replace(f"<p>{STORY[0]}", marked + STORY[0].removeprefix("Gunmen"))
    told = blocks(one(html=page).report)
    assert ("dateline", "BALAD, Iraq —", "Associated Press") in told
    assert ("paragraph", STORY[0], "Associated Press") in told


def test_words_for_screen_readers_are_left_out(one, blocks):
    figure = (
        "<figure><div><span>Image source, AFP</span></div><figcaption>"
        "<span class='visually-hidden'>Image caption, </span>Soldiers near Balad</figcaption>"
        "</figure>"
    )
    told = blocks(one(html=BARE.replace(f"<p>{STORY[1]}", f"{figure}<p>{STORY[1]}")).report)
    assert ("credit", "Image source, AFP", None) in told
    assert ("caption", "Soldiers near Balad", None) in told


def test_deep_nesting_is_read(one):
    page = "<html><body>" + "<div class='share'><b>" * 500 + "".join(f"<p>{s}</p>" for s in STORY)
    assert STORY[2] in one(html=page).report.text


def test_truncated_page_is_read_with_a_warning(one):
    page = LD_GRAPH[: LD_GRAPH.index("Second attack")]
    report = one(html=page).report
    assert STORY[1] in report.text
    assert "truncated_html" in {w.code for w in report.warnings}


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><form><input name=q></form><a href=/>Home</a></body></html>",
        "<html><body><ul>" + "<li><a href=/x>World news</a></li>" * 30 + "</ul></body></html>",
        "<",
        "<!-- -->",
    ],
)
def test_page_without_an_article(markup):
    with pytest.raises(NoArticle, match="text="):
        list(load(html=markup))
