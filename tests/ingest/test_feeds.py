from __future__ import annotations

import json

import pytest

from sayso.errors import EmptyInput, InputError, MalformedInput, UnsupportedInput
from sayso.ingest import load

RSS = """<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example Bulletin</title><language>en</language>
<item><title>Two killed &amp; one held</title><link>https://example.test/1</link>
 <pubDate>Sun, 03 May 2020 10:15:00 +0300</pubDate><dc:creator>Jane Doe</dc:creator>
 <description>Short.</description>
 <content:encoded><![CDATA[<p>BALAD (Reuters) - Two people were killed near Balad on Sunday.</p>
 <ul><li>One man was held.</li></ul>]]></content:encoded></item>
<item><title>March</title><source url="https://wire.test/rss">Example Wire</source>
 <description>&lt;p&gt;A hundred people marched on Monday.&lt;/p&gt;</description></item>
</channel></rss>"""


@pytest.fixture
def feed(tmp_path):
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    return file


def test_rss(feed, blocks):
    first, second = load(feed)
    report = first.report
    assert blocks(report) == [
        ("title", "Two killed & one held", None),
        ("dateline", "BALAD (Reuters) -", "Reuters"),
        ("paragraph", "Two people were killed near Balad on Sunday.", "Reuters"),
        ("list", "One man was held.", "Reuters"),
    ]
    assert (report.outlet, report.agency, report.byline) == (
        "Example Bulletin",
        "Reuters",
        "Jane Doe",
    )
    assert (report.published, report.modified) == ("2020-05-03T10:15:00+03:00", None)
    assert report.url == "https://example.test/1"
    assert "summary_only" not in {w.code for w in report.warnings}
    assert second.report.outlet == "Example Wire", "the <source> is kept"
    assert {"summary_only", "no_publication_date"} <= {w.code for w in second.report.warnings}
    assert second.origin == f"{feed} item 2"


def test_atom(tmp_path):
    file = tmp_path / "feed"
    file.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Post</title>'
        "<entry><title>March</title>"
        "<published>2020-05-03T10:15:00Z</published><updated>2020-05-04T10:15:00Z</updated>"
        '<content type="html">&lt;p&gt;A hundred people marched.&lt;/p&gt;</content></entry></feed>'
    )
    (page,) = load(file)
    assert page.report.modified == "2020-05-04T10:15:00+00:00"
    assert page.report.text == "March\n\nA hundred people marched."


def test_json_feed(tmp_path):
    file = tmp_path / "feed.json"
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example Post",
        "items": [
            {
                "title": "March",
                "content_text": "A hundred people <marched>.\n\nThe police watched.",
                "date_published": "2020-05-03T10:15:00Z",
                "authors": [{"name": "Jane Doe"}],
            },
            {"id": "2"},
        ],
    }
    file.write_text(json.dumps(value, indent=1))
    errors: list[InputError] = []
    (page,) = load(file, on_error=errors.append)
    assert page.report.text == "March\n\nA hundred people <marched>.\n\nThe police watched."
    assert (page.report.outlet, page.report.byline) == ("Example Post", "Jane Doe")
    assert isinstance(errors[0], EmptyInput)


def test_feed_that_breaks_off_gives_what_is_there(feed):
    feed.write_text(RSS[: RSS.index("<source")])
    pages = list(load(feed))
    assert "malformed_feed" in {w.code for w in pages[0].report.warnings}
    assert pages[0].report.title == "Two killed & one held"


def test_feed_with_nothing_in_it(feed):
    feed.write_text('<rss version="2.0"><channel><title>x</title></channel></rss>')
    with pytest.raises(EmptyInput, match="without items"):
        list(load(feed))
    feed.write_text("<rss><channel><title>x</titl")
    with pytest.raises(MalformedInput, match="malformed feed"):
        list(load(feed))


def test_other_xml(feed):
    feed.write_text('<?xml version="1.0"?><invoice><total>3</total></invoice>')
    with pytest.raises(UnsupportedInput, match="neither a web page nor a feed"):
        list(load(feed))
