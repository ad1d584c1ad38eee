"""What people have made of reports and incidents, as rows beside those of the machine."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from sayso.errors import NotFound
from sayso.record import Report
from sayso.store.bulk_prepare import REPORT_COLUMNS, columns_of
from sayso.store.changes.log import IncidentLog, text_digest, write_changes
from sayso.store.decisions import current, this_moment
from sayso.store.desk_tables import (
    IncidentLineRow,
    ReportMarkRow,
    ReviewedIncidentRow,
    ReviewedMemberRow,
    ReviewedReportRow,
)
from sayso.store.flatten import cleaned, held, shown_facets
from sayso.store.ids import batched
from sayso.store.incident_lines import (
    joined,
    line_values,
    mark_contested,
    origin_names,
    reports_of,
)
from sayso.store.report_queries import current_reading
from sayso.store.tables import (
    DecisionRow,
    ReadingRow,
    ReportFacetRow,
    ReportRow,
)

if TYPE_CHECKING:
    from sayso.review.incidents import IncidentReview

REAL = ("happened", "ongoing")
"""Statuses of events whose dead a list counts."""


@dataclass(frozen=True, slots=True)
class ReviewedReport:
    """What people have made of a report.

    Attributes:
        report: Its id.
        decision: Number of the newest decision about it that this is made of.
        reading: Number of the reading that this is made of.
        record: The record; None: as the machine reads it.
        hidden: It was rejected as a whole. Linking takes what the record has, so that one without
            events tells of nothing.
    """

    report: str
    decision: int
    reading: int
    record: Report | None
    hidden: bool = False


def save_reviewed(
    session: Session,
    made: Iterable[ReviewedReport | IncidentReview],
    *,
    decision: int | None = None,
) -> None:
    """Write down what people have made of records; see :func:`save_report`.

    Args:
        session: Inside a transaction that holds the writers' lock.
        made: What they made of each.
        decision: The decision of which that came, where it was one.

    Raises:
        NotFound: There is no such report.
    """
    incidents: list[IncidentReview] = []
    for each in made:
        if isinstance(each, ReviewedReport):
            save_report(session, each)
        else:
            incidents.append(each)
    if incidents:
        save_incidents(session, incidents, decision=decision)


def save_report(session: Session, reviewed: ReviewedReport) -> None:
    """Write down what people have made of a report.

    What is made of fewer decisions than what is there, or of a reading that is no longer the
    current one, is passed over: it came too late.

    Raises:
        NotFound: There is no such report.
    """
    connection = session.connection()
    found = current(connection, reviewed.report)
    if found is None:
        raise NotFound(f"no report {reviewed.report}")
    number, reading = found
    before = connection.execute(_BEFORE, {"report": number}).first()
    late = before is not None and before.decision > reviewed.decision
    if late or reading != reviewed.reading:
        return
    record: bytes | None = None
    if reviewed.record is not None or (before is not None and before.record is not None):
        machine = connection.execute(_RECORD, {"reading": reading}).scalar_one()
        given = reviewed.record.model_dump_json().encode() if reviewed.record else machine
        record = None if given == machine else given
        shown = reviewed.record or Report.model_validate_json(machine)
        old = before.record if before is not None else None
        if record != old:
            _log_report(session, reviewed, record or machine, before)
            newest = connection.execute(select(func.max(ReviewedReportRow.version))).scalar()
            _write(connection, number, reviewed, record, (newest or 0) + 1, shown)
            read = None if record is None else Report.model_validate_json(machine)
            show_report(session, number, shown, read)
            return
    if reviewed.hidden != (before is not None and before.hidden):
        machine = connection.execute(_RECORD, {"reading": reading}).scalar_one()
        _log_report(session, reviewed, record or machine, before)
    if before is None:
        _write(connection, number, reviewed, None, 0, None)
    else:
        same = {"decision": reviewed.decision, "reading": reading, "hidden": reviewed.hidden}
        mine = ReviewedReportRow.report == number
        connection.execute(update(ReviewedReportRow).where(mine).values(same))


def _log_report(session: Session, reviewed: ReviewedReport, official: bytes, before: Any) -> None:
    """Write down that a report is another by what people decided, or rejected."""
    was = before is not None and before.hidden
    if was and reviewed.hidden:
        return
    what = "restored" if was else "deleted" if reviewed.hidden else "updated"
    row = {
        "made": this_moment(),
        "id": reviewed.report,
        "what": what,
        "into": None,
        "run": None,
        "decision": reviewed.decision,
        "digest": None if reviewed.hidden else text_digest(official),
    }
    write_changes(session, [row])


def _write(
    connection: Connection,
    number: int,
    reviewed: ReviewedReport,
    record: bytes | None,
    version: int,
    shown: Report | None,
) -> None:
    connection.execute(delete(ReviewedReportRow).where(ReviewedReportRow.report == number))
    connection.execute(
        insert(ReviewedReportRow).values(
            report=number,
            decision=reviewed.decision,
            reading=reviewed.reading,
            record=record,
            version=version,
            hidden=reviewed.hidden,
            statements=len(shown.statements) if shown else 0,
            events=len(shown.events) if shown else 0,
            killed=held(killed_in(shown)) if shown else None,
        )
    )


def show_report(session: Session, number: int, report: Report, machine: Report | None) -> None:
    """Let lists and filters find a report by another record than before.

    Args:
        session: Inside a transaction.
        number: The report's number.
        report: The record.
        machine: The machine's, where it is another one.
    """
    columns = cleaned(columns_of(report))
    session.execute(
        update(ReportRow)
        .where(ReportRow.number == number)
        .values(dict(zip(REPORT_COLUMNS, columns, strict=True)))
    )
    instant = columns[REPORT_COLUMNS.index("instant")] or ""
    session.execute(delete(ReportFacetRow).where(ReportFacetRow.report == number))
    session.execute(
        insert(ReportFacetRow),
        [
            {"kind": kind, "value": value, "instant": instant, "report": number}
            for kind, value in shown_facets(report, machine)
        ],
    )


def forget_review(session: Session, number: int) -> None:
    """A report has a new reading: what people made of it must be made again on that one."""
    session.execute(
        update(ReviewedReportRow).where(ReviewedReportRow.report == number).values(record=None)
    )


def stale_reports(session: Session, *, alone: bool) -> list[str]:
    """Reports whose review no longer is what people have made of them; see ``stale_reviews``."""
    newest = (
        select(DecisionRow.record, func.max(DecisionRow.number).label("number"))
        .where(DecisionRow.reading.is_not(None))
        .group_by(DecisionRow.record)
        .subquery()
    )
    reviewed = ReviewedReportRow
    stale = [
        reviewed.report.is_(None),
        reviewed.decision < newest.c.number,
        reviewed.reading < current_reading().scalar_subquery(),
    ]
    if not alone:
        stale.append(and_(reviewed.record.is_not(None), not_(_settled())))
    query = (
        select(ReportRow.id)
        .join(newest, newest.c.record == ReportRow.id)
        .outerjoin(reviewed, reviewed.report == ReportRow.number)
        .where(or_(*stale))
        .order_by(ReportRow.number)
    )
    return list(session.scalars(query))


def _settled() -> ColumnElement[bool]:
    """Whether somebody has gone through a report, or an adjudicator has decided about it."""
    mark, decision = ReportMarkRow, DecisionRow
    gone_through = exists().where(mark.report == ReportRow.number, mark.done)
    last_word = exists().where(decision.record == ReportRow.id, decision.stage == "adjudication")
    return or_(gone_through, last_word)


def save_incidents(
    session: Session, reviews: Sequence[IncidentReview], *, decision: int | None = None
) -> None:
    """Write down what people have made of some incidents, in the place of what is there of them."""
    ids = [review.id for review in reviews]
    log = IncidentLog(session, ids)
    touched = reports_of(session, ids)
    _remove(session, ids)
    _add(session, reviews)
    mark_contested(session, touched | reports_of(session, ids))
    log.write(ids, decision=decision)


def replace_incidents(session: Session, reviews: Sequence[IncidentReview]) -> None:
    """Write down what people have made of incidents; all others are as linking found them."""
    ids = {*reviewed_ids(session), *(review.id for review in reviews)}
    log = IncidentLog(session, ids)
    lay_over(session, reviews)
    log.write(ids)


def reviewed_ids(session: Session) -> list[str]:
    """The incidents of which people made something."""
    return list(session.scalars(select(ReviewedIncidentRow.id)))


def lay_over(session: Session, reviews: Sequence[IncidentReview]) -> None:
    """What ``replace_incidents`` does, as part of what somebody else writes down."""
    before = reviewed_ids(session)
    ids = {*before, *(review.id for review in reviews)}
    touched = reports_of(session, ids)
    _remove(session, before)
    _add(session, reviews)
    mark_contested(session, touched | reports_of(session, ids))


def killed_in(report: Report) -> int | None:
    """The largest figure for people killed in events that happened and are not background."""
    figures = [
        next((n for n in (toll.best, toll.low, toll.high) if n is not None), None)
        for event in report.events
        if event.status in REAL and not event.background
        for toll in event.tolls
        if toll.effect == "killed"
    ]
    return max((n for n in figures if n is not None), default=None)


def _remove(session: Session, ids: Collection[str]) -> None:
    line = IncidentLineRow
    for some in batched(ids):
        session.execute(delete(ReviewedMemberRow).where(ReviewedMemberRow.incident.in_(some)))
        session.execute(delete(ReviewedIncidentRow).where(ReviewedIncidentRow.id.in_(some)))
        session.execute(delete(line).where(line.id.in_(some), line.reviewed))
        session.execute(update(line).where(line.id.in_(some)).values(official=True))


def _add(session: Session, reviews: Sequence[IncidentReview]) -> None:
    line = IncidentLineRow
    for review in reviews:
        record = review.incident or review.machine
        hidden = review.hidden or review.into is not None
        if record is None or (review.state is None and not hidden):
            continue  # nothing is left of it, or it is as linking found it
        origins = review.origins
        session.execute(update(line).where(line.id == review.id).values(official=False))
        session.execute(
            insert(ReviewedIncidentRow).values(
                id=review.id,
                decision=max((d.number for d in review.decisions), default=None),
                state=review.state,
                into=review.into,
                hidden=hidden,
                record=record.model_dump_json(),
                origins=None
                if origins is None
                else json.dumps([o.model_dump(mode="json") for o in origins], ensure_ascii=False),
            )
        )
        values = line_values(record, state=review.state, hidden=hidden)
        if origins is None:
            values["origin_names"] = origin_names(session, [review.id]).get(review.id, "")
        else:
            values["origins"] = len(origins)
            values["origin_names"] = joined(origin.name for origin in origins)
        session.execute(insert(line), [{**values, "id": review.id, "reviewed": True}])
        members = sorted({(e.report, e.event) for e in record.events})
        if members and review.into is None:
            session.execute(
                insert(ReviewedMemberRow),
                [{"incident": review.id, "report": r, "event": e} for r, e in members],
            )


_BEFORE = select(
    ReviewedReportRow.decision, ReviewedReportRow.record, ReviewedReportRow.hidden
).where(ReviewedReportRow.report == bindparam("report"))
_RECORD = select(ReadingRow.record).where(ReadingRow.number == bindparam("reading"))
