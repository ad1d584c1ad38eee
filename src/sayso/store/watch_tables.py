"""The tables of what watching remembers: sites, feeds, and the articles that were seen.

Times are in UTC, ISO 8601, to the second, so that they sort as text.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from sayso.store.tables import Base


class WatchHostRow(Base):
    """A site: what its robots.txt says, and when it may be asked again."""

    __tablename__ = "watch_hosts"
    number: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(unique=True)
    """Scheme, name and port."""
    robots: Mapped[str | None]
    """Null: it was never had."""
    robots_until: Mapped[str | None]
    not_before: Mapped[str | None]
    """It asked to be left alone until then, or did not answer."""
    failures: Mapped[int] = mapped_column(default=0)
    """Failures in a row."""


class WatchFeedRow(Base):
    """A feed or sitemap, or a sitemap that another one lists."""

    __tablename__ = "watch_feeds"
    number: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    parent: Mapped[int | None] = mapped_column(ForeignKey("watch_feeds.number"), index=True)
    moved: Mapped[str | None]
    """Where it has moved to for good."""
    etag: Mapped[str | None]
    modified: Mapped[str | None]
    """The server's Last-Modified, as it was given."""
    polled: Mapped[str | None]
    """The last time that it was had; null: never."""
    next: Mapped[str]
    failures: Mapped[int] = mapped_column(default=0)
    gone: Mapped[bool] = mapped_column(default=False)
    """The server said that it is gone for good (410)."""
    problem: Mapped[str | None]
    """What went wrong the last time."""


class WatchArticleRow(Base):
    """An article that a feed listed."""

    __tablename__ = "watch_articles"
    __table_args__ = (Index("watch_articles_by_time", "next", "number"),)
    number: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """The same for all addresses of one article."""
    url: Mapped[str]
    feed: Mapped[int] = mapped_column(ForeignKey("watch_feeds.number"))
    title: Mapped[str | None]
    published: Mapped[str | None]
    """By the feed, as it gives it."""
    updated: Mapped[str | None]
    """Likewise."""
    found: Mapped[str]
    state: Mapped[str]
    """``new``, ``read``, ``old`` (from before the watching), ``same`` (another address of one that
    is read), ``refused``, ``failed``, ``gone``."""
    next: Mapped[str | None]
    """When it is looked at; null: never again."""
    looks: Mapped[int] = mapped_column(default=0)
    """How often it was looked at after it was read."""
    failures: Mapped[int] = mapped_column(default=0)
    etag: Mapped[str | None]
    modified: Mapped[str | None]
    sha256: Mapped[str | None]
    """Of the words of the article, without the page's furniture."""
    report: Mapped[str | None] = mapped_column(index=True)
    item: Mapped[bytes | None]
    """What the feed gave, where the text is read from the feed; null once it is read."""
    problem: Mapped[str | None]
