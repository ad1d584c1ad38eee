"""Arrays of many reports as a few rows, one a batch; small ones are joined as others are added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from sayso.store.memory_tables import LinkArrayRow

if TYPE_CHECKING:
    from sayso.linking.copies.fingerprints import Fingerprints
    from sayso.linking.stories.term_table import TermTable

Kind = Literal["fingerprints", "terms"]

_LARGEST = 1 << 28
"""Bytes of an array that no other is joined to: engines limit what a row may hold."""


def arrays(session: Session, kind: Kind) -> list[bytes]:
    """The arrays of a kind, in the order of their reports."""
    query = select(LinkArrayRow.array).where(LinkArrayRow.kind == kind)
    return list(session.scalars(query.order_by(LinkArrayRow.first)))


def numbers_given(session: Session) -> int:
    """How many numbers linked reports were given, those that were forgotten included."""
    query = select(func.max(LinkArrayRow.first + LinkArrayRow.size))
    return session.scalar(query) or 0


def add_arrays(
    session: Session, first: int, size: int, fingerprints: Fingerprints, table: TermTable
) -> None:
    """Remember the arrays of reports that were linked.

    Args:
        session: An open session.
        first: The number of the first of these reports.
        size: How many reports these are.
        fingerprints: Their shingles.
        table: Their terms.
    """
    for kind, blob in (("fingerprints", fingerprints.to_bytes()), ("terms", table.to_bytes())):
        row = {"kind": kind, "first": first, "size": size, "array": blob}
        session.execute(insert(LinkArrayRow), [row])
    _join(session, "fingerprints")
    _join(session, "terms")


def _join(session: Session, kind: Kind) -> None:
    """Join the last array to the one before while that one is not twice as long.

    So there are never more rows than the logarithm of the number of reports, and a report's part
    is written anew no more often than that.
    """
    row = LinkArrayRow
    query = (
        select(row.number, row.first, row.size, row.array)
        .where(row.kind == kind)
        .order_by(row.first.desc())
        .limit(2)
    )
    while len(rows := session.execute(query).all()) == 2:
        last, before = rows
        if before.size >= 2 * last.size or len(before.array) + len(last.array) > _LARGEST:
            return
        session.execute(delete(row).where(row.number.in_([last.number, before.number])))
        joined = {
            "kind": kind,
            "first": before.first,
            "size": before.size + last.size,
            "array": _joined(kind, before.array, last.array),
        }
        session.execute(insert(row), [joined])


def _joined(kind: Kind, one: bytes, two: bytes) -> bytes:
    from sayso.linking.copies.fingerprints import Fingerprints
    from sayso.linking.stories.term_table import TermTable

    if kind == "fingerprints":
        return Fingerprints.from_bytes(one).added(Fingerprints.from_bytes(two)).to_bytes()
    return TermTable.joined([TermTable.from_bytes(one), TermTable.from_bytes(two)]).to_bytes()
