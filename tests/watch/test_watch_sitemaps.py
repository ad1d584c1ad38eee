"""News sitemaps: plain, gzipped, and listed by an index."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from local_web import Reply
from watch_world import FEED, World, validated

from sayso.errors import InputTooLarge, MalformedInput
from sayso.ingest import sitemaps
from sayso.ingest.sitemaps import is_sitemap, read_sitemap, unpacked
from sayso.watch import Watch

Start = Callable[..., Watch]
NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)
INDEX = "http://river.test/sitemap.xml"


def sitemap(*urls: str, day: str = "2024-05-01") -> bytes:
    body = "".join(
        f"<url><image:image><image:loc>http://river.test/i.jpg</image:loc></image:image>"
        f"<loc>{url}</loc><news:news><news:publication><news:name>River Post</news:name>"
        f"<news:language>en</news:language></news:publication>"
        f"<news:publication_date>{day}T0{n}:00:00Z</news:publication_date>"
        f"<news:title>T&amp;{n}</news:title></news:news></url>"
        for n, url in enumerate(urls, start=1)
    )
    return f"<?xml version='1.0'?>{NEWS}{body}</urlset>".encode()


def index(**days: str) -> bytes:
    body = "".join(
        f"<sitemap><loc>http://river.test/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in days.items()
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<sitemapindex xmlns="{space}">{body}</sitemapindex>'.encode()


def test_a_news_sitemap(world: World, start: Start) -> None:
    urls = world.serve(1, 2)
    world.web.pages[FEED] = Reply(body=sitemap(*urls))
    done = start(recheck=[]).once()
    assert (done["found"], done["added"]) == (2, 2)
    assert world.asked() == [FEED, urls[1], urls[0]], "the newest first"


@pytest.mark.parametrize("header", [{}, {"Content-Encoding": "gzip"}])
def test_a_gzipped_sitemap(world: World, start: Start, header: dict[str, str]) -> None:
    world.web.pages[FEED] = Reply(body=gzip.compress(sitemap(*world.serve(1))), headers=header)
    assert start().once()["added"] == 1


def test_an_index_of_sitemaps(world: World, start: Start) -> None:
    urls = world.serve(1, 2, 3)
    world.web.pages[INDEX] = validated(index(old="2020-01-01", today="2024-05-01"))
    world.web.pages["http://river.test/old.xml"] = validated(sitemap(urls[0], day="2020-01-01"))
    world.web.pages["http://river.test/today.xml"] = validated(sitemap(urls[1]))
    watch = start(feeds=[{"url": INDEX}], recheck=[])
    done = watch.once()
    assert (done["polled"], done["added"], done["left_out"]) == (3, 1, 1)
    world.asked()
    # The index is as it was; what it lists is asked for all the same.
    world.web.pages["http://river.test/today.xml"] = validated(sitemap(urls[2], urls[1]))
    world.clock.pass_(minutes=16)
    assert watch.once()["added"] == 1
    assert set(world.asked()) == {
        INDEX,
        "http://river.test/today.xml",
        "http://river.test/old.xml",
        urls[2],
    }
    # The index says which one has changed.
    world.web.pages[INDEX] = validated(index(old="2020-01-01", today="2024-05-02"))
    world.clock.pass_(minutes=16)
    watch.once()
    assert world.asked() == [INDEX, "http://river.test/today.xml"]


def test_an_index_that_lists_itself(world: World, start: Start) -> None:
    world.web.pages[INDEX] = Reply(body=index(sitemap="2024-05-01"))
    assert start(feeds=[{"url": INDEX}]).once()["polled"] == 1


def test_sitemaps_of_an_index_are_bounded(world: World, start: Start) -> None:
    days = {f"s{n}": f"2024-04-{n:02}" for n in range(1, 31)}
    world.web.pages[INDEX] = Reply(body=index(**days))
    for name in days:
        world.web.pages[f"http://river.test/{name}.xml"] = Reply(body=sitemap())
    start(feeds=[{"url": INDEX}]).once()
    asked = world.asked()
    assert asked[1] == "http://river.test/s30.xml"
    assert len(asked) == 1 + 20


def test_no_sitemap_where_one_is_said_to_be(world: World, start: Start) -> None:
    world.web.pages[FEED] = Reply(body="<html><body>Not here</body></html>")
    assert start(feeds=[{"url": FEED, "kind": "sitemap"}]).once()["feed_failed"] == 1


def test_what_a_sitemap_says() -> None:
    (listed,) = read_sitemap(sitemap("http://river.test/1"), "x").articles
    assert listed.url == "http://river.test/1", "not that of the picture"
    assert (listed.title, listed.outlet, listed.language) == ("T&1", "River Post", "en")
    assert listed.published == "2024-05-01T01:00:00+00:00"
    (child,) = read_sitemap(index(a="2024-05-01"), "x").sitemaps
    assert (child.url, child.modified) == ("http://river.test/a.xml", "2024-05-01")


def test_a_sitemap_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    data = sitemap("http://river.test/1", "http://river.test/2")[:-100]
    assert [x.url for x in read_sitemap(data, "x").articles][:1] == ["http://river.test/1"]


def test_entities_are_not_expanded(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    many = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    data = (
        f'<!DOCTYPE u [<!ENTITY a0 "aaaaaaaaaa">{many}<!ENTITY f SYSTEM "file://{secret}">]>'
        "<urlset><url><loc>http://river.test/&f;&a9;</loc></url></urlset>"
    ).encode()
    found = read_sitemap(data, "x")
    assert sum(len(x.url) for x in found.articles) < 100
    assert "SECRET" not in str(found)


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MAX_BYTES", 1000)
    with pytest.raises(InputTooLarge):
        unpacked(gzip.compress(b"x" * 1001), "x")
    assert unpacked(gzip.compress(b"x" * 1000), "x") == b"x" * 1000
    with pytest.raises(MalformedInput):
        unpacked(b"\x1f\x8bnot gzip", "x")
    assert not is_sitemap(b"<rss>")
