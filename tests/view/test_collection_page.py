"""A collection as a page: a row for each origin, with the words."""

from typing import Any

from lxml import html
from view_reports import Collection

from sayso.record import Account, TollRange
from sayso.view.collection_page import collection_page
from sayso.view.toll_bars import bar, scale_end


def page(gao: Collection, **options: Any) -> Any:
    return html.document_fromstring(
        collection_page(gao.incidents, gao.links, gao.reports, "Gao & <May>", **options)
    )


def said(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_each_origin_is_a_row_with_its_figures(gao: Collection) -> None:
    rows = page(gao).xpath('//section[@id="i_gao"]//tbody')
    assert [said(r.xpath(".//th/bdi")[0]) for r in rows] == [
        "villagers",
        "Amadou Sarr",
        "The governor of Gao",
    ]
    assert "at least 10" in said(rows[0])
    assert "denied" in said(rows[1])
    assert "later 14" in said(rows[2])
    assert rows[2].xpath('.//div[contains(@class, "past")]//bdi/text()') == ["12"]


def test_contested_and_agreed_are_told_in_words(gao: Collection) -> None:
    facts = {said(f) for f in page(gao).xpath('//dl[@class="facts"]/div')}
    assert "killed contested low 10, best 14, high 14 rule: ucdp" in facts
    assert "place agreed Gao" in facts


def test_the_words_that_carry_a_figure_are_quoted_and_marked(gao: Collection) -> None:
    rows = page(gao).xpath('//section[@id="i_gao"]//tbody')
    quote = rows[0].xpath(".//blockquote")[0]
    assert quote.xpath("./mark/text()") == ["gunmen of the River Brigade", "at least ten"]
    assert said(quote).startswith("A police official told Radio Example on Sunday")
    assert rows[2].xpath(".//blockquote/mark/text()") == ["fourteen", "9", "shelled"]


def test_a_copy_says_whose(gao: Collection) -> None:
    through = page(gao).xpath('//td[@data-label="through"]')[0]
    assert said(through) == "Example Daily Example Herald = reprint of Example Daily"


def test_links_lead_to_sections_or_to_pages(gao: Collection) -> None:
    doc = page(gao)
    ids = set(doc.xpath("//@id"))
    hrefs = doc.xpath("//a/@href")
    assert all(h.startswith("#") and h[1:] in ids for h in hrefs)
    hrefs = page(gao, report_href=lambda id_: f"{id_}.html").xpath("//a/@href")
    assert "r_daily.html" in hrefs
    assert "r_daily.html#e1" in hrefs


def test_the_page_is_self_contained_and_escaped(gao: Collection) -> None:
    doc = page(gao)
    assert doc.xpath("//h1/text()") == ["Gao & <May>"]
    assert not doc.xpath("//script|//@src|//link|//img|//@style")
    policy = doc.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    assert "script-src" not in policy


def test_the_count_of_reports_says_that_it_is_of_those_that_tell_of_incidents(
    gao: Collection,
) -> None:
    told = said(page(gao).xpath('//header/p[@class="meta"]')[0])
    assert told == "1 incident · told in 3 reports · 3 independent origins"


def test_no_incidents_is_a_page_too(gao: Collection) -> None:
    doc = html.document_fromstring(collection_page([], gao.links, gao.reports, "Empty"))
    assert "No incidents." in doc.text_content()


def test_a_bar_runs_from_the_lowest_to_the_highest_number() -> None:
    some = Account(value="8", low=8, best=8, high=None, origins=(), reports=())
    most = Account(value="16", low=16, best=16, high=16, origins=(), reports=())
    bounds = TollRange(low=8, best=16, high=16, rule="ucdp")
    end = scale_end([some, most], bounds)
    assert end == 16
    low, high = bar(some, end, bounds), bar(most, end, bounds)
    assert low is not None
    assert high is not None
    assert low.more
    assert not high.more
    assert low.best is not None
    assert high.best is not None
    assert low.start == low.end == low.best < high.best
    assert low.band == (low.best, high.best)


def test_a_bar_needs_a_number_and_bears_any() -> None:
    assert bar(Account(value="many", origins=(), reports=()), 0, None) is None
    huge = Account(value="", best=10**400, origins=(), reports=())
    drawn = bar(huge, scale_end([huge], None), None)
    assert drawn is not None
    assert drawn.end == 138
    nought = bar(Account(value="0", low=0, best=0, high=0, origins=(), reports=()), 0, None)
    assert nought is not None
    assert nought.start == 12
