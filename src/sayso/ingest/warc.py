"""WARC files (ISO 28500): the web pages among what a crawler stored.

Records are read one after the other with FastWARC, which knows gzip and Zstandard by record. Where
one is broken it is named with its offset and reading goes on at the next that can be found.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Protocol

from sayso import record
from sayso.errors import InputError, InputTooLarge, MalformedInput
from sayso.ingest.draft import Meta
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.piece import Piece, PieceKind
from sayso.ingest.streams import FAULTS
from sayso.ingest.walk import Walk

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# How records begin: a gzip member, a Zstandard frame, the first line of a record as it stands.
_STARTS = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|WARC/\d\.\d\r?\n")
_STEP = 1 << 20
# Places where a record seems to begin and does not, before a broken stretch is given up. In a
# gigabyte of compressed data there are about sixty by chance.
_MOST_TRIES = 1000
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_KINDS: dict[str, PieceKind] = {"response": "html", "resource": "html", "conversion": "text"}
_UNDECODED = frozenset({"", "identity", "none"})


def warc_pieces(
    stream: BinaryIO, name: str, walk: Walk, titles: Mapping[str, str] | None = None
) -> Iterator[Piece]:
    """Web pages of a WARC file: responses with status 200 and HTML, and extracted text (WET).

    The target URI is the page's address. The date of the record is when the page was captured: it
    is no time of publication and is never taken for one (``Piece.captured``).

    Args:
        stream: The file, compressed by records or not.
        name: The file, for messages.
        walk: What the caller says; what is no page is passed over and counted.
        titles: Titles by address, where a list of pages goes with the file.
    """
    given = replace(walk.given, url=None)
    before = -1
    for number, (at, each) in enumerate(_records(stream, name, walk), start=1):
        # In a file that is compressed as a whole, records have no offsets of their own.
        origin = f"{name} offset {at}" if at > before else f"{name} record {number}"
        before = max(at, before)
        try:
            piece = _piece(each, origin, replace(walk, given=given), titles or {})
        except InputError as error:
            walk.failed(error)
            continue
        except FAULTS as error:
            walk.failed(_broken(origin, str(error)))
            continue
        if piece is not None:
            yield piece


def _records(stream: BinaryIO, name: str, walk: Walk) -> Iterator[tuple[int, WarcRecord]]:
    """Records with their offsets; a broken stretch is reported once and jumped over."""
    from fastwarc.warc import ArchiveIterator

    start, tries = 0, 0
    base = stream.tell() if stream.seekable() else 0
    while True:
        at = start - 1
        try:
            for each in ArchiveIterator(_Reading(stream), parse_http=False):
                at = start + each.stream_pos
                tries = 0
                yield at, each
        except InputError:
            raise
        except FAULTS as error:
            if not tries:
                walk.failed(_broken(f"{name} offset {max(at, start)}", str(error)))
            tries += 1
            if tries > _MOST_TRIES or not stream.seekable():
                return
            found = _next_start(stream, base, max(at, start) + 1)
            if found is None:
                return
            start = found
            stream.seek(base + start)
        else:
            return


class _Reads(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class _Reading:
    """A stream as FastWARC wants it, read from where it is: its offsets begin at zero."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, _offset: int, _whence: int = 0, /) -> int:
        raise io.UnsupportedOperation("seek")

    def close(self) -> None:
        pass


def _next_start(stream: BinaryIO, base: int, at: int) -> int | None:
    """The first offset from ``at`` on where a record may begin."""
    overlap = 16
    stream.seek(base + at)
    window = b""
    while True:
        data = stream.read(_STEP)
        window += data
        if found := _STARTS.search(window):
            return at + found.start()
        if not data:
            return None
        keep = window[-overlap:]
        at += len(window) - len(keep)
        window = keep


def _piece(each: WarcRecord, origin: str, walk: Walk, titles: Mapping[str, str]) -> Piece | None:
    kind_name = str(each.record_type).rpartition(".")[2].lower()
    kind = _KINDS.get(kind_name)
    url = each.headers.get("WARC-Target-URI")
    if kind is None or not url:
        walk.skip(f"warc_{kind_name}", origin)
        return None
    url = url.strip().removeprefix("<").removesuffix(">")
    headers: dict[str, str] = {}
    length = each.content_length
    media = (each.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    charset = None
    if kind_name == "response":
        if not each.is_http:
            walk.skip("not_http", origin)
            return None
        each.parse_http(quirks_mode=True)
        if each.http_headers is None or each.http_headers.status_code is None:
            raise _broken(origin, "the record ends within its headers")
        if each.http_headers.status_code != 200:
            walk.skip(f"http_{each.http_headers.status_code}", origin)
            return None
        headers = {k.lower(): v for k, v in each.http_headers.items()}
        length = each.content_length
        media = (each.http_content_type or "").strip().lower()
        charset = each.http_charset
    if media not in (_HTML if kind == "html" else {"text/plain"}):
        walk.skip("not_html", origin)
        return None
    data = each.reader.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _large(origin)
    if len(data) < length:
        raise _broken(origin, f"cut off: {len(data):,} bytes of {length:,}")
    data = _plain_body(data, headers, origin)
    if not data.strip():
        walk.skip("empty", origin)
        return None
    warnings = []
    if cut := each.headers.get("WARC-Truncated"):
        warnings.append(
            record.Warning(code="truncated_capture", message=f"the crawler cut the page ({cut})")
        )
    meta = walk.given.meta()
    meta.url = url
    return Piece(
        kind,
        data,
        origin,
        "text/html" if kind == "html" else "text/plain",
        meta,
        charset=charset if kind == "html" else "utf-8",
        fallback=Meta(title=titles.get(url)),
        captured=each.record_date.isoformat() if each.record_date else None,
        warnings=tuple(warnings),
    )


def _plain_body(data: bytes, headers: Mapping[str, str], origin: str) -> bytes:
    """The body without chunks and compression, where the crawler kept them.

    Many crawlers store the body unpacked and leave the headers as they were, so that what does not
    look packed is taken as it is.
    """
    from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader

    if "chunked" in headers.get("transfer-encoding", "").lower() and _chunked(data):
        data = _through(ChunkedReader(io.BytesIO(data)), origin)
    packed = headers.get("content-encoding", "").strip().lower()
    if packed in _UNDECODED or not data:
        return data
    if packed in ("gzip", "x-gzip", "deflate"):
        if data[:2] == b"\x1f\x8b":
            return _through(GzipReader(io.BytesIO(data)), origin)
        if data[:1] == b"\x78":
            return _through(GzipReader(io.BytesIO(data), zlib=True), origin)
        return data
    if packed == "br":
        if data.lstrip()[:1] == b"<":
            return data
        return _through(BrotliReader(io.BytesIO(data)), origin)
    if packed == "zstd":
        from sayso.ingest.unpacking import packing_of, unpacked

        packing = packing_of(data)
        return _through(unpacked(io.BytesIO(data), packing, origin), origin) if packing else data
    raise _broken(origin, f"the content encoding {packed!r} is not known")


def _chunked(data: bytes) -> bool:
    return re.match(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r?\n", data) is not None


def _through(reader: _Reads, origin: str) -> bytes:
    data = bytearray()
    while more := reader.read(MAX_BYTES + 1 - len(data)):
        data += more
        if len(data) > MAX_BYTES:
            raise _large(origin)
    return bytes(data)


def _large(origin: str) -> InputTooLarge:
    return InputTooLarge(
        f"over {MAX_BYTES // 2**20} MB, the limit for one page", source=origin, remedy="leave it"
    )


def _broken(origin: str, problem: str) -> MalformedInput:
    return MalformedInput(
        f"broken record: {problem}",
        source=origin,
        remedy="the rest was read as far as it goes; get the file again for this record",
    )
