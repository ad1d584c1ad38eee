"""The watch: rounds of polling, fetching, reading, linking."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sayso.errors import InputError, StoreError
from sayso.ingest.fetch import Fetcher
from sayso.run.guarded import read_pages
from sayso.store.store import Store
from sayso.store.watch_lock import hold_watch
from sayso.store.watch_rows import WatchRows
from sayso.store.watch_tables import WatchArticleRow
from sayso.watch.addresses import host_of
from sayso.watch.articles import Articles, Fresh
from sayso.watch.clock import Clock, moment, stamp
from sayso.watch.config import Feed, Settings
from sayso.watch.happened import Happened, Round, Teller
from sayso.watch.manners import PATIENCE, Manners
from sayso.watch.polling import Poller

if TYPE_CHECKING:
    from sayso.reader import Reader

_TOGETHER = 16
"""Articles that are read together. Each is stored as soon as it is read."""

_AT_ONCE = 2000
"""Articles that are taken up in one go."""

_SECONDS = 120.0
"""What reading may take; the longest report takes half of it."""

_LONGEST_SLEEP = timedelta(hours=1)


class Watch:
    """Watches feeds and sites into one collection. Close it, or use it in a ``with`` statement.

    What was seen is kept in the collection, so that a watch that was ended, in whatever way, goes
    on where it stopped. One watch at a time for a collection.

    >>> settings = load_settings("feeds.toml")  # doctest: +SKIP
    >>> with Watch(settings, on_event=print) as watch:
    ...     print(watch.once())

    Args:
        settings: What to watch.
        database: The collection, instead of the one in the settings.
        reader: What reads the reports; None for ``Reader()``.
        on_event: Called with each thing that happens.
        fetcher: What asks; for tests.
        clock: Time; for tests.

    Raises:
        InputError: There is no database in the settings either.
        StoreError: The database cannot be opened, or another watch is at work on it.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        database: str | None = None,
        reader: Reader | None = None,
        on_event: Callable[[Happened], None] | None = None,
        fetcher: Fetcher | None = None,
        clock: Clock | None = None,
    ) -> None:
        location = database or settings.database
        if not location:
            raise InputError(
                "no collection to keep the reports in",
                remedy='add database = "reports.db" to the file, or give --db',
            )
        self._settings = settings
        self._reader = reader
        self._clock = clock or Clock()
        self._tell = Teller(on_event)
        self._store = Store.open(location, create=True)
        try:
            self._let_go = hold_watch(self._store)
        except StoreError:
            self._store.close()
            raise
        self._rows = WatchRows(self._store)
        self._fetcher = fetcher or Fetcher(
            user_agent=settings.user_agent,
            max_bytes=settings.max_bytes,
            timeout=settings.timeout.total_seconds(),
        )
        manners = Manners(self._fetcher, self._rows, settings, self._clock)
        common = (settings, self._clock, self._tell)
        self._manners = manners
        self._poller = Poller(manners, self._rows, *common)
        self._articles = Articles(manners, self._rows, self._store, *common)
        self._feeds = {feed.url: feed for feed in settings.feeds}

    def close(self) -> None:
        """Let go of the collection and of all connections."""
        self._fetcher.close()
        self._let_go()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def stop(self) -> None:
        """End ``once`` or ``run`` after the current article; from a signal or another thread."""
        self._clock.stop()

    def once(self) -> Round:
        """Poll what is due, fetch and read what is new, look again at what may have changed.

        Returns:
            What happened. What goes wrong with a feed or an article is in it, and not raised.

        Raises:
            StoreError: The database cannot be read or written.
        """
        self._tell.counts.clear()
        for feed in self._poller.due():
            if self._clock.stopped:
                break
            self._poller.poll(feed)
        numbers = self._numbers()
        fresh = self._look(numbers)
        while batch := list(islice(fresh, _TOGETHER)):
            self._read(batch, numbers)
        self._link()
        waiting = self._rows.count_new(list(numbers))
        return Round(dict(self._tell.counts), waiting)

    def run(self, on_round: Callable[[Round], None] | None = None) -> None:
        """Go on until ``stop``: a round, and sleep until something is due.

        Args:
            on_round: Called after each round.

        Raises:
            StoreError: The database cannot be read or written.
        """
        while not self._clock.stopped:
            done = self.once()
            if on_round:
                on_round(done)
            self._clock.wait(self.sleep_for())

    def sleep_for(self) -> float:
        """Seconds until something is due; at most an hour."""
        now = self._clock.now()
        look = self._rows.next_look(list(self._numbers()))
        times = [self._poller.next_poll(), moment(look) if look else None]
        due = min((time for time in times if time), default=now + _LONGEST_SLEEP)
        return max(1.0, min(due - now, _LONGEST_SLEEP).total_seconds())

    def _numbers(self) -> dict[int, Feed]:
        """Number of each feed or sitemap to the feed of the settings that it belongs to."""
        return {
            number: self._feeds[url]
            for number, url in self._rows.feed_numbers().items()
            if url in self._feeds
        }

    def _look(self, numbers: dict[int, Feed]) -> Iterator[Fresh]:
        """Look at what is due, each site in its own order, whichever may be asked first."""
        due = self._rows.due(stamp(self._clock.now()), list(numbers), _AT_ONCE)
        by_site: dict[str, deque[WatchArticleRow]] = defaultdict(deque)
        for row in due:
            # What came with a feed waits for nobody.
            by_site["" if row.item else host_of(row.url)].append(row)
        while by_site and not self._clock.stopped:
            site = min(by_site, key=lambda name: self._wait(by_site[name][0]))
            if self._wait(by_site[site][0]) > PATIENCE:
                break
            row = by_site[site].popleft()
            if not by_site[site]:
                del by_site[site]
            fresh = self._articles.look(row, numbers[row.feed])
            if fresh:
                yield fresh
        if not self._clock.stopped:
            self._articles.put_off(row for rows in by_site.values() for row in rows)

    def _wait(self, row: WatchArticleRow) -> float:
        return 0.0 if row.item else self._manners.ready_in(row.url)

    def _read(self, batch: list[Fresh], numbers: dict[int, Feed]) -> None:
        from sayso.reader import Reader

        if self._reader is None:
            self._reader = Reader()
        pages = [fresh.page for fresh in batch]
        for fresh, (_, read) in zip(
            batch, read_pages(self._reader, pages, seconds=_SECONDS), strict=True
        ):
            try:
                if isinstance(read, InputError):
                    raise read
                self._articles.keep(fresh, read, numbers[fresh.row.feed])
            except InputError as error:
                self._articles.unread(fresh, error)

    def _link(self) -> None:
        """Link what is new, when it is time to."""
        when = self._settings.link
        if when == "never" or self._clock.stopped:
            return
        stats = self._store.stats()
        if not stats.not_linked:
            return
        since = self._clock.now() - moment(stats.linked) if stats.linked else None
        if isinstance(when, timedelta) and since is not None and since < when:
            return
        try:
            done = self._store.link()
        except StoreError as error:
            # Most likely another program linked meanwhile; the next round links what is left.
            self._tell(Happened("link_failed", error=error))
            return
        self._tell(Happened("linked", count=done.linked))
