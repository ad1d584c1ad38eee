"""A report as a page: complete, safe, self-contained."""

import base64
import hashlib
import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import html
from view_reports import WIRE, at, wire_report

from sayso.record import Actor, Block, Event, Report, Statement, VoiceStep
from sayso.view.html import embed, web_link
from sayso.view.page import report_page
from sayso.view.safe import for_page


def tree(page: str) -> Any:
    return html.document_fromstring(page)


def segments(doc: Any) -> list[Any]:
    return doc.xpath('//article[@id="text"]//*[contains(concat(" ", @class, " "), " s ")]')  # type: ignore[no-any-return]


def words(doc: Any) -> str:
    return "".join(s.text_content() for s in segments(doc))


def data(doc: Any) -> dict[str, Any]:
    return json.loads(doc.xpath('//script[@id="data"]/text()')[0])  # type: ignore[no-any-return]


def lit(doc: Any, record: str) -> Counter[str]:
    """The words of each span that lights up with a record."""
    held = data(doc)
    pieces = [s.text_content() for s in segments(doc)]
    return Counter(
        "".join(pieces[first:last])
        for r, _, first, last in held["marks"]
        if held["records"][r] == record
    )


def test_the_page_holds_the_text_once_and_in_order(wire: Report) -> None:
    assert words(tree(report_page(wire))) == WIRE.replace("\n\n", "")


def test_every_span_lights_exactly_its_words(wire: Report) -> None:
    doc = tree(report_page(wire))
    assert lit(doc, "e1") == Counter(
        ["open fire", "fire", "at least ten", "traders", "gunmen of the River Brigade"]
    )
    assert lit(doc, "a1") == Counter({"River Brigade": 2, "We": 1})
    assert lit(doc, "s1")["told"] == 1
    assert data(doc)["related"]["e1"] == ["s1", "s2"]


def test_overlaps_carry_all_their_kinds(wire: Report) -> None:
    doc = tree(report_page(wire))
    villagers = next(s for s in segments(doc) if s.text_content() == "villagers")
    assert set(villagers.get("class").split()) == {"s", "k-actor", "k-source", "k-content"}
    assert villagers.get("aria-describedby").split() == ["s2-summary", "a3-summary"]


def test_a_card_says_the_value_the_words_and_the_chain(wire: Report) -> None:
    card = tree(report_page(wire)).xpath('//article[@id="e1"]')[0]
    steps = [li.text_content() for li in card.xpath('.//ol[@class="chain"]/li')]
    assert steps == [
        "Example Daily",
        "Example Wire",
        "A police official (via Radio Example)",
        "villagers",
    ]
    said = " ".join(card.text_content().split())
    for value in (
        "ASSAULT · firearms",
        "at least ten killed",
        "10 or more",
        "2020-05-02",
        "CAMEO 190",
    ):
        assert value in said
    where = card.xpath('.//a[@class="quote"][contains(., "at least ten")]/@href')[0]
    assert (
        tree(report_page(wire)).xpath(f'//*[@id="{where[1:]}"]')[0].text_content() == "at least ten"
    )


def test_ids_are_unique_and_every_reference_leads_somewhere(wire: Report) -> None:
    doc = tree(report_page(wire))
    ids = Counter(doc.xpath("//@id"))
    assert max(ids.values()) == 1
    targets = [h[1:] for h in doc.xpath("//a/@href") if h.startswith("#")]
    targets += [
        i for refs in doc.xpath("//@aria-describedby|//@aria-labelledby") for i in refs.split()
    ]
    assert set(targets) <= set(ids)


def test_tellers_blocks_are_sections_with_their_name(wire: Report) -> None:
    doc = tree(report_page(wire))
    labels = [s.get("aria-label") for s in doc.xpath('//section[@class="teller"]')]
    assert labels == ["Text of Example Wire", "Text of Example Daily, editor’s note"]
    assert [e.tag for e in doc.xpath('//section[@class="teller"][2]/*')] == ["p", "p"]


def test_a_screen_reader_finds_landmarks_language_and_skip_links(wire: Report) -> None:
    doc = tree(report_page(wire))
    assert len(doc.xpath("//main")) == 1
    assert len(doc.xpath("//h1")) == 1
    assert doc.get("lang") == "en"
    assert doc.xpath('//article[@id="text"]/@lang') == ["en"]
    assert {b.get("dir") for b in doc.xpath('//*[contains(@class, "b b-")]')} == {"auto"}
    assert doc.xpath('//a[@class="skip"]/@href') == ["#text", "#records"]


def test_nothing_is_loaded_and_only_the_page_s_own_code_runs(wire: Report) -> None:
    page = report_page(wire)
    doc = tree(page)
    assert not doc.xpath("//@src|//link|//img|//iframe|//@style|//base|//form")
    handlers = [
        name for e in doc.iter() for name in getattr(e, "attrib", {}) if name.startswith("on")
    ]
    assert handlers == []
    outside = [h for h in doc.xpath("//@href") if not h.startswith("#")]
    assert outside == [wire.url]
    assert not re.search(
        r"url\(|@import|fetch\(|XMLHttpRequest|https?://",
        "".join(doc.xpath("//style/text()|//script[not(@type)]/text()")),
    )
    policy = doc.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    assert policy.startswith("default-src 'none';")
    for tag, code in (("style", "style"), ("script", "script[not(@type)]")):
        source = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]  # type: ignore[index]
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert len(doc.xpath(f"//{code}")) == 1


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u202e\x00 & \"'"


def test_hostile_words_stay_words_everywhere() -> None:
    t = f"{HOSTILE} said {HOSTILE}"
    whole = (0, len(t))
    report = wire_report(
        id=HOSTILE,
        url="javascript:alert(3)",
        outlet=HOSTILE,
        agency=HOSTILE,
        title=HOSTILE,
        byline=HOSTILE,
        language=HOSTILE,
        published=HOSTILE,
        text=t,
        blocks=(Block(kind="editor_note", span=whole, teller=HOSTILE),),
        actors=(Actor(id='a"1>', name=HOSTILE, mentions=(whole,), role=HOSTILE, why=HOSTILE),),
        places=(),
        times=(),
        loaded=(),
        statements=(Statement(id="s1", kind="direct", content=(whole,), parent=HOSTILE),),
        events=(
            Event(
                id="e1",
                type=HOSTILE,
                anchor=at(t, "said"),
                actors=('a"1>', HOSTILE),
                same_as=HOSTILE,
                voice=(
                    VoiceStep(outlet=True),
                    VoiceStep(teller=HOSTILE),
                    VoiceStep(statement="s1"),
                ),
                evidence={HOSTILE: (whole,)},
            ),
        ),
        warnings=({"code": HOSTILE, "message": HOSTILE},),
        evidence={},
    )
    page = report_page(report)
    doc = tree(page)
    assert words(doc) == for_page(t)
    assert len(doc.xpath("//script")) == 2
    assert not doc.xpath("//img")
    assert "\x00" not in page
    assert [h for h in doc.xpath("//@href") if not h.startswith("#")] == []
    page.encode()


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: (min(s), max(s)))


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.lists(SPANS, min_size=6, max_size=6),
    st.lists(SPANS, max_size=3),
)
def test_any_text_with_any_spans_makes_a_page_that_holds_it(
    text: str, spans: list[tuple[int, int]], edges: list[tuple[int, int]]
) -> None:
    assume(text.strip() or not text)  # a page of white space shows none
    report = wire_report(
        text=text,
        blocks=tuple(Block(kind="paragraph", span=e) for e in edges),
        actors=(Actor(id="a1", name="X", mentions=tuple(spans[:2])),),
        places=(),
        times=(),
        loaded=(),
        warnings=(),
        evidence={},
        statements=(Statement(id="s1", kind="direct", content=tuple(spans[2:5])),),
        events=(Event(id="e1", type="ASSAULT", anchor=spans[5]),),
    )
    shown = words(tree(report_page(report)))
    assert "".join(shown.split()) == "".join(for_page(text).split())


def test_a_bare_report_makes_a_page() -> None:
    report = Report.model_validate({"id": "r_0", "reader": {"version": "0"}, "text": ""})
    doc = tree(report_page(report))
    assert doc.xpath("//h1/text()") == ["Untitled report"]


def test_json_cannot_close_its_script() -> None:
    told = {"a": "</script><!--<script>\u2028"}
    assert "<" not in embed(told)
    assert json.loads(embed(told)) == told


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://daily.example/a?b=1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://[broken", False),
        ("//daily.example/a", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: bool) -> None:
    assert web_link(url) == (url if link else None)
