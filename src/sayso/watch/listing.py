"""What a feed or sitemap lists, whatever its form: articles, or other sitemaps."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from urllib.parse import urljoin, urlsplit

from sayso import record
from sayso.errors import EmptyInput, MalformedInput
from sayso.ingest import Piece
from sayso.ingest.decode import decode
from sayso.ingest.draft import Meta
from sayso.ingest.feeds import Item, is_json_feed, json_items, xml_items
from sayso.ingest.sitemaps import Listed, is_sitemap, read_sitemap, unpacked

_ALTERNATE = re.compile(
    r"<link\b[^<>]*?\btype=[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)[^<>]*>",
    re.IGNORECASE,
)
_HREF = re.compile(r"\bhref=[\"']?([^\"'\s>]+)", re.IGNORECASE)

_LONGEST = 2000
"""Bytes of an address; no server takes more, and no index either."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that is listed.

    Attributes:
        published: In ISO 8601, as it is given.
        updated: Likewise.
        item: What a feed gives of it besides, as bytes to keep; see :func:`piece_of`.
    """

    url: str
    title: str | None
    published: str | None
    updated: str | None
    item: bytes | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a feed or sitemap lists, in its order."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[Listed, ...] = ()


def read_listing(data: bytes, url: str, *, kind: str = "auto", items: bool = False) -> Listing:
    """Read a feed (RSS, Atom, JSON Feed) or a sitemap.

    Args:
        data: As it came, also gzipped.
        url: Where from; relative addresses start there.
        kind: ``feed``, ``sitemap`` or ``auto``.
        items: Whether the text in the feed is wanted, too.

    Raises:
        InputError: It is neither, or broken so that nothing can be read.
    """
    data = unpacked(data, url)
    if kind == "sitemap" or (kind == "auto" and is_sitemap(data)):
        sitemap = read_sitemap(data, url)
        if not is_sitemap(data):
            raise MalformedInput("not a sitemap", source=url, remedy="check the address")
        entries = [
            _entry(x.url, url, x.title, x.published or x.modified, x.modified)
            for x in sitemap.articles
        ]
        listed = [(_usable(x.url, url), x) for x in sitemap.sitemaps]
        return Listing(
            _with_address(entries),
            tuple(replace(x, url=address) for address, x in listed if address),
        )
    try:
        found = list(_items(data, url))
    except EmptyInput:
        found = []  # nothing new is no mistake
    entries = [
        _entry(
            item.meta.url,
            url,
            item.meta.title,
            item.meta.published,
            item.meta.modified,
            _kept(item) if items else None,
        )
        for item in found
    ]
    return Listing(_with_address(entries))


def piece_of(item: bytes, url: str, outlet: str | None) -> Piece:
    """What a feed gave of an article, to be read.

    Args:
        item: ``Entry.item``.
        url: Its address.
        outlet: Overrides what the feed says.
    """
    kept = json.loads(item)
    meta = Meta(outlet=outlet)
    meta.fill(Meta(**{**kept["meta"], "url": url}))
    return Piece(
        "fragment",
        kept["markup"].encode("utf-8", "surrogatepass"),
        url,
        "application/json",
        meta,
        raw=item,
        decoded=True,
        warnings=tuple(
            record.Warning(code=code, message=message) for code, message in kept["warnings"]
        ),
    )


def _items(data: bytes, url: str) -> list[Item]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        try:
            value = json.loads(decode(data, source=url).text)
        except (ValueError, RecursionError) as error:
            raise MalformedInput(
                f"malformed JSON: {error}", source=url, remedy="check the address"
            ) from error
        if not is_json_feed(value):
            raise MalformedInput("JSON, but no JSON Feed", source=url, remedy="check the address")
        return list(json_items(value, url))
    if re.match(rb"\s*(?:<!doctype html|<html)", data[:200], re.IGNORECASE):
        raise _web_page(data, url)
    return list(xml_items(data, url))


def _web_page(data: bytes, url: str) -> MalformedInput:
    """Someone gave the site itself; often it names its feed."""
    links = [_HREF.search(link) for link in _ALTERNATE.findall(data[:200_000].decode("latin-1"))]
    named = [urljoin(url, link[1]) for link in links if link]
    return MalformedInput(
        "a web page, not a feed",
        source=url,
        remedy=f"it names {', '.join(named[:3])}" if named else "find the address of its feed",
    )


def _entry(
    address: str | None,
    base: str,
    title: str | None,
    published: str | None,
    updated: str | None,
    item: bytes | None = None,
) -> Entry | None:
    url = _usable(address, base)
    return (
        Entry(url, storable(title), storable(published), storable(updated), item) if url else None
    )


def _usable(address: str | None, base: str) -> str | None:
    """An address in full, if it is one that can be asked for and kept."""
    try:
        url = urljoin(base, (address or "").strip())
        parts = urlsplit(url)
        size = len(url.encode())
    except ValueError:  # no address, or half of a character in it
        return None
    good = parts.scheme in ("http", "https") and parts.hostname and url.isprintable()
    return url if address and good and size <= _LONGEST else None


def storable(words: str | None) -> str | None:
    """Words that every database can hold: whole characters, no NUL."""
    if words is None:
        return None
    return words.encode("utf-8", "replace").decode().replace("\0", "")


def _with_address(entries: list[Entry | None]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry is not None)


def _kept(item: Item) -> bytes | None:
    """An item as bytes to keep; the same for the same item."""
    if not item.markup.strip():
        return None
    warnings = {
        "summary_only": item.summary_only and "the feed gives a summary, not the report",
        "malformed_feed": item.problem,
    }
    kept = {
        "meta": asdict(item.meta),
        "markup": item.markup,
        "warnings": [[code, message] for code, message in warnings.items() if message],
    }
    return json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")
