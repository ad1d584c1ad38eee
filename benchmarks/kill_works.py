"""What ``kills`` interrupts: works on a collection, which can be done again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import httpcore

from sayso import linking  # noqa: F401 - loaded here, so that a killed program has it at once
from sayso.corpus import Corpus
from sayso.ingest.fetch import Fetcher
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store import Coded, Store
from sayso.watch import Settings, Watch
from sayso.watch.clock import Clock

SITE = "http://river.test"


@dataclass(frozen=True)
class Place:
    """What a work needs to know.

    Attributes:
        location: The collection.
        folder: Where pages, records and the site are.
        port: Of the site's server.
        hours: How long after its beginning a watch is at work.
    """

    location: str
    folder: Path
    port: int = 0
    hours: int = 0


class PlainReader:
    """Finds nothing in a page."""

    batch_size = 32

    def read_pages(self, pages: Iterable[Page]) -> Iterator[tuple[Page, Report]]:
        """The pages as records."""
        for page in pages:
            yield page, page.report


def add(place: Place) -> None:
    """Add a folder of pages."""
    with Corpus(place.location, reader=PlainReader()) as corpus:  # type: ignore[arg-type]
        result = corpus.add([place.folder / "pages"])
    if result.failed:
        raise RuntimeError(str(result.failed[0]))


def bulk(place: Place) -> None:
    """Add coded reports in bulk."""
    with Store.open(place.location) as store:
        store.add_many(coded(place.folder / "records.jsonl"), together=100)


def link(place: Place) -> None:
    """Link what is there."""
    with Store.open(place.location) as store:
        store.link()


def migration(place: Place) -> None:
    """Open a file of an earlier version."""
    Store.open(place.location).close()


def watch(place: Place) -> None:
    """Watch a site: poll its feed, fetch and keep its articles."""

    class Network(httpcore.SyncBackend):
        def connect_tcp(self, host: str, port: int, *rest: Any, **options: Any) -> Any:  # noqa: ARG002 - as httpcore calls it
            return super().connect_tcp("127.0.0.1", place.port, *rest, **options)

    class Quick(Clock):
        def __init__(self) -> None:
            super().__init__()
            self.time = datetime(2024, 5, 1, 12, tzinfo=UTC) + timedelta(hours=place.hours)

        def now(self) -> datetime:
            return self.time

        def wait(self, seconds: float) -> bool:
            self.time += timedelta(seconds=max(0.0, seconds))
            return True

    settings = {"contact": "desk@watch.test", "link": "never", "feed": [{"url": f"{SITE}/rss.xml"}]}
    fetcher = Fetcher(
        user_agent="sayso (+desk@watch.test)",
        network=Network(),
        resolver=lambda _host, _port: ["93.184.216.34"],
        timeout=10.0,
    )
    with Watch(
        Settings.model_validate(settings),
        database=place.location,
        reader=PlainReader(),  # type: ignore[arg-type]
        fetcher=fetcher,
        clock=Quick(),
    ) as watched:
        watched.once()


def coded(path: Path) -> Iterator[Coded]:
    """The made records, as shards hold them."""
    with path.open("rb") as file:
        for number, line in enumerate(file):
            yield Coded(line.strip(), b"page %d" % number, "text/plain", f"row {number}")


Work = Callable[[Place], None]

WORKS: dict[str, Work] = {
    "add": add,
    "bulk": bulk,
    "link": link,
    "migrate": migration,
    "watch": watch,
}


def do(work: str, place: Place, there: Connection) -> None:
    """Do a work, and tell the other end of a pipe when it begins and when it is done."""
    there.send("ready")
    WORKS[work](place)
    there.send(time.perf_counter())
