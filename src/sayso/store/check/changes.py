"""Whether the log of changes ends with what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sayso.store.changes.log import GONE, last_changes, states
from sayso.store.changes.table import ChangeRow
from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.tables import ReportRow


def change_faults(session: Session, progress: Callable[[str, int], object]) -> Iterator[str]:
    """Incidents and rejected reports of which the log says otherwise."""
    known = last_changes(session, None)
    try:
        now = states(session, None, {})
    except ValidationError:
        return  # a record that is none is told of by itself
    for id_ in sorted({*known, *now}):
        digest = now.get(id_, GONE).digest
        if known.get(id_) == digest:
            continue
        if digest is None:
            yield f"changes: the last of {id_} says that it is there, and it is not"
        elif known.get(id_) is None:
            yield f"changes: nothing says that {id_} is there"
        else:
            yield f"changes: the last of {id_} is of another content than it has"
    progress("changes", len(known))
    yield from _report_faults(session)


def _report_faults(session: Session) -> Iterator[str]:
    row, made = ChangeRow, ReviewedReportRow
    newest = select(func.max(row.number)).where(row.id >= "r_", row.id < "r`").group_by(row.id)
    gone = select(row.id).where(row.number.in_(newest), row.digest.is_(None))
    known = set(session.scalars(gone))
    hidden = select(ReportRow.id).join(made, made.report == ReportRow.number).where(made.hidden)
    for id_ in sorted(known ^ set(session.scalars(hidden))):
        says = "rejected, and it is not" if id_ in known else "there, and it was rejected"
        yield f"changes: the last of {id_} says that it is {says}"
