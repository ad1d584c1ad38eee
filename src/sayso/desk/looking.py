"""Looking: the queue, reports, lists of incidents, the map, who said what, figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sayso.desk.base import At
from sayso.desk.own import own_view
from sayso.desk.views import CopyOf, ReportState
from sayso.errors import Refused
from sayso.query import FIELDS, fields_of, parse
from sayso.record import Copy, Report
from sayso.store import Hit
from sayso.store.desk_views import (
    Count,
    Figures,
    IncidentPage,
    MapColumns,
    QueuePage,
    ReportHead,
    SaidPage,
)
from sayso.store.facet_counts import Named
from sayso.store.link_filters import VERBAL
from sayso.store.queue_queries import Order, Reviewed

_PAGE = 50


class Looking(At):
    """The part of a desk that shows what there is."""

    def queue(
        self,
        *,
        order: Order = "relevance",
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        type: str | None = None,  # noqa: A002 - the record's own word
        country: str | None = None,
        contested: bool | None = None,
        reviewed: Reviewed = "no",
        flagged: bool | None = None,
        q: str | None = None,
        where: str | None = None,
        after: str | None = None,
        limit: int = _PAGE,
    ) -> QueuePage:
        """A page of the reports to go through, near copies under the one that they go back to.

        Args:
            order: The most relevant, the newest or the oldest first.
            outlet: Only of this outlet.
            since: Published on this day or later.
            until: Published on this day or earlier.
            type: Only with an event of this type.
            country: Only naming a place in this country (ISO 3166-1 alpha-3).
            contested: Whether they tell of an incident with a contested field.
            reviewed: Whether the person has gone through them; ``where`` goes before it.
            flagged: Whether the person has flagged them.
            q: Words, as for ``search``.
            where: Only those that this fits, in the filter language.
            after: ``next`` of the page before.
            limit: At most so many groups.

        Raises:
            QueryError: ``where`` cannot be understood.
            Refused: What others decided is asked for, by who must not see it.
        """
        asked = self._may_ask(where)
        return self.store.queue(
            who=self.who,
            official=not self.blind,
            order=order,
            outlet=outlet,
            since=since,
            until=until,
            type=type,
            country=country,
            contested=contested,
            reviewed="all" if "reviewed" in asked else reviewed,
            flagged=flagged,
            q=q,
            where=where,
            after=after,
            limit=limit,
        )

    def report(
        self,
        id: str,  # noqa: A002 - as above
        reading: int | None = None,
        *,
        official: bool = False,
    ) -> ReportState:
        """A report as the person sees it.

        Args:
            id: Its id, or the beginning of it.
            reading: The number of a reading; None for the current one.
            official: As it holds for everybody, without what only this person decided.

        Raises:
            NotFound: There is no such report or reading.
        """
        if official:
            whole, current = self.store.current(id)
            record = self.store.get(whole, reading, official=reading is None)
            return self._beside(ReportState(record, reading or current, ()))
        view = own_view(self.store, self._records, self.who, id, reading)
        seen = view.reviewed
        return self._beside(
            ReportState(
                seen.report,
                view.reading,
                (),
                rejected=seen.rejected,
                marks=seen.marks,
                lost=(*view.lost, *seen.lost),
                done=seen.done,
                turns=self.turns(),
            )
        )

    def incidents(
        self,
        *,
        type: str | None = None,  # noqa: A002 - as above
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        contested: bool | None = None,
        verbal: bool = False,
        state: str | None = None,
        q: str | None = None,
        where: str | None = None,
        after: str | None = None,
        limit: int = _PAGE,
    ) -> IncidentPage:
        """A page of the incidents, the latest first, as they hold for everybody.

        Args:
            type: Only of this event type.
            country: Only with a place in this country (ISO 3166-1 alpha-3, or a name).
            since: Ended on this day or later.
            until: Began on this day or earlier.
            contested: Whether they have a contested field.
            verbal: Also incidents of words: accusations, meetings, …; they are there in any case
                where types are asked for.
            state: What people decided, as ``confirmed``; ``none``: nothing.
            q: Part of the name of a place or actor, or words of the reports.
            where: Only those that this fits, in the filter language.
            after: ``next`` of the page before.
            limit: At most so many.

        Raises:
            QueryError: ``where`` cannot be understood.
            Refused: What others decided is asked for, by who must not see it.
        """
        if self.blind and state is not None:
            raise _not_for_coders("the state")
        asked = self._may_ask(where)
        return self.store.incident_lines(
            official=not self.blind,
            type=type,
            country=country,
            since=since,
            until=until,
            contested=contested,
            without=() if verbal or type or "type" in asked else VERBAL,
            state=state,
            q=q,
            where=where,
            who=self.who,
            after=after,
            limit=limit,
        )

    def map(
        self,
        *,
        type: str | None = None,  # noqa: A002 - as above
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        contested: bool | None = None,
        where: str | None = None,
    ) -> MapColumns:
        """All incidents with a place, as columns; the arguments are as for ``incidents``."""
        asked = self._may_ask(where)
        return self.store.map_points(
            official=not self.blind,
            type=type,
            country=country,
            since=since,
            until=until,
            contested=contested,
            without=() if type or "type" in asked else VERBAL,
            where=where,
            who=self.who,
        )

    def said(
        self,
        *,
        actor: str | None = None,
        source: str | None = None,
        outlet: str | None = None,
        after: str | None = None,
        limit: int = _PAGE,
    ) -> SaidPage:
        """Statements of a person or body, or of an outlet's reports, in order of publication.

        Args:
            actor: The name of an actor.
            source: What a source is called.
            outlet: The outlet.
            after: ``next`` of the page before.
            limit: About so many.
        """
        return self.store.said(
            actor=actor,
            source=source,
            outlet=outlet,
            after=after,
            limit=limit,
            official=not self.blind,
        )

    def names(self, kind: Named, begins: str, limit: int = 20) -> tuple[Count, ...]:
        """Names that ``said`` can be asked for, with how many reports have them, most first.

        Args:
            kind: Of a ``source``, or of an ``outlet``.
            begins: What a word of the name begins with, in any case.
            limit: At most so many.
        """
        return self.store.names(kind, begins, limit=limit, official=not self.blind)

    def figures(self) -> Figures:
        """How much there is, of what, and how far the review is: for a coder their own."""
        if self.blind:
            return self.store.figures(official=False, who=self.who)
        return self.store.figures()

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Reports with these words, best first.

        Args:
            query: Words; ``Corpus.search`` says what may be written.
            limit: At most so many.
        """
        hits = self.store.search(query, limit)
        if not self.blind:
            return hits
        heads = self._heads({hit.id for hit in hits})
        return [
            replace(hit, title=head.title, outlet=head.outlet, published=head.published)
            for hit in hits
            for head in [heads[hit.id]]
        ]

    def _may_ask(self, where: str | None) -> frozenset[str]:
        """The fields of a filter.

        Raises:
            QueryError: It cannot be understood.
            Refused: It asks for what others decided, which this person must not see.
        """
        if where is None or not where.strip():
            return frozenset()
        names = fields_of(parse(where))
        if self.blind:
            for name in sorted(names):
                if FIELDS[name].decided:
                    raise _not_for_coders(f"{name}:")
        return names

    def _heads(self, ids: set[str]) -> Mapping[str, ReportHead | Report]:
        """What lists say of some reports; for a coder as the machine read them."""
        if self.blind:
            return {id_: self._records.get(*self.store.current(id_)) for id_ in ids}
        return self.store.heads(ids)

    def _beside(self, state: ReportState) -> ReportState:
        """A report with what stands beside it: readings, incidents, copies."""
        id_ = state.report.id
        found = self.store.copies_of(id_)
        heads = self._heads({copy.from_ if copy.to == id_ else copy.to for copy in found})
        copies = [_copy(copy, id_, heads) for copy in found]
        return replace(
            state,
            readings=tuple(self.store.readings(id_)),
            incidents=tuple(self.store.incidents_of(id_, official=not self.blind)),
            copies=tuple(copies),
        )


def _not_for_coders(what: str) -> Refused:
    return Refused(
        "coders do not see what others decided about incidents",
        remedy=f"leave {what} out, or ask an adjudicator",
    )


def _copy(copy: Copy, id_: str, heads: Mapping[str, ReportHead | Report]) -> CopyOf:
    other = copy.from_ if copy.to == id_ else copy.to
    head = heads.get(other)
    return CopyOf(
        report=other,
        title=head.title if head else None,
        outlet=head.outlet if head else None,
        published=head.published if head else None,
        kind=copy.kind,
        share=copy.share,
        direction="from" if copy.to == id_ else "to",
        why=copy.why,
    )
