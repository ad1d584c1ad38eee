"""Rows of tables to pieces: texts with their metadata, or addresses to fetch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sayso import record
from sayso.errors import EmptyInput, InputError, MalformedInput
from sayso.ingest import tables
from sayso.ingest.cells import date_of, titled
from sayso.ingest.draft import Meta
from sayso.ingest.newswire import ninjs
from sayso.ingest.piece import Piece, PieceKind
from sayso.ingest.sniff import Kind
from sayso.ingest.walk import Walk

_MEDIA: dict[PieceKind, str] = {"text": "text/plain", "html": "text/html"}


def table_pieces(stream: BinaryIO, kind: Kind, name: str, walk: Walk) -> Iterator[Piece]:
    """A piece for each row of CSV, TSV, JSON Lines or JSON; newswire objects among them too."""
    columns = tables.Columns(walk.given.columns, name)
    if kind in ("csv", "tsv"):
        rows = tables.csv_rows(stream, columns, walk.failed, tabs=kind == "tsv")
        yield from row_pieces(rows, name, walk)
        return
    shapes = tables.Rows(columns)
    seen = Seen()
    objects = tables.json_rows(stream, columns, walk.failed, whole=kind == "json")
    for place, raw, value in objects:
        if not walk.given.columns and ninjs.is_ninjs(value):
            yield from ninjs.pieces(raw, value, f"{name} {place}", walk)
            continue
        try:
            row = shapes.row(place, raw, value)
        except EmptyInput as error:
            walk.failed(error)
            continue
        yield from row_pieces([row], name, walk, seen)


class Seen:
    """Addresses that a list gave already, each once; a fragment makes no other address."""

    def __init__(self) -> None:
        self._hashes: set[bytes] = set()

    def add(self, url: str) -> bool:
        """Whether an address is new."""
        key = hashlib.sha256(url.partition("#")[0].encode("utf-8", "replace")).digest()[:12]
        if key in self._hashes:
            return False
        self._hashes.add(key)
        return True


def row_pieces(
    rows: Iterable[tables.Row], name: str, walk: Walk, seen: Seen | None = None
) -> Iterator[Piece]:
    """A piece for each row that holds a report or names one.

    Args:
        rows: Rows of a table.
        name: The table, for messages.
        walk: What the caller says.
        seen: Addresses that are done.
    """
    seen = seen or Seen()
    for row in rows:
        own = f" ({row.fields['id']})" if "id" in row.fields else ""
        origin = f"{name} {row.place}{own}"
        try:
            piece = _piece(row, name, origin, walk)
        except InputError as error:
            walk.failed(error)
            continue
        if piece.kind == "address" and not seen.add(piece.meta.url or ""):
            walk.skip("same_address", origin)
            continue
        yield piece


def _piece(row: tables.Row, name: str, origin: str, walk: Walk) -> Piece:
    cells, given = row.fields, walk.given
    published, warning = given.published, None
    if published is None and "published" in cells:
        published, warning = date_of(cells["published"])
    said = Meta(
        outlet=given.outlet or cells.get("outlet"),
        title=" ".join(cells.get("title", "").split()) or None,
        byline=cells.get("byline"),
        published=published,
        url=cells.get("url") or given.url,
        language=cells.get("language"),
    )
    warnings = (warning,) if warning else ()
    kind: PieceKind
    for kind in ("text", "html"):
        if kind in cells:
            words = titled(cells["text"], said.title or "") if kind == "text" else cells["html"]
            data = words.encode("utf-8", "surrogatepass")
            return Piece(
                kind,
                data,
                origin,
                _MEDIA[kind],
                said,
                raw=row.raw,
                decoded=True,
                warnings=warnings,
            )
    if row.listed and cells.get("url", "").strip():
        return address_piece(cells["url"], origin, walk, said, warnings)
    what = "address" if row.listed else "text"
    raise EmptyInput(f"no {what} in the row", source=name, place=row.place, remedy="leave it out")


def address_piece(
    url: str,
    origin: str,
    walk: Walk,
    said: Meta,
    warnings: tuple[record.Warning, ...] = (),
) -> Piece:
    """An address that is to be fetched. What its list says counts where the page says nothing.

    Raises:
        MalformedInput: It is no http or https address.
    """
    url = url.strip()
    if not url.lower().startswith(("http://", "https://")) or any(c.isspace() for c in url):
        raise MalformedInput(
            f"{url[:80]!r} is not the address of a page",
            source=origin,
            remedy="addresses begin with http:// or https://",
        )
    meta = walk.given.meta()
    meta.url = url
    said.url = None
    return Piece("address", b"", origin, "text/html", meta, fallback=said, warnings=warnings)
