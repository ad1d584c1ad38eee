"""The one way in: whatever holds reports, to pieces and pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from sayso.errors import InputError
from sayso.ingest.opening import source_pieces
from sayso.ingest.page import Page
from sayso.ingest.pages import page_of_piece
from sayso.ingest.piece import OnSkip, Piece
from sayso.ingest.walk import Given, OnError, Walk
from sayso.ingest.when import FORMS, from_argument

_MEDIA = {"html": "text/html", "text": "text/plain"}


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
    on_skip: OnSkip | None = None,
) -> Iterator[Page]:
    """Pages of a source: one for a page, one a row, item or file for what holds many.

    The arguments are those of :func:`pieces`.

    Yields:
        Page: Text, blocks and metadata of one report, with the raw bytes.

    Raises:
        InputError: The input cannot be read, and no ``on_error`` is given.
    """
    for piece in pieces(
        source,
        text=text,
        html=html,
        url=url,
        outlet=outlet,
        published=published,
        columns=columns,
        on_error=on_error,
        on_skip=on_skip,
    ):
        try:
            yield page_of_piece(piece)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)


def pieces(
    source: str | Path | None = None,
    *,
    text: str | None = None,
    html: str | bytes | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: str | date | datetime | None = None,
    columns: Mapping[str, str] | None = None,
    on_error: OnError | None = None,
    on_skip: OnSkip | None = None,
) -> Iterator[Piece]:
    """Cut a source into reports, without reading them. A source of any length is streamed.

    The kind of a file is told from its content as much as from its extension: HTML, plain text,
    JSON Lines, JSON, CSV, TSV, Parquet, RSS, Atom, JSON Feed, ninjs, NewsML-G2, NITF, WARC, WACZ,
    lists of addresses (GDELT, Media Cloud, one a line); compressed or in ZIP and tar files too.
    Offsets of plain text are those of the input. Pieces come in a fixed order.

    Args:
        source: A path, a pattern (``pages/*.html``), a folder (read recursively, in order), an
            http(s) URL, an address that fsspec knows (``s3://…``), or ``-`` for standard input.
        text: The words of one report, in place of a source.
        html: The markup of one page, in place of a source.
        url: Where ``text`` or ``html`` came from; alone, it is fetched.
        outlet: Who published it; overrides what the page says.
        published: When; overrides what the page says.
        columns: For tables: our field (text, html, title, url, outlet, published, byline,
            language, id) to the column that holds it. Columns with our names need no mapping.
        on_error: Called with each input that cannot be read; the rest goes on. Without it the
            error is raised.
        on_skip: Called with what is passed over because it is no report.

    Yields:
        Piece: One report's bytes. Give it to :func:`page_of_piece`.

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
        given = Given(url, outlet, _published(published), columns)
        _one_of(source, text, html)
        if text is not None:
            yield _given_piece("text", text, given)
        elif html is not None:
            yield _given_piece("html", html, given)
        else:
            yield from source_pieces(source or "", Walk(given, failed, on_skip))
    except InputError as error:
        failed(error)


def _given_piece(kind: Literal["text", "html"], content: str | bytes, given: Given) -> Piece:
    words = isinstance(content, str)
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return Piece(kind, data, kind, _MEDIA[kind], given.meta(), decoded=words)


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
