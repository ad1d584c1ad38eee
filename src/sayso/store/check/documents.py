"""Whether bytes are those that came in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from sqlalchemy import LargeBinary, select, type_coerce
from sqlalchemy.orm import Session

from sayso.store.packing import Damaged, unpack
from sayso.store.tables import DocumentRow

_TOGETHER = 32
"""Documents in memory at once; a page may have megabytes."""


def document_faults(session: Session, progress: Callable[[str, int], object]) -> Iterator[str]:
    """Documents whose bytes are not of the digest and size that are written beside them."""
    # Packed as they are: what cannot be unpacked is a fault of one row, not the end of the check.
    raw = type_coerce(DocumentRow.raw, LargeBinary)
    query = (
        select(DocumentRow.number, DocumentRow.sha256, DocumentRow.size, raw.label("raw"))
        .order_by(DocumentRow.number)
        .limit(_TOGETHER)
    )
    last, done = 0, 0
    while rows := session.execute(query.where(DocumentRow.number > last)).all():
        for number, sha256, size, packed in rows:
            fault = None if packed is None else _fault(packed, sha256, size)
            if fault:
                yield f"documents row {number}: {fault}"
        last = rows[-1].number
        done += len(rows)
        progress("documents", done)


def _fault(packed: bytes, sha256: str, size: int) -> str | None:
    try:
        raw = unpack(packed)
    except Damaged as error:
        return f"its bytes are damaged ({error})"
    if len(raw) != size:
        return f"it has {len(raw)} bytes, and {size} are written down"
    if hashlib.sha256(raw).hexdigest() != sha256:
        return "its SHA-256 is not that of its bytes"
    return None
