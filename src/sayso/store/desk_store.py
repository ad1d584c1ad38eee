"""The part of a store that the desk lists from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sayso.errors import StoreError
from sayso.query import parse as parse_filter
from sayso.record import Copy
from sayso.store import figure_queries, incident_queries, list_queries, queue_queries, said_queries
from sayso.store.desk_views import (
    Coded,
    Count,
    Figures,
    IncidentLine,
    IncidentOf,
    IncidentPage,
    MapColumns,
    QueuePage,
    ReportHead,
    SaidPage,
)
from sayso.store.facet_counts import Named, most_named
from sayso.store.filters import report_filters
from sayso.store.incident_queries import Asked
from sayso.store.link_filters import VERBAL, country_code, event_type
from sayso.store.queue_queries import Order, Reviewed, Wanted
from sayso.store.search import parse
from sayso.store.sessions import Sessions
from sayso.store.tables import CopyRow
from sayso.store.where import Where, incident_conditions

_LONGEST = 200
"""Letters of a name that is searched for; no place or actor has a longer one."""


class DeskStore(Sessions):
    """Lists of reports, incidents and statements, a page at a time."""

    def queue(
        self,
        *,
        order: Order = "relevance",
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
        contested: bool | None = None,
        reviewed: Reviewed = "no",
        flagged: bool | None = None,
        who: str | None = None,
        q: str | None = None,
        where: str | None = None,
        after: str | None = None,
        limit: int = 50,
        official: bool = True,
    ) -> QueuePage:
        """Reports to go through, near copies under the report that they go back to.

        A near copy is listed by itself where that report does not fit.

        Args:
            order: The most relevant, the newest or the oldest first; those without a date last.
            outlet: Only of this outlet (any case).
            since: Published on this day or later.
            until: Published on this day or earlier.
            type: Only with an event of this type.
            country: Only naming a place in this country (ISO 3166-1 alpha-3).
            contested: Whether they tell of an incident with a contested field.
            reviewed: Whether ``who`` has gone through them.
            flagged: Whether ``who`` has flagged them.
            who: The person who asks; None: anybody.
            q: Words, as for ``search``.
            where: Only those that this fits, in the filter language; see ``sayso.query``.
            after: ``next`` of the page before; None: from the beginning.
            limit: At most so many groups.
            official: The lines are as people made the reports, where they did.

        Raises:
            StoreError: A day is no date, there is no word in ``q``, or ``after`` is no place.
            QueryError: ``where`` cannot be understood.
        """
        wanted = Wanted(
            filters=report_filters(
                outlet=outlet, since=since, until=until, type=type, country=country
            ),
            order=order,
            contested=contested,
            reviewed=reviewed,
            flagged=flagged,
            who=who,
            words=self._dialect.matching(parse(q)) if q else None,
            official=official,
        )
        with self._reading() as session:
            if where is not None and where.strip():
                asked = Where(session, self._dialect, parse_filter(where), official, who)
                wanted = replace(wanted, where=asked.reports)
            return queue_queries.page(session, wanted, after, limit)

    def incident_lines(
        self,
        *,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        contested: bool | None = None,
        without: Collection[str] = VERBAL,
        state: str | None = None,
        q: str | None = None,
        where: str | None = None,
        who: str | None = None,
        after: str | None = None,
        limit: int = 50,
        official: bool = True,
    ) -> IncidentPage:
        """Incidents as lines of a list, the latest first, those without a day last.

        Args:
            type: Only of this event type.
            country: Only with a place in this country (ISO 3166-1 alpha-3, or a name).
            since: Ended on this day or later.
            until: Began on this day or earlier.
            contested: True: only those with a contested field; False: only those without.
            without: None of these event types, where ``type`` is not given.
            state: What people decided: ``confirmed``, ``corrected``, ``merged``, ``split``,
                ``rejected``, or ``none``; None: all but those that were rejected, or made part of
                another one.
            q: Part of the name of a place or actor, or words of the reports, as for ``search``.
            where: Only those that this fits, in the filter language; see ``sayso.query``.
            who: Whose marks ``where`` is about; None: anybody's.
            after: ``next`` of the page before; None: from the beginning.
            limit: At most so many.
            official: As people made them, where they did; else as linking found them.

        Raises:
            UnknownValue: There is no such type, or no such country.
            StoreError: A day is no date, there is no word in ``q``, or ``after`` is no place.
            QueryError: ``where`` cannot be understood.
        """
        with self._reading() as session:
            asked = self._asked(session, type, country, since, until, contested, without)
            if q:
                words = self._dialect.matching(parse(q))
                asked = replace(asked, words=words, names=q.strip()[:_LONGEST])
            fits = incident_conditions(session, self._dialect, where, official=official, who=who)
            asked = replace(asked, state=state, official=official, where=tuple(fits))
            return incident_queries.page(session, asked, after, limit)

    def map_points(
        self,
        *,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        contested: bool | None = None,
        without: Collection[str] = VERBAL,
        where: str | None = None,
        who: str | None = None,
        official: bool = True,
    ) -> MapColumns:
        """All incidents that fit and have coordinates; the arguments are as for ``incident_lines``.

        Raises:
            UnknownValue: There is no such type, or no such country.
            StoreError: A day is no date.
            QueryError: ``where`` cannot be understood.
        """
        with self._reading() as session:
            asked = self._asked(session, type, country, since, until, contested, without)
            fits = incident_conditions(session, self._dialect, where, official=official, who=who)
            asked = replace(asked, official=official, where=tuple(fits))
            return incident_queries.map_points(session, asked)

    def near_incidents(
        self,
        incident: str,
        *,
        days: int = 14,
        km: float = 100.0,
        limit: int = 10,
        official: bool = True,
    ) -> list[IncidentLine]:
        """Other incidents near one in place and time: of its type first, then the nearest.

        Args:
            incident: Its id.
            days: At most so many days between the two.
            km: At most so many kilometres.
            limit: At most so many.
            official: As people made them, where they did.

        Raises:
            NotFound: There is no such incident.
        """
        with self._reading() as session:
            return incident_queries.near(session, incident, days, km, limit, official=official)

    def lines_of_incidents(
        self, ids: Sequence[str], *, official: bool = True
    ) -> dict[str, IncidentLine]:
        """Lines of some incidents by id, those that people rejected or merged too."""
        with self._reading() as session:
            return incident_queries.lines_of(session, ids, official=official)

    def incidents_of(self, report: str, *, official: bool = True) -> list[IncidentOf]:
        """The incidents that a report tells of, the latest first.

        Args:
            report: Its whole id.
            official: As people made them, where they did.
        """
        with self._reading() as session:
            return incident_queries.of_report(session, report, official=official)

    def heads(self, ids: Collection[str]) -> dict[str, ReportHead]:
        """What lists say of some reports, by their whole ids; those that are not there left out."""
        with self._reading() as session:
            return list_queries.heads(session, ids)

    def copies_of(self, report: str) -> list[Copy]:
        """The copies that a report is of others, and others of it.

        Args:
            report: Its whole id.
        """
        with self._reading() as session:
            either = or_(CopyRow.from_report == report, CopyRow.to_report == report)
            records = session.scalars(
                select(CopyRow.record).where(either).order_by(CopyRow.share.desc(), CopyRow.number)
            )
            return [Copy.model_validate_json(record) for record in records]

    def said(
        self,
        *,
        actor: str | None = None,
        source: str | None = None,
        outlet: str | None = None,
        after: str | None = None,
        limit: int = 50,
        official: bool = True,
    ) -> SaidPage:
        """Statements in the order of their publication, those without a date first.

        Args:
            actor: Of an actor of this name (any case).
            source: Of a source that is called so: by the actor's name, else by the words for it.
            outlet: In reports of this outlet (any case).
            after: ``next`` of the page before; None: from the beginning.
            limit: About so many; all that one report has of them are on one page.
            official: As people made them, where they did.

        Raises:
            StoreError: None of the three is given, or ``after`` is no place.
        """
        if actor is None and source is None and outlet is None:
            raise StoreError("whose statements?", remedy="give an actor, a source or an outlet")
        with self._reading() as session:
            return said_queries.said(
                session,
                source=actor if actor is not None else source,
                named=actor is not None,
                outlet=outlet,
                after=after,
                limit=limit,
                official=official,
            )

    def figures(self, *, official: bool = True, who: str | None = None) -> Figures:
        """How much there is, of what, and how far the review is.

        Args:
            official: As people made reports and incidents, where they did.
            who: Decisions, and what was gone through and flagged, of this person alone.
        """
        with self._reading() as session:
            return figure_queries.figures(session, official=official, who=who)

    def names(
        self, kind: Named, begins: str, *, limit: int = 20, official: bool = True
    ) -> tuple[Count, ...]:
        """Names that ``said`` can be asked for, with how many reports have them, most first.

        Args:
            kind: Of sources (actors, or the words for whoever says it), or of outlets.
            begins: What a word of the name begins with, in any case.
            limit: At most so many.
            official: As people made the reports, where they did.
        """
        with self._reading() as session:
            return most_named(session, kind, limit, official=official, begins=begins)

    def coded_twice(self) -> list[Coded]:
        """Reports that two people or more have gone through, in the order of adding."""
        with self._reading() as session:
            return figure_queries.coded_twice(session)

    @staticmethod
    def _asked(
        session: Session,
        type_: str | None,
        country: str | None,
        since: str | date | None,
        until: str | date | None,
        contested: bool | None,
        without: Collection[str],
    ) -> Asked:
        return Asked(
            type=None if type_ is None else event_type(session, type_),
            country=None if country is None else country_code(country),
            since=since,
            until=until,
            contested=contested,
            without=without if type_ is None else (),
        )
