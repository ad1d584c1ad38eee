"""A collection of reports in one database: add, link, list, show, search, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sayso.errors import NotFound
from sayso.intake import AddResult, Intake, read_again
from sayso.record import Incident, TollRule
from sayso.run.guarded import Fail

if TYPE_CHECKING:
    from sayso.desk import Desk
    from sayso.linking.links import Links
    from sayso.reader import Reader
    from sayso.record import Report
    from sayso.run.shard_reading import MakesReader
    from sayso.run.workers import Workers
    from sayso.store import Hit, Line, LinkSummary, Reading, Stats, Store

# Corpus has a method called list, which hides the type inside the class.
_Incidents = list[Incident]
_Lines = list["Line"]
_Hits = list["Hit"]
_Readings = list["Reading"]
_Words = list[str]


class Corpus:
    """A collection of reports. Close it, or use it in a ``with`` statement.

    The database is opened on first use, and made by the first ``add``. Every method may raise
    ``StoreError``.

    >>> with sayso.open("reports.db") as corpus:  # doctest: +SKIP
    ...     corpus.add(["pages/", "https://news.example/story"])
    ...     corpus.link()
    ...     for incident in corpus.incidents(country="IRQ"):
    ...         print(incident.tolls)

    Args:
        location: The database file, or ``postgresql://user@host/database``.
        reader: What reads the reports; None for ``Reader()``.
    """

    def __init__(self, location: str | Path, *, reader: Reader | None = None) -> None:
        self.location = location
        self._reader = reader
        self._store: Store | None = None

    @property
    def name(self) -> str:
        """How messages name the collection: its path, or its address without a password."""
        from sayso.store.location import shown

        return shown(self.location)

    @property
    def title(self) -> str:
        """The collection's name by itself: that of the file without its ending, or the database."""
        from sayso.store.location import stem

        return stem(self.location)

    def close(self) -> None:
        """Let go of the file, or the server."""
        if self._store:
            self._store.close()
            self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(
        self,
        sources: Iterable[str | Path | Mapping[str, Any]],
        *,
        on_error: Fail | None = None,
        progress: Callable[[str], object] | None = None,
        outlet: str | None = None,
        published: str | date | datetime | None = None,
        columns: Mapping[str, str] | None = None,
        workers: Workers | None = None,
    ) -> AddResult:
        """Read reports and store them; those that are there already are neither read nor changed.

        Each report is stored in a transaction of its own, so that nothing stored is lost when
        the work is cut short, and doing it again goes on where it stopped. An input that cannot
        be read never stops the rest. What ``sayso.run.read_to`` has read into shards is stored
        in bulk.

        Args:
            sources: Files, folders, URLs, ``-`` for standard input, mappings of the arguments
                of ``sayso.read``, or folders of shards.
            on_error: Called with each input that cannot be read.
            progress: Called once for each report or failure, with its title or origin.
            outlet: The outlet, where the page does not say or is wrong.
            published: The time of publication, likewise.
            columns: For tables: where a field stands.
            workers: Who reads, with a reader each; None for this process. This process stores.

        Returns:
            How many were added, how many were there, what failed.
        """
        intake = Intake(self._open(create=True), on_error, progress)
        options = {"outlet": outlet, "published": published, "columns": columns}
        if workers is None:
            intake.read(sources, options, self._reads())
        else:
            intake.read_with(workers, sources, options, self.location, self._reader_maker())
        return intake.result

    def reread(
        self,
        *,
        on_error: Fail | None = None,
        progress: Callable[[str], object] | None = None,
    ) -> int:
        """Read all stored reports again, as this version of sayso reads them.

        Earlier readings are kept; see ``readings``. What people decided about them is carried over
        to the new ones. The links are those of before until ``link``.

        Args:
            on_error: Called with each report that cannot be read; its reading stays as it is.
            progress: Called once for each report, with its title or id.

        Returns:
            How many have a new reading.
        """
        from sayso.desk.official_reports import renew_official

        changed = read_again(self._open(), self._reads(), on_error, progress)
        renew_official(self._open())
        return changed

    def link(
        self,
        rule: TollRule | None = None,
        *,
        full: bool = False,
        progress: Callable[[int, int], object] | None = None,
    ) -> LinkSummary:
        """Link the reports that are new since the last time to all others.

        Reports that were read again, or that people decided about, are linked again alone, as
        people made them. All are linked anew the first time, when the rule or the version of sayso
        has changed, and when more than a fifth of the linked reports have. Ids of incidents stay;
        that of one that is now part of another leads to it. What people merged, split, rejected
        and decided is laid over the outcome.

        Args:
            rule: How tolls of several origins make one range; None for the rule of the last time,
                ``ucdp`` at first.
            full: Link all anew in any case.
            progress: Called now and then: how many reports are linked, of how many.

        Returns:
            How many reports were linked, and how much there is now.
        """
        from sayso.desk.official_reports import renew_official
        from sayso.review.incident_overlay import official_incidents

        store = self._open()
        renew_official(store)
        return store.link(rule, full=full, overlay=official_incidents, progress=progress)

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
        type: str | None = None,  # noqa: A002 - the record's own word
        country: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        contested: bool | None = None,
        verbal: bool = False,
        limit: int | None = None,
        machine: bool = False,
    ) -> _Incidents:
        """Incidents of the last ``link``, latest first, those without a date last.

        They are as people made them, where people decided; what they rejected is left out.

        Args:
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
        """
        from sayso.store.link_filters import VERBAL

        store = self._open()
        if store.last_linked() is None:
            raise self._not_linked()
        return store.incidents(
            type=type,
            country=country,
            since=since,
            until=until,
            contested=contested,
            without=() if verbal or type else VERBAL,
            limit=limit,
            official=not machine,
        )

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
        store = self._open()
        ids: dict[str, None] = {}
        for incident in incidents:
            ids.update((event.report, None) for event in incident.events)
            for accounts in incident.accounts.values():
                ids.update((report, None) for account in accounts for report in account.reports)
        return {id_: store.get(id_, official=True) for id_ in ids}

    def list(
        self,
        *,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
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
            limit: At most so many.
            after: Only those that come after this report in the list: the next page of it.
        """
        return self._open().lines(
            outlet=outlet,
            since=since,
            until=until,
            type=type,
            country=country,
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
    ) -> Iterator[Report]:
        """The records, in the order in which they were added; the arguments are those of list."""
        return self._open().reports(
            outlet=outlet, since=since, until=until, type=type, country=country
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

    def _open(self, *, create: bool = False) -> Store:
        from sayso.store import Store

        if self._store is None:
            self._store = Store.open(self.location, create=create)
        return self._store

    def _not_linked(self) -> NotFound:
        return NotFound(
            "not linked yet", source=self.name, remedy=f"run `sayso link {self.name}` first"
        )

    def _reads(self) -> Reader:
        from sayso.reader import Reader

        if self._reader is None:
            self._reader = Reader()
        return self._reader

    def _reader_maker(self) -> MakesReader:
        from sayso.run.shard_reading import ReaderOptions, SameReader

        return SameReader(self._reader) if self._reader else ReaderOptions()
