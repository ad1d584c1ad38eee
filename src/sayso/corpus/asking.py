"""What a collection is asked: reports, incidents, links, words, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from sayso.corpus.tabling import Tabling
from sayso.record import Incident

if TYPE_CHECKING:
    from sayso.corpus.incidents import Incidents
    from sayso.corpus.look import Look
    from sayso.desk import Desk
    from sayso.linking.links import Links
    from sayso.record import Report
    from sayso.store import Hit, Line, Reading, Stats
    from sayso.tables.frames import Frame

# There is a method called list, which hides the type inside the class.
_Lines = list["Line"]
_Hits = list["Hit"]
_Readings = list["Reading"]
_Words = list[str]


class Asking(Tabling):
    """A collection to look into."""

    def links(self) -> Links:
        """All links that hold since the last ``link``: copies, origins, incidents.

        Raises:
            NotFound: There was none.
        """
        links = self._open().links()
        if links is None:
            raise self._not_linked()
        return links

    def links_of(self, incidents: Iterable[Incident]) -> Links:
        """What concerns some incidents, without all the others.

        Returns:
            These incidents, the origins that their accounts name, and the copies between the
            reports that tell of them.
        """
        return self._open().links_of(list(incidents))

    def incidents(
        self,
        *,
        where: str | None = None,
        type: str | None = None,  # noqa: A002 - the record's own word
        country: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        contested: bool | None = None,
        verbal: bool = False,
        limit: int | None = None,
        machine: bool = False,
    ) -> Incidents:
        """Incidents of the last ``link``, latest first, those without a date last.

        They are as people made them, where people decided; what they rejected is left out. What
        comes back is a sequence of records, which are read when they are asked for, and has
        ``to_pandas()``, ``to_polars()``, ``to_arrow()``, and tables of what belongs to them.

        Args:
            where: Only those that this fits (docs/howto-filter.md).
            type: Only of this event type.
            country: Only with a place in this country (ISO 3166-1 alpha-3, or a name).
            since: Ended on this day or later.
            until: Began on this day or earlier.
            contested: True: only those with a contested field; False: only those without.
            verbal: Also incidents of words: accusations, meetings, …
            limit: At most so many.
            machine: As linking found them.

        Raises:
            NotFound: Nothing was linked yet.
            QueryError: ``where`` cannot be understood.
            ValueError: ``limit`` is negative.
        """
        from sayso.corpus.flags import as_filter, checked_limit, left_out
        from sayso.corpus.incidents import Incidents

        limit = checked_limit(limit)
        store = self._open()
        if store.last_linked() is None:
            raise self._not_linked()
        asked: dict[str, Any] = {
            "where": where,
            "type": type,
            "country": country,
            "since": since,
            "until": until,
            "contested": contested,
            "without": left_out(where, type, verbal=verbal),
        }
        store.incidents(**asked, limit=0, official=not machine)  # what it refuses, it refuses now
        fits = as_filter(**asked)

        def read(most: int | None) -> Iterator[Incident]:
            end = min((n for n in (most, limit) if n is not None), default=None)
            with self._lent() as lent, lent.snapshot(official=not machine) as snapshot:
                for told in islice(snapshot.told(fits), end):
                    yield told.incident

        def count() -> int:
            with self._lent() as lent, lent.snapshot(official=not machine) as snapshot:
                found = snapshot.count(fits)
            return found if limit is None else min(found, limit)

        def frame(name: str) -> Frame:
            from sayso.corpus.named_tables import own_table

            return self._frame(
                own_table(name), "incidents", where=fits, machine=machine, limit=limit
            )

        return Incidents(read, count, frame)

    def incident(self, id: str, *, machine: bool = False) -> Incident:  # noqa: A002
        """An incident, by its id, the beginning of it, or an id that it had before.

        Args:
            id: Of one that people merged with another, it leads to that one.
            machine: As linking found it, not as people made it.

        Raises:
            NotFound: There is none, or it was split into several.
        """
        return self._open().incident(id, official=not machine)

    def reports_of(self, incidents: Iterable[Incident]) -> dict[str, Report]:
        """The reports that incidents are told by, by id, as people made them."""
        return self._reports_of(incidents, official=True)

    def _reports_of(self, incidents: Iterable[Incident], *, official: bool) -> dict[str, Report]:
        store = self._open()
        ids: dict[str, None] = {}
        for incident in incidents:
            ids.update((event.report, None) for event in incident.events)
            for accounts in incident.accounts.values():
                ids.update((report, None) for account in accounts for report in account.reports)
        return {id_: store.get(id_, official=official) for id_ in ids}

    def look(self, id: str, *, machine: bool = False) -> Look:  # noqa: A002
        """A report or an incident for a notebook to show: an incident with all its accounts.

        Args:
            id: Of a report or an incident, or the beginning of it.
            machine: As it was read or linked, not as people made it.

        Raises:
            NotFound: There is nothing with this id.
        """
        from sayso.corpus.look import Look
        from sayso.linking.links import Links

        if not id.startswith("i_"):
            return Look(self.show(id, machine=machine), Links(), {})
        official = not machine
        incident = self.incident(id, machine=machine)
        links = self._open().links_of([incident], official=official)
        return Look(incident, links, self._reports_of([incident], official=official))

    def list(
        self,
        *,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
        where: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> _Lines:
        """Reports as lines of a list, newest first, those without a date last.

        Args:
            outlet: Only of this outlet (any case).
            since: Published on this day or later.
            until: Published on this day or earlier.
            type: Only with an event of this type.
            country: Only naming a place in this country (ISO 3166-1 alpha-3).
            where: Only those that this fits (docs/howto-filter.md).
            limit: At most so many.
            after: Only those that come after this report in the list: the next page of it.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        return self._open().lines(
            outlet=outlet,
            since=since,
            until=until,
            type=type,
            country=country,
            where=where,
            limit=limit,
            after=after,
        )

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
        where: str | None = None,
    ) -> Iterator[Report]:
        """The records, in the order in which they were added; the arguments are those of list."""
        return self._open().reports(
            outlet=outlet, since=since, until=until, type=type, country=country, where=where
        )

    def show(self, id: str, reading: int | None = None, *, machine: bool = False) -> Report:  # noqa: A002
        """A report's record, by its id or a beginning of it that no other has.

        Args:
            id: The report's id.
            reading: Number of a reading, as the machine made it; None for the current one, with
                what people decided.
            machine: The current one as the machine made it.

        Raises:
            NotFound: There is none; the message names near ids.
        """
        official = reading is None and not machine
        return self._open().get(id, reading, official=official)

    def readings(self, id: str) -> _Readings:  # noqa: A002
        """The machine versions of a report's record, oldest first."""
        return self._open().readings(id)

    def raw(self, id: str) -> tuple[bytes, str]:  # noqa: A002
        """The bytes that a report came in as, and their media type."""
        return self._open().raw(id)

    def search(self, query: str, limit: int = 20) -> _Hits:
        """Reports with these words in title or text, best first.

        All words must be there. ``"two words"`` keeps them together, ``word*`` stands for words
        that begin so, ``-word`` leaves reports out, ``OR`` in capitals means either side of it.

        Raises:
            StoreError: There is no word in the query.
        """
        return self._open().search(query, limit)

    def explain(self, id: str) -> _Words:  # noqa: A002
        """Why reports were linked, or why a field has its value, a line a reason.

        Args:
            id: A report, an event (``r_x/e3``), an incident, a field of one (``i_x.killed``) or
                an origin. The beginning of a report's or an incident's id is enough.

        Raises:
            NotFound: There is nothing with this id, or nothing was linked yet.
        """
        from sayso.desk.explaining import explained

        if self._open().last_linked() is None:
            raise self._not_linked()
        return explained(self._open(), id)

    def desk(self, who: str) -> Desk:
        """The desk of a person who reviews what was read; it is there as long as this is open.

        Args:
            who: The name under which decisions are written down.
        """
        from sayso.desk import Desk

        store = self._open()
        return Desk(store, who, alone=not store.people())

    def stats(self) -> Stats:
        """How much there is, and how much of it is linked."""
        return self._open().stats()
