"""What goes into a collection: adding, reading again, linking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.corpus.opened import Opened
from sayso.intake import AddResult, Intake, read_again
from sayso.record import TollRule
from sayso.run.guarded import Fail

if TYPE_CHECKING:
    from sayso.reader import Reader
    from sayso.run.shard_reading import MakesReader
    from sayso.run.workers import Workers
    from sayso.store import LinkSummary


class Filling(Opened):
    """A collection to put reports into.

    Args:
        location: The database file, or ``postgresql://user@host/database``.
        reader: What reads the reports; None for ``Reader()``.
    """

    def __init__(self, location: str | Path, *, reader: Reader | None = None) -> None:
        super().__init__(location)
        self._reader = reader

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

    def _reads(self) -> Reader:
        from sayso.reader import Reader

        if self._reader is None:
            self._reader = Reader()
        return self._reader

    def _reader_maker(self) -> MakesReader:
        from sayso.run.shard_reading import ReaderOptions, SameReader

        return SameReader(self._reader) if self._reader else ReaderOptions()
