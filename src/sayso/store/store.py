"""A database of reports: what came in, what was read in it, what links it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from sayso import __version__
from sayso.ingest.page import Page
from sayso.record import Incident, Report, TollRule
from sayso.store import link_queries, report_queries
from sayso.store.database import open_database, translated
from sayso.store.dialect import Sqlite
from sayso.store.filters import report_filters
from sayso.store.link_rows import write_links
from sayso.store.report_rows import insert_reading, insert_report, is_stored, now
from sayso.store.search import Hit
from sayso.store.tables import LinkRunRow
from sayso.store.views import Line, LinkSummary, Reading, Stats

if TYPE_CHECKING:
    from sayso.linking import Linked, Links

_BATCH = 64
"""Records held in memory at once while streaming."""


class Store:
    """An open database. Use ``Store.open``; close it, or use it in a ``with`` statement.

    Every method that changes something does so in one transaction: after a crash it is there
    as a whole or not at all. Every method may raise ``StoreError``.
    """

    def __init__(self, dialect: Sqlite, engine: Engine) -> None:
        self._dialect = dialect
        self._engine = engine
        self._writer = engine.execution_options(write=True)

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, busy_seconds: float = 10.0) -> Self:
        """Open a database; set it up or bring it up to date where needed.

        Args:
            path: The database file.
            create: Start a new database when there is none.
            busy_seconds: How long to wait for another program that is writing.

        Raises:
            StoreError: It is missing, locked, damaged, read-only, of a newer sayso or not one.
        """
        return cls(*open_database(Path(path), create=create, busy_seconds=busy_seconds))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

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

    def get(self, id: str, reading: int | None = None) -> Report:  # noqa: A002
        """A report's record.

        Args:
            id: The report's id, or a beginning of it that no other has.
            reading: Number of an earlier reading; None for the current one.

        Raises:
            NotFound: There is no such report or reading; the message names near ids.
        """
        with self._reading() as session:
            record = report_queries.record(session, id, reading)
        return Report.model_validate_json(record)

    def readings(self, id: str) -> list[Reading]:  # noqa: A002
        """The machine versions of a report's record, oldest first."""
        with self._reading() as session:
            return report_queries.readings(session, id)

    def ids(self) -> list[str]:
        """Ids of all reports, in the order in which they were added."""
        with self._reading() as session:
            return report_queries.ids(session)

    def raw(self, id: str) -> tuple[bytes, str]:  # noqa: A002
        """The bytes that a report came in as, and their media type."""
        with self._reading() as session:
            return report_queries.raw(session, id)

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        type: str | None = None,  # noqa: A002
    ) -> Iterator[Report]:
        """The current records, in the order in which they were added, a few in memory at a time.

        Args:
            outlet: Only of this outlet (any case).
            since: Published on this day or later.
            until: Published on this day or earlier.
            type: Only with an event of this type.
        """
        conditions = report_filters(outlet=outlet, since=since, until=until, type=type)
        last = 0
        while True:
            with self._reading() as session:
                batch = report_queries.records_after(session, last, conditions, _BATCH)
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
        limit: int | None = None,
    ) -> list[Line]:
        """Reports as lines of a list, newest first, those without a date last.

        Args:
            outlet: Only of this outlet (any case).
            since: Published on this day or later.
            until: Published on this day or earlier.
            type: Only with an event of this type.
            limit: At most so many.
        """
        conditions = report_filters(outlet=outlet, since=since, until=until, type=type)
        with self._reading() as session:
            return report_queries.lines(session, conditions, limit)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Reports with these words in title or text, best first.

        Args:
            query: Words; ``sayso.store.search.expression`` says what may be written.
            limit: At most so many.

        Raises:
            StoreError: There is no word in the query.
        """
        with self._reading() as session:
            return report_queries.hits(session, self._dialect, query, limit)

    def newest_reading(self) -> int:
        """Number of the newest reading; 0 in an empty database."""
        with self._reading() as session:
            return report_queries.newest_reading(session)

    def link(self, rule: TollRule | None = None, *, full: bool = False) -> LinkSummary:
        """Link the reports that are new since the last time, or all of them anew.

        Others may read and add meanwhile; the outcome is written all or nothing. Ids of incidents
        stay; those of incidents that are gone lead to the incidents that hold their events.

        Args:
            rule: How tolls of several origins make one range; None for the rule of the last time,
                ``ucdp`` at first.
            full: Link all anew in any case, not only when the rule, the version of sayso or the
                reading of a linked report has changed.

        Raises:
            StoreError: Another program has linked meanwhile.
        """
        from sayso.store.link_runs import PART, last_rule

        if rule is None:
            with self._reading() as session:
                rule = last_rule(session)
        part = done = self._link_part(rule, full=full)
        while part.linked >= PART:
            part = self._link_part(rule, full=False)
            done = done.then(part)
        return done

    def _link_part(self, rule: TollRule, *, full: bool) -> LinkSummary:
        # What links is slow to import, and most of what a store is asked for is without it.
        from sayso import linking
        from sayso.store.link_runs import check_last_run, summary, task

        started = perf_counter()
        with self._reading() as session:
            todo = task(session, rule, full=full)
            if not todo.reports and not todo.anew and todo.last_run is not None:
                return summary(session, todo, None, perf_counter() - started)
            linked = linking.add(todo.reports, todo.memory, rule=rule, before=todo.before)
        with self._writing() as session:
            check_last_run(session, todo.last_run)
            write_links(session, linked, _run(rule, todo.last_reading), anew=todo.anew)
            return summary(session, todo, linked, perf_counter() - started)

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
        with self._writing() as session:
            if last_reading is None:
                last_reading = report_queries.newest_reading(session)
            write_links(session, linked, _run(rule, last_reading), anew=anew)

    def links(self) -> Links | None:
        """The current links; None when the database was never linked."""
        with self._reading() as session:
            return link_queries.current_links(session)

    def links_of(self, incidents: Sequence[Incident]) -> Links:
        """What concerns some current incidents: their origins, and the copies between reports."""
        with self._reading() as session:
            return link_queries.links_of(session, incidents)

    def incidents(
        self,
        *,
        type: str | None = None,  # noqa: A002
        country: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        contested: bool | None = None,
        without: Collection[str] = (),
        limit: int | None = None,
    ) -> list[Incident]:
        """Current incidents, latest first, those without a date last.

        Args:
            type: Only of this event type.
            country: Only with a place in this country (ISO 3166-1 alpha-3).
            since: Ended on this day or later.
            until: Began on this day or earlier.
            contested: True: only those with a contested field; False: only those without.
            without: None of these event types.
            limit: At most so many.
        """
        query = link_queries.incident_query(
            type=type,
            country=country,
            since=since,
            until=until,
            contested=contested,
            without=without,
        )
        with self._reading() as session:
            records = session.scalars(query.limit(limit)).all()
        return [Incident.model_validate_json(record) for record in records]

    def incident(self, id: str) -> Incident:  # noqa: A002
        """A current incident, by its id, the beginning of it, or an id that it had before.

        Raises:
            NotFound: There is none, or the incident was split into several.
        """
        with self._reading() as session:
            return link_queries.incident_by_id(session, id)

    def stats(self) -> Stats:
        """How much there is."""
        with self._reading() as session:
            return report_queries.stats(session)

    def check(self) -> list[str]:
        """What is wrong inside the file, a line each; empty when all is well."""
        with self._reading() as session:
            return self._dialect.check(session.connection())

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with translated(self._dialect), Session(self._engine) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with translated(self._dialect), Session(self._writer) as session, session.begin():
            yield session


def _run(rule: TollRule, last_reading: int) -> LinkRunRow:
    return LinkRunRow(version=__version__, rule=rule, made=now(), last_reading=last_reading)
