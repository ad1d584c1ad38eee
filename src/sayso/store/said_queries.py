"""Who said what: statements of a source or of an outlet's reports, in the order of publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from sayso.record import Report
from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.desk_views import SaidLine, SaidPage
from sayso.store.flatten import COLUMNS, MACHINE, OUTLET, SOURCE, flatten, folded, folded_source
from sayso.store.ids import batched
from sayso.store.list_queries import as_read
from sayso.store.machine_facets import has_facet, with_facet
from sayso.store.pages import cursor, number, place
from sayso.store.report_queries import current_reading
from sayso.store.tables import ReadingRow, ReportFacetRow, ReportRow, StatementRow

_FIELDS = COLUMNS[StatementRow]


def said(
    session: Session,
    *,
    source: str | None,
    named: bool,
    outlet: str | None,
    after: str | None,
    limit: int,
    official: bool,
) -> SaidPage:
    """A page of statements.

    Args:
        session: A reading session.
        source: Of this source, by the name of the actor, else by the words for it (any case).
        named: Only where the source is an actor with this name.
        outlet: In reports of this outlet (any case).
        after: ``next`` of the page before; None: from the beginning.
        limit: About so many; all that one report has of them are on one page.
        official: As people made them, where they did.

    Raises:
        StoreError: ``after`` is no place of this list.
    """
    lines: list[SaidLine] = []
    at = None if after is None else _place(after)
    while True:
        reports = _reports(session, source, outlet, at, limit, official=official)
        statements = _statements(session, [n for n, _ in reports], official=official)
        for report, instant in reports:
            at = instant, report
            lines += [s for s in statements.get(report, ()) if _is_of(s, source, named=named)]
            if len(lines) >= limit:
                return SaidPage(tuple(lines), cursor(*at))
        if len(reports) < limit:
            return SaidPage(tuple(lines), None)


def _reports(
    session: Session,
    source: str | None,
    outlet: str | None,
    after: tuple[str, int] | None,
    limit: int,
    *,
    official: bool,
) -> list[tuple[int, str]]:
    """Numbers of the next reports, each with when it was published, the earliest first."""
    if source is not None:
        kind, value = SOURCE, folded_source(source)
    else:
        kind, value = OUTLET, folded(outlet or "")
    facet = ReportFacetRow
    kinds = [kind] if official else [kind, MACHINE + kind]
    query = select(facet.report, facet.instant).where(facet.kind.in_(kinds), facet.value == value)
    if not official:
        # By what the machine read; a report may have both.
        query = query.join(ReportRow, ReportRow.number == facet.report).distinct()
        query = query.where(has_facet(ReportRow, kind, value, official=False))
    if source is not None and outlet is not None:
        also = with_facet(OUTLET, folded(outlet), official=official)
        query = query.where(facet.report.in_(also))
    if after is not None:
        here = tuple_(facet.instant, facet.report)
        query = query.where(here > tuple_(literal(after[0]), literal(after[1])))
    query = query.order_by(facet.instant, facet.report).limit(limit)
    return [(row.report, row.instant) for row in session.execute(query)]


def _statements(
    session: Session, numbers: list[int], *, official: bool
) -> dict[int, list[SaidLine]]:
    """Statements of reports, perhaps as people made them where they did."""
    found: dict[int, list[SaidLine]] = {}
    for some in batched(numbers):
        reviewed = dict(
            session.execute(
                select(ReviewedReportRow.report, ReviewedReportRow.record).where(
                    ReviewedReportRow.report.in_(some if official else ()),
                    ReviewedReportRow.record.is_not(None),
                )
            ).all()
        )
        query = (
            select(ReportRow, *(getattr(StatementRow, name) for name in _FIELDS))
            .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
            .join(StatementRow, StatementRow.reading == ReadingRow.number)
            .where(ReportRow.number.in_([n for n in some if n not in reviewed]))
            .order_by(StatementRow.number)
        )
        read = {} if official else as_read(session, some)
        for report, *row in session.execute(query):
            line = _line(report, row)
            if head := read.get(report.number):
                line = replace(line, outlet=head["outlet"], published=head["published"])
            found.setdefault(report.number, []).append(line)
        for report in session.scalars(select(ReportRow).where(ReportRow.number.in_(reviewed))):
            record = Report.model_validate_json(reviewed[report.number] or b"")
            found[report.number] = [_line(report, row) for row in _rows(record)]
    return found


def _rows(record: Report) -> Iterator[tuple[Any, ...]]:
    yield from flatten(record).statements


def _line(report: ReportRow, row: Any) -> SaidLine:
    values = dict(zip(_FIELDS, row, strict=True))
    return SaidLine(
        report=report.id,
        statement=values["id"],
        published=report.published,
        outlet=report.outlet,
        source=values["source"],
        actor=values["actor"],
        source_kind=values["source_kind"],
        stance=values["stance"],
        cue=values["cue"],
        content=values["content"],
        medium=values["medium"],
        kind=values["kind"],
    )


def _is_of(line: SaidLine, source: str | None, *, named: bool) -> bool:
    if source is None:
        return True
    name = line.actor if named else line.actor or line.source
    return folded_source(name or "") == folded_source(source)


def _place(after: str) -> tuple[str, int]:
    instant, at = place(after, 2)
    return instant, number(at, after)
