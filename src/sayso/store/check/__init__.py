"""Whether all that is stored holds together: keys, digests, spans, references, indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from sayso.store.check.changes import change_faults
from sayso.store.check.desk import desk_faults
from sayso.store.check.documents import document_faults
from sayso.store.check.incidents import incident_faults
from sayso.store.check.readings import reading_faults
from sayso.store.check.references import reference_faults
from sayso.store.engines import Dialect

Progress = Callable[[str, int], object]


def faults(
    session: Session, dialect: Dialect, *, quick: bool, progress: Progress | None
) -> Iterator[str]:
    """What is wrong, a line each with the table and the row.

    Args:
        session: An open session; all is checked in one state of the database.
        dialect: The database's engine.
        quick: Only what the engine finds by itself.
        progress: Called now and then with what is checked and how many rows of it were.
    """
    report = progress or _quiet
    report("engine", 0)
    found = dialect.check(session.connection())
    yield from found
    if quick:
        return
    yield from reference_faults(session, report)
    yield from incident_faults(session, report)
    yield from change_faults(session, report)
    yield from desk_faults(session, report)
    yield from document_faults(session, report)
    yield from reading_faults(session, dialect, report)


def _quiet(_: str, __: int) -> None:
    pass
