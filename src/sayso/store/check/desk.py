"""Whether the queue shows reports as links and decisions say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from sayso.review.decision import Decision
from sayso.store.decisions import find_decisions
from sayso.store.desk_tables import IncidentLineRow, ReportMarkRow
from sayso.store.incident_lines import official_members
from sayso.store.leads import leads
from sayso.store.marks import marks
from sayso.store.tables import ReportRow


def desk_faults(session: Session, progress: Callable[[str, int], object]) -> Iterator[str]:
    """Columns and rows of the queue that are not what they are made of."""
    yield from _lead_faults(session)
    yield from _contested_faults(session)
    progress("reports", 0)
    yield from _mark_faults(session)
    progress("report_marks", 0)


def _lead_faults(session: Session) -> Iterator[str]:
    wanted = leads(session)
    query = select(ReportRow.number, ReportRow.lead).where(ReportRow.lead.is_not(None))
    found = {row.number: row.lead for row in session.execute(query)}
    for number in sorted({*wanted, *found}):
        if wanted.get(number) != found.get(number):
            yield (
                f"reports row {number}: lead is {found.get(number)},"
                f" and {wanted.get(number)} by the copies"
            )


def _contested_faults(session: Session) -> Iterator[str]:
    members = official_members()
    contested = (
        select(members.c.report)
        .join(IncidentLineRow, IncidentLineRow.id == members.c.incident)
        .where(
            IncidentLineRow.contested != "",
            IncidentLineRow.official,
            IncidentLineRow.hidden.is_(False),
        )
    )
    wanted = set(session.scalars(contested))
    found = set(session.scalars(select(ReportRow.id).where(ReportRow.contested)))
    there = set(session.scalars(select(ReportRow.id))) if wanted - found else set()
    for id_ in sorted(found ^ (wanted & (found | there))):
        yield f"reports row of {id_}: contested is not what its incidents say"


def _mark_faults(session: Session) -> Iterator[str]:
    decided: dict[str, list[Decision]] = {}
    for decision in find_decisions(session, None, replaced=True):
        if decision.reading is not None:
            decided.setdefault(decision.record, []).append(decision)
    found: dict[str, dict[tuple[str, str], tuple[bool, bool]]] = {}
    query = select(ReportRow.id, ReportMarkRow).join(
        ReportMarkRow, ReportMarkRow.report == ReportRow.number
    )
    for id_, row in session.execute(query):
        found.setdefault(id_, {})[row.who, row.stage] = (row.done, row.flagged)
    for id_ in sorted({*decided, *found}):
        if found.get(id_, {}) != marks(decided.get(id_, ())):
            yield f"report_marks of {id_}: not what was decided about it"
