"""Articles that are looked at again: versions, addresses of one article."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from local_web import Reply
from watch_world import FEED, HTML, START, World, article, validated

from sayso.store import Store
from sayso.watch import Watch
from sayso.watch.addresses import key_of

Start = Callable[..., Watch]


def test_a_changed_article_is_a_version_of_one_report(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    world.feed(url)
    start().once()
    (first,) = world.reports()
    world.serve(1, toll="Three")
    world.clock.pass_(minutes=61)
    done = start().once()
    assert (done["revised"], done["added"]) == (1, 0)
    (report,) = world.reports()
    assert report.id == first.id
    assert [("Two people" in t, "Three people" in t) for t in world.texts(report.id)] == [
        (True, False),
        (False, True),
    ]
    with Store.open(world.path) as store:
        assert b"Three people" in store.raw(report.id)[0]
        assert store.stats().reports == 1
        assert not store.check()


def test_only_the_words_of_the_article_count(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    world.feed(url)
    watch = start()
    watch.once()
    world.web.pages[url] = Reply(
        body=article(1, foot="<p>Most read</p><a href='/x'>Other things that happened</a>"),
        headers=HTML,
    )
    world.clock.pass_(minutes=61)
    done = watch.once()
    assert (done["unchanged"], done["revised"]) == (1, 0)


def test_it_is_looked_at_ever_less_often(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    world.feed(url)
    watch = start(interval="30d")
    looks = []
    watch.once()
    for _ in range(4):
        world.clock.wait(watch.sleep_for())
        while not (done := watch.once())["unchanged"]:
            world.clock.wait(watch.sleep_for())
        looks.append(round((world.clock.now() - START) / timedelta(hours=1)))
        assert done["unchanged"] == 1
    assert looks == [1, 7, 31, 103]
    world.asked()
    world.clock.pass_(days=20)
    watch.once()
    assert world.asked() == []


def test_a_feed_that_says_it_changed(world: World, start: Start) -> None:
    def atom(updated: str) -> Reply:
        return Reply(
            body='<feed xmlns="http://www.w3.org/2005/Atom"><title>River Post</title><entry>'
            f'<title>T</title><link href="{url}"/><published>2024-05-01T08:00:00Z</published>'
            f"<updated>{updated}</updated></entry></feed>"
        )

    (url,) = world.serve(1)
    world.web.pages[FEED] = atom("2024-05-01T08:00:00Z")
    watch = start(recheck=["9d"])
    watch.once()
    world.serve(1, toll="Three")
    world.web.pages[FEED] = atom("2024-05-01T12:10:00Z")
    world.clock.pass_(minutes=15)
    assert watch.once()["revised"] == 1


def test_an_article_that_is_taken_down_stays_in_the_collection(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    world.feed(url)
    watch = start()
    watch.once()
    world.web.pages[url] = Reply(410)
    world.clock.pass_(minutes=61)
    assert watch.once()["gone"] == 1
    assert len(world.reports()) == 1
    world.asked()
    world.clock.pass_(days=9)
    watch.once()
    assert url not in world.asked()


def test_a_version_that_could_not_be_read_is_not_lost(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    world.feed(url)
    watch = start()
    watch.once()
    body = article(1, more="<p>UNREADABLE words were added in the evening.</p>")
    world.web.pages[url] = validated(body, media_type="text/html")
    world.clock.pass_(minutes=61)
    assert watch.once()["failed"] == 1
    world.reader.broken = ""
    world.clock.pass_(hours=1)
    assert watch.once()["revised"] == 1


def test_no_article_where_one_was(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    world.feed(url)
    watch = start()
    watch.once()
    world.web.pages[url] = Reply(body="<html><body>Log in</body></html>", headers=HTML)
    world.clock.pass_(minutes=61)
    assert watch.once()["failed"] == 1
    world.serve(1, toll="Three")
    world.clock.pass_(hours=7)
    assert watch.once()["revised"] == 1, "it is looked at again"


def test_a_report_that_was_there_before_the_watch(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    from sayso import ingest

    (page,) = ingest.load(html=article(1), url=url)
    with Store.open(world.path) as store:
        store.add(page, page.report)
    world.feed(url)
    watch = start()
    assert watch.once().counts == {"polled": 1, "found": 1, "known": 1}
    world.serve(1, toll="Three")
    world.clock.pass_(minutes=61)
    assert watch.once()["revised"] == 1
    assert len(world.reports()) == 1


def test_the_canonical_link_says_what_is_one(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    tracked = "http://feeds.test/r/abc123"
    world.web.pages[tracked] = Reply(302, headers={"Location": f"{url}?ref=feed"})
    head = f'<link rel="canonical" href="{url}">'
    world.web.pages[f"{url}?ref=feed"] = Reply(body=article(1, head=head), headers=HTML)
    world.feed(url, tracked)
    done = start(recheck=[]).once()
    assert (done["added"], done["known"]) == (1, 1)
    assert [r.url for r in world.reports()] == [url]


def test_a_site_that_gives_one_address_for_all_its_pages(world: World, start: Start) -> None:
    urls = world.serve(1, 2, head='<link rel="canonical" href="http://river.test/">')
    words = "<p>Rain fell for three days on the hills, and the road to the dam was closed.</p>" * 3
    body = article(2, head='<link rel="canonical" href="http://river.test/">')
    start_of_text = body.index("<p>")
    world.web.pages[urls[1]] = Reply(body=body[:start_of_text] + words, headers=HTML)
    world.feed(*urls)
    assert start(recheck=[]).once()["added"] == 2
    assert len(world.reports()) == 2


def test_an_article_that_leads_to_the_front_page_is_gone(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    world.feed(url)
    watch = start()
    watch.once()
    world.web.pages["http://river.test/"] = Reply(body=article(9), headers=HTML)
    world.web.pages[url] = Reply(302, headers={"Location": "/"})
    world.clock.pass_(minutes=61)
    assert watch.once()["gone"] == 1
    (report,) = world.reports()
    assert len(world.texts(report.id)) == 1


@pytest.mark.parametrize(
    "other",
    [
        "http://news.test/world/balad-1",
        "https://www.news.test/world/balad-1/",
        "https://NEWS.test:443/world/balad-1#comments",
        "https://news.test/world/balad-1?utm_source=x&utm_medium=rss",
        "https://news.test/world/balad-1?fbclid=abc&at_campaign=64",
        "https://m.news.test/world/balad-1",
        "https://amp.news.test/world/balad-1",
        "https://news.test/world/balad-1/amp/",
        "https://news.test/amp/world/balad-1",
        "https://news.test/world/balad-1?outputType=amp",
        "https://news.test/world/balad%2D1",
    ],
)
def test_addresses_of_one_article(other: str) -> None:
    assert key_of(other) == "news.test/world/balad-1"


def test_addresses_of_two_articles() -> None:
    different = [
        "https://news.test/world/balad-1",
        "https://news.test/world/Balad-1",
        "https://news.test/world/balad-1?page=2",
        "https://news.test/world/balad-1?id=3",
        "https://news.test/world/amphora",
        "https://news.test/world/example/1",
        "https://news.test/amp",
        "https://news.test/camp",
        "https://edition.news.test/world/balad-1",
        "https://news.test:8080/world/balad-1",
        "https://m.test/world/balad-1",
        "https://news.test/a%2Fb",
        "https://news.test/a/b",
        "mailto:desk@news.test",
    ]
    assert len({key_of(url) for url in different}) == len(different)


def test_the_order_of_parameters_makes_no_difference() -> None:
    assert key_of("http://n.test/?b=2&a=1") == key_of("https://n.test/?a=1&b=2")
    assert key_of("http://n.test/?q=a%20b") == key_of("http://n.test/?q=a+b")


MANY = f"http://n.test/?{'&'.join(f'a{n}=1' for n in range(200))}"


@pytest.mark.parametrize(
    "url", ["", "x", "http://[::1", "http://n.test:port/", "ftp://n.test/a/", MANY]
)
def test_what_is_no_address_is_its_own_key(url: str) -> None:
    assert key_of(url) == url


def test_a_changed_article_is_linked_again(world: World, start: Start) -> None:
    urls = world.serve(1, 2)
    world.feed(*urls)
    watch = start(link="round", recheck=["1h"])
    assert watch.once()["linked"] == 2
    world.serve(1, toll="Three")
    world.clock.pass_(minutes=61)
    done = watch.once()
    assert done["revised"] == 1
    assert done["linked"] >= 1
    with Store.open(world.path) as store:
        assert store.stats().not_linked == 0
        assert store.check() == []
