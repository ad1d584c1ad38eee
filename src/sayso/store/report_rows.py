"""Reports and their readings as rows."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sayso.errors import MalformedInput, NotFound
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store.dialect import Sqlite
from sayso.store.flatten import day_and_instant, flatten, unflatten
from sayso.store.tables import DocumentRow, ReadingRow, ReportRow


def is_stored(session: Session, page: Page) -> bool:
    """Whether a page's report is there: by its id, or by its bytes under another extractor.

    A report's id comes from its text, so a newer extractor may give the same bytes another id.
    Under the same extractor another id is another report of the same file (a feed, a table).
    """
    report = page.report
    if session.scalar(select(ReportRow.number).where(ReportRow.id == report.id)) is not None:
        return True
    name, version = _extractor(page)
    query = (
        select(ReportRow.number)
        .join(DocumentRow, ReportRow.document == DocumentRow.number)
        .where(
            DocumentRow.sha256 == _sha256(page),
            ReportRow.outlet.is_not_distinct_from(report.outlet),
            ReportRow.url.is_not_distinct_from(report.url),
            or_(
                DocumentRow.extractor.is_distinct_from(name),
                DocumentRow.extractor_version.is_distinct_from(version),
            ),
        )
    )
    return session.scalar(query.limit(1)) is not None


def insert_report(session: Session, dialect: Sqlite, page: Page, report: Report) -> bool:
    """Store a report with its first reading; False when it was there."""
    record = packed(report, page.origin)
    if is_stored(session, page):
        return False
    row = ReportRow(
        id=report.id, document=_document(session, page), added=now(), **_columns(report)
    )
    session.add(row)
    session.flush()
    _insert_reading(session, dialect, row.number, report, record)
    return True


def insert_reading(session: Session, dialect: Sqlite, report: Report) -> bool:
    """Store another reading of a stored report; False when the current one is the same.

    Raises:
        NotFound: The report is not stored.
    """
    record = packed(report, report.id)
    row = session.scalar(select(ReportRow).where(ReportRow.id == report.id))
    if row is None:
        raise NotFound(f"no report {report.id}", remedy="add the report first")
    current = session.execute(
        select(ReadingRow.number, ReadingRow.record)
        .where(ReadingRow.report == row.number)
        .order_by(ReadingRow.number.desc())
        .limit(1)
    ).one()
    if current.record == record:
        return False
    unflatten(session, current.number)
    for name, value in _columns(report).items():
        setattr(row, name, value)
    _insert_reading(session, dialect, row.number, report, record)
    return True


def packed(report: Report, origin: str) -> bytes:
    """A record's JSON.

    Raises:
        MalformedInput: The text holds halves of characters, which no encoding can hold.
    """
    try:
        return report.model_dump_json().encode()
    except ValueError as error:
        raise MalformedInput(
            "text that is not valid Unicode",
            source=origin,
            remedy="save the page again as UTF-8",
        ) from error


def now() -> str:
    """The time, as it is stored everywhere: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _insert_reading(
    session: Session, dialect: Sqlite, number: int, report: Report, record: bytes
) -> None:
    reading = ReadingRow(
        report=number,
        reader_version=report.reader.version,
        models=json.dumps(report.reader.models, ensure_ascii=False),
        made=now(),
        record=record,
    )
    session.add(reading)
    session.flush()
    flatten(session, report, reading.number)
    dialect.index(session.connection(), number, report.title, _body(report))


def _body(report: Report) -> str:
    """The text without the title, which is indexed by itself and shown above each hit."""
    titles = [
        block.span
        for block in report.blocks
        if block.kind == "title" and report.words(block.span) == report.title
    ]
    start, end = titles[0] if titles else (0, 0)
    return f"{report.text[:start]}\n{report.text[end:]}".strip()


def _document(session: Session, page: Page) -> int:
    """Number of the page's raw bytes, stored now if they are not yet."""
    sha256 = _sha256(page)
    known = session.scalar(select(DocumentRow.number).where(DocumentRow.sha256 == sha256))
    if known is not None:
        return known
    name, version = _extractor(page)
    row = DocumentRow(
        sha256=sha256,
        media_type=page.media_type,
        # A file's name may hold bytes that are no text; Python keeps them as half characters.
        origin=page.origin.encode("utf-8", "backslashreplace").decode(),
        size=len(page.raw),
        extractor=name,
        extractor_version=version,
        added=now(),
        raw=page.raw,
    )
    session.add(row)
    session.flush()
    return row.number


def _columns(report: Report) -> dict[str, str | None]:
    """The columns of ``reports`` that follow the current reading."""
    day, instant = day_and_instant(report.published)
    return {
        "url": report.url,
        "outlet": report.outlet,
        "agency": report.agency,
        "title": report.title,
        "byline": report.byline,
        "language": report.language,
        "published": report.published,
        "day": day,
        "instant": instant,
        "modified": report.modified,
    }


def _extractor(page: Page) -> tuple[str | None, str | None]:
    extractor = page.report.reader.extractor
    return (extractor.name, extractor.version) if extractor else (None, None)


def _sha256(page: Page) -> str:
    return hashlib.sha256(page.raw).hexdigest()
