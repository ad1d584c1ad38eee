"""NewsML-G2: news items, alone or several in a news message.

Elements are those of the NewsML-G2 2.3x specification (namespace NAR). They are read from the tree
and not through the package NewsMLG2: its version 1.1 keeps only the words before the first inline
element ("Big" of ``Big <inline>bomb</inline>``), fails on an empty ``<embargoed/>``, and prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.errors import EmptyInput, MalformedInput, UnsupportedInput
from sayso.ingest.draft import Meta
from sayso.ingest.newswire import nitf
from sayso.ingest.newswire.wire import NO_TEXT, Wire, paragraphs, status_of
from sayso.ingest.newswire.xml import attribute, first, name_of, parse
from sayso.ingest.piece import Piece
from sayso.ingest.walk import Walk
from sayso.ingest.when import to_iso

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ITEMS = frozenset(
    {"newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
)
_CODES = ("qcode", "uri", "literal")


def pieces(data: bytes, name: str, walk: Walk) -> Iterator[Piece]:
    """A piece for each news item with text. Packages point at items and hold none: counted.

    Raises:
        InputError: It is broken, or XML that is refused.
    """
    from lxml import etree

    root = parse(data, name)
    given = walk.given
    message = name_of(root) == "newsMessage"
    items = [e for e in root.iterfind("{*}itemSet/*") if name_of(e)] if message else [root]
    if not items:
        raise EmptyInput("a news message without items", source=name, remedy="leave it out")
    for number, item in enumerate(items, start=1):
        origin = f"{name} item {number}" if message else name
        if name_of(item) not in _ITEMS:
            error = MalformedInput(
                f"<{name_of(item)}> where an item should be",
                source=origin,
                remedy="get the file again",
            )
            walk.failed(error)
            continue
        if name_of(item) != "newsItem":
            walk.skip("package" if name_of(item) == "packageItem" else "no_news_item", origin)
            continue
        if _class(item) in NO_TEXT:
            walk.skip("not_text", origin)
            continue
        raw = etree.tostring(item, encoding="utf-8", with_tail=False) if message else data
        meta = Meta(outlet=given.outlet, published=given.published, url=given.url)
        yield Piece("newsml", raw, origin, "application/xml", meta)


def read(data: bytes, origin: str) -> Wire:
    """Read a news item.

    Raises:
        InputError: It is broken, XML that is refused, or its text is elsewhere.
    """
    item = parse(data, origin)
    about, content = "{*}itemMeta", "{*}contentMeta"
    created = _time(item, f"{about}/{{*}}firstCreated") or _time(
        item, f"{content}/{{*}}contentCreated"
    )
    version = _time(item, f"{about}/{{*}}versionCreated")
    published = created or version
    provider = first(
        item, f"{about}/{{*}}provider/{{*}}name", "{*}rightsInfo/{*}copyrightHolder/{*}name"
    ) or _code(item, f"{about}/{{*}}provider")
    status = status_of(_coded(item, f"{about}/{{*}}pubStatus"))
    guid = item.get("guid") or ""
    embargo = item.find(f"{about}/{{*}}embargoed")
    until = " ".join((embargo.text or "").split()) if embargo is not None else None
    language = attribute(item, f"{content}/{{*}}language", "tag")
    return Wire(
        _body(item, origin, required=status == "usable"),
        Meta(
            outlet=provider,
            agency=first(item, f"{content}/{{*}}infoSource/{{*}}name"),
            title=first(item, f"{content}/{{*}}headline", f"{about}/{{*}}title"),
            byline=first(item, f"{content}/{{*}}by", f"{content}/{{*}}creator/{{*}}name"),
            published=published,
            modified=version if version != published else None,
            url=guid if guid.startswith(("http://", "https://")) else None,
            language=language or item.get("{http://www.w3.org/XML/1998/namespace}lang"),
        ),
        dateline=first(item, f"{content}/{{*}}dateline", f"{content}/{{*}}located/{{*}}name"),
        credit=first(item, f"{content}/{{*}}creditline"),
        status=status,
        # An empty element says that there is an embargo and not until when.
        embargoed=(until or "further notice") if embargo is not None else None,
        note=first(item, f"{about}/{{*}}edNote"),
        corrects=any(
            "correction" in (_code_of(signal) or "").lower()
            for signal in item.iterfind(f"{about}/{{*}}signal")
        ),
    )


def _body(item: Element, origin: str, *, required: bool) -> str:
    """The content as HTML: inline HTML, inline NITF, plain text, in this order of preference."""
    from lxml import etree

    found: dict[str, str] = {}
    for inline in item.iterfind("{*}contentSet/{*}inlineXML"):
        for root in inline:
            if name_of(root) == "nitf":
                found.setdefault("nitf", nitf.markup_of(root))
            elif name_of(root):
                body = next((e for e in root.iter("{*}body")), root)
                for element in body.iter():
                    element.tag = name_of(element) or element.tag
                found.setdefault("html", etree.tostring(body, encoding="unicode", method="html"))
    for inline in item.iterfind("{*}contentSet/{*}inlineData"):
        kind = (inline.get("contenttype") or "text/plain").partition(";")[0].strip().lower()
        words = "".join(inline.itertext())
        if inline.get("encoding") or not words.strip():
            continue
        if "html" in kind:
            found.setdefault("html", words)
        elif kind == "text/plain":
            found.setdefault("text", paragraphs(words))
    for kind in ("html", "nitf", "text"):
        if kind in found:
            return found[kind]
    where = attribute(item, "{*}contentSet/{*}remoteContent", "href")
    if required and where:
        raise UnsupportedInput(
            f"its text is not in it but at {where}", source=origin, remedy="give that file"
        )
    return ""


def _class(item: Element) -> str:
    return (
        (_coded(item, "{*}itemMeta/{*}itemClass") or "text").rpartition(":")[2].rpartition("/")[2]
    )


def _coded(item: Element, path: str) -> str | None:
    element = item.find(path)
    return None if element is None else _code_of(element)


def _code_of(element: Element) -> str | None:
    return next((v for n in _CODES if (v := element.get(n))), None)


def _code(item: Element, path: str) -> str | None:
    """The name in a code, without its scheme: ``nprov:EXW``, ``…/EXW``."""
    code = _coded(item, path)
    return code.rpartition(":")[2].rpartition("/")[2] or None if code else None


def _time(item: Element, path: str) -> str | None:
    return to_iso(first(item, path) or "")
