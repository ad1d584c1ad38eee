"""Polling feeds and sitemaps: what is new in them is put down to be fetched."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sayso.errors import FetchFailed, InputError
from sayso.ingest.fetch import Answer, status_words
from sayso.ingest.sitemaps import Listed
from sayso.store.watch_rows import WatchRows
from sayso.store.watch_tables import WatchArticleRow, WatchFeedRow
from sayso.watch.addresses import key_of
from sayso.watch.careful import carefully
from sayso.watch.clock import Clock, growing, moment, of_entry, stamp
from sayso.watch.config import Feed, Settings
from sayso.watch.happened import Happened, Teller
from sayso.watch.listing import Entry, read_listing, storable
from sayso.watch.manners import Manners, NotNow

ACCEPT = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,"
    "application/json;q=0.8,*/*;q=0.5"
)

_DEEPEST = 2
"""Sitemaps are listed by an index, which may be listed by one."""

_SITEMAPS = 20
"""Sitemaps of an index that are polled: those that changed last."""

_LONGEST_WAIT = timedelta(days=1)
_FAILED_WHERE_MOVED = 3
"""After so many failures, a feed that has moved is looked for where it was."""


class Poller:
    """Polls the feeds of the settings when they are due.

    Args:
        manners: What asks.
        rows: What is remembered.
        settings: The feeds.
        clock: Time.
        tell: Told what happens.
    """

    def __init__(
        self, manners: Manners, rows: WatchRows, settings: Settings, clock: Clock, tell: Teller
    ) -> None:
        self._manners = manners
        self._rows = rows
        self._settings = settings
        self._clock = clock
        self._tell = tell

    def due(self) -> list[Feed]:
        """Feeds to poll now."""
        rows = [(feed, self._row(feed)) for feed in self._settings.feeds]
        now = stamp(self._clock.now())  # a feed that is new is due from when its row was made
        return [feed for feed, row in rows if not row.gone and row.next <= now]

    def next_poll(self) -> datetime | None:
        """When the next feed is due; None when all of them are gone."""
        rows = map(self._row, self._settings.feeds)
        return min((moment(row.next) for row in rows if not row.gone), default=None)

    def poll(self, feed: Feed) -> None:
        """Poll one feed, and the sitemaps that it lists. What goes wrong is told, not raised."""
        self._poll(feed, self._row(feed), 0)

    def _row(self, feed: Feed) -> WatchFeedRow:
        return self._rows.feed(feed.url, stamp(self._clock.now()))

    def _interval(self, feed: Feed) -> timedelta:
        return feed.interval or self._settings.interval

    def _poll(self, feed: Feed, row: WatchFeedRow, depth: int) -> None:
        asked = {"Accept": ACCEPT}
        if row.etag:
            asked["If-None-Match"] = row.etag
        if row.modified:
            asked["If-Modified-Since"] = row.modified
        try:
            answer = self._manners.get(row.moved or row.url, asked)
            sitemaps = self._take(feed, row, answer, depth)
        except NotNow as error:
            row.next = stamp(error.until)
            self._rows.save(row)
            self._tell(Happened("deferred", row.url, error=error))
            return
        except InputError as error:
            self._failed(feed, row, error)
            return
        for sitemap in sitemaps:
            if self._clock.stopped:
                return
            self._poll(feed, sitemap, depth + 1)

    def _take(
        self, feed: Feed, row: WatchFeedRow, answer: Answer, depth: int
    ) -> Sequence[WatchFeedRow]:
        """Put down what an answer says; the sitemaps to poll next."""
        now = self._clock.now()
        if answer.status == 410:
            row.gone, row.problem = True, "the server answers 410 Gone: given up"
            self._rows.save(row)
            self._tell(Happened("feed_gone", row.url))
            return ()
        if answer.status not in (200, 304):
            raise FetchFailed(
                f"the server answers {status_words(answer.status)}",
                source=row.url,
                remedy="check the address of the feed",
            )
        listing = None
        if answer.status == 200:
            listing = carefully(
                lambda: read_listing(
                    answer.data, answer.url, kind=feed.kind, items=feed.read == "feed"
                ),
                row.url,
            )
        new, changed = self._articles(feed, row, listing.entries, now) if listing else ([], [])
        counts = Counter(article.state for article in new)
        row.moved = answer.moved or row.moved
        row.polled, row.next = stamp(now), stamp(now + self._interval(feed))
        row.failures, row.problem = 0, None
        if listing:
            row.etag, row.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        self._rows.save(row, *changed, *new)
        self._tell(Happened("polled" if listing else "not_modified", row.url))
        if counts["new"]:
            self._tell(Happened("found", row.url, count=counts["new"]))
        if counts["old"]:
            self._tell(Happened("left_out", row.url, count=counts["old"]))
        if depth >= _DEEPEST:
            return ()
        if listing is None:
            # An index is often as it was when what it lists is not.
            return self._rows.listed_by(row.number)[:_SITEMAPS]
        return self._changed(row, listing.sitemaps, now)

    def _articles(
        self, feed: Feed, row: WatchFeedRow, entries: Iterable[Entry], now: datetime
    ) -> tuple[list[WatchArticleRow], list[WatchArticleRow]]:
        """Rows of the articles that are new, the newest first, and of those that have changed."""
        wanted = {key_of(e.url): e for e in reversed(tuple(entries)) if feed.wants(e.url)}
        wanted = dict(reversed(wanted.items()))  # of two with one key the first, in their order
        known = self._rows.known(wanted)
        changed = [
            found
            for key, found in known.items()
            if _has_changed(found, wanted[key], now, from_feed=feed.read == "feed")
        ]
        new = sorted(
            ((key, entry) for key, entry in wanted.items() if key not in known),
            key=lambda pair: of_entry(pair[1].published or pair[1].updated) or now,
            reverse=True,
        )
        oldest = now - (feed.backfill or self._settings.backfill)
        at_once = feed.new_per_poll or self._settings.new_per_poll
        rows: list[WatchArticleRow] = []
        for key, entry in new:
            when = of_entry(entry.published or entry.updated)
            old = row.polled is None and when is not None and when < oldest
            later = self._interval(feed) * (len(rows) // at_once)
            article = WatchArticleRow(
                key=key,
                url=entry.url,
                feed=row.number,
                title=entry.title,
                published=entry.published,
                updated=entry.updated,
                found=stamp(now),
                state="old" if old else "new",
                next=None if old else stamp(now + later),
                looks=0,
                failures=0,
                etag=_hash(entry.item),
                item=None if old else entry.item,
            )
            rows.append(article)
        return rows, changed

    def _changed(
        self, row: WatchFeedRow, listed: Sequence[Listed], now: datetime
    ) -> list[WatchFeedRow]:
        """The sitemaps of an index that may have changed since they were polled."""
        newest = sorted(listed, key=lambda s: of_entry(s.modified) or now, reverse=True)
        out = []
        for sitemap in newest[:_SITEMAPS]:
            found = self._rows.feed(sitemap.url, stamp(now), row.number)
            when = of_entry(sitemap.modified)
            seen = found.polled and when and when < moment(found.polled)
            if not seen and not found.gone and found.next <= stamp(now):
                out.append(found)
        return out

    def _failed(self, feed: Feed, row: WatchFeedRow, error: InputError) -> None:
        row.failures += 1
        row.problem = storable(error.message)
        interval = self._interval(feed)
        longest = max(interval, _LONGEST_WAIT)
        wait = growing(interval, row.failures, longest, secrets.randbelow(1001) / 1000)
        row.next = stamp(self._clock.now() + max(wait, interval))
        if row.failures >= _FAILED_WHERE_MOVED:
            row.moved = None
        self._rows.save(row)
        self._tell(Happened("feed_failed", row.url, error=error))


def _has_changed(row: WatchArticleRow, entry: Entry, now: datetime, *, from_feed: bool) -> bool:
    """Whether a feed says that an article is not as it was; then it is due."""
    if row.state not in ("new", "read"):
        return False
    if from_feed and entry.item and row.etag != _hash(entry.item):
        row.item, row.etag = entry.item, _hash(entry.item)
    elif entry.updated and entry.updated != row.updated:
        row.updated = entry.updated
    else:
        return False
    if row.state == "read":
        row.next = stamp(now)
    return True


def _hash(item: bytes | None) -> str | None:
    return hashlib.sha256(item).hexdigest() if item else None
