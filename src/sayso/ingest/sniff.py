"""What kind of input this is, from its content first and its name second."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Literal

from sayso.errors import BinaryInput, UnsupportedInput
from sayso.ingest.lists import is_address_list, is_gdelt
from sayso.ingest.unpacking import bare_name

# fmt: off
Kind = Literal[
    "html", "text", "jsonl", "json", "csv", "tsv", "feed", "newsml", "nitf",
    "addresses", "gdelt", "warc", "zip", "tar", "parquet",
]
# fmt: on

EXTENSIONS: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".nitf": "nitf",
    ".newsml": "newsml",
    ".ninjs": "json",
    ".parquet": "parquet",
    ".warc": "warc",
    ".wacz": "zip",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar",
    ".wet": "warc",
}
"""What is read from a folder, also compressed (``.gz``, ``.zst``, ``.bz2``, ``.xz``)."""

HEAD = 65_536
"""Bytes that are enough to tell the kind."""

_MAGIC = (
    (b"%PDF", "a PDF document", "save its text as a .txt file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x89PNG", "a PNG image", None),
    (b"\xff\xd8\xff", "a JPEG image", None),
    (b"GIF8", "a GIF image", None),
    (b"RIFF", "a media file", None),
    (b"\x7fELF", "a program", None),
    (b"MZ\x90", "a program", None),
    (b"SQLite format 3", "an SQLite database", None),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as a .txt file"),
    (b"{\\rtf", "an RTF document", "save its text as a .txt file"),
    (b"filedesc://", "an ARC file", "turn it into WARC (warcio recompress) and give that"),
)
# Office documents and e-books are ZIP files with a first member that says so.
_OFFICE = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|word/|mimetypeapplication/)", re.DOTALL
)
_TEXTS = "give a page, a feed, a table or plain text"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b\0")
# Text may hold a stray NUL or control character; a file with more than this share is not text.
_CONTROL_SHARE = 0.02
_NUL_SHARE = 0.1

_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--(?>.{0,2000}?-->)\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|h[1-6]|table|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_NEWSML = re.compile(
    r"<(?:[\w.-]+:)?(?:newsMessage|newsItem|packageItem|conceptItem|knowledgeItem|planningItem"
    r"|catalogItem)\b[^>]*\biptc\.org/std/nar/",
    re.DOTALL,
)
_NITF = re.compile(
    r"(?:<\?[^>]{0,300}\?>\s*|<!--(?>.{0,2000}?-->)\s*)*+(?:<!DOCTYPE\s+nitf\b|<(?:[\w.-]+:)?nitf[\s>])",
    re.DOTALL,
)
_SITEMAP = re.compile(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b[^>]*\bsitemaps\.org/", re.DOTALL)
_XML = re.compile(r"<\?xml\b|<[a-z][\w.-]*:?[\w.-]*[\s>]", re.IGNORECASE)


def is_readable(path: str) -> bool:
    """Whether a file of a folder or an archive is one of those that are read, from its name."""
    parts = PurePath(path).parts
    hidden = any(p == "__MACOSX" or (p[0] == "." and p.strip(".")) for p in parts)
    return not hidden and PurePath(bare_name(path)).suffix.lower() in EXTENSIONS


def kind_of(head: bytes, name: str, *, complete: bool = True) -> Kind:
    """The kind of an input that is not compressed.

    Args:
        head: Its first bytes (``HEAD`` of them are enough).
        name: Its path or URL: the extension counts where the content does not tell.
        complete: Whether ``head`` is all of it.

    Raises:
        BinaryInput: Not text, and no archive of texts.
        UnsupportedInput: XML that is neither a page, a feed nor newswire.
    """
    if found := _archive(head, name):
        return found
    _refuse_binary(head, name)
    wide = head.startswith(_BOMS[1:])
    text = head.decode("utf-16" if wide else "utf-8", errors="replace").lstrip("\ufeff \t\r\n\0")
    by_name = EXTENSIONS.get(PurePath(bare_name(name.split("?")[0])).suffix.lower())
    if text.startswith("<"):
        return _markup(text, name, by_name)
    if text.startswith(("{", "[")):
        found = _json(text, by_name, complete=complete)
        if found:
            return found
    if is_gdelt(text.partition("\n")[0]):
        return "gdelt"
    if by_name in ("csv", "tsv", "jsonl", "html"):
        return by_name
    if is_address_list(text, complete=complete):
        return "addresses"
    if by_name is None and (found := _table(text)):
        return found
    return "text"


def _archive(head: bytes, name: str) -> Kind | None:
    if _OFFICE.match(head):
        raise BinaryInput(
            "an office document, not text", source=name, remedy="save its text as a .txt file"
        )
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    return "tar" if head[257:262] == b"ustar" else None


def _refuse_binary(head: bytes, name: str) -> None:
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            raise BinaryInput(f"{what}, not text", source=name, remedy=remedy or _TEXTS)
    if not head or head.startswith(_BOMS):
        return
    control = len(head) - len(head.translate(None, _CONTROL))
    wide = head[0::2].count(0) > 0.3 * len(head) or head[1::2].count(0) > 0.3 * len(head)
    if wide and control <= _CONTROL_SHARE * len(head):
        return
    if control > _CONTROL_SHARE * len(head) or head.count(0) > _NUL_SHARE * len(head):
        raise BinaryInput(
            "binary data, not text",
            source=name,
            place=f"first {len(head):,} bytes",
            remedy=_TEXTS,
        )


def _markup(text: str, name: str, by_name: Kind | None) -> Kind:
    start = text[:4096]
    if _FEED.search(start) and not re.search(r"<(?:html|body)\b", start, re.IGNORECASE):
        return "feed"
    if _NEWSML.search(start):
        return "newsml"
    if _NITF.match(start):
        return "nitf"
    if _SITEMAP.search(start):
        raise UnsupportedInput(
            "a sitemap: it names pages and holds none",
            source=name,
            remedy="give the pages, or follow it with `sayso watch`",
        )
    if _HTML.match(text):
        return "html"
    if by_name in ("html", "text"):
        return by_name
    if by_name in ("feed", "newsml", "nitf") or _XML.match(text):
        if text.startswith("<?xml") or by_name in ("feed", "newsml", "nitf"):
            raise UnsupportedInput(
                "XML that is neither a web page nor a feed nor newswire that is read",
                source=name,
                remedy="give HTML, RSS, Atom, NewsML-G2, NITF or plain text",
            )
        return "html"
    return "text"


def _json(text: str, by_name: Kind | None, *, complete: bool) -> Kind | None:
    """JSON Lines where the first line is an object by itself, else JSON, else not JSON."""
    if by_name in ("jsonl", "text", "csv", "tsv", "html"):
        return by_name
    line, _, rest = text.partition("\n")
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        if by_name == "json":
            return "json"
        return "json" if re.match(r"[\[{]\s*[\"{\]}]", text) else None
    if isinstance(first, dict) and (rest.strip() or not complete):
        return "jsonl"
    return "json"


def _table(text: str) -> Kind | None:
    """A header with our own field names, as somebody pipes a table in."""
    line = text.partition("\n")[0].strip()
    for delimiter, kind in (("\t", "tsv"), (",", "csv"), (";", "csv")):
        names = {cell.strip().strip('"').lower() for cell in line.split(delimiter)}
        if len(names) > 1 and names & {"text", "html"} and all(len(n) < 40 for n in names):
            return "tsv" if kind == "tsv" else "csv"
    return None
