"""Rounds: what is polled, fetched, kept, and what is left for later."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from local_web import Reply
from watch_world import FEED, HTML, START, World, article, rss, validated

from sayso.errors import StoreError
from sayso.store import Store
from sayso.watch import Watch

Start = Callable[..., Watch]


def test_new_articles_are_fetched_kept_and_read_once(world: World, start: Start) -> None:
    urls = world.serve(1, 2)
    world.feed(*urls)
    done = start().once()
    assert (done["added"], done.waiting) == (2, 0)
    assert str(done) == "1 feed polled, 2 added"
    assert {r.url for r in world.reports()} == set(urls)
    with Store.open(world.path) as store:
        for report in store.reports():
            raw, media_type = store.raw(report.id)
            assert raw == world.web.pages[report.url].body.encode()
            assert media_type == "text/html"
    assert world.asked() == [FEED, *urls]
    again = start().once()
    assert again["added"] == 0
    assert world.asked() == [], "nothing is due"


def test_a_feed_that_is_as_it_was_is_not_sent_again(world: World, start: Start) -> None:
    world.feed(*world.serve(1))
    watch = start(recheck=[])
    watch.once()
    first = world.web.asked[1]
    assert first.url == FEED
    assert "if-none-match" not in first.headers
    world.kinds()
    world.clock.pass_(minutes=15)
    watch.once()
    assert world.kinds() == ["not_modified"]
    assert "if-none-match" in world.web.asked[-1].headers
    world.clock.pass_(minutes=14)
    world.web.asked.clear()
    assert watch.once().counts == {}
    assert world.asked() == []
    assert watch.sleep_for() == 60


def test_last_modified_is_sent_back(world: World, start: Start) -> None:
    day = "Wed, 01 May 2024 11:00:00 GMT"
    world.web.pages[FEED] = Reply(body=rss(world.serve(1)), headers={"Last-Modified": day})
    watch = start()
    watch.once()
    world.clock.pass_(minutes=15)
    watch.once()
    assert world.web.asked[-1].headers["if-modified-since"] == day


def test_the_newest_come_first_and_some_at_a_time(world: World, start: Start) -> None:
    urls = world.serve(*range(5))
    world.feed(*reversed(urls), first=START - timedelta(hours=10))
    world.web.pages[FEED] = validated(
        rss(urls, first=START - timedelta(hours=1)).replace("<item>", "<item >")
    )
    watch = start(new_per_poll=2, recheck=[])
    done = watch.once()
    assert (done["added"], done.waiting) == (2, 3)
    assert world.asked() == [FEED, *urls[:2]]
    world.clock.pass_(minutes=15)
    new = "http://river.test/world/9"
    world.web.pages[new] = Reply(body=article(9), headers=HTML)
    world.feed(new, *urls)
    watch.once()
    assert world.asked() == [FEED, new, *urls[2:4]], "what is new goes before what waits"
    world.clock.pass_(minutes=15)
    assert watch.once().waiting == 0
    assert world.asked() == [FEED, urls[4]]


def test_old_entries_of_a_first_poll_are_left_out(world: World, start: Start) -> None:
    urls = world.serve(*range(4))
    world.feed(*urls, first=START - timedelta(hours=21.5))
    watch = start(backfill="1d")
    assert watch.once().counts == {"polled": 1, "found": 3, "left_out": 1, "added": 3}
    late = world.serve(8)
    world.feed(*late, *urls, first=START - timedelta(days=9))
    world.clock.pass_(minutes=15)
    assert watch.once()["added"] == 1, "what turns up later is new, whatever its date"


def test_new_feeds_are_due_however_long_it_takes_to_put_them_down(
    world: World, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def now() -> datetime:
        world.clock.pass_(seconds=1)
        return world.clock.time

    monkeypatch.setattr(world.clock, "now", now)
    feeds = [{"url": f"http://river.test/{n}"} for n in range(3)]
    for n, feed in enumerate(feeds):
        world.feed(*world.serve(n), at=feed["url"])
    assert start(feeds=feeds).once()["polled"] == 3


def test_a_feed_of_ten_thousand_items(world: World, start: Start) -> None:
    urls = [f"http://river.test/world/{n}" for n in range(10_000)]
    world.serve(0)
    world.web.pages[FEED] = validated(rss(urls, dated=False))
    watch = start(new_per_poll=1, recheck=[])
    done = watch.once()
    assert (done["found"], done["added"], done.waiting) == (10_000, 1, 9_999)
    assert world.asked() == [FEED, urls[0]]


def test_entries_of_several_feeds_are_fetched_once(world: World, start: Start) -> None:
    (url,) = world.serve(1)
    other = "http://river.test/other"
    world.feed(url)
    world.feed(f"{url}/?utm_source=rss", f"{url}#top", at=other)
    assert start(feeds=[{"url": FEED}, {"url": other}]).once()["added"] == 1
    assert world.asked() == [FEED, other, url]


def test_addresses_that_are_wanted(world: World, start: Start) -> None:
    good, bad = world.serve(1, 2)
    sport = "http://river.test/sport/1"
    world.feed(good, bad, sport)
    feed = {"url": FEED, "include": ["*/world/*"], "exclude": ["*/2"]}
    assert start(feeds=[feed]).once()["added"] == 1
    assert world.asked() == [FEED, good]


def test_what_the_page_does_not_say_comes_from_the_feed(world: World, start: Start) -> None:
    url = "http://river.test/world/1"
    body = article(1).replace("article:published_time", "x").replace("2024-05-01T08:00:00Z", "")
    world.web.pages[url] = Reply(body=body, headers=HTML)
    world.feed(url)
    start(feeds=[{"url": FEED, "outlet": "River Post"}]).once()
    (report,) = world.reports()
    assert report.outlet == "River Post"
    assert report.published == "2024-05-01T12:00:00+00:00"


def test_text_in_the_feed(world: World, start: Start) -> None:
    def serve(words: str) -> None:
        text = f"<p>{words} people were killed near Balad, the police said.</p>"
        items = (
            "<item><title>Road block</title><link>http://river.test/1</link>"
            f"<description><![CDATA[{text}]]></description></item>"
            "<item><title>No text</title><link>http://river.test/world/2</link></item>"
        )
        world.web.pages[FEED] = validated(
            f"<rss version='2.0'><channel><title>River Post</title>{items}</channel></rss>"
        )

    serve("Two")
    world.serve(2)
    watch = start(feeds=[{"url": FEED, "read": "feed"}], recheck=[])
    assert watch.once()["added"] == 2
    assert world.asked() == [FEED, "http://river.test/world/2"], "only what has no text"
    report = next(r for r in world.reports() if r.url == "http://river.test/1")
    assert report.text == "Road block\n\nTwo people were killed near Balad, the police said."
    serve("Three")
    world.clock.pass_(minutes=15)
    assert watch.once()["revised"] == 1
    assert world.asked() == [FEED]
    assert [text.split()[2] for text in world.texts(report.id)] == ["Two", "Three"]


@pytest.mark.parametrize(
    ("reply", "kind", "again"),
    [
        (Reply(404), "gone", False),
        (Reply(500), "failed", True),
        (Reply(403), "failed", True),
        (Reply(body="<html><body>Log in</body></html>", headers=HTML), "failed", False),
        (Reply(body=b"%PDF-1.4", headers={"Content-Type": "application/pdf"}), "failed", False),
        (Reply(302, headers={"Location": "http://127.0.0.1/"}), "refused", False),
    ],
)
def test_one_bad_article_does_not_stop_the_rest(
    world: World, start: Start, reply: Reply, kind: str, again: bool
) -> None:
    bad, good = world.serve(1, 2)
    world.web.pages[bad] = reply
    world.web.names["127.0.0.1"] = ["127.0.0.1"]
    world.feed(bad, good)
    watch = start(recheck=[])
    assert watch.once()["added"] == 1
    assert world.kinds(bad) == [kind]
    world.asked()
    world.clock.pass_(hours=3)
    watch.once()
    assert (bad in world.asked()) == again


def test_an_article_that_breaks_the_reader(world: World, start: Start) -> None:
    bad, good = world.serve(1, 2)
    world.web.pages[bad] = Reply(body=article(1, more="<p>UNREADABLE words.</p>"), headers=HTML)
    world.feed(bad, good)
    done = start().once()
    assert (done["added"], done["failed"]) == (1, 1)


def test_words_that_no_database_holds(world: World, start: Start) -> None:
    items = [
        {"url": "http://river.test/world/1", "title": "Half \ud800 and \0 nul"},
        {"url": "http://river.test/world/\ud800", "title": "Half an address"},
        {"url": "http://river.test/world/\0", "title": "Nul in an address"},
        {"url": f"http://river.test/{'x' * 3000}", "title": "Too long"},
        {"url": "mailto:desk@river.test", "title": "No page"},
        {"title": "No address"},
    ]
    version = "https://jsonfeed.org/version/1.1"
    world.web.pages[FEED] = Reply(body=json.dumps({"version": version, "items": items}))
    (url,) = world.serve(1, more="<p>Half of a character: &#xD800; and &#0; nul.</p>")
    done = start().once()
    assert (done["found"], done["added"]) == (1, 1)
    assert world.asked() == [FEED, url]


def test_linking_when_something_is_new(world: World, start: Start) -> None:
    world.feed(*world.serve(1, 2))
    watch = start(link="round", recheck=[])
    assert watch.once()["linked"] == 2
    world.clock.pass_(minutes=15)
    assert watch.once()["linked"] == 0
    with Store.open(world.path) as store:
        assert store.stats().not_linked == 0


def test_linking_now_and_then(world: World, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    world.feed(*world.serve(1))
    watch = start(link="2h", recheck=[])
    assert watch.once()["linked"] == 1
    with Store.open(world.path) as store:
        linked = store.stats().linked
    assert linked
    # Links bear the time of the computer.
    world.clock.time = world.clock.time.fromisoformat(linked) + timedelta(hours=1)
    world.feed(*world.serve(1, 2))
    assert watch.once().counts["added"] == 1
    with Store.open(world.path) as store:
        assert store.stats().not_linked == 1
    world.clock.pass_(hours=1)
    assert watch.once()["linked"] == 1


def test_linking_that_fails_does_not_end_the_watch(
    world: World, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Store) -> None:
        raise StoreError("another program has linked meanwhile")

    world.feed(*world.serve(1))
    watch = start(link="round", recheck=[])
    with monkeypatch.context() as patched:
        patched.setattr(Store, "link", fail)
        done = watch.once()
    assert (done["added"], done["link_failed"]) == (1, 1)
    world.clock.pass_(minutes=15)
    assert watch.once()["linked"] == 1


def test_until_it_is_stopped(world: World, start: Start) -> None:
    world.feed(*world.serve(1))
    watch = start(recheck=[])
    rounds = []

    def on_round(done) -> None:
        rounds.append(done)
        if len(rounds) == 3:
            watch.stop()

    watch.run(on_round)
    assert [r["added"] for r in rounds] == [1, 0, 0]
    assert world.clock.now() - START >= timedelta(minutes=30)
    assert watch.once().counts == {}, "a watch that was stopped does nothing more"


def test_stopped_in_the_middle_and_started_again(world: World, start: Start) -> None:
    urls = world.serve(1, 2, 3)
    world.feed(*urls)
    watch = start(recheck=[])

    def stop(request) -> Reply:
        watch.stop()
        return Reply(body=article(2), headers=HTML)

    world.web.pages[urls[1]] = stop
    assert watch.once()["added"] == 2, "the current article is brought to its end"
    world.clock = type(world.clock)()
    world.clock.pass_(minutes=1)
    world.asked()
    assert start(recheck=[]).once()["added"] == 1
    assert world.asked() == [urls[2]]
    assert len(world.reports()) == 3


def test_no_database(world: World, start: Start) -> None:
    world.path = world.path.replace("reports.db", "none/reports.db")
    with pytest.raises(StoreError):
        start()
