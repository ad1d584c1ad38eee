"""The expensive half of ingest: a piece to a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sayso import __version__
from sayso.errors import EmptyInput, InputTooLarge
from sayso.ingest.addresses import fetched
from sayso.ingest.assemble import check_words, page_of
from sayso.ingest.decode import Decoded, clean, decode
from sayso.ingest.draft import Draft, Meta
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.page import Page
from sayso.ingest.piece import Piece
from sayso.ingest.when import is_future
from sayso.record import Extractor


def page_of_piece(piece: Piece) -> Page:
    """Decode a piece and find text, blocks and metadata of its report.

    Args:
        piece: One of :func:`sayso.ingest.pieces`; an address is fetched.

    Raises:
        InputError: It cannot be read or fetched, or there is no report in it.
    """
    piece = fetched(piece)
    meta = replace(piece.meta)
    draft, extractor = _wired(piece, meta) or _written(piece, meta)
    if piece.fallback:
        draft.meta.fill(piece.fallback)
    draft.warnings.extend(piece.warnings)
    _check_capture(draft, piece)
    return page_of(
        draft,
        raw=piece.kept,
        media_type=piece.media_type,
        origin=piece.origin,
        extractor=extractor,
    )


def _wired(piece: Piece, meta: Meta) -> tuple[Draft, Extractor] | None:
    """The draft of a newswire item; None for other pieces."""
    from sayso.ingest.newswire import newsml, ninjs, nitf
    from sayso.ingest.newswire.wire import draft_of

    if piece.kind == "ninjs":
        wire = ninjs.read(decode(piece.data, source=piece.origin).text, piece.origin)
    elif piece.kind == "newsml":
        wire = newsml.read(piece.data, piece.origin)
    elif piece.kind == "nitf":
        wire = nitf.read(piece.data, piece.origin)
    else:
        return None
    wire.markup = clean(wire.markup)
    draft = draft_of(wire, meta, piece.origin)
    check_words(draft.text, piece.origin)
    return draft, Extractor(name="sayso.newswire", version=__version__)


def _written(piece: Piece, meta: Meta) -> tuple[Draft, Extractor]:
    """The draft of a page, a text or an item of a feed."""
    from sayso.ingest.html import draft_of, extractor, fragment_draft

    decoded = _decoded(piece)
    words = decoded.text
    if piece.kind == "fragment":
        draft = fragment_draft(clean(words), meta)
        check_words(draft.text, piece.origin)
        return draft, extractor()
    _check(words, piece.origin)
    if piece.kind == "html":
        draft = draft_of(clean(words), url=meta.url, given=meta, origin=piece.origin)
        maker = extractor()
    else:
        draft, maker = _plain(clean(words), meta, piece.origin)
    if decoded.problem:
        draft.warn("wrong_encoding", decoded.problem)
    return draft, maker


def _decoded(piece: Piece) -> Decoded:
    if piece.decoded:
        return Decoded(piece.data.decode("utf-8", "surrogatepass"), "utf-8")
    return decode(piece.data, declared=piece.charset, source=piece.origin)


def _check_capture(draft: Draft, piece: Piece) -> None:
    """A page is not published after it was captured. The capture is never taken for the time."""
    captured, published = piece.captured, draft.meta.published
    if captured is None:
        return
    if published is None:
        draft.warn("captured", f"captured on {captured}: published then or before")
    elif is_future(published, datetime.fromisoformat(captured)):
        draft.warn(
            "published_after_capture",
            f"published {published} by the page, which was captured on {captured}",
        )


def _plain(words: str, meta: Meta, origin: str) -> tuple[Draft, Extractor]:
    from sayso.ingest.plain import draft_of

    check_words(words, origin)
    return draft_of(words, meta), Extractor(name="sayso.plain", version=__version__)


def _check(words: str, origin: str) -> None:
    if not words.strip("\ufeff\0 \t\r\n\f\v\xa0"):
        raise EmptyInput("empty", source=origin, remedy="give the words of a report")
    if len(words) > MAX_BYTES:
        raise InputTooLarge(
            f"over {MAX_BYTES // 2**20} MB, the limit for one page",
            source=origin,
            remedy="split it into one text a report",
        )
