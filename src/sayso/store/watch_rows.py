"""What watching remembers, read and written.

Rows that are handed out are detached: change them, and ``save`` them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Select, func, inspect, select

from sayso.store.ids import batched
from sayso.store.store import Store
from sayso.store.tables import Base
from sayso.store.watch_tables import WatchArticleRow, WatchFeedRow, WatchHostRow

Row = TypeVar("Row", bound=Base)


class WatchRows:
    """The rows of one collection.

    Args:
        store: Where they are; it must stay open.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def host(self, origin: str) -> WatchHostRow:
        """A site by scheme, name and port, made where there is none."""
        return self._one(
            select(WatchHostRow).where(WatchHostRow.origin == origin),
            WatchHostRow(origin=origin, failures=0),
        )

    def feed(self, url: str, now: str, parent: int | None = None) -> WatchFeedRow:
        """A feed by its address, made where there is none.

        Args:
            url: The address.
            now: The time, for a new one, which is due at once.
            parent: Number of the sitemap that lists it.
        """
        return self._one(
            select(WatchFeedRow).where(WatchFeedRow.url == url),
            WatchFeedRow(url=url, parent=parent, next=now, failures=0, gone=False),
        )

    def feed_numbers(self) -> dict[int, str]:
        """Number of each feed to the address of the one that it was listed by, or its own."""
        with self._store._reading() as session:
            rows = session.execute(
                select(WatchFeedRow.number, WatchFeedRow.parent, WatchFeedRow.url)
            ).all()
        above = {row.number: row.parent for row in rows}
        urls = {row.number: row.url for row in rows}

        def root(number: int) -> int:
            parent = above[number]
            return number if parent is None else root(parent)

        return {number: urls[root(number)] for number in above}

    def listed_by(self, feed: int) -> Sequence[WatchFeedRow]:
        """The sitemaps that an index lists, those first that were polled last."""
        query = (
            select(WatchFeedRow)
            .where(WatchFeedRow.parent == feed)
            .order_by(WatchFeedRow.polled.desc().nulls_first(), WatchFeedRow.number)
        )
        with self._store._reading() as session:
            return session.scalars(query).all()

    def known(self, keys: Iterable[str]) -> dict[str, WatchArticleRow]:
        """Those articles of some keys that were seen."""
        found: dict[str, WatchArticleRow] = {}
        with self._store._reading() as session:
            for some in batched(keys):
                rows = session.scalars(select(WatchArticleRow).where(WatchArticleRow.key.in_(some)))
                found.update((row.key, row) for row in rows)
        return found

    def due(self, now: str, feeds: Sequence[int], limit: int) -> Sequence[WatchArticleRow]:
        """Articles of some feeds to look at: new ones before others, the newest first."""
        query = (
            select(WatchArticleRow)
            .where(WatchArticleRow.next <= now, WatchArticleRow.feed.in_(feeds))
            .order_by(
                WatchArticleRow.state != "new",
                WatchArticleRow.found.desc(),
                WatchArticleRow.number,
            )
            .limit(limit)
        )
        with self._store._reading() as session:
            return session.scalars(query).all()

    def next_look(self, feeds: Sequence[int]) -> str | None:
        """When the next article of some feeds is to be looked at."""
        query = select(func.min(WatchArticleRow.next)).where(WatchArticleRow.feed.in_(feeds))
        with self._store._reading() as session:
            return session.scalar(query)

    def count_new(self, feeds: Sequence[int]) -> int:
        """How many articles of some feeds are still to be fetched."""
        query = select(func.count()).where(
            WatchArticleRow.state == "new",
            WatchArticleRow.next.is_not(None),
            WatchArticleRow.feed.in_(feeds),
        )
        with self._store._reading() as session:
            return session.scalar(query) or 0

    def save(self, *rows: Base) -> None:
        """Write changed and new rows, all or nothing. New ones are not to be used afterwards."""
        with self._store._writing() as session:
            for row in rows:
                if inspect(row).transient:
                    session.add(row)
                else:
                    session.merge(row)

    def _one(self, query: Select[Any], new: Row) -> Row:
        found = self._first(query)
        if found is None:
            self.save(new)
            found = self._first(query)
        return cast("Row", found)

    def _first(self, query: Select[Any]) -> Any:
        with self._store._reading() as session:
            return session.scalar(query)
