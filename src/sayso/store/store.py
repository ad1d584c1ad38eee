"""A database of reports: what came in, what was read in it, what links it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Self

from sayso.errors import InputError, StoreError
from sayso.ingest.page import Page
from sayso.record import Report
from sayso.store import list_queries, report_queries, versions
from sayso.store.bulk import TOGETHER, BulkResult, Item, add_many
from sayso.store.database import translated
from sayso.store.decision_store import DecisionStore
from sayso.store.desk_store import DeskStore
from sayso.store.filters import report_filters
from sayso.store.link_store import LinkStore
from sayso.store.official import official_after, official_record
from sayso.store.people_store import PeopleStore
from sayso.store.report_rows import insert_reading, insert_report, is_stored
from sayso.store.review_store import ReviewStore
from sayso.store.search import Hit
from sayso.store.snapshot import Snapshot
from sayso.store.views import Line, Reading, Stats
from sayso.store.where import report_conditions

_BATCH = 64
"""Records held in memory at once while streaming."""


class Store(LinkStore, DecisionStore, ReviewStore, DeskStore, PeopleStore):
    """An open database. Use ``Store.open``; close it, or use it in a ``with`` statement.

    Every method that changes something does so in one transaction: after a crash it is there
    as a whole or not at all. Every method may raise ``StoreError``.
    """

    def seen(self, page: Page) -> bool:
        """Whether this report is stored already, so that it need not be read."""
        with self._reading() as session:
            return is_stored(session, page)

    def add(self, page: Page, report: Report) -> bool:
        """Store a report with its raw bytes and its first reading.

        Returns:
            False when it was there already; then nothing is changed.

        Raises:
            MalformedInput: The text cannot be stored because it is not valid Unicode.
        """
        with self._writing() as session:
            return insert_report(session, self._dialect, page, report)

    def add_many(
        self,
        items: Iterable[Item],
        *,
        on_error: Callable[[InputError], object] | None = None,
        progress: Callable[[int], object] | None = None,
        together: int = TOGETHER,
    ) -> BulkResult:
        """Store many coded reports in large transactions: the same rows as ``add`` one by one.

        Each transaction is there as a whole or not at all, so that after a crash the same call
        goes on where it stopped. An item that cannot be stored never stops the rest.

        Args:
            items: Pages with their records, or ``Coded``, which was read somewhere else.
            on_error: Called with each item that cannot be stored.
            progress: Called after each transaction with how many items are done.
            together: Reports in a transaction.

        Returns:
            How many were added, how many were there, what failed.
        """
        with translated(self._dialect):
            return add_many(
                self._dialect,
                self._writer,
                items,
                on_error=on_error,
                progress=progress,
                together=together,
            )

    def add_reading(self, report: Report) -> bool:
        """Store another machine version of a stored report's record; it becomes the current one.

        Returns:
            False when the current record is the same.

        Raises:
            NotFound: The report is not stored.
            MalformedInput: The text cannot be stored because it is not valid Unicode.
        """
        with self._writing() as session:
            return insert_reading(session, self._dialect, report)

    def report_at(self, url: str) -> str | None:
        """Id of the report of an address, as its current reading gives it; None: there is none."""
        with self._reading() as session:
            return versions.report_at(session, url)

    def revise(self, page: Page, report: Report) -> bool:
        """Store another version of a report whose article was changed on its site.

        The report keeps the id of its first version: that of ``report`` where such a report is
        stored, else that of the report at the same address. Earlier versions are kept with
        their bytes; see ``readings``.

        Returns:
            False when the current record is the same.

        Raises:
            NotFound: No report has this id or address.
            MalformedInput: The text cannot be stored because it is not valid Unicode.
        """
        with self._writing() as session:
            return versions.revise(session, self._dialect, page, report)

    def get(
        self,
        id: str,  # noqa: A002
        reading: int | None = None,
        *,
        official: bool = False,
    ) -> Report:
        """A report's record.

        Args:
            id: The report's id, or a beginning of it that no other has.
            reading: Number of an earlier reading; None for the current one.
            official: As people made it, where they did, in place of the current reading.

        Raises:
            NotFound: There is no such report or reading; the message names near ids.
        """
        with self._reading() as session:
            if official and reading is None:
                record = official_record(session, id)
            else:
                record = report_queries.record(session, id, reading)
        return Report.model_validate_json(record)

    def readings(self, id: str) -> list[Reading]:  # noqa: A002
        """The machine versions of a report's record, oldest first."""
        with self._reading() as session:
            return versions.readings(session, id)

    def ids(self) -> list[str]:
        """Ids of all reports, in the order in which they were added."""
        with self._reading() as session:
            return report_queries.ids(session)

    def raw(self, id: str, reading: int | None = None) -> tuple[bytes, str]:  # noqa: A002
        """The bytes that a report came in as, and their media type.

        Args:
            id: The report's id, or a beginning of it that no other has.
            reading: Number of an earlier reading; None for the current one.

        Raises:
            NotFound: There is no such report or reading, or its bytes were not kept.
        """
        with self._reading() as session:
            return versions.raw(session, id, reading)

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
        where: str | None = None,
        official: bool = False,
    ) -> Iterator[Report]:
        """The current records, in the order in which they were added, a few in memory at a time.

        Args:
            outlet: Only of this outlet (any case).
            since: Published on this day or later.
            until: Published on this day or earlier.
            type: Only with an event of this type.
            country: Only naming a place in this country (ISO 3166-1 alpha-3).
            where: Only those that this fits, in the filter language; see ``sayso.query``.
            official: As people made them, where they did; without those that they rejected.

        Raises:
            QueryError: ``where`` cannot be understood.
        """
        filters = report_filters(
            outlet=outlet, since=since, until=until, type=type, country=country
        )
        after = official_after if official else report_queries.records_after
        last = 0
        while True:
            with self._reading() as session:
                fits = report_conditions(session, self._dialect, where, official=official)
                asked = replace(filters, more=tuple(fits))
                batch = after(session, last, asked, _BATCH)
            for number, record in batch:
                last = number
                yield Report.model_validate_json(record)
            if len(batch) < _BATCH:
                return

    def lines(
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
    ) -> list[Line]:
        """Reports as lines of a list, newest first, those without a date last.

        Args:
            outlet: Only of this outlet (any case).
            since: Published on this day or later.
            until: Published on this day or earlier.
            type: Only with an event of this type.
            country: Only naming a place in this country (ISO 3166-1 alpha-3).
            where: Only those that this fits, in the filter language; see ``sayso.query``.
            limit: At most so many.
            after: Only those that come after this report in the list: its id, or the beginning.

        Raises:
            NotFound: There is no report ``after``.
            QueryError: ``where`` cannot be understood.
        """
        filters = report_filters(
            outlet=outlet, since=since, until=until, type=type, country=country
        )
        with self._reading() as session:
            fits = report_conditions(session, self._dialect, where, official=True)
            return list_queries.lines(session, replace(filters, more=tuple(fits)), limit, after)

    @contextmanager
    def snapshot(self, *, official: bool = True) -> Iterator[Snapshot]:
        """One state of everything, to be read as a stream; others may write meanwhile.

        Args:
            official: As people made records, where they did; else as they were read and linked.
        """
        with self._reading() as session:
            yield Snapshot(session, self._dialect, official=official)

    def within(self, snapshot: Snapshot) -> Self:
        """This collection as it was at the moment of a snapshot, for all that is read of it.

        It is for the thread that opened the snapshot, and good for as long as that is open.
        """
        return self._within(snapshot.session)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Reports with these words in title or text, best first.

        Args:
            query: Words; ``sayso.store.search.parse`` says what may be written.
            limit: At most so many.

        Raises:
            StoreError: There is no word in the query.
        """
        with self._reading() as session:
            return report_queries.hits(session, self._dialect, query, limit)

    def last_linked(self) -> str | None:
        """When it was last linked (UTC, ISO 8601); None when never."""
        with self._reading() as session:
            return report_queries.last_linked(session)

    def newest_reading(self) -> int:
        """Number of the newest reading; 0 in an empty database."""
        with self._reading() as session:
            return report_queries.newest_reading(session)

    def stats(self) -> Stats:
        """How much there is."""
        with self._reading() as session:
            return report_queries.stats(session)

    def check(
        self, *, quick: bool = False, progress: Callable[[str, int], object] | None = None
    ) -> list[str]:
        """What is wrong inside the database, a line each; empty when all is well.

        Args:
            quick: Only what the engine finds by itself, not what is in the rows.
            progress: Called now and then with what is checked and how many rows of it were.

        Raises:
            StoreError: It cannot be read, though the engine finds no fault.
        """
        from sayso.store.check import faults

        found: list[str] = []
        try:
            with self._reading() as session:
                found.extend(faults(session, self._dialect, quick=quick, progress=progress))
        except StoreError as error:
            if not found:
                raise
            found.append(f"the check went no further: {error.message}")
        return found
