"""A collection as a page: what each origin says, who has it from whom, with the words."""

from typing import Any

from lxml import html
from view_chains import chains
from view_links import Collection

from sayso.view.collection_page import collection_page, incident_page


def page(gao: Collection, **options: Any) -> Any:
    return html.document_fromstring(
        collection_page(gao.incidents, gao.links, gao.reports, "Gao & <May>", **options)
    )


def said(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_each_origin_is_a_column_and_each_field_a_row(gao: Collection) -> None:
    table = page(gao).xpath('//section[@id="i_gao"]//table[@class="accounts"]')[0]
    heads = [said(h) for h in table.xpath("./thead//th/bdi")]
    assert heads == ["villagers", "Amadou Sarr", "The governor of Gao"]
    rows = {said(r.xpath("./th")[0]): [said(c) for c in r.xpath("./td")] for r in table[2]}
    assert rows == {
        "killed contested": ["at least 10", "–", "14 12 superseded by 14"],
        "injured one origin": ["–", "–", "9"],
        "by whom contested": ["River Brigade", "River Brigade denied", "an army patrol"],
        "place agreed": ["Gao", "–", "Gao"],
        "through": [
            "Example Daily Example Herald = reprint of Example Daily",
            "Example Daily Example Herald = reprint of Example Daily",
            "Example Post",
        ],
    }
    assert table.xpath('.//div[contains(@class, "past")]//bdi/text()') == ["12", "River Brigade"]


def test_a_range_names_its_rule_and_how_it_stands(gao: Collection) -> None:
    facts = {said(f) for f in page(gao).xpath('//dl[@class="facts"]/div')}
    assert facts == {"killed contested low 10, best 14, high 14 rule: ucdp"}


def test_the_words_that_carry_a_figure_are_quoted_and_marked(gao: Collection) -> None:
    words = page(gao).xpath('//section[@id="i_gao"]//dl[@class="words"]/div')
    quote = words[0].xpath(".//blockquote")[0]
    assert quote.xpath("./mark/text()") == ["gunmen of the River Brigade", "at least ten"]
    assert said(quote).startswith("A police official told Radio Example on Sunday")
    assert words[2].xpath(".//blockquote/mark/text()") == ["fourteen", "9", "shelled"]


def test_the_figures_stand_in_a_table_beside_the_chart(gao: Collection) -> None:
    doc = page(gao)
    (chart,) = doc.xpath('//svg[@class="chart"]')
    ids = {id_ for name in ("labelledby", "describedby") for id_ in chart.xpath(f"@aria-{name}")}
    told = {id_: said(doc.get_element_by_id(id_)) for id_ in ids}
    assert "killed, by origin, over time" in told.values()
    assert any("villagers: at least 10, told 2020-05-03" in words for words in told.values())
    rows = [said(r) for r in doc.xpath('//table[@class="times"]/tbody/tr')]
    assert rows[1] == "2020-05-04 09:00 The governor of Gao killed 12 superseded by 14 Example Post"
    assert len(rows) == 4
    assert doc.xpath('//path[@class="mark hollow"]')
    assert doc.xpath('//rect[@class="band"]')


def test_the_chain_is_drawn_and_told_in_words(gao: Collection) -> None:
    doc = page(gao)
    (graph,) = doc.xpath('//svg[starts-with(@class, "graph")]')
    (desc,) = graph.xpath("./desc")
    assert "Example Daily → Example Herald: reprint" in said(desc)
    assert [said(t) for t in graph.xpath('./text[@class="how"]')] == ["prints", "reprint"]
    tree = doc.xpath('//ul[@class="tree"]/li')
    assert said(tree[2]).startswith("The governor of Gao · source · by rule: deepest named")
    assert [said(b) for b in tree[2].xpath(".//ul//a")] == ["Example Post"]


def test_many_reports_of_one_origin_are_folded() -> None:
    doc = page(chains(copies=30))
    (cell,) = doc.xpath('//tr[@class="through"]/td[@data-label="hospital"]')
    assert [said(s) for s in cell.xpath("./details/summary")] == ["26 more"]
    assert len(cell.xpath(".//a")) == 32
    assert said(doc.xpath('//table[@class="times"]/tbody/tr')[0]).endswith("and 26 more")


def test_a_chain_too_large_to_draw_is_told_in_words(gao: Collection) -> None:
    count, told = 90, gao.incidents[0].accounts["place"][0]
    origins = [gao.links.origins[0].model_copy(update={"id": f"o{i}"}) for i in range(count)]
    accounts = tuple(
        told.model_copy(update={"value": str(i), "origins": (f"o{i}",), "reports": (f"r{i}",)})
        for i in range(count)
    )
    incident = gao.incidents[0].model_copy(update={"accounts": {"place": accounts}})
    links = type(gao.links)((), tuple(origins), (incident,))
    doc = html.document_fromstring(incident_page(incident, links, {}))
    assert not doc.xpath('//svg[starts-with(@class, "graph")]')
    assert len(doc.xpath('//ul[@class="tree"]/li')) == count


def test_a_circle_is_drawn_and_named() -> None:
    doc = page(chains())
    assert doc.xpath('//path[@class="edge circle"]')
    assert "circular: Morning Post ⇄ Evening Star" in said(doc.xpath('//ul[@class="tree"]')[0])


def test_who_is_accused_who_denies_and_in_which_order_it_was_told(gao: Collection) -> None:
    doc = page(gao)
    accused = [said(d) for d in doc.xpath('//dl[@class="allegations"]/div')]
    assert accused[0] == "River Brigade accused by villagers; denied by Amadou Sarr"
    steps = [said(s) for s in doc.xpath('//ol[@class="steps-of-telling"]/li')]
    assert steps[1].startswith("2020-05-03 21:00 Example Herald copies Example Daily")
    assert len(doc.xpath('//ol[@class="steps-of-telling"]/li[@class="new"]')) == 2


def test_why_its_events_are_one_is_told_field_by_field(gao: Collection) -> None:
    doc = page(gao)
    (first,) = doc.xpath('//div[@class="join"]')
    (second,) = doc.xpath('//ul[@class="join"]/li')
    assert said(first.xpath("./p")[0]) == (
        "Example Post shelled is one with Example Daily open fire"
    )
    rows = [said(r) for r in first.xpath(".//tr")]
    assert rows == [
        "type +1.0 ASSAULT",
        "place +3.0 same place: Gao",
        "day +2.0 2020-05-02",
        "actors −0.8 River Brigade, an army patrol",
        "together 5.2 4.5 needed",
    ]
    assert said(second).endswith("the report says so")


def test_one_incident_alone_is_a_page_with_its_place_as_the_title(gao: Collection) -> None:
    doc = html.document_fromstring(incident_page(gao.incidents[0], gao.links, gao.reports))
    assert [said(h) for h in doc.xpath("//h1")] == ["Gao, MLI"]
    assert doc.xpath("/html/head/title/text()") == ["Gao, MLI, 2020-05-02"]
    folded = [said(d.xpath("./summary")[0]) for d in doc.xpath("//section/details[not(@open)]")]
    assert folded == ["The same in words"]


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
    assert [said(h) for h in doc.xpath("//h1")] == ["Gao & <May>"]
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


def test_hostile_names_are_only_words_everywhere(gao: Collection) -> None:
    evil = '</title></svg><script>alert(1)</script>"\u202e\x1b\ud800&'
    links = type(gao.links)(
        gao.links.copies,
        tuple(
            o.model_copy(update={"name": evil, "circle": (evil, evil), "rules": (evil,)})
            for o in gao.links.origins
        ),
        gao.links.incidents,
    )
    incident = gao.incidents[0]
    accounts = {
        f: tuple(a.model_copy(update={"value": evil}) for a in told)
        for f, told in incident.accounts.items()
    }
    steps = tuple(s.model_copy(update={"why": evil, "told": evil}) for s in incident.telling)
    joins = tuple(j.model_copy(update={"why": evil}) for j in incident.joins)
    accused = tuple(a.model_copy(update={"accused": evil}) for a in incident.allegations)
    changes = {"accounts": accounts, "telling": steps, "joins": joins, "allegations": accused}
    reports = {k: r.model_copy(update={"outlet": evil}) for k, r in gao.reports.items()}
    text = incident_page(incident.model_copy(update=changes), links, reports)
    text.encode()
    doc = html.document_fromstring(text)
    assert not doc.xpath("//script")
    assert "\x1b" not in text
    assert len(doc.xpath("//body/main")) == 1
    assert text.count("</title>") == text.count("<title")
