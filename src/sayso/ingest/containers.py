"""What holds reports: one page a file, or a table, a feed, an archive with many."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from sayso import record
from sayso.errors import EmptyInput, InputTooLarge, UnsupportedInput
from sayso.ingest.addresses import list_pieces
from sayso.ingest.decode import decode
from sayso.ingest.draft import Meta
from sayso.ingest.gdelt import gdelt_pieces
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.newswire import newsml, nitf
from sayso.ingest.parquet import parquet_pieces
from sayso.ingest.piece import Piece
from sayso.ingest.rows import table_pieces
from sayso.ingest.sniff import HEAD, Kind, kind_of
from sayso.ingest.streams import as_utf8, peeked
from sayso.ingest.unpacking import bare_name, holds_warc, packing_of, unpacked
from sayso.ingest.walk import Walk
from sayso.ingest.warc import warc_pieces
from sayso.ingest.zips import tar_pieces, zip_pieces

if TYPE_CHECKING:
    from sayso.ingest.feeds import Item

# Compression and archives in one another. More than these are made to keep a reader busy.
_LAYERS = 4

_BY_LINES = frozenset({"jsonl", "csv", "tsv", "gdelt", "addresses"})

_STREAMED: dict[Kind, Callable[[BinaryIO, str, Walk], Iterator[Piece]]] = {
    "gdelt": gdelt_pieces,
    "addresses": list_pieces,
    "parquet": parquet_pieces,
    "warc": warc_pieces,
}


def stream_pieces(
    stream: BinaryIO,
    name: str,
    walk: Walk,
    *,
    charset: str | None = None,
    label: str | None = None,
    depth: int = 0,
) -> Iterator[Piece]:
    """The pieces of a stream of any kind. Tables and archives are streamed, however long they are.

    Args:
        stream: The bytes.
        name: Its path or URL, for messages.
        walk: What the caller says.
        charset: The encoding that a server declares.
        label: Its name without what was unpacked, to tell the kind by the extension.
        depth: How many archives and layers of compression are around it.

    Raises:
        InputError: It is nothing that is read.
    """
    # A file's name may be no UTF-8; what it becomes part of is kept and sent as such.
    name = name.encode("utf-8", "backslashreplace").decode()
    label = label or name
    head, stream = peeked(stream, HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise EmptyInput("empty", source=name, remedy="give a file with a report in it")
    if holds_warc(head, label):
        yield from warc_pieces(stream, name, walk)
        return
    if depth > _LAYERS:
        raise UnsupportedInput(
            f"packed in more than {_LAYERS} layers", source=name, remedy="unpack it"
        )
    if packing := packing_of(head):
        yield from stream_pieces(
            unpacked(stream, packing, name),
            name,
            walk,
            charset=charset,
            label=bare_name(label),
            depth=depth + 1,
        )
        return
    kind = kind_of(head, label, complete=len(head) < HEAD)
    if kind in _BY_LINES:
        stream = as_utf8(stream, head)
    if kind in ("zip", "tar"):
        pieces = zip_pieces if kind == "zip" else tar_pieces
        yield from pieces(stream, name, walk, _within(depth + 1))
    elif kind in ("jsonl", "csv", "tsv"):
        yield from table_pieces(stream, kind, name, walk)
    elif kind in _STREAMED:
        yield from _STREAMED[kind](stream, name, walk)
    else:
        yield from _whole(stream.read(MAX_BYTES + 1), kind, name, walk, charset)


def _within(depth: int) -> Callable[[BinaryIO, str, Walk], Iterator[Piece]]:
    def inner(stream: BinaryIO, name: str, walk: Walk) -> Iterator[Piece]:
        yield from stream_pieces(stream, name, walk, depth=depth)

    return inner


def _whole(data: bytes, kind: Kind, name: str, walk: Walk, charset: str | None) -> Iterator[Piece]:
    """Pieces of what is read as a whole."""
    if len(data) > MAX_BYTES:
        raise InputTooLarge(
            f"over {MAX_BYTES // 2**20} MB, the limit for one page",
            source=name,
            remedy="split it into one file a report, or a JSONL file with one report a line",
        )
    if kind == "json":
        yield from _json(data, name, walk)
    elif kind == "feed":
        from sayso.ingest.feeds import xml_items

        yield from _items(xml_items(data, name), name, walk)
    elif kind == "newsml":
        yield from newsml.pieces(data, name, walk)
    elif kind == "nitf":
        yield nitf.piece(data, name, walk)
    elif kind == "html":
        yield Piece("html", data, name, "text/html", walk.given.meta(), charset=charset)
    else:
        yield Piece("text", data, name, "text/plain", walk.given.meta(), charset=charset)


def _json(data: bytes, name: str, walk: Walk) -> Iterator[Piece]:
    from sayso.ingest.feeds import is_json_feed, json_items

    try:
        value = json.loads(decode(data, source=name).text)
    except (ValueError, RecursionError):
        value = None  # the table says where it is malformed
    if is_json_feed(value):
        yield from _items(json_items(value, name), name, walk)
        return
    if isinstance(value, dict) and str(value.get("schema", "")).startswith("sayso/"):
        raise UnsupportedInput(
            "a record that sayso wrote, not a report", source=name, remedy="give the report itself"
        )
    yield from table_pieces(io.BytesIO(data), "json", name, walk)


def _items(items: Iterator[Item], name: str, walk: Walk) -> Iterator[Piece]:
    given = walk.given
    for item in items:
        meta = Meta(outlet=given.outlet, published=given.published)
        meta.fill(item.meta)
        if not item.markup.strip() and not meta.title:
            walk.failed(EmptyInput("nothing in the item", source=name, place=item.place))
            continue
        problems = {
            "summary_only": item.summary_only and "the feed gives a summary, not the report",
            "malformed_feed": item.problem,
        }
        yield Piece(
            "fragment",
            item.markup.encode("utf-8", "surrogatepass"),
            f"{name} {item.place}",
            "application/json",
            meta,
            raw=item.raw,
            decoded=True,
            warnings=tuple(
                record.Warning(code=code, message=message)
                for code, message in problems.items()
                if message
            ),
        )
