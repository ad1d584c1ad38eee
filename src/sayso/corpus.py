"""A collection of reports in one database: add, link, list, show, search, explain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sayso.errors import InputError, NotFound
from sayso.intake import Fail, load_pages, one_input, read_pages
from sayso.record import Incident, Report, TollRule

if TYPE_CHECKING:
    from sayso.ingest.page import Page
    from sayso.linking.links import Links
    from sayso.reader import Reader
    from sayso.store import Hit, Line, LinkSummary, Reading, Stats, Store

VERBAL = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
"""PLOVER types of things said, not done (quad classes 1 and 3)."""

_TOGETHER = 32
"""Pages read together. Each report is stored as soon as it is read."""

# Corpus has a method called list, which hides the type inside the class.
_Incidents = list[Incident]
_Lines = list["Line"]
_Hits = list["Hit"]
_Readings = list["Reading"]
_Words = list[str]
_Batch = list["Page"]


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of the inputs.

    Attributes:
        added: Reports that are new in the database.
        unchanged: Reports that were there already.
        failed: What could not be read, and why.
        not_read: Of the added, those in a language that is kept but not read.
    """

    added: int
    unchanged: int
    failed: tuple[InputError, ...]
    not_read: int = 0


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
        path: The database file.
        reader: What reads the reports; None for ``Reader()``.
    """

    def __init__(self, path: str | Path, *, reader: Reader | None = None) -> None:
        self.path = Path(path)
        self._reader = reader
        self._store: Store | None = None

    def close(self) -> None:
        """Let go of the file."""
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
    ) -> AddResult:
        """Read reports and store them; those that are there already are neither read nor changed.

        Each report is stored in a transaction of its own, so that nothing stored is lost when
        the work is cut short, and doing it again goes on where it stopped. An input that cannot
        be read never stops the rest.

        Args:
            sources: Files, folders, URLs, ``-`` for standard input, or mappings of the arguments
                of ``sayso.read``.
            on_error: Called with each input that cannot be read.
            progress: Called once for each report or failure, with its title or origin.
            outlet: The outlet, where the page does not say or is wrong.
            published: The time of publication, likewise.
            columns: For tables: where a field stands.

        Returns:
            How many were added, how many were there, what failed.
        """
        from sayso.reader import NOT_READ

        store = self._open(create=True)
        failed: list[InputError] = []
        counts = {True: 0, False: 0}
        foreign: list[str] = []

        def report_progress(what: str) -> None:
            if progress:
                progress(what)

        def fail(error: InputError) -> None:
            failed.append(error)
            if on_error:
                on_error(error)
            report_progress(error.source or error.message)

        def done(page: Page, new: bool) -> None:
            counts[new] += 1
            if new and any(w.code == NOT_READ for w in page.report.warnings):
                foreign.append(page.origin)
            report_progress(page.report.title or page.origin)

        def unread(pages: Iterable[Page]) -> Iterator[Page]:
            for page in pages:
                seen = None
                with one_input(page.origin, fail):
                    seen = store.seen(page)
                if seen:
                    done(page, new=False)
                elif seen is False:
                    yield page

        options = {"outlet": outlet, "published": published, "columns": columns}
        pages = unread(load_pages(sources, options, fail))
        while batch := list(islice(pages, _TOGETHER)):
            for page, report in self._read(batch, fail):
                new = None
                with one_input(page.origin, fail):
                    new = store.add(page, report)
                if new is not None:
                    done(page, new=new)
        return AddResult(counts[True], counts[False], tuple(failed), len(foreign))

    def reread(
        self,
        *,
        on_error: Fail | None = None,
        progress: Callable[[str], object] | None = None,
    ) -> int:
        """Read all stored reports again, as this version of sayso reads them.

        Earlier readings are kept; see ``readings``. The links are those of before until ``link``.

        Args:
            on_error: Called with each report that cannot be read; its reading stays as it is.
            progress: Called once for each report, with its title or id.

        Returns:
            How many have a new reading.
        """
        from sayso.ingest.page import Page

        store = self._open()
        pages = (Page(report, *store.raw(report.id), report.id) for report in store.reports())
        changed = 0
        while batch := list(islice(pages, _TOGETHER)):
            for _, report in self._read(batch, on_error or _ignore):
                changed += store.add_reading(report)
                if progress:
                    progress(report.title or report.id)
        return changed

    def link(self, rule: TollRule | None = None, *, full: bool = False) -> LinkSummary:
        """Link the reports that are new since the last time to all others.

        All reports are linked anew the first time, and when the rule, the version of sayso or the
        reading of a linked report has changed. Ids of incidents stay; that of one that is now
        part of another leads to it.

        Args:
            rule: How tolls of several origins make one range; None for the rule of the last time,
                ``ucdp`` at first.
            full: Link all anew in any case.

        Returns:
            How many reports were linked, and how much there is now.
        """
        return self._open().link(rule, full=full)

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
    ) -> _Incidents:
        """Incidents of the last ``link``, latest first, those without a date last.

        Args:
            type: Only of this event type.
            country: Only with a place in this country (ISO 3166-1 alpha-3).
            since: Ended on this day or later.
            until: Began on this day or earlier.
            contested: True: only those with a contested field; False: only those without.
            verbal: Also incidents of words: accusations, meetings, …
            limit: At most so many.

        Raises:
            NotFound: Nothing was linked yet.
        """
        store = self._open()
        if store.stats().linked is None:
            raise self._not_linked()
        return store.incidents(
            type=type,
            country=country,
            since=since,
            until=until,
            contested=contested,
            without=() if verbal or type else VERBAL,
            limit=limit,
        )

    def incident(self, id: str) -> Incident:  # noqa: A002
        """An incident, by its id, the beginning of it, or an id that it had before.

        Raises:
            NotFound: There is none, or it was split into several.
        """
        return self._open().incident(id)

    def reports_of(self, incidents: Iterable[Incident]) -> dict[str, Report]:
        """The reports that incidents are told by, by id."""
        store = self._open()
        ids: dict[str, None] = {}
        for incident in incidents:
            ids.update((event.report, None) for event in incident.events)
            for accounts in incident.accounts.values():
                ids.update((report, None) for account in accounts for report in account.reports)
        return {id_: store.get(id_) for id_ in ids}

    def list(
        self,
        *,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        type: str | None = None,  # noqa: A002
        limit: int | None = None,
    ) -> _Lines:
        """Reports as lines of a list, newest first, those without a date last.

        Args:
            outlet: Only of this outlet (any case).
            since: Published on this day or later.
            until: Published on this day or earlier.
            type: Only with an event of this type.
            limit: At most so many.
        """
        return self._open().lines(outlet=outlet, since=since, until=until, type=type, limit=limit)

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        type: str | None = None,  # noqa: A002
    ) -> Iterator[Report]:
        """The records, in the order in which they were added; the arguments are those of list."""
        return self._open().reports(outlet=outlet, since=since, until=until, type=type)

    def show(self, id: str, reading: int | None = None) -> Report:  # noqa: A002
        """A report's record, by its id or a beginning of it that no other has.

        Args:
            id: The report's id.
            reading: Number of an earlier reading; None for the current one.

        Raises:
            NotFound: There is none; the message names near ids.
        """
        return self._open().get(id, reading)

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
        from sayso.linking.explain import explain
        from sayso.store.mapping import StoredReports

        links, store = self.links(), self._open()
        name = re.split("[/.:]", id, maxsplit=1)[0]
        rest = id[len(name) :]
        if name.startswith("r_"):
            name = store.get(name).id
        elif name.startswith("i_"):
            name = store.incident(name).id
        return explain(name + rest, links, StoredReports(store))

    def stats(self) -> Stats:
        """How much there is, and how much of it is linked."""
        return self._open().stats()

    def _open(self, *, create: bool = False) -> Store:
        from sayso.store import Store

        if self._store is None:
            self._store = Store.open(self.path, create=create)
        return self._store

    def _not_linked(self) -> NotFound:
        return NotFound(
            "not linked yet", source=str(self.path), remedy=f"run `sayso link {self.path}` first"
        )

    def _read(self, pages: _Batch, fail: Fail) -> Iterator[tuple[Page, Report]]:
        from sayso.reader import Reader

        if self._reader is None:
            self._reader = Reader()
        return read_pages(self._reader, pages, fail)


def _ignore(_: InputError) -> None:
    pass
