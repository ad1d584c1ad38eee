"""What became of reports since a time: added, read again, revised, decided about, rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from sayso.store.changes.change import By, Change, What
from sayso.store.changes.table import ChangeRow
from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.ids import batched
from sayso.store.tables import ReadingRow, ReportRow


def report_changes(
    session: Session, since: str, stored: Sequence[ColumnElement[bool]]
) -> Iterator[Change]:
    """What became of reports since a time, in the order of their adding.

    The time is taken to the second, as reports and readings have theirs.

    Args:
        session: An open session, of one state of the database.
        since: As ``since_time`` gives it.
        stored: Conditions on ``reports``: those that are asked for. One that is there and does
            not fit is told of where it may have fitted before: not if it is new.
    """
    since = f"{since[:19]}+00:00"
    for some in batched(sorted(_touched(session, since))):
        fit = set(
            session.scalars(
                select(ReportRow.number)
                .outerjoin(ReviewedReportRow, ReviewedReportRow.report == ReportRow.number)
                .where(ReportRow.number.in_(some), *stored)
            )
        )
        readings = _readings(session, some)
        query = (
            select(ReportRow.number, ReportRow.id, ReportRow.added, ReviewedReportRow.hidden)
            .outerjoin(ReviewedReportRow, ReviewedReportRow.report == ReportRow.number)
            .where(ReportRow.number.in_(some))
            .order_by(ReportRow.number)
        )
        reports = session.execute(query).all()
        decided = _decided(session, [report.id for report in reports])
        for report in reports:
            change = _change(
                report,
                readings.get(report.number, []),
                decided.get(report.id, []),
                since,
                fits=report.number in fit,
            )
            if change is not None:
                yield change


def _touched(session: Session, since: str) -> set[int]:
    """Numbers of reports of which anything happened."""
    found: set[int] = set()
    for number, time in (
        (ReportRow.number, ReportRow.added),
        (ReadingRow.report, ReadingRow.made),
    ):
        # the newest first: what is older than the time need not be looked at
        newest = (ReportRow if time is ReportRow.added else ReadingRow).number.desc()
        rows = session.execute(
            select(number, time).order_by(newest), execution_options={"yield_per": 500}
        )
        for each, made in rows:
            if made < since:
                rows.close()
                break
            found.add(each)
    decided = select(ReportRow.number).join(ChangeRow, ChangeRow.id == ReportRow.id)
    found.update(session.scalars(decided.where(ChangeRow.made >= since)))
    return found


def _readings(session: Session, numbers: Sequence[int]) -> dict[int, list[Any]]:
    """When each report was read, and of which bytes, the earliest first."""
    row = ReadingRow
    query = select(row.report, row.made, row.document).where(row.report.in_(numbers))
    found: dict[int, list[Any]] = {}
    for each in session.execute(query.order_by(row.number)):
        found.setdefault(each.report, []).append(each)
    return found


def _decided(session: Session, ids: Sequence[str]) -> dict[str, list[Any]]:
    """What people made of each report, the earliest first."""
    row = ChangeRow
    query = select(row.id, row.made, row.digest).where(row.id.in_(ids))
    found: dict[str, list[Any]] = {}
    for each in session.execute(query.order_by(row.number)):
        found.setdefault(each.id, []).append(each)
    return found


def _change(
    report: Any, readings: Sequence[Any], decided: Sequence[Any], since: str, *, fits: bool
) -> Change | None:
    """What became of a report in all; None: nothing that concerns what is asked for."""
    times: list[tuple[str, By]] = []
    document = None
    for reading in readings[:1]:
        document = reading.document
    for reading in readings[1:]:
        times.append((reading.made, "reader" if reading.document == document else "outlet"))
        document = reading.document
    times += [(row.made, "person") for row in decided]
    later = sorted(time for time in times if time[0] >= since)
    before = [row for row in decided if row.made < since]
    was_hidden = bool(before) and before[-1].digest is None
    # its first reading may be of the next second
    new = max([report.added, *(reading.made for reading in readings[:1])]) >= since
    what: What = "updated"
    if report.hidden:
        what = "deleted"
    elif new or was_hidden:
        what = "added" if new else "restored"
    n = len(later) + new
    if not fits and n == 1 and what in ("added", "restored"):
        return None
    newest: tuple[str, By] = (report.added, "reader")
    when, by = later[-1] if later else newest
    return Change(
        id=report.id,
        kind="report",
        what=what,
        when=when,
        into=(),
        from_=(),
        by=by,
        n=n,
        here=fits and not report.hidden,
    )
