from __future__ import annotations

import json

import pytest
from archives import WORDS
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import EmptyInput, InputError, MalformedInput, UnsupportedInput
from sayso.ingest import Skipped, load, pieces
from sayso.ingest.newswire.xml import parse

PARAGRAPHS = "".join(f"<p>{w}</p>" for w in WORDS)
PLAIN = "\n\n".join(WORDS)

NINJS_1 = {
    "uri": "http://examplewire.test/items/1",
    "type": "text",
    "versioncreated": "2020-05-03T12:00:00Z",
    "firstcreated": "2020-05-03T10:15:00Z",
    "pubstatus": "usable",
    "urgency": 3,
    "copyrightholder": "Example Wire",
    "language": "en-GB",
    "byline": "By Jane Doe",
    "located": "BALAD, Iraq",
    "headline": "Three policemen killed near Balad",
    "body_text": PLAIN,
    "body_xhtml": PARAGRAPHS,
    "associations": {"photo": {"uri": "x", "type": "picture", "headline": "A photo"}},
}
NINJS_2 = {
    "uri": "urn:newsml:examplewire.test:20200503:1",
    "standard": {"name": "ninjs", "version": "2.1"},
    "firstcreated": "2020-05-03T10:15:00Z",
    "versioncreated": "2020-05-03T12:00:00Z",
    "infosources": [{"name": "Example Wire"}],
    "by": "By Jane Doe",
    "located": "BALAD, Iraq",
    "language": "en",
    "headlines": [
        {"role": "short", "value": "Three killed"},
        {"role": "main", "value": "Three policemen killed near Balad"},
    ],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": PLAIN},
        {"role": "html", "contenttype": "text/html", "value": PARAGRAPHS},
    ],
}
NINJS_3 = {
    "uri": "http://examplewire.test/items/1",
    "firstCreated": "2020-05-03T10:15:00Z",
    "versionCreated": "2020-05-03T12:00:00Z",
    "copyrightHolder": "Example Wire",
    "by": "By Jane Doe",
    "located": "BALAD, Iraq",
    "language": "en",
    "headlines": [{"role": "main", "value": "Three policemen killed near Balad"}],
    "bodies": [{"role": "main", "contentType": "text/plain", "value": PLAIN}],
}

XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    f"<head><title>x</title></head><body>{PARAGRAPHS}</body></html></inlineXML>"
)


def news_item(content=XHTML, item_meta="", status="stat:usable", kind="ninat:text"):
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2"
 guid="urn:newsml:examplewire.test:20200503:1" version="2" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_33.xml"/>
<itemMeta><itemClass qcode="{kind}"/>
<provider qcode="nprov:EXW"><name>Example Wire</name></provider>
<versionCreated>2020-05-03T12:00:00Z</versionCreated>
<firstCreated>2020-05-03T10:15:00Z</firstCreated>
<pubStatus qcode="{status}"/>{item_meta}</itemMeta>
<contentMeta><by>By Jane Doe</by><dateline>BALAD, Iraq</dateline><language tag="en-GB"/>
<headline>Three policemen <inline>killed</inline> near Balad</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


def nitf(docdata="", status="usable", body=""):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>Balad attack</title>
<docdata management-status="{status}"><doc-id id-string="exw-1"/><urgency ed-urg="3"/>
<date.issue norm="20200503T101500Z"/><du-key key="Balad" version="2"/>
<doc.copyright year="2020" holder="Example Wire"/>{docdata}</docdata></head>
<body><body.head><hedline><hl1>Three policemen killed near Balad</hl1></hedline>
<byline>By Jane Doe</byline><dateline><location>BALAD, Iraq</location></dateline></body.head>
<body.content lang="en"><block><p>{WORDS[0].replace("Balad", "<location>Balad</location>")}</p>
<p>{WORDS[1]}</p><p>{WORDS[2]}</p>
<media media-type="image"><media-reference source="a.jpg">a.jpg</media-reference>
<media-caption><p>A burnt car near Balad.</p></media-caption>
<media-producer>Ali Example/AFP</media-producer></media>{body}</block></body.content>
</body></nitf>"""


FORMS = {
    "ninjs 1": json.dumps(NINJS_1, indent=1),
    "ninjs 2": json.dumps(NINJS_2),
    "ninjs 3": json.dumps(NINJS_3),
    "NewsML-G2": news_item(),
    "NITF": nitf(),
    "NITF with its namespace": nitf().replace(
        "<nitf>", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
    ),
}


def one_of(tmp_path, data, name="item", **options):
    file = tmp_path / name
    file.write_text(data, encoding="utf-8")
    (page,) = load(file, **options)
    return page


@pytest.mark.parametrize("form", sorted(FORMS))
def test_one_item_in_every_format(tmp_path, form, blocks):
    page = one_of(tmp_path, FORMS[form])
    report = page.report
    assert report.title == "Three policemen killed near Balad"
    assert report.outlet == "Example Wire"
    assert report.byline == "Jane Doe"
    assert report.published == "2020-05-03T10:15:00+00:00"
    assert report.language == "en"
    assert page.raw == FORMS[form].encode()
    assert report.reader.extractor.name == "sayso.newswire"
    told = [(kind, words) for kind, words, _ in blocks(report)]
    assert told[:3] == [
        ("title", "Three policemen killed near Balad"),
        ("byline", "By Jane Doe"),
        ("dateline", "BALAD, Iraq"),
    ]
    assert [words for kind, words in told if kind == "paragraph"] == list(WORDS)
    if form.startswith("NITF"):
        assert ("caption", "A burnt car near Balad.") in told
        assert ("credit", "Ali Example/AFP") in told
        assert "a.jpg" not in report.text
    assert {w.code for w in report.warnings} == set()


def test_the_caller_knows_better(tmp_path):
    for form in FORMS.values():
        report = one_of(tmp_path, form, outlet="Example Times", published="2020-05-04").report
        assert (report.outlet, report.published) == ("Example Times", "2020-05-04")


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_was_withdrawn_says_so(tmp_path, status):
    empty = "<contentSet/>"
    for form in (
        json.dumps({**NINJS_1, "pubstatus": status}),
        json.dumps({**NINJS_3, "pubStatus": status, "bodies": []}),
        news_item(status=f"stat:{status}"),
        news_item(status=f"stat:{status}").replace(f"<contentSet>{XHTML}</contentSet>", empty),
        nitf(status=status),
    ):
        codes = {w.code: w.message for w in one_of(tmp_path, form).report.warnings}
        assert "not read as news" in codes[status]
        assert "Example Wire" in codes[status]


def test_embargoes_corrections_and_notes(tmp_path):
    embargo = "2020-05-03T18:00:00Z"
    for form in (
        json.dumps({**NINJS_1, "embargoed": embargo, "ednote": "CORRECTS day in first paragraph"}),
        json.dumps({**NINJS_3, "embargoedUntil": embargo, "edNote": "Corrects the day"}),
        news_item(
            item_meta=f"<embargoed>{embargo}</embargoed><edNote>Note</edNote>"
            '<signal qcode="sig:correction"/>'
        ),
        nitf('<date.release norm="20200503T180000Z"/><correction info="Wrong day"/>'),
    ):
        warnings = {w.code: w.message for w in one_of(tmp_path, form).report.warnings}
        assert "2020-05-03T18:00:00+00:00, which is over" in warnings["embargoed"]
        assert "correction" in warnings
    for form in (news_item(item_meta="<embargoed/>"), nitf(status="embargoed")):
        assert "until further notice" in str(one_of(tmp_path, form).report.warnings)
    for release in ("20200503T101500Z", "20200503T121500+0200", "20200503"):
        form = nitf(f'<date.release norm="{release}"/>')
        assert one_of(tmp_path, form).report.warnings == ()


def test_a_headline_that_is_there_twice_and_what_a_writer_is(tmp_path):
    head = "</hl1><hl2>Three policemen killed near Balad</hl2></hedline>"
    data = nitf().replace("</hl1></hedline>", head)
    data = data.replace("By Jane Doe", "By <person>Jane Doe</person><byttl>Example Writer</byttl>")
    data = data.replace(f"<p>{WORDS[0][:6]}", f"<p>BALAD, Iraq (EXW) — {WORDS[0][:6]}")
    report = one_of(tmp_path, data).report
    assert report.byline == "Jane Doe"
    kinds = [(b.kind, report.text[slice(*b.span)]) for b in report.blocks][:3]
    assert [kind for kind, _ in kinds] == ["title", "byline", "dateline"]
    assert kinds[2][1].startswith("BALAD, Iraq (EXW)")
    assert report.text.count("Three policemen killed near Balad") == 1


def test_a_provider_that_only_has_a_code(tmp_path):
    coded = '<provider qcode="nprov:EXW"/>'
    form = news_item().replace(
        '<provider qcode="nprov:EXW"><name>Example Wire</name></provider>', coded
    )
    assert one_of(tmp_path, form).report.outlet == "EXW"
    rights = "<rightsInfo><copyrightHolder><name>Example Wire</name></copyrightHolder></rightsInfo>"
    form = form.replace("<itemMeta>", f"{rights}<itemMeta>")
    assert one_of(tmp_path, form).report.outlet == "Example Wire"


def test_a_message_of_several_items(tmp_path):
    package = '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="p"/>'
    data = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
        + news_item()
        + package
        + news_item(kind="ninat:picture")
        + news_item('<remoteContent href="http://examplewire.test/1.xml"/>')
        + news_item(f'<inlineData contenttype="text/plain">{PLAIN}</inlineData>')
        + news_item(f"<inlineXML>{nitf().partition('?>')[2].partition('>')[2]}</inlineXML>")
        + "</itemSet></newsMessage>"
    )
    file = tmp_path / "message.xml"
    file.write_text(data)
    errors: list[InputError] = []
    skipped: list[Skipped] = []
    pages = list(load(file, on_error=errors.append, on_skip=skipped.append))
    assert [p.origin for p in pages] == [f"{file} item {n}" for n in (1, 5, 6)]
    assert all(WORDS[2] in p.report.text for p in pages)
    assert [(s.reason, s.origin) for s in skipped] == [
        ("package", f"{file} item 2"),
        ("not_text", f"{file} item 3"),
    ]
    assert "http://examplewire.test/1.xml" in str(errors[0])


def test_ninjs_in_lists_and_lines(tmp_path):
    picture = {**NINJS_1, "type": "picture"}
    for name, data in (
        ("a.json", json.dumps([NINJS_1, picture, NINJS_2])),
        ("a.jsonl", "\n".join(map(json.dumps, [NINJS_1, picture, NINJS_2]))),
    ):
        file = tmp_path / name
        file.write_text(data)
        skipped: list[Skipped] = []
        assert [p.report.byline for p in load(file, on_skip=skipped.append)] == ["Jane Doe"] * 2
        assert [s.reason for s in skipped] == ["not_text"]


def test_mapped_columns_make_it_a_table(tmp_path):
    page = one_of(tmp_path, json.dumps(NINJS_1), columns={"text": "body_text"})
    assert page.report.text == f"{NINJS_1['headline']}\n\n{PLAIN}"


def test_an_item_without_text(tmp_path):
    summary = {k: v for k, v in NINJS_1.items() if not k.startswith("body")}
    with pytest.raises(EmptyInput, match="no text in the item"):
        one_of(tmp_path, json.dumps(summary))
    page = one_of(tmp_path, json.dumps({**summary, "description_text": WORDS[0]}))
    assert "summary_only" in {w.code for w in page.report.warnings}


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><nitf><body><body.content><p>&i;</p></body.content></body></nitf>"
)
QUADRATIC = (
    f'<!DOCTYPE nitf [<!ENTITY a "{"x" * 50_000}">]><nitf><body><body.content><p>'
    + "&a;" * 50_000
    + "</p></body.content></body></nitf>"
)
OUTSIDE = (
    '<!DOCTYPE nitf [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    "<nitf><body><body.content><p>&f;</p></body.content></body></nitf>"
)
PARAMETER = '<!DOCTYPE nitf [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]><nitf></nitf>'


@pytest.mark.parametrize("attack", [LAUGHS, QUADRATIC, OUTSIDE, PARAMETER])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path, attack, encoding):
    file = tmp_path / "a.xml"
    file.write_bytes(attack.encode(encoding))
    with pytest.raises(UnsupportedInput, match=r"a\.xml.*declares entities"):
        list(load(file))


def test_entities_in_an_encoding_that_hides_them():
    words = LAUGHS.replace('version="1.0"', 'version="1.0" encoding="cp037"')
    with pytest.raises(InputError):
        parse(words.encode("cp037"), "a.xml")


def test_a_type_declaration_elsewhere_is_not_fetched(tmp_path):
    data = nitf().replace('"nitf-3-4.dtd"', '"http://127.0.0.1:9/nitf.dtd"')
    assert one_of(tmp_path, data).report.byline == "Jane Doe"


def test_deep_nesting_is_refused(tmp_path):
    deep = nitf(body="<block>" * 5000 + "</block>" * 5000)
    with pytest.raises(MalformedInput, match="malformed XML"):
        one_of(tmp_path, deep)
    levels = nitf(body="<block>" * 200 + "x" + "</block>" * 200)
    assert one_of(tmp_path, levels).report.text.endswith("x")


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_damaged_items_raise_nothing_but_input_errors(tmp_path_factory, data):
    form = FORMS[data.draw(st.sampled_from(sorted(FORMS)))].encode()
    cut = data.draw(st.integers(0, len(form)))
    at = data.draw(st.integers(0, len(form)))
    harmed = form[:at] + data.draw(st.binary(max_size=12)) + form[at + 4 :]
    file = tmp_path_factory.mktemp("cut") / "item.xml"
    for damaged in (form[:cut], harmed):
        file.write_bytes(damaged)
        errors: list[InputError] = []
        for page in load(file, on_error=errors.append):
            assert page.report.text


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(field=st.sampled_from(sorted({*NINJS_1, *NINJS_2, *NINJS_3})), value=VALUES)
def test_any_value_in_any_field_of_ninjs(tmp_path_factory, field, value):
    file = tmp_path_factory.mktemp("odd") / "item.json"
    for form in (NINJS_1, NINJS_2, NINJS_3):
        file.write_text(json.dumps({**form, field: value}))
        list(load(file, on_error=lambda _: None))
        list(pieces(file, on_error=lambda _: None))
