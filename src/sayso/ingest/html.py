"""A web page to a draft: metadata, body, captions, credits, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso import __version__
from sayso.errors import NoArticle
from sayso.ingest.article import MIN_WORDS, is_apart, select, witness, words_of
from sayso.ingest.assemble import check_words
from sayso.ingest.dom import DomBlock, Outline, outline
from sayso.ingest.draft import Draft, Meta, joined
from sayso.ingest.lines import is_header
from sayso.ingest.metadata import metadata_of
from sayso.ingest.notes import find_note
from sayso.record import BlockKind, Extractor

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_OPEN_AT_END = re.compile(r"<[a-z/!][^<>]*$", re.IGNORECASE)


def extractor() -> Extractor:
    """Name and version of what reads pages."""
    import trafilatura

    return Extractor(
        name="sayso.html+trafilatura", version=f"{__version__}+{trafilatura.__version__}"
    )


def draft_of(markup: str, *, url: str | None, given: Meta, origin: str) -> Draft:
    """Read a page.

    Args:
        markup: The page, decoded.
        url: Where it came from.
        given: What the caller says about the report; it overrides the page.
        origin: The name of the input, for messages.

    Raises:
        NoArticle: Nothing on it is a report.
        InputTooLarge: More words than a report has.
    """
    root = parse(markup)
    if root is None:
        raise NoArticle("no article on the page", source=origin, remedy=_REMEDY)
    found = metadata_of(root, url)
    page = outline(root)
    check_words(" ".join(block.text for block in page.blocks), origin)
    witnessed = witness(root, url)
    blocks, title = select(page, witnessed, found.title)
    if words_of(blocks) < MIN_WORDS:
        blocks, title = _rescue(page, found)
    if words_of(blocks) < MIN_WORDS:
        raise NoArticle("no article on the page", source=origin, remedy=_REMEDY)
    draft = _drafted(blocks, title, found, given)
    if draft.meta.published is None:
        draft.meta.published = _guessed_date(markup, url)
    if _truncated(markup):
        draft.warn("truncated_html", "the page breaks off: read as far as it goes")
    return draft


def fragment_draft(markup: str, given: Meta) -> Draft:
    """Read the markup of a feed's item, where all is body."""
    root = parse(f"<html><body><div>{markup}</div></body></html>")
    blocks = outline(root).blocks if root is not None else []
    return _drafted(blocks, -1, Meta(), given)


def parse(markup: str) -> HtmlElement | None:
    """The page's tree, or None where there is no element in it."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    # One class for all elements: looking each up by its tag takes longer than reading it.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(lxml_html.HtmlElement))
    data = _DECLARATION.sub("", markup).encode("utf-8", "replace")
    try:
        root: HtmlElement = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root


_REMEDY = "give the page of one report, or pass its words as text="


def _rescue(page: Outline, found: Meta) -> tuple[list[DomBlock], int]:
    """Where trafilatura finds nothing: the paragraphs that read as sentences."""
    lines = [
        b.text
        for b in page.blocks
        if b.furniture < 0
        and b.kind in ("paragraph", "quote", "list")
        and len(b.text.split()) >= 8
        and b.linked < 0.3 * len(b.text)
        and b.text.rstrip("\"'”’)] ")[-1:] in ".!?…:"
    ]
    return select(page, "\n".join(lines), found.title)


def _drafted(blocks: list[DomBlock], title: int, found: Meta, given: Meta) -> Draft:
    pieces: list[tuple[BlockKind, str]] = []
    for i, block in enumerate(blocks):
        lines = block.text.split("\n")
        whole = i == title or not is_header(lines)
        kind = _kind(block, i == title)
        pieces += [(kind, words) for words in ([block.text] if whole else lines)]
    meta = given
    headline = blocks[title].text if title >= 0 else None
    if title < 0 and (given.title or found.title):
        pieces.insert(0, ("title", " ".join((given.title or found.title or "").split())))
    if headline:
        meta.title = meta.title or " ".join(headline.split())
    meta.url = found.url or meta.url
    meta.fill(found)
    text, laid = joined(pieces)
    draft = Draft(text, laid, meta)
    for each in laid:
        if each.kind == "title":
            draft.point("title", *each.span)
    return draft


def _kind(block: DomBlock, is_title: bool) -> BlockKind:
    if is_title:
        return "title"
    if block.kind == "paragraph" and is_apart(block) and find_note(block.text, apart=True):
        return "editor_note"
    return block.kind


def _guessed_date(markup: str, url: str | None) -> str | None:
    """The day that htmldate finds in the page's text and address, the first publication."""
    from htmldate import find_date

    try:
        found = find_date(markup, url=url, original_date=True, extensive_search=False)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def _truncated(markup: str) -> bool:
    end = markup[-2000:].lower()
    if "<html" not in markup[:5000].lower():
        return False
    closed = "</html" in end or "</body" in end
    return not closed or bool(_OPEN_AT_END.search(end.rstrip()))
