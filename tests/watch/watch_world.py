"""What tests of the watch share: feeds and articles to serve, and a watch on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from local_web import Reply, Request, Web

from sayso.ingest import Page
from sayso.ingest.fetch import Fetcher
from sayso.record import Report
from sayso.store import Store
from sayso.watch import Happened, Settings, Watch
from sayso.watch.clock import Clock

FEED = "http://river.test/rss"
START = datetime(2024, 5, 1, 12, tzinfo=UTC)


class RunningClock(Clock):
    """Time passes only when something waits."""

    def __init__(self) -> None:
        super().__init__()
        self.time = START
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.time

    def wait(self, seconds: float) -> bool:
        if self.stopped:
            return False
        self.waits.append(seconds)
        self.time += timedelta(seconds=max(0.0, seconds))
        return True

    def pass_(self, **time: float) -> None:
        self.time += timedelta(**time)


class PlainReader:
    """Reads nothing in a page; fails on pages that say so."""

    def __init__(self) -> None:
        self.broken = "UNREADABLE"

    def read_pages(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Report]]:
        for page in pages:
            if self.broken and self.broken in page.report.text:
                raise RuntimeError("broken")
            yield page, page.report


class World:
    """A web, a collection and a clock; they outlive the watches that are started on them."""

    def __init__(self, web: Web, path: Path | str) -> None:
        self.web = web
        self.path = str(path)
        self.clock = RunningClock()
        self.reader = PlainReader()
        self.happened: list[Happened] = []

    def watch(self, feeds: Iterable[dict[str, Any]] = ({"url": FEED},), **settings: Any) -> Watch:
        given = {"contact": "desk@watch.test", "link": "never", **settings}
        return Watch(
            Settings.model_validate({**given, "feed": list(feeds)}),
            database=str(self.path),
            reader=self.reader,  # type: ignore[arg-type]
            on_event=self.happened.append,
            fetcher=Fetcher(
                user_agent="sayso/test (+desk@watch.test)",
                network=self.web.network,
                resolver=self.web.resolve,
                timeout=5.0,
            ),
            clock=self.clock,
        )

    def kinds(self, url: str | None = None) -> list[str]:
        """What happened since the last question, to one address or to all."""
        found = [h.kind for h in self.happened if url is None or h.url == url]
        self.happened.clear()
        return found

    def asked(self) -> list[str]:
        """What was asked for since the last question, without robots.txt."""
        urls = [url for url in self.web.urls if not url.endswith("/robots.txt")]
        self.web.asked.clear()
        return urls

    def reports(self) -> list[Report]:
        with Store.open(self.path) as store:
            return list(store.reports())

    def texts(self, id_: str) -> list[str]:
        """The texts of all versions of a report."""
        with Store.open(self.path) as store:
            return [store.get(id_, r.number).text for r in store.readings(id_)]

    def serve(self, *numbers: int, host: str = "river.test", **words: str) -> list[str]:
        """Serve articles; their addresses."""
        urls = [f"http://{host}/world/{n}" for n in numbers]
        for n, url in zip(numbers, urls, strict=True):
            self.web.pages[url] = Reply(body=article(n, **words), headers=HTML)
        return urls

    def feed(self, *urls: str, at: str = FEED, **options: Any) -> None:
        """Serve an RSS feed of articles, the newest first, an hour apart."""
        self.web.pages[at] = validated(rss(urls, **options))


HTML = {"Content-Type": "text/html; charset=utf-8"}


def article(n: int, *, more: str = "", head: str = "", foot: str = "", toll: str = "Two") -> str:
    """A page with an article of its own."""
    return (
        f"<html><head><title>Road block {n} near Balad</title>"
        f'<meta property="article:published_time" content="2024-05-01T08:00:00Z">{head}</head>'
        f"<body><article><h1>Road block {n} near Balad</h1>"
        f"<p>{toll} people were killed near Balad when men stopped car number {n} on Sunday, the "
        "police said.</p><p>The men had set up a road block on the way to the river, a witness "
        f"told the River Post, and left before soldiers came.</p>{more}</article>"
        f"<div class='footer'>{foot}</div></body></html>"
    )


def rss(urls: Iterable[str], *, first: datetime = START, dated: bool = True, **_: Any) -> str:
    """An RSS feed."""
    items = []
    for n, url in enumerate(urls):
        date = f"<pubDate>{format_datetime(first - timedelta(hours=n))}</pubDate>" if dated else ""
        items.append(f"<item><title>T{n}</title><link>{escape(url)}</link>{date}</item>")
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>River Post</title>'
        f"{''.join(items)}</channel></rss>"
    )


def validated(
    body: str | bytes, etag: str | None = None, media_type: str = "application/xml"
) -> Any:
    """A page with an ETag, which is not sent again to who has it."""
    data = body.encode() if isinstance(body, str) else body
    tag = etag or f'"{hash(data)}"'

    def reply(request: Request) -> Reply:
        if request.headers.get("if-none-match") == tag:
            return Reply(304, headers={"ETag": tag})
        return Reply(body=data, headers={"ETag": tag, "Content-Type": media_type})

    return reply
