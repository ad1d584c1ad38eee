"""What came of linking as rows: copies, incidents with their origins, and what is remembered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from sayso.record import Copy, Incident, Origin
from sayso.store.ids import batched
from sayso.store.incident_lines import mark_contested, remove_lines, reports_of, write_lines
from sayso.store.leads import write_leads
from sayso.store.link_arrays import add_arrays, numbers_given
from sayso.store.link_queries import told_times
from sayso.store.memory_tables import (
    LinkArrayRow,
    LinkChanceRow,
    LinkedReportRow,
    LinkNoteRow,
    LinkPlaceRow,
)
from sayso.store.tables import (
    Base,
    CopyRow,
    IncidentForwardRow,
    IncidentMemberRow,
    IncidentRow,
    LinkRunRow,
    OriginRow,
    ReportRow,
)

if TYPE_CHECKING:
    from sayso.linking import Linked
    from sayso.linking.memory import Note

_TOGETHER = 5_000
"""Rows that are made before they are inserted."""
_LINKS = (IncidentMemberRow, OriginRow, IncidentRow, CopyRow)
_MEMORY = (LinkPlaceRow, LinkChanceRow, LinkArrayRow, LinkNoteRow, LinkedReportRow)
"""Tables in an order in which no row is left that points to a deleted one."""

_Row = dict[str, Any]


def write_links(
    session: Session,
    linked: Linked,
    run: LinkRunRow,
    *,
    anew: bool,
    forgotten: Collection[int] = (),
) -> None:
    """Write what came of linking some reports.

    Args:
        session: An open session; the caller commits.
        linked: The outcome.
        run: The run that it came of; it is added.
        anew: All reports were linked: nothing that was linked or remembered before stays.
        forgotten: Numbers of linked reports of which nothing that was linked or remembered stays.
    """
    session.add(run)
    session.flush()
    gone = None if anew else linked.replaced
    touched = set() if gone is None else reports_of(session, gone)
    remove_lines(session, gone)
    if anew:
        for table in (*_LINKS, *_MEMORY):
            session.execute(delete(table))
    else:
        _forget(session, forgotten)
        _remove(session, linked.replaced)
        for from_, to in sorted(linked.undone):
            pair = CopyRow.from_report == from_, CopyRow.to_report == to
            session.execute(delete(CopyRow).where(*pair))
    _remember(session, linked)
    _insert(session, CopyRow, (_copy(copy, run.number) for copy in linked.copies))
    told = told_times(session, {e.report: None for i in linked.incidents for e in i.events})
    _insert(session, IncidentRow, (_incident(i, run.number, told) for i in linked.incidents))
    members = (
        {"incident": incident.id, "report": report, "event": event}
        for incident in linked.incidents
        for report, event in sorted({(e.report, e.event) for e in incident.events})
    )
    _insert(session, IncidentMemberRow, members)
    origins = (
        _origin(origin, incident, run.number)
        for incident, held in linked.origins.items()
        for origin in held
    )
    _insert(session, OriginRow, origins)
    forwards = ({"old": old, "new": new, "run": run.number} for old, new in linked.forwards)
    _insert(session, IncidentForwardRow, forwards)
    write_lines(session, linked.incidents)
    write_leads(session)
    touched |= {e.report for i in linked.incidents for e in i.events}
    mark_contested(session, _every_report(session) if anew else touched)


def _every_report(session: Session) -> list[str]:
    return list(session.scalars(select(ReportRow.id)))


def _remove(session: Session, incidents: Iterable[str]) -> None:
    """Remove incidents that others take the place of."""
    for some in batched(sorted(incidents)):
        session.execute(delete(IncidentMemberRow).where(IncidentMemberRow.incident.in_(some)))
        session.execute(delete(OriginRow).where(OriginRow.incident.in_(some)))
        session.execute(delete(IncidentRow).where(IncidentRow.id.in_(some)))


def _forget(session: Session, numbers: Collection[int]) -> None:
    """Remove what is remembered of reports, and their copies.

    The arrays stay as they are; what they hold of a number that is no report's is passed over.
    """
    for some in batched(sorted(numbers)):
        ids = list(
            session.scalars(
                select(ReportRow.id)
                .join(LinkedReportRow, LinkedReportRow.report == ReportRow.number)
                .where(LinkedReportRow.number.in_(some))
            )
        )
        for table, columns, values in (
            (CopyRow, (CopyRow.from_report, CopyRow.to_report), ids),
            (LinkPlaceRow, (LinkPlaceRow.report,), some),
            (LinkChanceRow, (LinkChanceRow.a, LinkChanceRow.b), some),
            (LinkNoteRow, (LinkNoteRow.number,), some),
            (LinkedReportRow, (LinkedReportRow.number,), some),
        ):
            for column in columns:
                session.execute(delete(table).where(column.in_(values)))


def _remember(session: Session, linked: Linked) -> None:
    """Keep what later reports are compared with."""
    if not linked.notes:
        return
    first = numbers_given(session)
    reports = _report_numbers(session, [note.id for note in linked.notes])
    numbered = list(enumerate(linked.notes, first))
    _insert(
        session,
        LinkedReportRow,
        ({"number": n, "report": reports[note.id], "told": note.told} for n, note in numbered),
    )
    _insert(
        session,
        LinkNoteRow,
        ({"number": n, "note": note.to_json().encode()} for n, note in numbered),
    )
    add_arrays(session, first, len(numbered), linked.fingerprints, linked.table)
    pairs = sorted(linked.chances.items())
    _insert(session, LinkChanceRow, ({"a": a, "b": b, "chance": c} for (a, b), c in pairs))
    _insert(session, LinkPlaceRow, _places(numbered))


def _places(numbered: Iterable[tuple[int, Note]]) -> Iterable[_Row]:
    for number, note in numbered:
        for at, happening in enumerate(note.happenings):
            if happening.days is None:
                continue
            first, last = happening.days
            for key in sorted(happening.place_keys):
                yield {
                    "place": key,
                    "first_day": first,
                    "last_day": last,
                    "report": number,
                    "happening": at,
                }


def _report_numbers(session: Session, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in batched(ids):
        query = select(ReportRow.id, ReportRow.number).where(ReportRow.id.in_(some))
        found.update((row.id, row.number) for row in session.execute(query))
    return found


def _insert(session: Session, table: type[Base], rows: Iterable[_Row]) -> None:
    """Insert rows, some thousand at a time."""
    left = iter(rows)
    while some := list(islice(left, _TOGETHER)):
        session.execute(insert(table), some)


def _copy(copy: Copy, run: int) -> _Row:
    return {
        "run": run,
        "from_report": copy.from_,
        "to_report": copy.to,
        "kind": copy.kind,
        "share": copy.share,
        "record": copy.model_dump_json(),
    }


def _origin(origin: Origin, incident: str, run: int) -> _Row:
    return {
        "run": run,
        "incident": incident,
        "id": origin.id,
        "name": origin.name,
        "kind": origin.kind,
        "record": origin.model_dump_json(),
    }


def _incident(incident: Incident, run: int, told: Mapping[str, str]) -> _Row:
    countries = dict.fromkeys(place.country for place in incident.places if place.country)
    return {
        "run": run,
        "id": incident.id,
        "type": incident.type,
        "earliest": incident.earliest,
        "latest": incident.latest,
        "countries": f" {' '.join(countries)} ",
        "contested": bool(incident.contested),
        "founded": min(
            (f"{told.get(e.report, '')} {e.report} {e.event:>8}" for e in incident.events),
            default="",
        ),
        "record": incident.model_dump_json(),
    }
