"""One state of a collection, read as a stream: what an export is written from.

All that one snapshot gives is of one moment, whatever others write meanwhile, and no more than a
few hundred records are held in memory at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Executable, Row, Select, Subquery, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from sayso.record import Copy, Incident, Origin, Report
from sayso.store import list_queries, times
from sayso.store.changes import Change, as_of, incident_changes, since_time
from sayso.store.changes.reports import report_changes
from sayso.store.desk_tables import IncidentLineRow, ReviewedIncidentRow, ReviewedReportRow
from sayso.store.desk_views import ReportHead
from sayso.store.engines import Dialect
from sayso.store.ids import batched
from sayso.store.incident_lines import official_members
from sayso.store.incident_origins import held_origins, named_origins
from sayso.store.official import official_records
from sayso.store.provenance import ReadingMade, Step, history, readings_made
from sayso.store.report_queries import current_reading
from sayso.store.sheet_figures import SheetFigures, sheet_figures
from sayso.store.tables import CopyRow, IncidentMemberRow, IncidentRow, ReadingRow, ReportRow
from sayso.store.times import Times
from sayso.store.where import incident_conditions, report_conditions

TOGETHER = 200
"""Incidents or reports that are held in memory at once."""

Of = Literal["incidents", "reports"]
"""What a filter narrows: incidents, with the reports that tell of them; or reports."""


@dataclass(frozen=True, slots=True)
class Told:
    """An incident with what stands beside it in a table of incidents.

    Attributes:
        origins: Of its accounts, by id.
        reports: Heads of the reports that tell of it, by id, in the order of telling; without
            those that people have rejected.
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
        incidents: The incident of each event that is in one, by the event's id; only incidents
            that the same snapshot tells.
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
        self._fit: dict[str | None, frozenset[str]] = {}

    @property
    def session(self) -> Session:
        """Its transaction."""
        return self._session

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
            select(line.id, line.state, record.label("record"))
            .outerjoin(IncidentRow, IncidentRow.id == line.id)
            .where(*self._listed(where))
            .order_by(line.until.desc(), line.id.desc())
        )
        if self.official:
            query = query.outerjoin(ReviewedIncidentRow, ReviewedIncidentRow.id == line.id)
        for rows in self._some(query):
            ids = [row.id for row in rows]
            origins = held_origins(self._session, ids, official=self.official)
            heads = self._heads_of(ids)
            # one at a time: records that are held together cost the collector of garbage much time
            for row in rows:
                incident = Incident.model_validate_json(row.record)
                reports = _reports_of(incident)
                if not heads.keys() >= reports.keys():
                    heads |= self.heads([id_ for id_ in reports if id_ not in heads])
                told_by = {id_: heads[id_] for id_ in reports if id_ in heads}
                yield Told(incident, named_origins(incident, origins), told_by, row.state)

    def count(self, where: str | None = None) -> int:
        """How many incidents ``told(where)`` gives.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        query = select(func.count()).select_from(IncidentLineRow).where(*self._listed(where))
        return self._session.scalar(query) or 0

    def read(self, where: str | None = None, *, of: Of = "reports") -> Iterator[Read]:
        """Reports that nobody rejected, in the order in which they were added.

        Args:
            where: Only those that this fits, in the language of :mod:`sayso.query`; None: all.
            of: ``reports``: it fits the report; ``incidents``: it fits an incident that the report
                tells of.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        records = official_records if self.official else _machine_records
        query = records(ReportRow.id)
        query = query.where(*self._stored(where, of)).order_by(ReportRow.number)
        for rows in self._some(query):
            homes = self._homes([row.id for row in rows], where, of)
            # one at a time: records that are held together cost the collector of garbage much time
            for row in rows:
                yield Read(Report.model_validate_json(row.record), homes.get(row.id, {}))

    def copies(self, where: str | None = None, *, of: Of = "reports") -> Iterator[Copy]:
        """Copies between reports that nobody rejected, in the order in which they were found.

        Args:
            where: Only between reports that this fits; None: all.
            of: As for ``read``.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        query = select(CopyRow.record).order_by(CopyRow.number)
        if conditions := self._stored(where, of):
            fit = select(ReportRow.id).where(*conditions)
            if self.official:
                fit = _with_reviewed(fit)
            query = query.where(CopyRow.from_report.in_(fit), CopyRow.to_report.in_(fit))
        for rows in self._some(query):
            for row in rows:
                yield Copy.model_validate_json(row.record)

    def changes(
        self, since: str | date, where: str | None = None, *, of: Of = "reports"
    ) -> Iterator[Change]:
        """What became of incidents, then of reports, since a time; of the official state only.

        Args:
            since: A day, or a time; see :func:`sayso.store.changes.since_time`.
            where: Only those that fit, or may have fitted before; None: all.
            of: As for ``read``.

        Raises:
            QueryError: ``where`` cannot be understood.
            StoreError: ``since`` is no time.
        """
        time = since_time(since)
        yield from incident_changes(self._session, time, self._listed(where))
        yield from report_changes(self._session, time, self._stored(where, of))

    def as_of(self) -> str:
        """The moment after the last change in it; as ``since``, it leads to a later state."""
        return as_of(self._session)

    def figures(self, where: str | None = None, *, of: Of = "reports") -> SheetFigures:
        """What a method sheet counts of ``told(where)`` and ``read(where, of=of)``.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        return sheet_figures(self._session, self._listed(where), self._stored(where, of))

    def readings(self, reports: Sequence[str]) -> dict[str, list[ReadingMade]]:
        """How the versions of some reports' records came about, the earliest first."""
        return readings_made(self._session, reports)

    def history(self, incidents: Sequence[str]) -> dict[str, list[Step]]:
        """The changes of some incidents, the earliest first; of the official state only."""
        return history(self._session, incidents)

    def heads(self, ids: Sequence[str]) -> dict[str, ReportHead]:
        """What lists say of some reports, by their whole ids; nothing of rejected ones."""
        found = list_queries.heads(self._session, ids)
        if self.official:
            for some in batched(ids):
                query = select(ReportRow.id).where(ReportRow.id.in_(some))
                query = query.join(ReviewedReportRow, ReviewedReportRow.report == ReportRow.number)
                for id_ in self._session.scalars(query.where(ReviewedReportRow.hidden)):
                    del found[id_]
        return found

    def incident_times(self, ids: Sequence[str]) -> dict[str, Times]:
        """When some incidents were added, and when they changed last."""
        return times.incident_times(self._session, ids, official=self.official)

    def report_times(self, ids: Sequence[str]) -> dict[str, Times]:
        """When some reports were added, and when they changed last."""
        return times.report_times(self._session, ids, official=self.official)

    def _some(self, query: Executable) -> Iterator[Sequence[Row[Any]]]:
        """Rows, a few at a time: one statement, so that a filter is worked out once."""
        options = {"yield_per": TOGETHER}
        yield from self._session.execute(query, execution_options=options).partitions()

    def _listed(self, where: str | None) -> list[ColumnElement[bool]]:
        """Conditions on ``incident_lines``."""
        line = IncidentLineRow
        return [
            line.hidden.is_(False),
            line.official.is_(True) if self.official else line.reviewed.is_(False),
            *incident_conditions(self._session, self._dialect, where, official=self.official),
        ]

    def _stored(self, where: str | None, of: Of) -> list[ColumnElement[bool]]:
        """Conditions on ``reports``, joined with what people made of them where that counts."""
        found: list[ColumnElement[bool]] = []
        if self.official:
            found.append(ReviewedReportRow.hidden.is_not(True))
        where = (where or "").strip() or None
        if where is not None and of == "incidents":
            members = self._members()
            listed = select(IncidentLineRow.id).where(*self._listed(where))
            found.append(
                ReportRow.id.in_(select(members.c.report).where(members.c.incident.in_(listed)))
            )
        elif where is not None:
            found += report_conditions(self._session, self._dialect, where, official=self.official)
        return found

    def _members(self) -> Subquery:
        if self.official:
            return official_members()
        member = IncidentMemberRow
        return select(member.incident, member.report, member.event).subquery("members")

    def _heads_of(self, incidents: Sequence[str]) -> dict[str, ReportHead]:
        """What lists say of the reports of some incidents; nothing of rejected ones."""
        members = self._members()
        reports: dict[str, None] = {}
        for some in batched(incidents):
            query = select(members.c.report).where(members.c.incident.in_(some))
            reports.update((id_, None) for id_ in self._session.scalars(query))
        return self.heads(list(reports))

    def _homes(
        self, reports: Sequence[str], where: str | None, of: Of
    ) -> dict[str, dict[str, str]]:
        """The incident of each event of some reports."""
        members = self._members()
        fitting = self._fitting(where) if of == "incidents" else None
        found: dict[str, dict[str, str]] = {}
        for some in batched(reports):
            query = (
                select(members.c.report, members.c.event, members.c.incident)
                .join(IncidentLineRow, IncidentLineRow.id == members.c.incident)
                .where(members.c.report.in_(some), *self._listed(None))
            )
            for row in self._session.execute(query):
                if fitting is None or row.incident in fitting:
                    found.setdefault(row.report, {})[row.event] = row.incident
        return found

    def _fitting(self, where: str | None) -> frozenset[str] | None:
        """Ids of the incidents that a filter fits, which is worked out once; None: all."""
        if not (where or "").strip():
            return None
        if where not in self._fit:
            query = select(IncidentLineRow.id).where(*self._listed(where))
            self._fit[where] = frozenset(self._session.scalars(query))
        return self._fit[where]


def _machine_records(*columns: InstrumentedAttribute[Any]) -> Select[Any]:
    """The record of each report as it was read, as ``record``, after some columns."""
    return (
        select(*columns, ReadingRow.record.label("record"))
        .select_from(ReportRow)
        .join(ReadingRow, ReadingRow.number == current_reading().scalar_subquery())
    )


def _with_reviewed(query: Select[str]) -> Select[str]:
    return query.outerjoin(ReviewedReportRow, ReviewedReportRow.report == ReportRow.number)


def _reports_of(incident: Incident) -> dict[str, None]:
    told = dict.fromkeys(step.report for step in incident.telling)
    told.update((event.report, None) for event in incident.events)
    told.update((r, None) for each in incident.accounts.values() for a in each for r in a.reports)
    return told
