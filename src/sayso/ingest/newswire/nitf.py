"""NITF 3, the News Industry Text Format: a small reader of what a report needs.

Elements are those of the NITF 3.6 schema, with or without its namespace; older versions name
the same parts alike.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sayso.errors import MalformedInput
from sayso.ingest.draft import Meta
from sayso.ingest.newswire.wire import Wire, status_of
from sayso.ingest.newswire.xml import attribute, first, name_of, parse, words_of
from sayso.ingest.piece import Piece
from sayso.ingest.walk import Walk
from sayso.ingest.when import to_iso

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# NITF's elements as HTML; of other elements only the words are kept, where they stand.
_AS_HTML = {
    **{n: n for n in ("p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "table", "tr", "td", "th")},
    **{n: n for n in ("caption", "br", "em", "a", "tbody", "thead", "tfoot")},
    "hl1": "h2",
    "hl2": "h3",
    "bq": "blockquote",
    "block": "div",
    "note": "div",
    "media": "figure",
    "media-caption": "figcaption",
}
_CLASSES = {"media-producer": "credit", "credit": "credit", "tagline": "tagline"}
_SILENT = frozenset({"media-reference", "media-metadata", "media-object", "datasource", "fn", "hr"})
_KEPT_CLASSES = frozenset({"correction", "byline", "credit", "caption"})


def piece(data: bytes, name: str, walk: Walk) -> Piece:
    """The piece of a document."""
    given = walk.given
    meta = Meta(outlet=given.outlet, published=given.published, url=given.url)
    return Piece("nitf", data, name, "application/xml", meta)


def read(data: bytes, origin: str) -> Wire:
    """Read a document.

    Raises:
        InputError: It is no NITF, or XML that is refused.
    """
    root = parse(data, origin)
    if name_of(root) != "nitf":
        raise MalformedInput(
            f"<{name_of(root)}> where <nitf> should be", source=origin, remedy="get the file again"
        )
    return wire_of(root)


def wire_of(root: Element) -> Wire:
    """The item of an ``<nitf>`` element."""
    data, head = ".//{*}docdata", ".//{*}body.head"
    issued = to_iso(attribute(root, f"{data}/{{*}}date.issue", "norm") or "")
    released = to_iso(attribute(root, f"{data}/{{*}}date.release", "norm") or "")
    printed = to_iso(attribute(root, ".//{*}pubdata", "date.publication") or "")
    distributor = first(root, f"{head}/{{*}}distributor")
    holder = attribute(root, f"{data}/{{*}}doc.copyright", "holder")
    docdata = root.find(data)
    status = status_of(docdata.get("management-status") if docdata is not None else None)
    note = attribute(root, f"{data}/{{*}}ed-msg", "info")
    correction = root.find(f"{data}/{{*}}correction")
    if correction is not None:
        note = " ".join((correction.get("info") or note or "").split()) or None
    return Wire(
        markup_of(root),
        Meta(
            outlet=attribute(root, ".//{*}pubdata", "name") or holder or distributor,
            agency=distributor,
            title=first(root, f"{head}//{{*}}hl1", ".//{*}head/{*}title"),
            byline=_byline(root.find(f"{head}/{{*}}byline")),
            published=printed or issued or released,
            url=_address(root),
            language=_language(root),
        ),
        dateline=first(root, f"{head}/{{*}}dateline"),
        status="usable" if status == "embargoed" else status,
        embargoed=_embargo(issued, released, embargoed=status == "embargoed"),
        note=note,
        corrects=correction is not None,
    )


def _embargo(issued: str | None, released: str | None, *, embargoed: bool) -> str | None:
    """Until when it was not to be published: it is released later than it was issued."""
    if embargoed:
        return released or "further notice"
    if not (issued and released):
        return None
    try:
        later = datetime.fromisoformat(released) > datetime.fromisoformat(issued)
    except TypeError:  # one has a zone, the other none
        later = released[:10] > issued[:10]
    return released if later else None


def _byline(byline: Element | None) -> str | None:
    """Who wrote it, without what they are (``<byttl>``): ``By Jane Doe``."""
    if byline is None:
        return None
    words = [byline.text or ""]
    for part in byline:
        own = "" if name_of(part) == "byttl" else "".join(part.itertext())
        words += [own, " ", part.tail or ""]
    return " ".join("".join(words).split()).strip(" ,") or None


def markup_of(root: Element) -> str:
    """The body as HTML: second headlines, the content, the line at the end."""
    from lxml import etree

    body = etree.Element("div")
    title = first(root, ".//{*}body.head//{*}hl1")
    for path in (".//{*}body.head//{*}hl2", ".//{*}body.content", ".//{*}body.end"):
        for found in root.iterfind(path):
            if words_of(found) != title:  # some agencies give the headline twice
                _copy(found, body)
    return str(etree.tostring(body, encoding="unicode", method="html"))


def _copy(source: Element, target: Element) -> None:
    """Copy an element under another one, NITF's names made HTML's. The tree is 256 deep at most."""
    from lxml import etree

    name = name_of(source)
    if not name or name in _SILENT:
        _append(target, source.tail)
        return
    tag = _AS_HTML.get(name)
    here = target
    if tag or name in _CLASSES or name in ("body.content", "body.end"):
        here = etree.SubElement(target, tag or ("p" if name in _CLASSES else "div"))
        marked = _CLASSES.get(name) or _kept(source.get("class"))
        if marked:
            here.set("class", marked)
    _append(here, source.text)
    for child in source:
        _copy(child, here)
    if here is not target or name not in ("hl2", "body.content", "body.end"):
        _append(target, source.tail)


def _kept(value: str | None) -> str | None:
    """The class of a block where it says what the block is (``correction_text``)."""
    return next((k for k in _KEPT_CLASSES if k in (value or "").lower()), None)


def _append(element: Element, words: str | None) -> None:
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _address(root: Element) -> str | None:
    """The web address, where the head gives one (``pubdata ex-ref``, a ``meta`` of that name)."""
    url = attribute(root, ".//{*}pubdata", "ex-ref")
    for meta in root.iterfind(".//{*}head/{*}meta"):
        if (meta.get("name") or "").lower() in ("url", "alternate_url", "canonical"):
            url = url or meta.get("content")
    return url if url and url.startswith(("http://", "https://")) else None


def _language(root: Element) -> str | None:
    spot = "{http://www.w3.org/XML/1998/namespace}lang"
    for element in (root, *root.iterfind(".//{*}body"), *root.iterfind(".//{*}body.content")):
        if value := element.get(spot) or element.get("lang"):
            return str(value)
    return None
