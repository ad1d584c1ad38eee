"""A piece: one report as it lies in a source, cut out and not read.

Reading a source has two halves. Cutting it into pieces is cheap and runs in one process; making a
page of a piece is the expensive half and runs wherever there is room. A piece therefore can be
pickled, and the n-th piece of a source is the same in every run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from sayso import record
from sayso.ingest.draft import Meta

PieceKind = Literal["html", "text", "fragment", "address", "ninjs", "newsml", "nitf"]
"""How a piece is read: ``fragment`` is the markup of a feed's item, all of it body; ``address``
has no bytes yet and is fetched from ``meta.url``; the last three are newswire formats."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One report's bytes as they came.

    Attributes:
        kind: How to read it.
        data: The bytes to read.
        origin: Where it came from, for messages: file and record, line or offset. No other piece
            of the source has the same.
        media_type: The kind of the bytes that are kept.
        meta: What the caller and the container say of the report. It overrides the page.
        charset: The encoding that the container declares (an HTTP header).
        raw: The bytes that are kept when it is not ``data`` (the row of a table).
        decoded: ``data`` is UTF-8 that was written here, not bytes of unknown encoding.
        fallback: What the container says that counts only where the page says nothing.
        captured: When an archive fetched it, in ISO 8601. Not the time of publication.
        warnings: What was wrong with the container, for the record.
    """

    kind: PieceKind
    data: bytes
    origin: str
    media_type: str
    meta: Meta = field(default_factory=Meta)
    charset: str | None = None
    raw: bytes | None = None
    decoded: bool = False
    fallback: Meta | None = None
    captured: str | None = None
    warnings: tuple[record.Warning, ...] = ()

    @property
    def kept(self) -> bytes:
        """The bytes that a collection keeps."""
        return self.data if self.raw is None else self.raw


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a source that is no report and was passed over: no error, but counted.

    Attributes:
        reason: A short code: ``warc_request``, ``http_404``, ``not_html``, ``same_address``.
        origin: What was passed over.
    """

    reason: str
    origin: str


OnSkip = Callable[[Skipped], None]
"""Called with each thing that was passed over."""
