"""Feeds: RSS, Atom and JSON Feed, each item a page."""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.errors import EmptyInput, MalformedInput
from sayso.ingest.draft import Meta
from sayso.ingest.when import to_iso


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed.

    ``summary_only`` says that the feed gives no full text; ``problem`` what is wrong with the
    feed around it.
    """

    markup: str
    meta: Meta
    raw: bytes
    place: str
    summary_only: bool
    problem: str | None = None


def xml_items(data: bytes, name: str) -> Iterator[Item]:
    """Items of an RSS or Atom feed.

    An item's ``<source>`` is the outlet that it came from; without one it is the feed's title.

    Raises:
        MalformedInput: Nothing in it can be read as an item.
        EmptyInput: A feed without items.
    """
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        feed = feedparser.parse(io.BytesIO(data))
    problem = _problem(feed) if feed.get("bozo") else None
    if not feed.entries:
        if problem:
            raise MalformedInput(
                f"malformed feed: {problem}",
                source=name,
                place=_place(feed.get("bozo_exception")),
                remedy="fetch it again, or give the pages that it lists",
            )
        raise EmptyInput("a feed without items", source=name, remedy="give the reports' pages")
    channel = feed.feed
    for number, entry in enumerate(feed.entries, start=1):
        full = next((c.get("value") for c in entry.get("content", []) if c.get("value")), None)
        markup = full or entry.get("summary") or ""
        source = (entry.get("source") or {}).get("title")
        meta = Meta(
            outlet=_line(source) or _line(channel.get("title")),
            title=_plain(entry.get("title")),
            byline=_authors(entry),
            published=_time(entry, "published") or _time(entry, "updated"),
            modified=_time(entry, "updated") if entry.get("published") else None,
            url=_line(entry.get("link")),
            language=channel.get("language"),
        )
        kept = {"title": entry.get("title"), "link": entry.get("link"), "source": source}
        raw = json.dumps(
            {**kept, "published": entry.get("published"), "content": markup}, ensure_ascii=False
        )
        yield Item(
            markup,
            meta,
            raw.encode("utf-8", "replace"),
            f"item {number}",
            full is None,
            f"malformed feed: {problem}" if problem else None,
        )


def is_json_feed(value: Any) -> bool:
    """Whether a JSON value is a JSON Feed (jsonfeed.org)."""
    return (
        isinstance(value, dict)
        and str(value.get("version", "")).startswith("https://jsonfeed.org/version/")
        and isinstance(value.get("items"), list)
    )


def json_items(value: dict[str, Any], name: str) -> Iterator[Item]:
    """Items of a JSON Feed.

    Raises:
        EmptyInput: A feed without items.
    """
    items = [item for item in value["items"] if isinstance(item, dict)]
    if not items:
        raise EmptyInput("a feed without items", source=name, remedy="give the reports' pages")
    for number, item in enumerate(items, start=1):
        markup = item.get("content_html")
        if not isinstance(markup, str):
            words = item.get("content_text") or item.get("summary") or ""
            markup = "".join(f"<p>{_escaped(p)}</p>" for p in re.split(r"\n\s*\n", str(words)) if p)
        authors = item.get("authors") or [item.get("author")]
        names = [a.get("name") for a in authors if isinstance(a, dict)]
        meta = Meta(
            outlet=_line(value.get("title")),
            title=_line(item.get("title")),
            byline=", ".join(n for n in names if isinstance(n, str)) or None,
            published=to_iso(str(item.get("date_published") or "")),
            modified=to_iso(str(item.get("date_modified") or "")),
            url=_line(item.get("url")),
            language=_line(item.get("language") or value.get("language")),
        )
        raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
        summary_only = not (item.get("content_html") or item.get("content_text"))
        yield Item(markup, meta, raw, f"item {number}", summary_only)


def _escaped(words: str) -> str:
    from html import escape

    return escape(words, quote=False)


def _line(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _plain(value: Any) -> str | None:
    """A title without the markup that some feeds put in."""
    from html import unescape

    line = _line(value)
    return unescape(re.sub(r"<[^<>]{1,200}>", "", line)).strip() or None if line else None


def _authors(entry: Any) -> str | None:
    names = [_line(a.get("name")) for a in entry.get("authors", [])]
    return ", ".join(dict.fromkeys(n for n in names if n)) or _line(entry.get("author"))


def _time(entry: Any, key: str) -> str | None:
    """The time as the feed writes it, so that its zone is kept."""
    # FeedParserDict.get would give the publication time for a missing "updated".
    value = dict.get(entry, key)
    return to_iso(value) if isinstance(value, str) else None


def _problem(feed: Any) -> str:
    error = feed.get("bozo_exception")
    message = getattr(error, "getMessage", None)
    return str(message() if message else error) or type(error).__name__


def _place(error: Any) -> str | None:
    line = getattr(error, "getLineNumber", None)
    return f"line {line()}" if line else None
