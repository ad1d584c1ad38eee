"""One state of a collection, read as a stream: what an export is written from.

All that one snapshot gives is of one moment, whatever others write meanwhile, and no more than a
few hundred records are held in memory at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from sayso.record import Copy, Incident, Origin, Report
from sayso.store import list_queries
from sayso.store.desk_tables import IncidentLineRow, ReviewedIncidentRow
from sayso.store.desk_views import ReportHead
from sayso.store.engines import Dialect
from sayso.store.filters import Filters
from sayso.store.ids import batched
from sayso.store.incident_lines import official_members
from sayso.store.incident_origins import origins_of
from sayso.store.official import official_after
from sayso.store.report_queries import records_after
from sayso.store.tables import CopyRow, IncidentMemberRow, IncidentRow, ReportRow
from sayso.store.where import incident_conditions, report_conditions

TOGETHER = 200
"""Incidents or reports that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Told:
    """An incident with what stands beside it in a table of incidents.

    Attributes:
        origins: Of its accounts, by id.
        reports: Heads of all reports that tell of it, by id, in the order of telling.
        state: What people decided: ``confirmed``, ``corrected``, ``merged``, ``split``; None:
            nothing.
    """

    incident: Incident
    origins: Mapping[str, Origin]
    reports: Mapping[str, ReportHead]
    state: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """A report with the incidents that its events belong to.

    Attributes:
        incidents: The incident of each event that is in one, by the event's id.
    """

    report: Report
    incidents: Mapping[str, str]


class Snapshot:
    """One state of a collection. ``Store.snapshot`` opens it.

    Args:
        session: An open session, of one transaction.
        dialect: The database.
        official: As people made records, where they did; else as they were read and linked.
    """

    def __init__(self, session: Session, dialect: Dialect, *, official: bool = True) -> None:
        self._session = session
        self._dialect = dialect
        self.official = official

    def told(self, where: str | None = None) -> Iterator[Told]:
        """Incidents, the latest first, those without a day last.

        Args:
            where: Only those that this fits, in the language of :mod:`sayso.query`; None: all.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        line = IncidentLineRow
        # what people made has its record in a table of its own
        made = func.coalesce(ReviewedIncidentRow.record, IncidentRow.record)
        record = made if self.official else IncidentRow.record
        query = (
            select(line.until, line.id, line.state, record.label("record"))
            .outerjoin(IncidentRow, IncidentRow.id == line.id)
            .where(
                line.hidden.is_(False),
                line.official if self.official else line.reviewed.is_(False),
                *incident_conditions(self._session, self._dialect, where, official=self.official),
            )
            .order_by(line.until.desc(), line.id.desc())
            .limit(TOGETHER)
        )
        if self.official:
            query = query.outerjoin(ReviewedIncidentRow, ReviewedIncidentRow.id == line.id)
        after = None
        while True:
            here = query
            if after is not None:
                here = query.where(tuple_(line.until, line.id) < tuple_(*after))
            rows = self._session.execute(here).all()
            found = [(Incident.model_validate_json(row.record), row.state) for row in rows]
            yield from self._beside(found)
            if len(rows) < TOGETHER:
                return
            after = (rows[-1].until, rows[-1].id)

    def read(self, where: str | None = None) -> Iterator[Read]:
        """Reports that nobody rejected, in the order in which they were added.

        Args:
            where: Only those that this fits, in the language of :mod:`sayso.query`; None: all.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        conditions = report_conditions(self._session, self._dialect, where, official=self.official)
        after = official_after if self.official else records_after
        last = 0
        while True:
            rows = after(self._session, last, Filters(more=tuple(conditions)), TOGETHER)
            reports = [Report.model_validate_json(record) for _, record in rows]
            homes = self._homes([report.id for report in reports])
            for report in reports:
                yield Read(report, homes.get(report.id, {}))
            if len(rows) < TOGETHER:
                return
            last = rows[-1][0]

    def copies(self, where: str | None = None) -> Iterator[Copy]:
        """Copies between reports, in the order in which they were found.

        Args:
            where: Only copies of or by reports that this fits; None: all.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        conditions = report_conditions(self._session, self._dialect, where, official=self.official)
        query = select(CopyRow.number, CopyRow.record).order_by(CopyRow.number).limit(TOGETHER)
        if conditions:
            fit = select(ReportRow.id).where(*conditions)
            query = query.where(CopyRow.from_report.in_(fit) | CopyRow.to_report.in_(fit))
        last = 0
        while True:
            rows = self._session.execute(query.where(CopyRow.number > last)).all()
            for row in rows:
                yield Copy.model_validate_json(row.record)
            if len(rows) < TOGETHER:
                return
            last = rows[-1].number

    def heads(self, ids: Sequence[str]) -> dict[str, ReportHead]:
        """What lists say of some reports, by their whole ids."""
        return list_queries.heads(self._session, ids)

    def _beside(self, found: Sequence[tuple[Incident, str | None]]) -> Iterator[Told]:
        origins = origins_of(
            self._session, [incident for incident, _ in found], official=self.official
        )
        heads = self.heads(list(dict.fromkeys(r for i, _ in found for r in _reports_of(i))))
        for incident, state in found:
            reports = {id_: heads[id_] for id_ in _reports_of(incident) if id_ in heads}
            yield Told(incident, origins[incident.id], reports, state)

    def _homes(self, reports: Sequence[str]) -> dict[str, dict[str, str]]:
        """The incident of each event of some reports."""
        members = official_members() if self.official else select(IncidentMemberRow).subquery()
        found: dict[str, dict[str, str]] = {}
        for some in batched(reports):
            query = select(members.c.report, members.c.event, members.c.incident)
            for row in self._session.execute(query.where(members.c.report.in_(some))):
                found.setdefault(row.report, {})[row.event] = row.incident
        return found


def _reports_of(incident: Incident) -> list[str]:
    told = dict.fromkeys(step.report for step in incident.telling)
    told.update((event.report, None) for event in incident.events)
    told.update((r, None) for each in incident.accounts.values() for a in each for r in a.reports)
    return list(told)
