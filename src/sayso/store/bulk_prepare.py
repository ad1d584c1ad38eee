"""What is done to a report before it is stored, without the database: checked, in rows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import ValidationError

from sayso.errors import MalformedInput
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store.flatten import Flat, Row, cleaned, day_and_instant, flatten

_NUL = b"\\u0000"
"""How JSON writes the one character that PostgreSQL keeps in no text."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A report that was read somewhere else, ready to be stored.

    Attributes:
        record: JSON of the ``Report``.
        raw: The bytes as they came in; None when they are kept elsewhere.
        media_type: What kind of bytes.
        origin: Where they came from, for messages: a path, a URL, ``table.csv row 7``.
        sha256: Of the bytes, in hexadecimal; needed only where ``raw`` is None.
        size: How many bytes they are, likewise.
    """

    record: bytes
    raw: bytes | None
    media_type: str
    origin: str
    sha256: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as they came in, ready to be stored."""

    sha256: str
    media_type: str
    origin: str
    size: int
    extractor: str | None
    extractor_version: str | None
    raw: bytes | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report and its reading, ready to be stored.

    Attributes:
        columns: The columns of ``reports`` that follow the current reading, see
            ``REPORT_COLUMNS``.
        reader: Version and models (JSON) of the reader.
        record: The record's JSON.
        instant: When it was published, in UTC; empty when it is not known.
        title: For the full-text index.
        body: The text without the title, which is indexed by itself.
    """

    id: str
    url: str | None
    outlet: str | None
    columns: Row
    reader: tuple[str, str]
    record: bytes
    flat: Flat
    instant: str
    title: str
    body: str


REPORT_COLUMNS = (
    "url",
    "outlet",
    "agency",
    "title",
    "byline",
    "language",
    "published",
    "day",
    "instant",
    "modified",
    "relevance",
)


def prepare(item: tuple[Page, Report] | Coded) -> tuple[Document, Prepared]:
    """A report with its bytes, as they are stored.

    Raises:
        MalformedInput: The record is none, or holds what cannot be stored.
    """
    if not isinstance(item, Coded):
        page, report = item
        document = _document(page.raw, page.media_type, page.origin, report)
        return document, prepare_reading(report, page.origin)
    try:
        report = Report.model_validate_json(item.record)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        at = ".".join(str(part) for part in first["loc"])
        raise MalformedInput(
            f"not a record of this version: {first['msg']} ({at or 'the whole'})",
            source=item.origin,
            remedy="read the report again with this version of sayso",
        ) from error
    if item.raw is not None:
        document = _document(item.raw, item.media_type, item.origin, report)
    elif item.sha256 is not None and item.size is not None:
        document = Document(
            item.sha256, item.media_type, _name(item.origin), item.size, *_extractor(report), None
        )
    else:
        raise MalformedInput(
            "neither the bytes nor their SHA-256 and size are given",
            source=item.origin,
            remedy="give Coded.raw, or Coded.sha256 and Coded.size",
        )
    return document, _prepared(report, item.record)


def prepare_reading(report: Report, origin: str) -> Prepared:
    """A reading of a report, as it is stored.

    Args:
        report: The record.
        origin: Where the report came from, for messages.

    Raises:
        MalformedInput: The text holds halves of characters, which no encoding can hold.
    """
    try:
        record = report.model_dump_json().encode()
    except ValueError as error:
        raise MalformedInput(
            "text that is not valid Unicode",
            source=origin,
            remedy="save the page again as UTF-8",
        ) from error
    return _prepared(report, record)


def document_of(page: Page) -> Document:
    """A page's bytes, as they are stored."""
    return _document(page.raw, page.media_type, page.origin, page.report)


def now() -> str:
    """The time, as it is stored everywhere: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def sha256(raw: bytes) -> str:
    """The digest by which documents are told apart."""
    return hashlib.sha256(raw).hexdigest()


def columns_of(report: Report) -> Row:
    """The columns of ``reports`` that follow the current record, see ``REPORT_COLUMNS``."""
    day, instant = day_and_instant(report.published)
    return (
        report.url,
        report.outlet,
        report.agency,
        report.title,
        report.byline,
        report.language,
        report.published,
        day,
        instant,
        report.modified,
        -1.0 if report.relevance is None else report.relevance,
    )


def _prepared(report: Report, record: bytes) -> Prepared:
    columns = columns_of(report)
    models = json.dumps(report.reader.models, ensure_ascii=False)
    flat = flatten(report)
    if _NUL in record:
        columns, flat = cleaned(columns), _cleaned(flat)
    return Prepared(
        id=report.id,
        url=columns[0],
        outlet=columns[1],
        columns=columns,
        reader=(report.reader.version, models),
        record=record,
        flat=flat,
        instant=columns[8] or "",
        title=report.title or "",
        body=_body(report),
    )


def _cleaned(flat: Flat) -> Flat:
    return Flat(
        statements=[cleaned(row) for row in flat.statements],
        places=[cleaned(row) for row in flat.places],
        events=[cleaned(row) for row in flat.events],
        event_places=flat.event_places,
        tolls=[(event, cleaned(row)) for event, row in flat.tolls],
        facets=flat.facets,
    )


def _body(report: Report) -> str:
    """The text without the title, which is indexed by itself and shown above each hit."""
    titles = [
        block.span
        for block in report.blocks
        if block.kind == "title" and report.words(block.span) == report.title
    ]
    start, end = titles[0] if titles else (0, 0)
    return f"{report.text[:start]}\n{report.text[end:]}".strip()


def _document(raw: bytes, media_type: str, origin: str, report: Report) -> Document:
    name, version = _extractor(report)
    return Document(
        sha256=sha256(raw),
        media_type=media_type,
        origin=_name(origin),
        size=len(raw),
        extractor=name,
        extractor_version=version,
        raw=raw,
    )


def _name(origin: str) -> str:
    # A file's name may hold bytes that are no text; Python keeps them as half characters.
    return origin.encode("utf-8", "backslashreplace").decode().replace("\0", "\ufffd")


def _extractor(report: Report) -> tuple[str | None, str | None]:
    extractor = report.reader.extractor
    return (extractor.name, extractor.version) if extractor else (None, None)
