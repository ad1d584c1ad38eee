"""The one way in: whatever holds reports, to pages."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from sayso.errors import EmptyInput, InputError, InputTooLarge, UnsupportedInput
from sayso.ingest import tables
from sayso.ingest.decode import clean, decode
from sayso.ingest.draft import Draft, Meta
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.page import Page
from sayso.ingest.sniff import EXTENSIONS, HEAD, Kind, kind_of
from sayso.ingest.when import FORMS, from_argument, to_iso
from sayso.record import Extractor

if TYPE_CHECKING:
    from sayso.ingest.feeds import Item

OnError = Callable[[InputError], None]

STDIN = "-"
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MEDIA: dict[Kind, str] = {"html": "text/html", "text": "text/plain", "feed": "application/xml"}


def load(
    source: str | Path | None = None,
    *,
    text: str | None = None,
    html: str | bytes | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: str | date | datetime | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: OnError | None = None,
) -> Iterator[Page]:
    """Pages of a source: one for a page, one a row, item or file for what holds many.

    The kind of a file is told from its content as much as from its extension: HTML, plain text,
    JSON Lines, JSON, CSV, TSV, RSS, Atom, JSON Feed. Offsets of plain text are those of the input.

    Args:
        source: A path, a folder (read recursively, in order), an http(s) URL, or ``-`` for
            standard input.
        text: The words of one report, in place of a source.
        html: The markup of one page, in place of a source.
        url: Where ``text`` or ``html`` came from; alone, it is fetched.
        outlet: Who published it; overrides what the page says.
        published: When; overrides what the page says.
        columns: For tables: our field (text, html, title, url, outlet, published, byline,
            language, id) to the column that holds it. Columns with our names need no mapping.
        on_error: Called with each input that cannot be read; the rest goes on. Without it the
            error is raised.

    Yields:
        Page: Text, blocks and metadata of one report, with the raw bytes.

    Raises:
        InputError: The input cannot be read, and no ``on_error`` is given.
    """

    def failed(error: InputError) -> None:
        if on_error is None:
            raise error
        on_error(error)

    try:
        if source is None and text is None and html is None and url is not None:
            source, url = url, None
        given = _Given(url, outlet, _published(published), columns)
        _one_of(source, text, html)
        if text is not None:
            yield _text_page(text, given, text.encode("utf-8", "surrogatepass"), "text")
        elif html is not None:
            if isinstance(html, bytes):
                decoded = decode(html, source="html")
                yield _html_page(decoded.text, given, html, "html", problem=decoded.problem)
            else:
                yield _html_page(html, given, html.encode("utf-8", "surrogatepass"), "html")
        else:
            yield from _source(source or "", given, failed)
    except InputError as error:
        failed(error)


@dataclass(frozen=True, slots=True)
class _Given:
    """What the caller says."""

    url: str | None
    outlet: str | None
    published: str | None
    columns: Mapping[str, str] | None

    def meta(self) -> Meta:
        return Meta(outlet=self.outlet, published=self.published, url=self.url)


def _one_of(*sources: str | bytes | Path | None) -> None:
    if sum(source is not None for source in sources) != 1:
        raise InputError(
            "give exactly one of source, text and html",
            remedy="a path, a URL, '-' for standard input, text='…' or html='…'",
        )
    named = sources[0]
    if named is not None and not str(named).strip():
        raise InputError(
            "is an empty name",
            source="input",
            remedy="name a file, a folder or an address, or give text=",
        )


def _published(value: str | date | datetime | None) -> str | None:
    if value is None:
        return None
    iso = from_argument(value)
    if iso is None:
        raise InputError(f"published={value!r} is not a date", remedy=f"write it as {FORMS}")
    return iso


def _source(source: str | Path, given: _Given, failed: OnError) -> Iterator[Page]:
    name = str(source)
    if name == STDIN:
        yield from _stream(cast("BinaryIO", sys.stdin.buffer), "standard input", given, failed)
        return
    if isinstance(source, str) and _URL.match(source):
        yield from _address(source, given, failed)
        return
    path = Path(source)
    if _is_folder(path, name):
        yield from _folder(path, given, failed)
        return
    with _opened(path, name) as stream:
        yield from _stream(stream, name, given, failed)


def _is_folder(path: Path, name: str) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError) as error:
        raise InputError(
            "not a path", source=f"{name[:60]}…", remedy="to read words, pass them as text="
        ) from error


@contextmanager
def _opened(path: Path, name: str) -> Iterator[BinaryIO]:
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(
            f"cannot be opened: {reason}",
            source=name,
            remedy="check the path; to read words, pass them as text=",
        ) from error
    with stream:
        yield stream


def _folder(folder: Path, given: _Given, failed: OnError) -> Iterator[Page]:
    """Files of known kinds, in order of their paths; hidden ones and saved assets are left out."""
    paths: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".") and not f.endswith("_files")]
        paths += [
            Path(parent) / f
            for f in files
            if not f.startswith(".") and Path(f).suffix.lower() in EXTENSIONS
        ]
    if not paths:
        raise EmptyInput(
            "no file in the folder that is read",
            source=str(folder),
            remedy=f"read are {' '.join(EXTENSIONS)}",
        )
    for path in sorted(paths):
        try:
            with _opened(path, str(path)) as stream:
                yield from _stream(stream, str(path), given, failed)
        except InputError as error:
            failed(error)


def _address(url: str, given: _Given, failed: OnError) -> Iterator[Page]:
    from sayso.ingest.fetch import fetch

    fetched = fetch(url)
    given = _Given(given.url or fetched.url, given.outlet, given.published, given.columns)
    stream = io.BytesIO(fetched.data)
    yield from _stream(stream, url, given, failed, charset=fetched.charset)


def _stream(
    stream: BinaryIO, name: str, given: _Given, failed: OnError, *, charset: str | None = None
) -> Iterator[Page]:
    """Read a stream of any kind. Tables are read row by row, however long they are."""
    head = stream.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise EmptyInput("empty", source=name, remedy="give a file with a report in it")
    kind = kind_of(head, name, complete=len(head) < HEAD)
    rest = cast("BinaryIO", io.BufferedReader(_Rejoined(head, stream)))
    if kind in ("jsonl", "csv", "tsv"):
        yield from _table(rest, kind, name, given, failed)
        return
    data = rest.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputTooLarge(
            f"over {MAX_BYTES // 2**20} MB, the limit for one page",
            source=name,
            remedy="split it into one file a report, or a JSONL file with one report a line",
        )
    if kind == "json":
        yield from _json(data, name, given, failed)
    elif kind == "feed":
        from sayso.ingest.feeds import xml_items

        yield from _items(xml_items(data, name), name, given, failed)
    else:
        decoded = decode(data, declared=charset, source=name)
        page = _html_page if kind == "html" else _text_page
        yield page(decoded.text, given, data, name, problem=decoded.problem)


class _Rejoined(io.RawIOBase):
    """A stream with its head put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data: bytes | memoryview
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _json(data: bytes, name: str, given: _Given, failed: OnError) -> Iterator[Page]:
    from sayso.ingest.feeds import is_json_feed, json_items

    try:
        value = json.loads(decode(data, source=name).text)
    except (ValueError, RecursionError):
        value = None  # the table says where it is malformed
    if is_json_feed(value):
        yield from _items(json_items(value, name), name, given, failed)
        return
    if isinstance(value, dict) and str(value.get("schema", "")).startswith("sayso/"):
        raise UnsupportedInput(
            "a record that sayso wrote, not a report", source=name, remedy="give the report itself"
        )
    yield from _table(io.BytesIO(data), "json", name, given, failed)


def _table(
    stream: BinaryIO, kind: Kind, name: str, given: _Given, failed: OnError
) -> Iterator[Page]:
    columns = tables.Columns(given.columns, name)
    if kind in ("csv", "tsv"):
        rows = tables.csv_rows(stream, columns, failed, tabs=kind == "tsv")
    else:
        rows = tables.json_rows(stream, columns, failed, whole=kind == "json")
    for row in rows:
        try:
            yield _row_page(row, name, given)
        except InputError as error:
            failed(error)


def _row_page(row: tables.Row, name: str, given: _Given) -> Page:
    cells = row.fields
    own = f" ({cells['id']})" if "id" in cells else ""
    origin = f"{name} {row.place}{own}"
    published = given.published
    if published is None and "published" in cells:
        published = to_iso(cells["published"])
        if published is None:
            raise InputError(
                f"{cells['published']!r} is not a date",
                source=origin,
                remedy=f"write it as {FORMS}",
            )
    meta = Meta(
        outlet=given.outlet or cells.get("outlet"),
        title=cells.get("title"),
        byline=cells.get("byline"),
        published=published,
        url=cells.get("url") or given.url,
        language=cells.get("language"),
    )
    if "text" in cells:
        return _text_page(cells["text"], meta, row.raw, origin)
    if "html" in cells:
        return _html_page(cells["html"], meta, row.raw, origin)
    raise EmptyInput("no text in the row", source=name, place=row.place, remedy="leave it out")


def _items(items: Iterator[Item], name: str, given: _Given, failed: OnError) -> Iterator[Page]:
    from sayso.ingest.assemble import check_words, page_of
    from sayso.ingest.html import extractor, fragment_draft

    for item in items:
        origin = f"{name} {item.place}"
        meta = Meta(outlet=given.outlet, published=given.published)
        meta.fill(item.meta)
        try:
            if not item.markup.strip() and not meta.title:
                raise EmptyInput("nothing in the item", source=name, place=item.place)
            draft = fragment_draft(clean(item.markup), meta)
            check_words(draft.text, origin)
            if item.summary_only:
                draft.warn("summary_only", "the feed gives a summary, not the report")
            if item.problem:
                draft.warn("malformed_feed", item.problem)
            yield page_of(
                draft,
                raw=item.raw,
                media_type="application/json",
                origin=origin,
                extractor=extractor(),
            )
        except InputError as error:
            failed(error)


def _text_page(
    words: str, given: _Given | Meta, raw: bytes, origin: str, *, problem: str | None = None
) -> Page:
    from sayso import __version__
    from sayso.ingest.assemble import check_words
    from sayso.ingest.plain import draft_of

    _check(words, origin)
    words = clean(words)
    check_words(words, origin)
    draft = draft_of(words, given.meta() if isinstance(given, _Given) else given)
    return _page(
        draft, "text", raw, origin, Extractor(name="sayso.plain", version=__version__), problem
    )


def _html_page(
    markup: str, given: _Given | Meta, raw: bytes, origin: str, *, problem: str | None = None
) -> Page:
    from sayso.ingest.html import draft_of, extractor

    _check(markup, origin)
    meta = given.meta() if isinstance(given, _Given) else given
    draft = draft_of(clean(markup), url=meta.url, given=meta, origin=origin)
    return _page(draft, "html", raw, origin, extractor(), problem)


def _page(
    draft: Draft, kind: Kind, raw: bytes, origin: str, extractor: Extractor, problem: str | None
) -> Page:
    from sayso.ingest.assemble import page_of

    if problem:
        draft.warn("wrong_encoding", problem)
    return page_of(draft, raw=raw, media_type=_MEDIA[kind], origin=origin, extractor=extractor)


def _check(words: str, origin: str) -> None:
    if not words.strip("\ufeff\0 \t\r\n\f\v\xa0"):
        raise EmptyInput("empty", source=origin, remedy="give the words of a report")
    if len(words) > MAX_BYTES:
        raise InputTooLarge(
            f"over {MAX_BYTES // 2**20} MB, the limit for one page",
            source=origin,
            remedy="split it into one text a report",
        )
