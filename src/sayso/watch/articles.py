"""Articles: fetched, compared with what is known of them, stored as reports or as versions."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from sayso.errors import AddressRefused, FetchFailed, InputError, InputTooLarge, UnsupportedInput
from sayso.ingest import Page, Piece, page_of_piece
from sayso.ingest.draft import BODY, Meta
from sayso.ingest.fetch import PAGE, Answer, status_words
from sayso.record import Report
from sayso.store.store import Store
from sayso.store.watch_rows import WatchRows
from sayso.store.watch_tables import WatchArticleRow
from sayso.watch.addresses import is_front, key_of
from sayso.watch.careful import carefully
from sayso.watch.clock import Clock, growing, stamp
from sayso.watch.config import Feed, Settings
from sayso.watch.happened import Happened, Kind, Teller
from sayso.watch.listing import piece_of, storable
from sayso.watch.manners import Forbidden, Manners, NotNow

_TEXT = BODY | {"title", "caption", "editor_note", "correction"}
"""Blocks whose words make the article; bylines, credits and furniture may change as they like."""

_HTML = frozenset({"", "text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_TRIES = 5
"""After so many failures in a row an article is given up."""

_ALIKE = 60.0
"""Per cent of letters that two texts of one article have in common at least."""

_FIRST_WAIT = timedelta(minutes=10)
_LONGEST_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fresh:
    """An article whose words are new or changed.

    Attributes:
        row: What is remembered of it.
        page: The page, not read yet. Its report has the id that it will be stored under.
        sha256: Of its words.
        known: Whether the report is in the collection already.
    """

    row: WatchArticleRow
    page: Page
    sha256: str
    known: bool


def words_hash(report: Report) -> str:
    """SHA-256 of an article's own words: the same page with other furniture gives the same."""
    parts = [report.words(b.span) for b in report.blocks if b.kind in _TEXT] or [report.text]
    words = " ".join(" ".join(parts).split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


class Articles:
    """Looks at articles that are due.

    Args:
        manners: What asks.
        rows: What is remembered.
        store: Where reports are kept.
        settings: When to look again.
        clock: Time.
        tell: Told what happens.
    """

    def __init__(
        self,
        manners: Manners,
        rows: WatchRows,
        store: Store,
        settings: Settings,
        clock: Clock,
        tell: Teller,
    ) -> None:
        self._manners = manners
        self._rows = rows
        self._store = store
        self._settings = settings
        self._clock = clock
        self._tell = tell

    def look(self, row: WatchArticleRow, feed: Feed) -> Fresh | None:
        """Look at an article, over the network unless the feed gave its text.

        Args:
            row: What is remembered of it.
            feed: The feed that lists it.

        Returns:
            What is to be read; None when nothing is. What goes wrong is told, not raised.
        """
        try:
            piece = self._piece(row, feed)
            if piece is None:
                return None
            page = carefully(lambda: page_of_piece(piece), row.url)
            return self._compare(row, feed, page)
        except NotNow as error:
            row.next = stamp(error.until)
            self._done(row, "deferred", error=error)
        except (Forbidden, AddressRefused) as error:
            self._give_up(row, "refused", error)
        except FetchFailed as error:
            self._try_again(row, error)
        except InputError as error:
            self._unreadable(row, feed, error)
        return None

    def keep(self, fresh: Fresh, report: Report, feed: Feed) -> None:
        """Store a report that was read, as a new one or as a version of a known one."""
        row = fresh.row
        if fresh.known:
            kind: Kind = "revised" if self._store.revise(fresh.page, report) else "unchanged"
        else:
            kind = "added" if self._store.add(fresh.page, report) else "known"
        row.report, row.sha256, row.item = report.id, fresh.sha256, None
        row.title = report.title or row.title
        self._look_again(row, feed)
        self._done(row, kind)

    def unread(self, fresh: Fresh, error: InputError) -> None:
        """An article that broke the reader, or could not be stored: it is tried again."""
        row = fresh.row
        row.etag = row.modified = None  # or the site would say that we have it
        self._try_again(row, error)

    def put_off(self, rows: Iterable[WatchArticleRow]) -> None:
        """Articles whose sites may not be asked now, and not soon."""
        rows = list(rows)
        for row in rows:
            seconds = self._manners.ready_in(row.url)
            row.next = stamp(self._clock.now() + timedelta(seconds=seconds))
        if rows:
            self._rows.save(*rows)
            self._tell(Happened("deferred", count=len(rows)))

    def _piece(self, row: WatchArticleRow, feed: Feed) -> Piece | None:
        """What there is to read; None when it is as it was, or gone."""
        if row.item:
            return piece_of(row.item, row.url, feed.outlet)
        asked = {"Accept": PAGE}
        if row.sha256 and feed.read == "page":
            asked |= {"If-None-Match": row.etag} if row.etag else {}
            asked |= {"If-Modified-Since": row.modified} if row.modified else {}
        answer = self._manners.get(row.url, asked)
        if answer.status == 304:
            self._look_again(row, feed)
            self._done(row, "unchanged")
            return None
        to_front = is_front(answer.url) and not is_front(row.url)
        if answer.status in (404, 410) or to_front:
            said = f"the server answers {status_words(answer.status)}"
            row.problem = "it leads to the front page" if to_front else said
            row.state, row.next = "gone", None
            self._done(row, "gone")
            return None
        if answer.status != 200:
            raise FetchFailed(
                f"the server answers {status_words(answer.status)}",
                source=row.url,
                remedy="it is tried again by itself",
            )
        return self._answered(row, feed, answer)

    def _answered(self, row: WatchArticleRow, feed: Feed, answer: Answer) -> Piece:
        if answer.media_type not in _HTML and answer.media_type != "text/plain":
            raise UnsupportedInput(
                f"{answer.media_type} is not read", source=row.url, remedy="leave it out by exclude"
            )
        row.etag, row.modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        return Piece(
            "text" if answer.media_type == "text/plain" else "html",
            answer.data,
            row.url,
            answer.media_type or "text/html",
            Meta(outlet=feed.outlet, url=answer.url),
            charset=answer.charset,
            fallback=Meta(title=row.title, published=row.published),
        )

    def _compare(self, row: WatchArticleRow, feed: Feed, page: Page) -> Fresh | None:
        """Whether a page holds words that are not known."""
        report = page.report
        sha256 = words_hash(report)
        known = row.report or self._known(row, report)
        if known and row.report is None and key_of(report.url or row.url) != row.key:
            other = self._rows.known([key_of(report.url or row.url)])
            if other:
                # One article with two addresses is looked at under the one that the page gives.
                row.report, row.state, row.next, row.item = known, "same", None, None
                self._done(row, "known")
                return None
        if known:
            before = row.sha256 or words_hash(self._store.get(known))
            if before == sha256:
                row.report, row.sha256, row.item = known, sha256, None
                self._look_again(row, feed)
                self._done(row, "unchanged" if row.looks else "known")
                return None
            page = replace(page, report=report.model_copy(update={"id": known}))
        return Fresh(row, page, sha256, known=known is not None)

    def _known(self, row: WatchArticleRow, report: Report) -> str | None:
        """The report of the address that a page gives as its own.

        Some sites give one address for all their pages. Where it is not the one that was listed,
        the words must be alike, too.
        """
        if report.url is None:
            return None
        listed = self._rows.known([key_of(report.url)]).get(key_of(report.url))
        found = (listed.report if listed else None) or self._store.report_at(report.url)
        if found is None or key_of(report.url) == row.key:
            return found
        from rapidfuzz import fuzz

        alike = fuzz.ratio(report.text, self._store.get(found).text) >= _ALIKE
        return found if alike else None

    def _look_again(self, row: WatchArticleRow, feed: Feed) -> None:
        """Set the next look, after a longer time than the last one."""
        times = self._settings.recheck if feed.recheck is None else feed.recheck
        if row.state == "read":
            row.looks += 1
        row.state, row.failures, row.problem = "read", 0, None
        # What a feed gives whole is looked at when the feed gives it otherwise.
        again = times[row.looks :] if feed.read == "page" else ()
        row.next = stamp(self._clock.now() + again[0]) if again else None

    def _try_again(self, row: WatchArticleRow, error: InputError) -> None:
        row.failures += 1
        if row.failures >= _TRIES:
            self._give_up(row, "failed", error)
            return
        wait = growing(_FIRST_WAIT, row.failures, _LONGEST_WAIT, secrets.randbelow(1001) / 1000)
        row.next, row.problem = stamp(self._clock.now() + wait), storable(error.message)
        self._done(row, "failed", error=error)

    def _unreadable(self, row: WatchArticleRow, feed: Feed, error: InputError) -> None:
        """No article in it: not now for one that was read, never for a new one."""
        if row.state == "read" and not isinstance(error, InputTooLarge):
            row.item = None
            self._look_again(row, feed)
            row.problem = storable(error.message)
            self._done(row, "failed", error=error)
        else:
            self._give_up(row, "failed", error)

    def _give_up(self, row: WatchArticleRow, kind: Kind, error: InputError) -> None:
        row.state = "read" if row.report else kind
        row.next, row.item, row.problem = None, None, storable(error.message)
        self._done(row, kind, error=error)

    def _done(self, row: WatchArticleRow, kind: Kind, error: InputError | None = None) -> None:
        self._rows.save(row)
        self._tell(Happened(kind, row.url, row.report, row.title, error=error))
