"""What there is to link: reports that are new, or all of them anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from sayso.errors import StoreError
from sayso.linking import Linked, Memory
from sayso.linking.memory import EventKey, Nothing, Torn
from sayso.record import Report, TollRule
from sayso.store import report_queries
from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.ids import batched
from sayso.store.link_memory import StoredMemory
from sayso.store.memory_tables import MEMORY, LinkedReportRow
from sayso.store.official import official_records
from sayso.store.tables import (
    CopyRow,
    IncidentMemberRow,
    IncidentRow,
    LinkRunRow,
    OriginRow,
    ReadingRow,
    ReportRow,
)
from sayso.store.views import LinkSummary

MOST_CHANGED = 0.2
"""Share of the linked reports from which on, when they have changed, all are linked anew."""
_TOGETHER = 64
"""Records of reports whose JSON is held in memory at once."""
PART = 10_000
"""New reports that are linked together; more are linked part by part, the earliest first, so that
the memory that it takes is bounded. Linking all anew takes them all at once."""


@dataclass(frozen=True)
class Task:
    """What is to be linked, as one state of the database has it."""

    reports: list[Report]
    waiting: int
    """How many reports are to be linked, these and later parts."""
    memory: Memory
    before: Mapping[EventKey, str]
    """For a linking of all anew: the incident that each event was in."""
    forgotten: Collection[int]
    """Numbers of linked reports that are linked again, as they read now."""
    torn: Torn
    anew: bool
    last_reading: int
    last_review: int
    last_run: int | None


def last_rule(session: Session) -> TollRule:
    """The rule of the last run; ``ucdp`` before the first."""
    query = select(LinkRunRow.rule).order_by(LinkRunRow.number.desc()).limit(1)
    found = session.scalar(query)
    return next((rule for rule in get_args(TollRule) if rule == found), "ucdp")


def task(session: Session, rule: TollRule, *, full: bool) -> Task:
    """What there is to link.

    Reports that were read again since the last run, or were changed by their outlets or by what
    people decided about them, are linked again as if they were new. All are linked anew when that
    are many, and when the last run was by another version or rule: what is remembered no longer
    holds.

    Args:
        session: An open session, used as long as the task is at work.
        rule: The rule of the tolls.
        full: Link all anew in any case.
    """
    run = session.scalar(select(LinkRunRow).order_by(LinkRunRow.number.desc()).limit(1))
    same = run is not None and (run.version, run.rule) == (MEMORY, rule)
    known = session.scalar(select(func.count()).select_from(LinkedReportRow)) or 0
    changed = _changed(session, run) if run is not None else {}
    many = len(changed) > MOST_CHANGED * known
    anew = full or (run is not None and (not same or not known or many))
    if anew:
        changed = {}
    every = session.scalar(select(func.count()).select_from(ReportRow)) or 0
    return Task(
        reports=[*_records(session, changed.values()), *_reports(session, every=anew)],
        waiting=every if anew else every - known + len(changed),
        memory=StoredMemory(session, changed) if known and not anew else Nothing(),
        before=_homes(session) if anew else {},
        forgotten=list(changed),
        torn=_torn(session, changed),
        anew=anew,
        last_reading=report_queries.newest_reading(session),
        last_review=newest_review(session),
        last_run=run.number if run else None,
    )


def check_last_run(session: Session, number: int | None) -> None:
    """Make sure that no other program has linked since a task was made.

    Raises:
        StoreError: One has; what this one found no longer fits.
    """
    newest = session.scalar(select(func.max(LinkRunRow.number)))
    if newest != number:
        raise StoreError(
            "another program linked the collection at the same time",
            remedy="run `sayso link` again; it links what is left",
        )


def summary(session: Session, todo: Task, linked: Linked | None, seconds: float) -> LinkSummary:
    """How much was linked, and how much there is now."""

    def count(table: type[CopyRow | IncidentRow | LinkedReportRow]) -> int:
        return session.scalar(select(func.count()).select_from(table)) or 0

    now = {incident.id for incident in linked.incidents} if linked else set()
    led: dict[str, set[str]] = {}
    for old, new in linked.forwards if linked else ():
        led.setdefault(old, set()).update([new] if new else [])
    homes = [len(to) + (old in now) for old, to in led.items()]
    return LinkSummary(
        linked=len(todo.reports),
        anew=todo.anew or todo.last_run is None,
        reports=count(LinkedReportRow),
        copies=count(CopyRow),
        origins=session.scalar(select(func.count(OriginRow.id.distinct()))) or 0,
        incidents=count(IncidentRow),
        merged=sum(n == 1 for n in homes),
        split=sum(n > 1 for n in homes),
        seconds=round(seconds, 2),
    )


def newest_review(session: Session) -> int:
    """Number of the newest change of a record by people; 0 where there was none."""
    return session.scalar(select(func.max(ReviewedReportRow.version))) or 0


def _changed(session: Session, run: LinkRunRow) -> dict[int, int]:
    """Linked reports with another record than before: the number of each as linked, and stored."""
    linked = select(LinkedReportRow.number, LinkedReportRow.report)
    read = linked.join(ReadingRow, LinkedReportRow.report == ReadingRow.report).where(
        ReadingRow.number > run.last_reading
    )
    reviewed = linked.join(
        ReviewedReportRow, LinkedReportRow.report == ReviewedReportRow.report
    ).where(ReviewedReportRow.version > run.last_review)
    rows = session.execute(union(read, reviewed).order_by("number"))
    return {row.number: row.report for row in rows}


def _torn(session: Session, changed: Mapping[int, int]) -> Torn:
    """The incidents of changed reports, and the reports that have text in common with them."""
    incidents: set[str] = set()
    others: set[str] = set()
    for some in batched(changed.values()):
        ids = list(session.scalars(select(ReportRow.id).where(ReportRow.number.in_(some))))
        members = IncidentMemberRow
        incidents.update(session.scalars(select(members.incident).where(members.report.in_(ids))))
        for one, other in (
            (CopyRow.from_report, CopyRow.to_report),
            (CopyRow.to_report, CopyRow.from_report),
        ):
            others.update(session.scalars(select(other).where(one.in_(ids))))
    numbers: set[int] = set()
    for some_ids in batched(others):
        linked = (
            select(LinkedReportRow.number)
            .join(ReportRow, ReportRow.number == LinkedReportRow.report)
            .where(ReportRow.id.in_(some_ids))
        )
        numbers.update(session.scalars(linked))
    return Torn(frozenset(incidents), frozenset(numbers - changed.keys()))


def _records(session: Session, numbers: Iterable[int]) -> list[Report]:
    """The current records of some reports."""
    found: list[Report] = []
    for some in batched(numbers):
        rows = session.scalars(official_records().where(ReportRow.number.in_(some)))
        found.extend(Report.model_validate_json(record) for record in rows)
    return found


def _reports(session: Session, *, every: bool) -> list[Report]:
    """The current records of all reports, or of some of those that were not linked yet."""
    query = official_records().order_by(ReportRow.instant.nulls_last(), ReportRow.number)
    if not every:
        query = query.outerjoin(LinkedReportRow, LinkedReportRow.report == ReportRow.number)
        query = query.where(LinkedReportRow.number.is_(None)).limit(PART)
    rows = session.scalars(query.execution_options(yield_per=_TOGETHER))
    return [Report.model_validate_json(record) for record in rows]


def _homes(session: Session) -> dict[EventKey, str]:
    """The incident that each event is in."""
    members = IncidentMemberRow
    rows = session.execute(select(members.report, members.event, members.incident))
    return {(row.report, row.event): row.incident for row in rows}
