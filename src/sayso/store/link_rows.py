"""Copies, origins and incidents as rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sayso.record import Copy, Incident, Origin
from sayso.store.tables import (
    CopyRow,
    IncidentForwardRow,
    IncidentMemberRow,
    IncidentRow,
    LinkRunRow,
    OriginRow,
)

if TYPE_CHECKING:
    from sayso.linking.links import Links

_Members = dict[str, set[tuple[str, str]]]


def replace_links(session: Session, links: Links, run: LinkRunRow) -> None:
    """Put new links in place of the current ones, with forwards from incident ids now gone."""
    before = _members(session)
    for table in (IncidentMemberRow, IncidentRow, OriginRow, CopyRow):
        session.execute(delete(table))
    session.add(run)
    session.flush()
    session.add_all(_copy(copy, run.number) for copy in links.copies)
    session.add_all(_origin(origin, run.number) for origin in links.origins)
    session.add_all(_incident(incident, run.number) for incident in links.incidents)
    session.flush()
    session.add_all(
        IncidentMemberRow(incident=incident.id, report=report, event=event)
        for incident in links.incidents
        for report, event in sorted({(e.report, e.event) for e in incident.events})
    )
    session.flush()
    session.add_all(
        IncidentForwardRow(old=old, new=new, run=run.number)
        for old, new in _forwards(before, _members(session))
    )


def _forwards(before: _Members, after: _Members) -> Iterable[tuple[str, str | None]]:
    """From each id that is gone to the incidents with its events, the largest share first."""
    homes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for id_, events in after.items():
        for event in events:
            homes[event].append(id_)
    for old in sorted(before.keys() - after.keys()):
        shared = Counter(new for event in before[old] for new in homes[event])
        for new in sorted(shared, key=lambda new: (-shared[new], new)):
            yield old, new
        if not shared:
            yield old, None


def _members(session: Session) -> _Members:
    out: _Members = {id_: set() for id_ in session.scalars(select(IncidentRow.id))}
    for row in session.execute(
        select(IncidentMemberRow.incident, IncidentMemberRow.report, IncidentMemberRow.event)
    ):
        out[row.incident].add((row.report, row.event))
    return out


def _copy(copy: Copy, run: int) -> CopyRow:
    return CopyRow(
        run=run,
        from_report=copy.from_,
        to_report=copy.to,
        kind=copy.kind,
        share=copy.share,
        record=copy.model_dump_json(),
    )


def _origin(origin: Origin, run: int) -> OriginRow:
    return OriginRow(
        run=run,
        id=origin.id,
        name=origin.name,
        kind=origin.kind,
        record=origin.model_dump_json(),
    )


def _incident(incident: Incident, run: int) -> IncidentRow:
    countries = dict.fromkeys(place.country for place in incident.places if place.country)
    return IncidentRow(
        run=run,
        id=incident.id,
        type=incident.type,
        earliest=incident.earliest,
        latest=incident.latest,
        countries=f" {' '.join(countries)} ",
        contested=bool(incident.contested),
        record=incident.model_dump_json(),
    )
