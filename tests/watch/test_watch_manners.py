"""Politeness and safety: robots.txt, pace, back-off, addresses that are refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from local_web import Reply, Request
from watch_world import FEED, HTML, START, World, article, validated

from sayso.watch import Watch, articles, careful, polling
from sayso.watch.manners import retry_after

Start = Callable[..., Watch]
ROBOTS = "http://river.test/robots.txt"


def test_robots_is_asked_first_once_a_day_and_heeded(world: World, start: Start) -> None:
    closed, opened = world.serve(1, 2)
    world.web.pages[ROBOTS] = Reply(
        body=f"User-agent: *\nDisallow: /\n\nUser-agent: sayso\nDisallow: {closed[17:]}\n"
    )
    world.feed(closed, opened)
    done = start(recheck=[]).once()
    assert world.web.urls == [ROBOTS, FEED, opened]
    assert (done["added"], done["refused"]) == (1, 1)
    world.web.asked.clear()
    world.clock.pass_(hours=23)
    start(recheck=[]).once()
    assert world.web.urls == [FEED], "also kept over a new start; what it forbids is given up"
    world.clock.pass_(hours=2)
    world.web.asked.clear()
    start(recheck=[]).once()
    assert world.web.urls == [ROBOTS, FEED]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_without_robots_all_is_allowed(world: World, start: Start, status: int) -> None:
    world.web.pages[ROBOTS] = Reply(status)
    world.feed(*world.serve(1))
    assert start().once()["added"] == 1


@pytest.mark.parametrize("status", [500, 503, 429])
def test_robots_that_cannot_be_had_mean_not_now(world: World, start: Start, status: int) -> None:
    world.web.pages[ROBOTS] = Reply(status)
    world.feed(*world.serve(1))
    watch = start()
    done = watch.once()
    assert (done["deferred"], done["polled"], done["added"]) == (1, 0, 0)
    assert world.web.urls == [ROBOTS]
    world.web.pages[ROBOTS] = Reply(404)
    world.clock.pass_(hours=1)
    assert watch.once()["added"] == 1


def test_rules_of_before_hold_while_robots_cannot_be_had(world: World, start: Start) -> None:
    closed, opened = world.serve(1, 2)
    world.web.pages[ROBOTS] = Reply(body=f"User-agent: *\nDisallow: {closed[17:]}\n")
    world.feed(opened)
    watch = start(recheck=[])
    watch.once()
    world.web.pages[ROBOTS] = Reply(500)
    world.feed(closed, opened)
    world.clock.pass_(days=2)
    assert watch.once()["refused"] == 1
    assert closed not in world.web.urls


def test_redirects_are_asked_about_too(world: World, start: Start) -> None:
    url = "http://river.test/go"
    world.web.pages[url] = Reply(302, headers={"Location": "http://delta.test/private/1"})
    world.web.pages["http://delta.test/robots.txt"] = Reply(
        body="User-agent: *\nDisallow: /private/\n"
    )
    world.feed(url)
    assert start().once()["refused"] == 1
    assert "http://delta.test/private/1" not in world.web.urls


def test_one_request_of_a_site_at_a_time_with_a_pause(world: World, start: Start) -> None:
    times: list[tuple[str, datetime]] = []

    def note(n: int) -> Callable[[Request], Reply]:
        def reply(request: Request) -> Reply:
            times.append((request.url.split("/")[2], world.clock.now()))
            return Reply(body=article(n), headers=HTML)

        return reply

    urls = [f"http://{host}/{n}" for n in range(4) for host in ("river.test", "delta.test")]
    for n, url in enumerate(urls):
        world.web.pages[url] = note(n)
    world.web.pages["http://delta.test/robots.txt"] = Reply(body="User-agent: *\nCrawl-delay: 20\n")
    world.feed(*urls)
    watch = start(delay=3, hosts={"river.test": {"delay": "5s"}})
    assert watch.once()["added"] == 8
    for host, least in (("river.test", 5), ("delta.test", 20)):
        own = [time for name, time in times if name == host]
        assert all(b - a >= timedelta(seconds=least) for a, b in pairwise(own))
    assert [host for host, _ in times[:4]] != ["river.test", "delta.test"] * 2, "no site waits"


def test_one_pace_for_http_and_https(world: World, start: Start) -> None:
    world.feed()
    watch = start(delay=30)
    watch.once()
    assert watch._manners.ready_in("https://river.test/world/1") == 30
    assert watch._manners.ready_in("https://delta.test/") == 0


def test_busy_sites_are_left_alone_for_as_long_as_they_ask(world: World, start: Start) -> None:
    one, two = world.serve(1, 2)
    other = world.serve(3, host="delta.test")
    world.web.pages[one] = Reply(429, headers={"Retry-After": "7200"})
    world.feed(one, two, *other)
    done = start(interval="1h", recheck=[]).once()
    assert done["added"] == 1, "other sites go on"
    assert two not in world.asked()
    world.clock.pass_(minutes=118)
    assert start(interval="1h", recheck=[]).once()["added"] == 0, "also over a new start"
    assert world.asked() == []
    world.web.pages[one] = Reply(body=article(1), headers=HTML)
    world.clock.pass_(minutes=2)
    assert start(interval="1h", recheck=[]).once()["added"] == 2


def test_a_site_without_an_answer_is_asked_ever_less_often(world: World, start: Start) -> None:
    def missing() -> list[str]:
        raise OSError("no such host")

    world.web.names["river.test"] = missing
    watch = start(interval="10m")
    waits = []
    for _ in range(6):
        before = world.clock.now()
        assert watch.once().counts == {"deferred": 1}
        world.clock.wait(watch.sleep_for())
        waits.append((world.clock.now() - before).total_seconds())
    assert waits[-1] > 4 * waits[0]


@pytest.mark.parametrize("body", ["no feed at all", "<rss><channel>", "{", "[1]", '{"a": 1}', ""])
def test_malformed_feeds(world: World, start: Start, body: str) -> None:
    world.web.pages[FEED] = Reply(body=body)
    good = "http://delta.test/rss"
    world.feed(*world.serve(1), at=good)
    watch = start(feeds=[{"url": FEED}, {"url": good}], interval="10m", recheck=[])
    done = watch.once()
    assert done["added"] == 1
    assert world.kinds(FEED) in (["feed_failed"], ["polled"])
    world.feed(*world.serve(2))
    world.clock.pass_(hours=1)
    assert watch.once()["added"] == 1, "mended"


def test_a_feed_that_takes_too_long_or_finds_a_fault_of_ours(
    world: World, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    world.feed(*world.serve(1))
    monkeypatch.setattr(careful, "SECONDS", 0.1)
    monkeypatch.setattr(polling, "read_listing", endless)
    watch = start(interval="10m")
    assert watch.once()["feed_failed"] == 1
    monkeypatch.setattr(polling, "read_listing", lambda *_, **__: 1 // 0)
    world.clock.pass_(hours=1)
    assert watch.once()["feed_failed"] == 1
    assert "ZeroDivisionError" in str(world.happened[-1].error)


def test_an_article_that_takes_too_long(
    world: World, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = articles.page_of_piece

    def slow(piece):
        while piece.meta.url.endswith("/1"):
            pass
        return real(piece)

    monkeypatch.setattr(careful, "SECONDS", 1.0)
    monkeypatch.setattr(articles, "page_of_piece", slow)
    world.feed(*world.serve(1, 2))
    done = start().once()
    assert (done["added"], done["failed"]) == (1, 1)


def test_failing_feeds_are_polled_ever_less_often(world: World, start: Start) -> None:
    watch = start(interval="10m")
    gaps = []
    for _ in range(6):
        before = world.clock.now()
        while not watch.once()["feed_failed"]:
            world.clock.wait(watch.sleep_for())
        gaps.append((world.clock.now() - before).total_seconds())
    gaps.pop(0)  # the first poll is at once
    assert min(gaps) >= 600
    assert gaps[-1] > 4 * gaps[0]


def test_the_site_itself_instead_of_its_feed(world: World, start: Start) -> None:
    world.web.pages[FEED] = Reply(
        body='<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" '
        'href="/feed.xml"></head></html>'
    )
    start().once()
    (failed,) = [h for h in world.happened if h.kind == "feed_failed"]
    assert "it names http://river.test/feed.xml" in str(failed.error)


def test_a_feed_that_is_gone_is_given_up(world: World, start: Start) -> None:
    world.web.pages[FEED] = Reply(410)
    watch = start()
    assert watch.once()["feed_gone"] == 1
    world.asked()
    world.clock.pass_(days=30)
    assert watch.once().counts == {}
    assert world.asked() == []


def test_a_feed_that_has_moved_is_remembered(world: World, start: Start) -> None:
    new = "http://delta.test/rss"
    world.web.pages[FEED] = Reply(301, headers={"Location": new})
    world.feed(*world.serve(1), at=new)
    start(recheck=[]).once()
    assert world.asked()[:2] == [FEED, new]
    world.clock.pass_(minutes=20)
    start(recheck=[]).once()
    assert world.asked() == [new]
    del world.web.pages[new]
    world.feed(*world.serve(2))
    watch = start(recheck=[])
    for _ in range(4):
        world.clock.pass_(days=2)
        watch.once()
    assert FEED in world.asked(), "where it has moved to it is no more"
    assert len(world.reports()) == 2


def test_private_addresses_are_refused_for_everything(world: World, start: Start) -> None:
    world.web.names["inside.test"] = ["10.0.0.1"]
    world.web.names["linked.test"] = ["169.254.169.254"]
    world.feed("http://inside.test/1", "http://river.test/map")
    world.web.pages["http://river.test/map"] = Reply(
        302, headers={"Location": "http://linked.test/latest/meta-data/"}
    )
    feeds = [{"url": FEED}, {"url": "http://inside.test/rss"}, {"url": "http://river.test/moved"}]
    world.web.pages["http://river.test/moved"] = Reply(
        301, headers={"Location": "http://inside.test/rss"}
    )
    done = start(feeds=feeds).once()
    assert (done["refused"], done["feed_failed"]) == (2, 2)
    assert set(world.web.connected) == {"93.184.216.34"}
    assert not any("inside" in url or "linked" in url for url in world.web.urls)


def test_a_name_that_leads_elsewhere_the_second_time(world: World, start: Start) -> None:
    (url,) = world.serve(1, host="turn.test")
    answers = iter([["93.184.216.34"]])
    world.web.names["turn.test"] = lambda: next(answers, ["127.0.0.1"])
    # Each connection is closed, so that each request asks for the address anew.
    robots = Reply(404, headers={"Connection": "close"})
    world.web.pages["http://turn.test/robots.txt"] = robots
    world.feed(url)
    assert start().once()["refused"] == 1
    assert url not in world.web.urls


def test_we_name_ourselves(world: World, start: Start) -> None:
    world.feed(*world.serve(1))
    start().once()
    assert {r.headers["user-agent"] for r in world.web.asked} == {"sayso/test (+desk@watch.test)"}


@pytest.mark.parametrize("delay", ["1e300", "inf", "nan", "-5", "x"])
def test_a_crawl_delay_that_is_none(world: World, start: Start, delay: str) -> None:
    world.web.pages[ROBOTS] = Reply(body=f"User-agent: *\nCrawl-delay: {delay}\n")
    world.feed(*world.serve(1))
    done = start().once()
    assert done["polled"] + done["deferred"] >= 1
    assert done["feed_failed"] == 0


def test_a_robots_txt_that_begins_with_a_mark(world: World, start: Start) -> None:
    world.web.pages[ROBOTS] = Reply(body="\ufeffUser-agent: *\nDisallow: /\n".encode())
    world.feed(*world.serve(1))
    assert start().once()["added"] == 0
    assert world.asked() == []


def test_retry_after() -> None:
    assert retry_after("120", START) == timedelta(minutes=2)
    later = format_datetime(START + timedelta(hours=1), usegmt=True)
    assert retry_after(later, START) == timedelta(hours=1)
    assert retry_after(format_datetime(START.astimezone(UTC)), START) == timedelta()
    assert retry_after("9" * 30, START) == timedelta(days=7)
    for wrong in ("soon", "²", "-1", "1e9", "Wed, 21 Oct 99999 07:28:00 GMT"):
        assert retry_after(wrong, START) is None
    assert retry_after(None, START) is None


def test_the_least_that_is_asked_for_again(world: World, start: Start) -> None:
    """An article that has an ETag is not sent again where it is as it was."""
    url = "http://river.test/world/1"
    served: list[int] = []
    plain = validated(article(1), media_type="text/html")

    def count(request: Request) -> Reply:
        reply = plain(request)
        served.append(reply.status)
        return reply

    world.web.pages[url] = count
    world.feed(url)
    watch = start()
    watch.once()
    world.clock.pass_(minutes=61)
    assert watch.once()["unchanged"] == 1
    assert served == [200, 304]
