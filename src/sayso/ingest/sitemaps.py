"""Sitemaps (sitemaps.org), with the news extension: addresses of articles, and other sitemaps.

The files come from strangers: nothing outside of them is loaded, entities are not expanded, and
what a compressed one unpacks to is capped.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import InputTooLarge, MalformedInput
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.when import to_iso

if TYPE_CHECKING:
    from lxml.etree import _Element

_GZIP = b"\x1f\x8b"
_HEAD = 2048
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b")
_MOST = 50_000
"""Entries that a sitemap may have (sitemaps.org)."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An address in a sitemap.

    Attributes:
        published: By the news extension, in ISO 8601.
        modified: The last change that the sitemap gives (``lastmod``).
        outlet: The name of the publication, by the news extension.
    """

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: articles, or other sitemaps."""

    articles: tuple[Listed, ...]
    sitemaps: tuple[Listed, ...]


def unpacked(data: bytes, name: str) -> bytes:
    """The bytes of a file that may be gzipped, as sitemaps often are.

    Raises:
        InputTooLarge: It unpacks to more than ``MAX_BYTES``.
        MalformedInput: It cannot be unpacked.
    """
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        out = unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error as error:
        raise MalformedInput(
            f"cannot be unpacked: {error}", source=name, remedy="fetch it again"
        ) from error
    if len(out) > MAX_BYTES:
        raise InputTooLarge(
            f"unpacks to more than {MAX_BYTES // 2**20} MB", source=name, remedy="leave it out"
        )
    return out


def is_sitemap(data: bytes) -> bool:
    """Whether unpacked bytes begin as a sitemap or an index of sitemaps."""
    return _ROOT.search(data[:_HEAD]) is not None


def read_sitemap(data: bytes, name: str) -> Sitemap:
    """Read an unpacked sitemap as far as it goes.

    Raises:
        MalformedInput: Nothing can be read in it.
    """
    from lxml import etree

    articles: list[Listed] = []
    sitemaps: list[Listed] = []
    parser = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    try:
        for _, element in parser:
            found = _listed(element)
            if found:
                (articles if element.tag.endswith("url") else sitemaps).append(found)
            # The whole of a large file need not be in memory as a tree.
            element.clear()
            if len(articles) + len(sitemaps) >= _MOST:
                break
    except etree.XMLSyntaxError as error:
        if not articles and not sitemaps:
            raise MalformedInput(
                f"malformed sitemap: {error.msg}", source=name, remedy="fetch it again"
            ) from error
    return Sitemap(tuple(articles), tuple(sitemaps))


def _listed(element: _Element) -> Listed | None:
    # Sites misspell the namespaces; of other extensions (images, videos) nothing is wanted.
    words: dict[str, str] = {}
    for part in element.iter():
        space, _, name = part.tag.rpartition("}") if isinstance(part.tag, str) else ("", "", "")
        wanted = part.getparent() is element or "news" in space
        if wanted and part.text and part.text.strip():
            words.setdefault(name, " ".join(part.text.split()))
    if "loc" not in words:
        return None
    return Listed(
        url=words["loc"],
        title=words.get("title"),
        published=to_iso(words.get("publication_date", "")),
        modified=to_iso(words.get("lastmod", "")),
        outlet=words.get("name"),
        language=words.get("language"),
    )
