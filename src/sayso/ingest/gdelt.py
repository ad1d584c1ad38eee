"""GDELT files as lists of addresses: the Global Knowledge Graph 2.1, mentions and events.

The columns are those of GDELT's codebooks: GKG 2.1 (27 columns), Event 2.0 (61, mentions 16). What
GDELT codes of a page is not taken; its address is, with the title, authors and time that the GKG
gives. ``DATE`` and ``DATEADDED`` are when GDELT saw a page, no time of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO

from sayso.errors import InputError, MalformedInput
from sayso.ingest.draft import Meta
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.lists import Layout, layout_of
from sayso.ingest.piece import Piece
from sayso.ingest.rows import Seen, address_piece
from sayso.ingest.walk import Walk
from sayso.ingest.when import to_iso

_WEB = "1"
_TITLE = re.compile(r"<PAGE_TITLE>([^<]*)</PAGE_TITLE>")
_AUTHORS = re.compile(r"<PAGE_AUTHORS>([^<]*)</PAGE_AUTHORS>")
_PUBLISHED = re.compile(r"<PAGE_PRECISEPUBTIMESTAMP>(\d{14})</PAGE_PRECISEPUBTIMESTAMP>")
_LANGUAGE = re.compile(r"srclc:([a-z]{2,3})")


def gdelt_pieces(stream: BinaryIO, name: str, walk: Walk) -> Iterator[Piece]:
    """An address for each page that a GDELT file names, each once.

    A page that is no web page (a broadcast, a citation) is passed over and counted.
    """
    layout: Layout | None = None
    seen = Seen()
    number = 0
    while line := stream.readline(MAX_BYTES):
        number += 1
        words = line.decode("utf-8", "replace").rstrip("\r\n")
        if not words:
            continue
        origin = f"{name} line {number}"
        layout = layout or layout_of(words)
        cells = words.split("\t")
        try:
            if layout is None or len(cells) not in layout.columns:
                kind = layout.name if layout else "files"
                raise MalformedInput(
                    f"{len(cells)} columns, not those of GDELT's {kind}",
                    source=origin,
                    remedy="get the file again",
                )
            if layout.web is not None and cells[layout.web] != _WEB:
                walk.skip("no_web_page", origin)
                continue
            piece = address_piece(cells[layout.url], origin, walk, _said(cells, layout))
        except InputError as error:
            walk.failed(error)
            continue
        if seen.add(piece.meta.url or ""):
            yield piece
        else:
            walk.skip("same_address", origin)


def _said(cells: list[str], layout: Layout) -> Meta:
    """What the file says of a page; sites are named by their domains and are no outlets' names."""
    meta = Meta()
    if layout.extras is not None:
        extras = cells[layout.extras]
        if title := _TITLE.search(extras):
            meta.title = " ".join(unescape(title[1]).split()) or None
        if authors := _AUTHORS.search(extras):
            names = [" ".join(n.split()) for n in unescape(authors[1]).split(";")]
            meta.byline = ", ".join(n for n in names if n) or None
        if found := _PUBLISHED.search(extras):
            t = found[1]
            written = f"{t[:4]}-{t[4:6]}-{t[6:8]}T{t[8:10]}:{t[10:12]}:{t[12:]}+00:00"
            meta.published = to_iso(written)  # None where there is no such time
    if layout.translation is not None and layout.translation < len(cells):
        language = _LANGUAGE.search(cells[layout.translation])
        meta.language = language[1] if language else None
    return meta
