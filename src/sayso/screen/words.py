"""The running text of a piece, as fast as it can be had and no better than a screen needs."""

from __future__ import annotations

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding, map_encoding_to_html5
from resiliparse.parse.html import HTMLTree

from sayso.errors import InputError
from sayso.ingest import Piece, page_of_piece

_HEAD = 4096
"""Where a page declares its encoding, and enough to guess it by."""


def running_text(piece: Piece) -> str:
    """Title and main text of a piece; empty when there is none.

    Pages are taken apart by resiliparse, ten times as fast as the full read and with more of the
    page's furniture left in. What is no page and no plain text (newswire, feeds) says itself
    where its text is, and is read as always.
    """
    if piece.kind == "html":
        return _page_text(piece)
    title = piece.meta.title or ""
    if piece.kind == "text":
        return f"{title}\n{_decoded(piece)}"
    try:
        return page_of_piece(piece).report.text
    except InputError:
        return ""


def _page_text(piece: Piece) -> str:
    tree = HTMLTree.parse(_decoded(piece))
    if tree.body is None:
        return ""
    text = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False)
    return f"{tree.title or ''}\n{text}"


def _decoded(piece: Piece) -> str:
    encoding = "utf-8" if piece.decoded else map_encoding_to_html5(piece.charset or "", False)
    if not encoding:
        encoding = detect_encoding(piece.data[:_HEAD], html5_compatible=True)
    return str(bytes_to_str(piece.data, encoding or "utf-8", errors="replace"))
