"""A stored page, made harmless: nothing in it runs, and nothing is loaded from anywhere."""

from __future__ import annotations

import codecs
import re

from lxml import html
from lxml_html_clean import Cleaner

PAGE_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
"""The browser's own rule for such a page, should anything slip through: no script, no loading."""

_LOADS = re.compile(r"url\s*\(|@import|expression\s*\(|image-set|\\", re.IGNORECASE)
"""Ways of a style to load something or to hide that it does."""

_CLEANER = Cleaner(
    scripts=True,
    javascript=True,
    comments=True,
    style=False,
    inline_style=False,
    links=True,
    meta=True,
    page_structure=False,
    processing_instructions=True,
    embedded=True,
    frames=True,
    forms=True,
    annoying_tags=True,
    remove_unknown_tags=False,
    safe_attrs_only=True,
    safe_attrs=frozenset(
        {"abbr", "class", "cite", "colspan", "datetime", "dir", "headers", "id", "lang", "rowspan"}
        | {"scope", "span", "start", "style", "title", "value"}
    ),
    kill_tags=["base", "img", "picture", "source", "video", "audio", "track", "svg", "math"],
)


def inert(page: bytes, media_type: str) -> str:
    """A page with its words and its form, and nothing that runs or loads.

    Args:
        page: The bytes as they were stored.
        media_type: Their media type, with the charset where one was given.

    Returns:
        HTML; what was no HTML is shown as plain text.
    """
    if "html" not in media_type:
        text = page.decode("utf-8", errors="replace")
        body = html.Element("pre")
        body.text = _printable(text)
        return _page(html.tostring(body, encoding="unicode"))
    try:
        tree = html.document_fromstring(page, parser=html.HTMLParser(encoding=_charset(media_type)))
    except (html.etree.ParserError, ValueError):
        return _page("")
    cleaned = _CLEANER.clean_html(tree)
    for element in cleaned.iter():
        if element.tag == "style" and _LOADS.search(element.text or ""):
            element.text = ""
        if _LOADS.search(element.get("style", "")):
            del element.attrib["style"]
    words: str = html.tostring(cleaned, encoding="unicode")
    return f"<!doctype html>\n{words}"


def _charset(media_type: str) -> str | None:
    found = re.search(r"charset=[\"']?([\w.-]+)", media_type)
    try:
        return codecs.lookup(found[1]).name if found else None
    except LookupError:  # the parser finds it out by itself
        return None


def _page(body: str) -> str:
    return f'<!doctype html>\n<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def _printable(text: str) -> str:
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
