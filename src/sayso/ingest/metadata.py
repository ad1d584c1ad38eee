"""What a page says about its report: JSON-LD, meta tags, microdata, ``<time>``, ``<title>``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sayso.ingest.draft import Meta
from sayso.ingest.when import to_iso

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of meta tags (property, name or itemprop, lower case), the most specific first.
_NAMES: dict[str, tuple[str, ...]] = {
    "published": (
        *("article:published_time", "og:published_time", "datepublished", "parsely-pub-date"),
        *(
            "sailthru.date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date.created",
            "dcterms.created",
        ),
        *("dc.date", "dcterms.date", "citation_publication_date", "pubdate", "publish-date"),
        *("publish_date", "publication_date", "article.published", "cxenseparse:recs:publishtime"),
        *("datecreated", "date", "created"),
    ),
    "modified": (
        *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
        *("dc.date.modified", "article.updated", "lastmod", "last-modified", "revised"),
    ),
    "title": (
        "og:title",
        "headline",
        "parsely-title",
        "dc.title",
        "twitter:title",
        "sailthru.title",
    ),
    "outlet": (
        *("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name"),
        *("apple-mobile-web-app-title", "cre", "al:ios:app_name"),
    ),
    "byline": (
        *("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "byl"),
        *("sailthru.author", "article.author", "article:author_name", "twitter:creator"),
    ),
    "url": ("og:url", "parsely-link", "twitter:url"),
    "language": ("og:locale", "language", "dc.language", "content-language", "inlanguage"),
}
_TYPES = re.compile(r"(?:Article|Posting|Report|NewsStory)$")
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:]|-{1,2})\s+|\s*\|\s*")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def metadata_of(root: HtmlElement, url: str | None) -> Meta:
    """Read a page's metadata; nothing of the running text is used.

    Args:
        root: The parsed page.
        url: Where the page came from.
    """
    meta = Meta()
    times: dict[str, list[str]] = {"published": [], "modified": []}
    for article in _articles(root):
        _from_json_ld(article, meta, times)
    tags = _tags(root)
    for name, keys in _NAMES.items():
        values = [v for key in keys for v in tags.get(key, ())]
        if name in times:
            times[name] += values
        elif name == "byline":
            values = [v for v in values if not v.startswith(("http:", "https:", "@"))]
            meta.byline = meta.byline or (", ".join(dict.fromkeys(values[:4])) or None)
        elif values and getattr(meta, name) is None:
            setattr(meta, name, values[0])
    times["published"] += _time_elements(root)
    meta.published = _best(times["published"])
    meta.modified = _best(times["modified"])
    meta.language = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or (meta.language)
    )
    _titles(root, meta)
    addresses = _addresses(root, meta.url, url)
    meta.url = next((a for a in addresses if _of_one_site(a, url)), url)
    meta.original = next((a for a in addresses if not _of_one_site(a, url)), None)
    if meta.byline:
        meta.byline = re.sub(r"^(?:by|von|por)\s+", "", meta.byline, flags=re.IGNORECASE)
    return meta


def _articles(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD that describe an article, graphs and lists opened."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        found = _lenient(script.text or "")
        queue = [found]
        for item in queue:  # grows while it runs
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                kinds = item.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(k, str) and _TYPES.search(k) for k in kinds):
                    yield item
                queue.extend(
                    item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item
                )


def _lenient(text: str) -> Any:
    """JSON as templates write it: with comments around it, control characters, stray commas."""
    text = _WRAPPING.sub("", text).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _from_json_ld(item: dict[str, Any], meta: Meta, times: dict[str, list[str]]) -> None:
    meta.title = meta.title or _string(item.get("headline")) or _string(item.get("name"))
    meta.outlet = meta.outlet or _name(item.get("publisher"))
    meta.agency = meta.agency or _name(item.get("sourceOrganization"))
    meta.byline = meta.byline or _name(item.get("author")) or _name(item.get("creator"))
    meta.language = meta.language or _string(item.get("inLanguage"))
    meta.url = meta.url or _string(item.get("url"))
    for name, key in (
        ("published", "datePublished"),
        ("published", "dateCreated"),
        ("modified", "dateModified"),
    ):
        value = _string(item.get(key))
        if value:
            times[name].append(value)


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str)), None)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """A name, or the names of several people or organisations."""
    values = value if isinstance(value, list) else [value]
    names = [_string(v.get("name")) if isinstance(v, dict) else _string(v) for v in values]
    kept = [n for n in names if n and not n.startswith(("http:", "https:"))]
    return ", ".join(dict.fromkeys(kept)) or None


def _tags(root: HtmlElement) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        value = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip().lower()
            if key and value:
                tags.setdefault(key, []).append(value)
    for element in root.iterfind(".//*[@itemprop]"):
        prop = element.get("itemprop")
        if prop in ("datePublished", "dateModified", "headline", "inLanguage"):
            value = element.get("datetime") or element.get("content") or ""
            if not value and prop != "headline":
                value = element.text_content()[:100]
            if value.strip():
                tags.setdefault(prop.lower(), []).append(" ".join(value.split()))
    return tags


def _time_elements(root: HtmlElement) -> list[str]:
    """Values of ``<time>``, those marked as publication first; none of other reports' teasers."""
    marked, plain = [], []
    for element in root.iter("time"):
        value = element.get("datetime") or element.text_content()
        label = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if "update" in label or "modif" in label:
            continue
        if element.get("pubdate") is not None or "publi" in label or "entry-date" in label:
            marked.append(value)
        else:
            plain.append(value)
    return marked[:1] or plain[:1]


def _best(values: list[str]) -> str | None:
    """The first value that is a time; another one of the same day where it is more precise."""
    read = [iso for iso in (to_iso(v) for v in values) if iso]
    if not read:
        return None
    same_day = [iso for iso in read if iso[:10] == read[0][:10]]
    return max(same_day, key=lambda iso: (len(iso) > 10, iso == read[0], len(iso)))


def _titles(root: HtmlElement, meta: Meta) -> None:
    """Title and outlet from ``<title>``: ``Headline | Example Times``."""
    element = next(root.iter("title"), None)
    whole = " ".join(element.text_content().split()) if element is not None else ""
    heads = [" ".join(e.text_content().split()) for e in root.iter("h1", "h2", "h3")]
    known = [t for t in (meta.title, *heads[:20]) if t and len(t) > 8]
    for title in known:
        if title not in whole or len(whole) == len(title) or meta.outlet is not None:
            continue
        before, _, after = whole.partition(title)
        around = [p for p in _SEPARATOR.split(f"{before} {after}".strip()) if p.strip()]
        split = _SEPARATOR.search(before[-4:] + " " if before else " " + after[:4])
        if split and around and len(around[-1]) <= 50:
            meta.outlet = around[-1].strip(" -–—|·•»:")
            meta.title = meta.title or title
    if meta.outlet and meta.title:
        # og:title often carries the outlet, too.
        pattern = rf"(?:\s+[|–—·•»:-]{{1,2}}\s+|\s*\|\s*){re.escape(meta.outlet)}\s*$"
        meta.title = re.sub(pattern, "", meta.title, flags=re.IGNORECASE) or meta.title
    if meta.title is None and whole:
        parts = _SEPARATOR.split(whole)
        if len(parts) > 1 and len(parts[-1].split()) <= 4 < len(whole.split()):
            cut = whole[: whole.rindex(parts[-1])]
            meta.title = re.sub(r"[\s|–—·•»:-]+$", "", cut)
            meta.outlet = meta.outlet or parts[-1].strip()
        else:
            meta.title = whole


def _addresses(root: HtmlElement, named: str | None, url: str | None) -> list[str]:
    """The addresses that the page gives as its own: a canonical link's first."""
    links = [
        link.get("href")
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href")
    ]
    found = []
    for candidate in filter(None, (*links, named)):
        try:
            address: str = urljoin(url or "", candidate.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            found.append(address)
    return found


def _of_one_site(address: str, url: str | None) -> bool:
    """Whether an address is of the site that the page came from; of any, when that is unknown."""
    return url is None or _site(urlsplit(address).netloc) == _site(urlsplit(url).netloc)


def _site(host: str) -> str:
    """A host without the prefixes under which one site has several."""
    return re.sub(r"^(?:www|m|mobile|amp|edition)\d?\.", "", host.lower().split(":")[0])
