"""What a method sheet says of the incidents and reports of an export, counted in the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from sayso.store.desk_tables import (
    IncidentLineRow,
    ReportMarkRow,
    ReviewedIncidentRow,
    ReviewedReportRow,
)
from sayso.store.report_queries import current_reading
from sayso.store.tables import DecisionRow, DocumentRow, LinkRunRow, ReadingRow, ReportRow

Counted = tuple[tuple[str, int], ...]
"""Values with how many have them, most first."""


@dataclass(frozen=True, slots=True)
class ReaderUsed:
    """A version of the reader, and how many of the reports it read.

    Attributes:
        models: Its models' names and digests.
    """

    version: str
    models: Mapping[str, str]
    reports: int


@dataclass(frozen=True, slots=True)
class LastLinked:
    """The last linking.

    Attributes:
        version: Of sayso, with the form of what is remembered.
        made: When (UTC, ISO 8601).
        runs: How many linkings there were in all.
    """

    version: str
    rule: str
    made: str
    runs: int


@dataclass(frozen=True, slots=True)
class IncidentFigures:
    """Of the incidents of an export.

    Attributes:
        first: The earliest day on which one began.
        last: The latest day.
        undated: How many have no day.
        contested: How many have a contested field.
        one_report: How many are told of by one report alone.
        states: What people decided about them.
        hidden: In the whole collection: rejected by people, or none any more.
        merged: In the whole collection: made part of another one by people.
    """

    count: int
    first: str | None
    last: str | None
    undated: int
    contested: int
    one_report: int
    types: Counted
    countries: Counted
    states: Counted
    hidden: int
    merged: int


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """Of the reports of an export.

    Attributes:
        first: When the first of them was published (UTC).
        last: When the last was.
        undated: How many do not say when.
        outlets: The 25 with most reports; ``""``: not known.
        outlets_in_all: How many outlets there are.
        extractors: What made text of the pages.
        gone_through: Of how many somebody has said that they went through it.
        changed: How many people have made another than it was read.
        rejected: In the whole collection.
    """

    count: int
    first: str | None
    last: str | None
    undated: int
    outlets: Counted
    outlets_in_all: int
    languages: Counted
    extractors: Counted
    readers: tuple[ReaderUsed, ...]
    gone_through: int
    changed: int
    rejected: int


@dataclass(frozen=True, slots=True)
class SheetFigures:
    """All that a method sheet counts.

    Attributes:
        linked: None: it was never linked.
        decisions: Of the whole collection, by what was done.
        people: How many people made these.
    """

    incidents: IncidentFigures
    reports: ReportFigures
    linked: LastLinked | None
    decisions: Counted
    people: int


def sheet_figures(
    session: Session,
    listed: Sequence[ColumnElement[bool]],
    stored: Sequence[ColumnElement[bool]],
) -> SheetFigures:
    """Count what a method sheet says.

    Args:
        session: An open session, of one state of the database.
        listed: Conditions on ``incident_lines``: the incidents.
        stored: Conditions on ``reports``, joined with what people made of them: the reports.
    """
    chosen = (
        select(ReportRow.number)
        .outerjoin(ReviewedReportRow, ReviewedReportRow.report == ReportRow.number)
        .where(*stored)
    )
    run = session.scalar(select(LinkRunRow).order_by(LinkRunRow.number.desc()).limit(1))
    runs = session.scalar(select(func.count()).select_from(LinkRunRow)) or 0
    decided = select(DecisionRow.action, func.count()).group_by(DecisionRow.action)
    return SheetFigures(
        incidents=_incidents(session, listed),
        reports=_reports(session, chosen),
        linked=None if run is None else LastLinked(run.version, run.rule, run.made, runs),
        decisions=_most(session, decided),
        people=session.scalar(select(func.count(DecisionRow.who.distinct()))) or 0,
    )


def _incidents(session: Session, listed: Sequence[ColumnElement[bool]]) -> IncidentFigures:
    line = IncidentLineRow
    row = session.execute(
        select(
            func.count(),
            func.min(func.substr(func.coalesce(line.earliest, line.latest), 1, 10)),
            func.max(func.substr(func.coalesce(line.latest, line.earliest), 1, 10)),
            func.count().filter(line.until == ""),
            func.count().filter(line.contested != ""),
            func.count().filter(line.reports == 1),
        ).where(*listed)
    ).one()

    def by(column: Any) -> Counted:
        query = select(column, func.count()).where(*listed, column.is_not(None))
        return _most(session, query.group_by(column))

    made = ReviewedIncidentRow
    merged = select(func.count()).where(made.into.is_not(None))
    hidden = select(func.count()).where(made.hidden, made.into.is_(None))
    count, first, last, undated, contested, one_report = row
    return IncidentFigures(
        count=count,
        first=first,
        last=last,
        undated=undated,
        contested=contested,
        one_report=one_report,
        types=by(line.type),
        countries=by(func.coalesce(line.country, "")),  # "": not known
        states=by(line.state),
        hidden=session.scalar(hidden) or 0,
        merged=session.scalar(merged) or 0,
    )


def _reports(session: Session, chosen: Select[Any]) -> ReportFigures:
    report, mark = ReportRow, ReportMarkRow
    here = report.number.in_(chosen)
    count, first, last, undated, outlets = session.execute(
        select(
            func.count(),
            func.min(report.instant),
            func.max(report.instant),
            func.count().filter(report.instant.is_(None)),
            func.count(report.outlet.distinct()),
        ).where(here)
    ).one()

    def by(column: Any, limit: int | None = None) -> Counted:
        query = select(func.coalesce(column, ""), func.count()).where(here).group_by(column)
        return _most(session, query, limit)

    read = (
        select(ReadingRow.reader_version, ReadingRow.models, func.count())
        .join(ReportRow, ReadingRow.number == current_reading().scalar_subquery())
        .where(here)
        .group_by(ReadingRow.reader_version, ReadingRow.models)
        .order_by(func.count().desc(), ReadingRow.reader_version)
    )
    document = DocumentRow
    extractor = (
        func.coalesce(document.extractor, "") + " " + func.coalesce(document.extractor_version, "")
    )
    extracted = (
        select(extractor, func.count())
        .select_from(ReportRow)
        .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
        .join(document, document.number == ReadingRow.document)
        .where(here)
        .group_by(extractor)
    )
    through = select(func.count(mark.report.distinct())).where(mark.done, mark.report.in_(chosen))
    made = ReviewedReportRow
    changed = select(func.count()).where(made.record.is_not(None), made.report.in_(chosen))
    return ReportFigures(
        count=count,
        first=first,
        last=last,
        undated=undated,
        outlets=by(report.outlet, 25),
        outlets_in_all=outlets,
        languages=by(report.language),
        extractors=_most(session, extracted),
        readers=tuple(
            ReaderUsed(version, json.loads(models), n)
            for version, models, n in session.execute(read)
        ),
        gone_through=session.scalar(through) or 0,
        changed=session.scalar(changed) or 0,
        rejected=session.scalar(select(func.count()).where(made.hidden)) or 0,
    )


def _most(session: Session, query: Any, limit: int | None = None) -> Counted:
    """Values with their counts, most first, of equals by the value."""
    rows = [(value, n) for value, n in session.execute(query)]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0]))[:limit])
