"""Which reports are stored already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sayso.record import Report
from sayso.store.bulk_prepare import Document, Prepared
from sayso.store.ids import batched
from sayso.store.tables import DocumentRow, ReadingRow, ReportRow


@dataclass(frozen=True, slots=True)
class Key:
    """What tells a report from others.

    Attributes:
        id: Its id, which comes from its text.
        sha256: Of its bytes.
        extractor: What made text of the bytes: name and version.
        place: Its address and outlet.
    """

    id: str
    sha256: str
    extractor: tuple[str | None, str | None]
    place: tuple[str | None, str | None]


def key(document: Document, report: Prepared | Report) -> Key:
    """The key of a report and its bytes."""
    return Key(
        report.id,
        document.sha256,
        (document.extractor, document.extractor_version),
        (report.url, report.outlet),
    )


class Known:
    """What is stored of some reports, asked in one go.

    A report is known by its id. It is known by its bytes, address and outlet too when they came
    through another extractor, for then the same bytes may have another text and so another id;
    or when they are those of a later version of it. Otherwise the same bytes are another report
    of the same file (a feed, a table).

    Args:
        connection: Inside a transaction.
        keys: Whatever will be asked for.
    """

    def __init__(self, connection: Connection, keys: Sequence[Key]) -> None:
        self.documents: dict[str, int] = {}
        """Numbers of the bytes that are stored, by their SHA-256."""
        self._ids: set[str] = set()
        self._extractors: dict[str, tuple[str | None, str | None]] = {}
        self._read: dict[tuple[str, tuple[str | None, str | None]], bool] = {}
        """Digests and places that are known; whether as a later version."""
        for ids in batched({each.id for each in keys}):
            self._ids.update(connection.scalars(select(ReportRow.id).where(ReportRow.id.in_(ids))))
        for digests in batched({each.sha256 for each in keys}):
            self._look_up(connection, digests)

    def has(self, asked: Key) -> bool:
        """Whether a report need not be stored."""
        if asked.id in self._ids:
            return True
        later = self._read.get((asked.sha256, asked.place))
        return later is not None and (later or self._extractors[asked.sha256] != asked.extractor)

    def take(self, taken: Key) -> None:
        """A report is being stored."""
        self._ids.add(taken.id)
        self._extractors.setdefault(taken.sha256, taken.extractor)
        self._read.setdefault((taken.sha256, taken.place), False)

    def _look_up(self, connection: Connection, digests: list[str]) -> None:
        columns = (DocumentRow.sha256, DocumentRow.number)
        query = select(*columns, DocumentRow.extractor, DocumentRow.extractor_version)
        found = connection.execute(query.where(DocumentRow.sha256.in_(digests))).all()
        digest_of = {row.number: row.sha256 for row in found}
        self.documents |= {row.sha256: row.number for row in found}
        self._extractors |= {row.sha256: (row.extractor, row.extractor_version) for row in found}
        for numbers in batched(digest_of):
            read = (
                select(ReadingRow.document, ReportRow.document, ReportRow.url, ReportRow.outlet)
                .join(ReportRow, ReportRow.number == ReadingRow.report)
                .where(ReadingRow.document.in_(numbers))
            )
            for number, first, url, outlet in connection.execute(read):
                place = (digest_of[number], (url, outlet))
                self._read[place] = self._read.get(place, False) or number != first
