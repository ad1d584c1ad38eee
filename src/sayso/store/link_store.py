"""The part of a store that links: what is linked, and the incidents that came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from sayso.record import Incident, TollRule
from sayso.store import link_queries, report_queries
from sayso.store.changes import Change
from sayso.store.changes.log import IncidentLog, digest
from sayso.store.incident_reader import IncidentReader, Overlay
from sayso.store.link_filters import country_code, event_type
from sayso.store.link_rows import write_links
from sayso.store.memory_tables import MEMORY
from sayso.store.report_rows import now
from sayso.store.reviewed import lay_over, replace_incidents, reviewed_ids
from sayso.store.sessions import Sessions
from sayso.store.snapshot import Snapshot
from sayso.store.tables import LinkRunRow
from sayso.store.views import LinkSummary
from sayso.store.where import incident_conditions

if TYPE_CHECKING:
    from sayso.linking import Linked, Links

Tell = Callable[[int, int], object]
"""Told how many reports are linked and written, and how many there are to link in all."""


class LinkStore(Sessions):
    """Links of the reports in a database."""

    def link(
        self,
        rule: TollRule | None = None,
        *,
        full: bool = False,
        overlay: Overlay | None = None,
        progress: Tell | None = None,
    ) -> LinkSummary:
        """Link the reports that are new or were changed since the last time, or all of them anew.

        What is linked are the records as people made them, where they made something of them.
        Others may read and add meanwhile; the outcome is written all or nothing. Ids of incidents
        stay; those of incidents that are gone lead to the incidents that hold their events.

        Args:
            rule: How tolls of several origins make one range; None for the rule of the last time,
                ``ucdp`` at first.
            full: Link all anew in any case, not only when the rule or the version of sayso has
                changed, or the records of more than a fifth of the linked reports.
            overlay: Says what people have made of the incidents that came of it; it is asked in
                the same transaction, and what was known of that before is forgotten. None: that
                stays as it was.
            progress: Called at first and after each part of the reports
                (:data:`sayso.store.link_runs.PART`) with how many are done, and how many there are.

        Raises:
            StoreError: Another program has linked meanwhile.
        """
        from sayso.store.link_runs import PART, last_rule

        if rule is None:
            with self._reading() as session:
                rule = last_rule(session)
        tell = progress or (lambda _done, _total: None)
        part = done = self._link_part(rule, overlay, tell, full=full)
        while part.linked >= PART:
            part = self._link_part(rule, overlay, tell, full=False, linked=done.linked)
            done = done.then(part)
        return done

    def _link_part(
        self, rule: TollRule, overlay: Overlay | None, tell: Tell, *, full: bool, linked: int = 0
    ) -> LinkSummary:
        """Link as many reports as are linked together; ``linked`` were before, of the same call."""
        # What links is slow to import, and most of what a store is asked for is without it.
        from sayso import linking
        from sayso.store.link_runs import check_last_run, summary, task

        started = perf_counter()
        with self._reading() as session:
            todo = task(session, rule, full=full)
            if not todo.reports and not todo.anew and todo.last_run is not None:
                done = summary(session, todo, None, perf_counter() - started)
                return self._overlaid(done, overlay)
            total = linked + todo.waiting
            tell(linked, total)
            made = linking.add(
                todo.reports, todo.memory, rule=rule, before=todo.before, torn=todo.torn
            )
        with self._writing() as session:
            check_last_run(session, todo.last_run)
            run = _run(rule, todo.last_reading, todo.last_review)
            log = _log(session, made, anew=todo.anew)
            write_links(session, made, run, anew=todo.anew, forgotten=todo.forgotten)
            if overlay is not None:
                lay_over(session, list(overlay(IncidentReader(session))))
            _logged(session, log, made, run)
            done = summary(session, todo, made, perf_counter() - started)
        tell(linked + done.linked, total)
        return done

    def _overlaid(self, done: LinkSummary, overlay: Overlay | None) -> LinkSummary:
        if overlay is not None:
            with self._writing() as session:
                replace_incidents(session, list(overlay(IncidentReader(session))))
        return done

    def save_links(
        self,
        linked: Linked,
        *,
        rule: TollRule = "ucdp",
        anew: bool = False,
        last_reading: int | None = None,
    ) -> None:
        """Write what came of linking some reports, all or nothing.

        Args:
            linked: The outcome.
            rule: The rule of its tolls.
            anew: Nothing that was linked before stays.
            last_reading: The newest reading that was linked; None: the newest there is.
        """
        from sayso.store.link_runs import newest_review

        with self._writing() as session:
            if last_reading is None:
                last_reading = report_queries.newest_reading(session)
            run = _run(rule, last_reading, newest_review(session))
            log = _log(session, linked, anew=anew)
            write_links(session, linked, run, anew=anew)
            _logged(session, log, linked, run)

    def links(self) -> Links | None:
        """The current links; None when the database was never linked."""
        with self._reading() as session:
            return link_queries.current_links(session)

    def links_of(self, incidents: Sequence[Incident], *, official: bool = True) -> Links:
        """What concerns some current incidents: their origins, and the copies between reports.

        Args:
            incidents: As linking found them, or as people made them.
            official: The origins are as people made the incidents, where they did.
        """
        with self._reading() as session:
            return link_queries.links_of(session, incidents, official=official)

    def incidents(
        self,
        *,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        contested: bool | None = None,
        without: Collection[str] = (),
        where: str | None = None,
        limit: int | None = None,
        official: bool = False,
    ) -> list[Incident]:
        """Current incidents, latest first, those without a date last.

        Args:
            type: Only of this event type.
            country: Only with a place in this country (ISO 3166-1 alpha-3, or a name).
            since: Ended on this day or later.
            until: Began on this day or earlier.
            contested: True: only those with a contested field; False: only those without.
            without: None of these event types.
            where: Only those that this fits, in the filter language; see ``sayso.query``.
            limit: At most so many.
            official: As people made them, where they made something of them; without those that
                they rejected.

        Raises:
            UnknownValue: There is no such type, or no such country.
            QueryError: ``where`` cannot be understood.
        """
        with self._reading() as session:
            query = link_queries.incident_query(
                type=None if type is None else event_type(session, type),
                country=None if country is None else country_code(country),
                since=since,
                until=until,
                contested=contested,
                without=without,
                official=official and link_queries.any_reviewed(session),
                where=incident_conditions(session, self._dialect, where, official=official),
            )
            records = session.scalars(query.limit(limit)).all()
            return [Incident.model_validate_json(record) for record in records]

    def changes(self, since: str | date, where: str | None = None) -> list[Change]:
        """What became of incidents, then of reports, since a time.

        Whoever has an export of that time or later gets the ids of one of now by taking those out
        that are not ``here``, and taking the others in.

        Args:
            since: A day, from 00:00 UTC on, or a time.
            where: Only incidents and reports that this fits (:mod:`sayso.query`), or may have
                fitted before; those that are gone are told of in any case.

        Raises:
            StoreError: ``since`` is no time.
            QueryError: ``where`` cannot be understood.
        """
        with self._reading() as session:
            return list(Snapshot(session, self._dialect).changes(since, where))

    def incident(self, id: str, *, official: bool = False) -> Incident:  # noqa: A002
        """A current incident, by its id, the beginning of it, or an id that it had before.

        Args:
            id: The id.
            official: As people made it, where they did; an id of one that they made part of
                another leads to that one.

        Raises:
            NotFound: There is none, or the incident was split into several.
        """
        with self._reading() as session:
            return link_queries.incident_by_id(session, id, official=official)


def _log(session: Session, linked: Linked, *, anew: bool) -> IncidentLog:
    """What watches over the incidents that a linking may change."""
    may = None if anew else {*linked.replaced, *reviewed_ids(session)}
    return IncidentLog(session, may)


def _logged(session: Session, log: IncidentLog, linked: Linked, run: LinkRunRow) -> None:
    """Write down what a linking has made of incidents."""
    found = {incident.id: digest(incident) for incident in linked.incidents}
    log.write({*found, *reviewed_ids(session)}, run=run.number, known=found)


def _run(rule: TollRule, last_reading: int, last_review: int) -> LinkRunRow:
    return LinkRunRow(
        version=MEMORY,
        rule=rule,
        made=now(),
        last_reading=last_reading,
        last_review=last_review,
    )
