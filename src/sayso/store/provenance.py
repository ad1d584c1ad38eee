"""By whom and when records came about: readings of reports, and the changes of incidents."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sayso.store.changes.table import ChangeRow
from sayso.store.ids import batched
from sayso.store.tables import DocumentRow, LinkRunRow, ReadingRow, ReportRow


@dataclass(frozen=True, slots=True)
class ReadingMade:
    """How a version of a report's record came about.

    Attributes:
        number: Of the reading.
        made: When (UTC, ISO 8601).
        version: Of the reader.
        models: Names of its models and their versions or digests.
        sha256: Of the bytes that were read.
        extractor: What made text of them, and its version; None: not known.
    """

    number: int
    made: str
    version: str
    models: Mapping[str, str]
    sha256: str
    media_type: str
    extractor: str | None


@dataclass(frozen=True, slots=True)
class LinkingMade:
    """A linking.

    Attributes:
        version: Of sayso, with the form of what it remembers.
        rule: By which tolls of several origins made one range.
    """

    number: int
    made: str
    version: str
    rule: str


@dataclass(frozen=True, slots=True)
class Step:
    """A change of an incident.

    Attributes:
        what: ``added``, ``updated``, ``merged``, ``split``, ``deleted``, ``restored``.
        into: Where its events went.
        linking: The linking that did it; None: people.
        decision: The newest decision in what became of it.
        there: Whether there was such an incident from then on.
    """

    number: int
    made: str
    what: str
    into: tuple[str, ...]
    linking: LinkingMade | None
    decision: int | None
    there: bool


def readings_made(session: Session, reports: Collection[str]) -> dict[str, list[ReadingMade]]:
    """The readings of some reports, the earliest first.

    Args:
        session: An open session.
        reports: Whole ids.
    """
    row, document = ReadingRow, DocumentRow
    query = (
        select(ReportRow.id, row.number, row.made, row.reader_version, row.models)
        .add_columns(document.sha256, document.media_type)
        .add_columns(document.extractor, document.extractor_version)
        .join(row, row.report == ReportRow.number)
        .join(document, document.number == row.document)
        .order_by(row.number)
    )
    found: dict[str, list[ReadingMade]] = {}
    for some in batched(reports):
        for r in session.execute(query.where(ReportRow.id.in_(some))):
            extractor = (
                f"{r.extractor} {r.extractor_version or ''}".strip() if r.extractor else None
            )
            made = ReadingMade(
                r.number,
                r.made,
                r.reader_version,
                json.loads(r.models),
                r.sha256,
                r.media_type,
                extractor,
            )
            found.setdefault(r.id, []).append(made)
    return found


def history(session: Session, ids: Collection[str]) -> dict[str, list[Step]]:
    """The changes of some incidents, the earliest first.

    Args:
        session: An open session.
        ids: Of the incidents.
    """
    row, run = ChangeRow, LinkRunRow
    query = select(row, run).outerjoin(run, run.number == row.run).order_by(row.number)
    found: dict[str, list[Step]] = {}
    for some in batched(ids):
        for change, linking in session.execute(query.where(row.id.in_(some))):
            step = Step(
                change.number,
                change.made,
                change.what,
                tuple((change.into or "").split()),
                None
                if linking is None
                else LinkingMade(linking.number, linking.made, linking.version, linking.rule),
                change.decision,
                change.digest is not None,
            )
            found.setdefault(change.id, []).append(step)
    return found
