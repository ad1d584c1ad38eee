"""Whether each reading's record holds together, and what is an index of it says the same."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection, LargeBinary, func, select, type_coerce
from sqlalchemy.orm import Session

from sayso.record import Report
from sayso.store.bulk_prepare import REPORT_COLUMNS, Prepared, prepare_reading
from sayso.store.check.records import record_faults
from sayso.store.desk_tables import ReviewedReportRow
from sayso.store.engines import Dialect
from sayso.store.engines.base import Entry, printable
from sayso.store.flatten import AGENCY, DAY, LANGUAGE, MACHINE, folded
from sayso.store.packing import Damaged, unpack
from sayso.store.tables import (
    EventPlaceRow,
    EventRow,
    PlaceRow,
    ReadingRow,
    ReportFacetRow,
    ReportRow,
    StatementRow,
    TollRow,
)

_TOGETHER = 64
"""Records in memory at once."""


@dataclass(frozen=True, slots=True)
class _Stored:
    number: int
    report: int
    id: str
    packed: bytes
    current: bool


def reading_faults(
    session: Session, dialect: Dialect, progress: Callable[[str, int], object]
) -> Iterator[str]:
    """What is wrong in readings, and in what is an index of the current ones."""
    last, done = 0, 0
    while batch := _batch(session, last):
        current: dict[int, Prepared] = {}
        for stored in batch:
            report = None
            for fault in _faults(stored):
                if isinstance(fault, Report):
                    report = fault
                else:
                    yield f"readings row {stored.number} ({stored.id}): {fault}"
            if report is not None and stored.current:
                current[stored.number] = prepare_reading(report, stored.id)
        numbers = {stored.number: stored.report for stored in batch}
        yield from _index_faults(session, numbers, current)
        shown = yield from _as_shown(session, numbers, current)
        yield from _facet_faults(session, shown, {numbers[n]: p for n, p in current.items()})
        yield from _column_faults(session, shown)
        yield from _search_faults(session.connection(), dialect, numbers, current)
        last = batch[-1].number
        done += len(batch)
        progress("readings", done)
    yield from _search_orphans(session, dialect)


def _batch(session: Session, after: int) -> list[_Stored]:
    """The next readings. Packed as they are: damage is a fault of one row."""
    newest = (
        select(func.max(ReadingRow.number))
        .where(ReadingRow.report == ReportRow.number)
        .correlate(ReportRow)
        .scalar_subquery()
    )
    query = (
        select(
            ReadingRow.number,
            ReadingRow.report,
            ReportRow.id,
            type_coerce(ReadingRow.record, LargeBinary),
            ReadingRow.number == newest,
        )
        .join(ReportRow, ReportRow.number == ReadingRow.report)
        .where(ReadingRow.number > after)
        .order_by(ReadingRow.number)
        .limit(_TOGETHER)
    )
    return [_Stored(*row) for row in session.execute(query)]


def _faults(stored: _Stored) -> Iterator[str | Report]:
    """What is wrong in a record; and the record, where it can be read."""
    try:
        report = Report.model_validate_json(unpack(stored.packed))
    except Damaged as error:
        yield f"its record is damaged ({error})"
        return
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        at = ".".join(str(part) for part in first["loc"])
        yield f"its record is none: {first['msg']} ({at or 'the whole'})"
        return
    if report.id != stored.id:
        yield f"its record is of the report {report.id}"
    yield from record_faults(report)
    yield report


def _index_faults(
    session: Session, numbers: dict[int, int], current: dict[int, Prepared]
) -> Iterator[str]:
    """Rows of the query tables that are not as many as the record has things."""
    for table, per_reading in (
        (StatementRow, {n: len(p.flat.statements) for n, p in current.items()}),
        (PlaceRow, {n: len(p.flat.places) for n, p in current.items()}),
        (EventRow, {n: len(p.flat.events) for n, p in current.items()}),
        (TollRow, {n: len(p.flat.tolls) for n, p in current.items()}),
    ):
        count = select(table.reading, func.count()).where(table.reading.in_(numbers))
        found = dict(session.execute(count.group_by(table.reading)).all())
        yield from _differing(table.__tablename__, found, per_reading)
    count = (
        select(EventRow.reading, func.count())
        .join(EventPlaceRow, EventPlaceRow.event == EventRow.number)
        .where(EventRow.reading.in_(numbers))
        .group_by(EventRow.reading)
    )
    found = dict(session.execute(count).all())
    wanted = {n: len(p.flat.event_places) for n, p in current.items()}
    yield from _differing(EventPlaceRow.__tablename__, found, wanted)


def _differing(table: str, found: dict[int, int], wanted: dict[int, int]) -> Iterator[str]:
    for number in sorted({*found, *wanted}):
        there, due = found.get(number, 0), wanted.get(number, 0)
        if there != due:
            yield f"{table} of readings row {number}: {there} rows, and its record has {due}"


def _as_shown(
    session: Session, numbers: dict[int, int], current: dict[int, Prepared]
) -> Generator[str, None, dict[int, Prepared]]:
    """By report what lists show: the record as people made it, else the current reading's."""
    shown = {numbers[number]: prepared for number, prepared in current.items()}
    row = ReviewedReportRow
    packed = type_coerce(row.record, LargeBinary)
    query = select(row.report, ReportRow.id, packed).join(ReportRow, ReportRow.number == row.report)
    query = query.where(row.report.in_(shown), row.record.is_not(None))
    for number, id_, record in session.execute(query):
        stored = _Stored(number, number, id_, record, current=True)
        for fault in _faults(stored):
            if isinstance(fault, Report):
                shown[number] = prepare_reading(fault, id_)
            else:
                yield f"reviewed_reports row {number} ({id_}): {fault}"
    return shown


def _facet_faults(
    session: Session, reports: dict[int, Prepared], read: dict[int, Prepared]
) -> Iterator[str]:
    """Rows by which lists find a report that are not those of its record, nor the machine's."""
    facet = ReportFacetRow
    query = select(facet.report, facet.kind, facet.value, facet.instant)
    found: dict[int, set[tuple[str, str, str]]] = {}
    for report, *row in session.execute(query.where(facet.report.in_(reports))):
        found.setdefault(report, set()).add((row[0], row[1], row[2]))
    for report, prepared in reports.items():
        facets = list(prepared.flat.facets)
        if prepared is not read[report]:
            facets += [(MACHINE + kind, value) for kind, value in read[report].flat.facets]
            columns = dict(zip(REPORT_COLUMNS, read[report].columns, strict=True))
            facets.append((MACHINE + DAY, columns["day"] or ""))
            for kind in (AGENCY, LANGUAGE):
                if columns[kind]:
                    facets.append((MACHINE + kind, folded(columns[kind])))
        wanted = {(kind, value, prepared.instant) for kind, value in facets}
        if found.get(report, set()) != wanted:
            yield f"report_facets of reports row {report}: not those of its current record"


def _column_faults(session: Session, reports: dict[int, Prepared]) -> Iterator[str]:
    """Columns of ``reports`` that do not say what the record says."""
    columns = [getattr(ReportRow, name) for name in REPORT_COLUMNS]
    query = select(ReportRow.number, *columns).where(ReportRow.number.in_(reports))
    for number, *found in session.execute(query):
        for name, value, wanted in zip(REPORT_COLUMNS, found, reports[number].columns, strict=True):
            if value != wanted:
                yield f"reports row {number}: {name} is {value!r}, and {wanted!r} in its record"


def _search_faults(
    connection: Connection,
    dialect: Dialect,
    numbers: dict[int, int],
    current: dict[int, Prepared],
) -> Iterator[str]:
    """Reports that a search does not find by the words of their current record."""
    reports = {numbers[number]: prepared for number, prepared in current.items()}
    found = {
        number: (title, body)
        for number, title, body in _entries(connection, dialect, sorted(reports))
    }
    for number, prepared in reports.items():
        wanted = printable(prepared.title), printable(prepared.body)
        if number not in found:
            yield f"report_search: nothing of reports row {number}"
        elif found[number] != wanted:
            yield f"report_search row {number}: not the words of the report's current record"


def _entries(connection: Connection, dialect: Dialect, numbers: Sequence[int]) -> Iterator[Entry]:
    """What the index holds of some reports."""
    at = 0
    while at < len(numbers):
        some = dialect.entries(connection, numbers[at] - 1, len(numbers) - at)
        yield from some
        if not some:
            return
        while at < len(numbers) and numbers[at] <= some[-1][0]:
            at += 1


def _search_orphans(session: Session, dialect: Dialect) -> Iterator[str]:
    """Words in the full-text index that belong to no report."""
    last = 0
    while some := dialect.entries(session.connection(), last, 500):
        numbers = [number for number, _, _ in some]
        there = set(session.scalars(select(ReportRow.number).where(ReportRow.number.in_(numbers))))
        for number in numbers:
            if number not in there:
                yield f"report_search row {number}: there is no such report"
        last = numbers[-1]
