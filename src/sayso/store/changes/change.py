"""A change of an incident or a report, and the times by which changes are told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sayso.errors import StoreError
from sayso.store.changes.table import ChangeRow
from sayso.store.tables import ReadingRow, ReportRow

What = Literal["added", "updated", "merged", "split", "deleted", "restored"]
By = Literal["linking", "reader", "outlet", "person"]
INCIDENTS = (ChangeRow.id >= "i_", ChangeRow.id < "i`")
"""The sign after ``_`` in the order of code points is the backtick."""
_BEGINNING = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an incident or a report since a time.

    Attributes:
        id: Of the incident or the report.
        what: What became of it in all.
        when: When it was last changed (UTC, ISO 8601).
        into: Of an incident that was merged or split: the incidents that hold its events now.
        from_: Incidents that were merged into it, or from which it was split, since then.
        by: Who made the last of the changes.
        n: How many changes there were.
        here: Whether it is there now, and fits what was asked for.
    """

    id: str
    kind: Literal["incident", "report"]
    what: What
    when: str
    into: tuple[str, ...]
    from_: tuple[str, ...]
    by: By
    n: int
    here: bool


def since_time(since: str | date) -> str:
    """A time as the log has it: UTC, ISO 8601. A day is its beginning in UTC.

    Args:
        since: ``2026-11-01``, or ``2026-11-01T15:00:00+01:00``; without a zone it is UTC.

    Raises:
        StoreError: It is neither a day nor a time.
    """
    given = since.isoformat() if isinstance(since, date) else since.strip()
    try:
        time = datetime.fromisoformat(given)
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise StoreError(
            f"neither a day nor a time: {given[:50]}",
            remedy="write it as 2026-11-01 or 2026-11-01T15:00:00+01:00",
        ) from None
    return time.isoformat()


def as_of(session: Session) -> str:
    """The moment after the last change that a state of the database has.

    Whoever gives it as ``since`` later is told of all that this state does not have: those who
    write take turns, so that what is committed later has a later time.
    """
    newest = (
        select(func.max(ChangeRow.made)),
        select(ReadingRow.made).order_by(ReadingRow.number.desc()).limit(1),
        select(ReportRow.added).order_by(ReportRow.number.desc()).limit(1),
    )
    last = max((session.scalar(query) or _BEGINNING) for query in newest)
    return (datetime.fromisoformat(last) + timedelta(microseconds=1)).isoformat()
