"""Prepared reports and readings into the tables, many in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, select

from sayso.store.bulk_insert import free_number, insert_rows
from sayso.store.bulk_prepare import REPORT_COLUMNS, Document, Prepared, now
from sayso.store.engines.base import Entry
from sayso.store.flatten import COLUMNS, Row, cleaned
from sayso.store.known import Known, key
from sayso.store.packing import pack
from sayso.store.tables import (
    Base,
    DocumentRow,
    EventPlaceRow,
    EventRow,
    PlaceRow,
    ReadingRow,
    ReportFacetRow,
    ReportRow,
    StatementRow,
    TollRow,
)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch.

    Attributes:
        new: For each report of the batch, whether it was not there before.
        texts: What the full-text index must take in.
    """

    new: list[bool]
    texts: list[Entry]


def write_reports(connection: Connection, batch: Sequence[tuple[Document, Prepared]]) -> Written:
    """Store reports that are not there yet, each with its bytes and first reading.

    Args:
        connection: Inside a transaction that holds the writers' lock.
        batch: Reports; one may be there twice.
    """
    keys = [key(document, report) for document, report in batch]
    known = Known(connection, keys)
    taken: list[tuple[Document, Prepared]] = []
    new: list[bool] = []
    for asked, pair in zip(keys, batch, strict=True):
        new.append(not known.has(asked))
        if new[-1]:
            known.take(asked)
            taken.append(pair)
    if not taken:
        return Written(new, [])
    documents = write_documents(connection, [document for document, _ in taken], known.documents)
    first = free_number(connection, ReportRow.__tablename__, len(taken))
    time = now()
    insert_rows(
        connection,
        ReportRow.__tablename__,
        ("number", "id", "document", "added", *REPORT_COLUMNS),
        (
            (number, report.id, documents[document.sha256], time, *report.columns)
            for number, (document, report) in enumerate(taken, first)
        ),
    )
    write_readings(
        connection,
        [
            (number, documents[document.sha256], report)
            for number, (document, report) in enumerate(taken, first)
        ],
    )
    return Written(
        new,
        [(number, report.title, report.body) for number, (_, report) in enumerate(taken, first)],
    )


def write_documents(
    connection: Connection, documents: Sequence[Document], known: dict[str, int]
) -> dict[str, int]:
    """Store bytes that are not there yet.

    Args:
        connection: Inside a transaction that holds the writers' lock.
        documents: Bytes; the same may be there twice.
        known: Numbers of those that are stored, by their SHA-256.

    Returns:
        The number of each, by its SHA-256.
    """
    fresh: dict[str, Document] = {}
    for document in documents:
        if document.sha256 not in known:
            fresh.setdefault(document.sha256, document)
    if not fresh:
        return known
    first = free_number(connection, DocumentRow.__tablename__, len(fresh))
    time = now()
    insert_rows(
        connection,
        DocumentRow.__tablename__,
        (
            "number",
            "sha256",
            "media_type",
            "origin",
            "size",
            "extractor",
            "extractor_version",
            "added",
            "raw",
        ),
        (
            cleaned(
                (
                    number,
                    d.sha256,
                    d.media_type,
                    d.origin,
                    d.size,
                    d.extractor,
                    d.extractor_version,
                    time,
                    None if d.raw is None else pack(d.raw),
                )
            )
            for number, d in enumerate(fresh.values(), first)
        ),
    )
    return known | {sha256: number for number, sha256 in enumerate(fresh, first)}


def write_readings(connection: Connection, readings: Sequence[tuple[int, int, Prepared]]) -> None:
    """Store readings and the rows of what they hold; they become the current ones.

    Args:
        connection: Inside a transaction that holds the writers' lock. What the tables hold of
            earlier readings of these reports must be gone (:func:`forget_reading`).
        readings: Numbers of the report and of the bytes that the reading was made of, and it.
    """
    first = free_number(connection, ReadingRow.__tablename__, len(readings))
    time = now()
    insert_rows(
        connection,
        ReadingRow.__tablename__,
        ("number", "report", "document", "reader_version", "models", "made", "record"),
        (
            (number, report, document, *prepared.reader, time, pack(prepared.record))
            for number, (report, document, prepared) in enumerate(readings, first)
        ),
    )
    rows = _Rows()
    for number, (_, _, prepared) in enumerate(readings, first):
        rows.take(number, prepared)
    rows.write(connection)
    insert_rows(
        connection,
        ReportFacetRow.__tablename__,
        ("kind", "value", "instant", "report"),
        (
            (kind, value, prepared.instant, report)
            for report, _, prepared in readings
            for kind, value in prepared.flat.facets
        ),
    )


def forget_reading(connection: Connection, report: int, reading: int) -> None:
    """Remove the rows of a reading that is no longer current; the reading itself stays."""
    events = select(EventRow.number).where(EventRow.reading == reading)
    connection.execute(delete(EventPlaceRow).where(EventPlaceRow.event.in_(events)))
    for table in (TollRow, EventRow, PlaceRow, StatementRow):
        connection.execute(delete(table).where(table.reading == reading))
    connection.execute(delete(ReportFacetRow).where(ReportFacetRow.report == report))


@dataclass(slots=True)
class _Rows:
    """Rows of the query tables, numbered when they are written."""

    statements: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    event_places: list[tuple[int, int]] = field(default_factory=list)
    tolls: list[Row] = field(default_factory=list)

    def take(self, reading: int, prepared: Prepared) -> None:
        """Add a reading's rows."""
        flat = prepared.flat
        events, places = len(self.events), len(self.places)
        self.statements += [(reading, *row) for row in flat.statements]
        self.places += [(reading, *row) for row in flat.places]
        self.events += [(reading, *row) for row in flat.events]
        self.event_places += [(events + e, places + p) for e, p in flat.event_places]
        self.tolls += [(events + e, reading, *row) for e, row in flat.tolls]

    def write(self, connection: Connection) -> None:
        """Number the rows and write them."""
        self._numbered(connection, StatementRow, self.statements)
        place = self._numbered(connection, PlaceRow, self.places)
        event = self._numbered(connection, EventRow, self.events)
        insert_rows(
            connection,
            EventPlaceRow.__tablename__,
            ("event", "place"),
            ((event + e, place + p) for e, p in self.event_places),
        )
        if self.tolls:
            first = free_number(connection, TollRow.__tablename__, len(self.tolls))
            insert_rows(
                connection,
                TollRow.__tablename__,
                ("number", "event", "reading", *COLUMNS[TollRow]),
                ((n, event + row[0], *row[1:]) for n, row in enumerate(self.tolls, first)),
            )

    def _numbered(self, connection: Connection, table: type[Base], rows: Sequence[Row]) -> int:
        if not rows:
            return 0
        first = free_number(connection, table.__tablename__, len(rows))
        insert_rows(
            connection,
            table.__tablename__,
            ("number", "reading", *COLUMNS[table]),
            ((number, *row) for number, row in enumerate(rows, first)),
        )
        return first
