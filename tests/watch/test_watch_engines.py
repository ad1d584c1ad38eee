"""The watch on each engine: what is remembered, and one watch at a time."""

from __future__ import annotations

import pytest
from local_web import Reply, Web
from watch_world import FEED, World, rss

from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.watch_rows import WatchRows
from sayso.store.watch_tables import WatchArticleRow


@pytest.fixture
def world(web: Web, location: str) -> World:
    return World(web, location)


def test_articles_and_versions(world: World) -> None:
    urls = world.serve(1, 2)
    world.feed(*urls)
    items = "http://river.test/items"
    text = "<p>A hundred people marched in Kirkuk on Monday, the police said.</p>"
    world.web.pages[items] = Reply(
        body=rss(["http://river.test/9"]).replace(
            "</title><link>", f"</title><description><![CDATA[{text}]]></description><link>"
        )
    )
    feeds = [{"url": FEED}, {"url": items, "read": "feed"}]
    with world.watch(feeds) as watch:
        assert watch.once()["added"] == 3
    world.serve(1, toll="Three")
    world.clock.pass_(minutes=61)
    with world.watch(feeds) as watch:
        done = watch.once()
        assert (done["revised"], done["unchanged"], done["added"]) == (1, 1, 0)
    world.web.pages[FEED] = Reply(429, headers={"Retry-After": "3600"})
    world.clock.pass_(minutes=16)
    with world.watch(feeds) as watch:
        assert watch.once()["deferred"] == 2
    with Store.open(world.path) as store:
        assert store.check() == []
        assert store.stats().reports == 3


def test_one_watch_at_a_time(world: World) -> None:
    with world.watch(), pytest.raises(StoreError, match="another watch is at work"):
        world.watch()
    with world.watch(), Store.open(world.path) as store:
        assert store.stats().reports == 0, "others may read and write meanwhile"


def test_the_order_in_which_articles_are_looked_at(location: str) -> None:
    with Store.open(location) as store:
        rows = WatchRows(store)
        feed = rows.feed(FEED, "2024-05-01T12:00:00+00:00").number
        other = rows.feed("http://delta.test/", "2024-05-01T12:00:00+00:00").number

        def row(key: str, state: str, found: int, next_: int | None, of: int = feed):
            at = "2024-05-01T{:02}:00:00+00:00".format
            return WatchArticleRow(
                key=key,
                url=key,
                feed=of,
                found=at(found),
                state=state,
                next=None if next_ is None else at(next_),
                looks=0,
                failures=0,
            )

        rows.save(
            row("read", "read", 1, 5),
            row("old", "old", 1, None),
            row("first", "new", 2, 5),
            row("second", "new", 2, 5),
            row("newer", "new", 3, 5),
            row("later", "new", 3, 9),
            row("elsewhere", "new", 3, 4, other),
        )
        now = "2024-05-01T06:00:00+00:00"
        due = [r.key for r in rows.due(now, [feed], 10)]
        assert due == ["newer", "first", "second", "read"]
        assert [r.key for r in rows.due(now, [feed], 2)] == ["newer", "first"]
        assert rows.next_look([feed]) == "2024-05-01T05:00:00+00:00"
        assert rows.next_look([]) is None
        assert (rows.count_new([feed]), rows.count_new([feed, other])) == (4, 5)
        assert set(rows.known(["old", "none", "later"])) == {"old", "later"}
        child = rows.feed("http://river.test/child", "2024-05-01T12:00:00+00:00", feed)
        assert rows.feed_numbers() == {feed: FEED, other: "http://delta.test/", child.number: FEED}
        assert [r.url for r in rows.listed_by(feed)] == ["http://river.test/child"]
