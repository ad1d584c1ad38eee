"""Many inputs into a collection, where one bad input never stops the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import InputError, SaysoError
from sayso.run.guarded import Fail, ReadsPages, batches, one_input, read_pages

if TYPE_CHECKING:
    from sayso.ingest.page import Page
    from sayso.record import Report
    from sayso.run.shard_reading import MakesReader
    from sayso.run.store_reading import Found
    from sayso.run.tasks import Task
    from sayso.run.workers import Failure, Workers
    from sayso.store import Store
    from sayso.store.bulk_prepare import Coded

Source = str | Path | Mapping[str, Any]
"""A file, folder or address, or a mapping of the arguments of ``sayso.ingest.load``."""

_TASK = 32
"""Reports that a worker reads before they are stored."""


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of the inputs.

    Attributes:
        added: Reports that are new in the database.
        unchanged: Reports that were there already.
        failed: What could not be read, and why.
        not_read: Of the added, those that are kept but not read: in another language, withdrawn.
    """

    added: int
    unchanged: int
    failed: tuple[InputError, ...]
    not_read: int = 0


class Intake:
    """Brings inputs into a store, and counts what becomes of them.

    Args:
        store: Where they go.
        on_error: Called with each input that cannot be read.
        progress: Called once for each report or failure, with its title or origin.
    """

    def __init__(
        self,
        store: Store,
        on_error: Fail | None = None,
        progress: Callable[[str], object] | None = None,
    ) -> None:
        self._store = store
        self._on_error = on_error
        self._progress = progress
        self._failed: list[InputError] = []
        self._added = self._unchanged = self._not_read = 0

    @property
    def result(self) -> AddResult:
        """The count up to now."""
        return AddResult(self._added, self._unchanged, tuple(self._failed), self._not_read)

    def read(
        self, sources: Iterable[Source], options: Mapping[str, Any], reader: ReadsPages
    ) -> None:
        """Read what is not there, and store each report as soon as it is read.

        Args:
            sources: What to read.
            options: Arguments for every source, where it has none of its own.
            reader: What reads it.
        """
        from sayso import ingest

        def pages() -> Iterator[Page]:
            for name, arguments in self._to_read(sources, options):
                with one_input(name, self._fail):
                    yield from ingest.load(**arguments, on_error=self._fail)

        for batch in batches(self._unread(pages())):
            for page, read in read_pages(reader, batch):
                if isinstance(read, InputError):
                    self._fail(read)
                else:
                    self._add(page, read)

    def read_with(
        self,
        workers: Workers,
        sources: Iterable[Source],
        options: Mapping[str, Any],
        location: str | Path,
        make_reader: MakesReader,
    ) -> None:
        """Let workers read what is not there, and store it here, task by task.

        Args:
            workers: They must reach the database.
            sources: What to read.
            options: Arguments for every source, where it has none of its own.
            location: Of the database.
            make_reader: Makes the reader of each worker.
        """
        from sayso.run.store_reading import ReadForStore
        from sayso.run.survival import survive
        from sayso.run.tasks import cut

        def tasks() -> Iterator[Task]:
            for number, (name, arguments) in enumerate(self._to_read(sources, options)):
                yield from cut(name, number, _TASK, arguments, on_error=self._fail)

        function = ReadForStore(location, make_reader)
        for task, outcome in survive(workers, function, tasks()):
            self._take(task, outcome)

    def _to_read(
        self, sources: Iterable[Source], options: Mapping[str, Any]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """The sources by name; those that were read already, into shards, are stored on the way."""
        from sayso.run.shard_rows import is_run

        for source in sources:
            arguments = dict(source) if isinstance(source, Mapping) else {"source": source}
            if is_run(arguments.get("source")):
                self._store_shards(arguments["source"])
                continue
            name = str(arguments.get("source") or arguments.get("url") or "input")
            yield name, {**options, **arguments}

    def _store_shards(self, folder: str | Path) -> None:
        """Store the reports of a folder of shards, in bulk."""
        from sayso.run.shard_rows import coded, rows
        from sayso.run.status import status

        def items() -> Iterator[Coded]:
            for row in rows(folder, self._fail):
                self._tell(row.title or row.id)
                yield coded(row)

        done = self._store.add_many(items(), on_error=self._fail)
        self._added += done.added
        self._unchanged += done.unchanged
        now = status(folder)
        if not now.complete:
            self._fail(
                InputError(
                    f"the run is not finished: {now.missing_count} shards are missing, "
                    f"{now.uncut_count} sources were not read to their end",
                    source=str(folder),
                    remedy="what it has is stored; go on with `sayso read --out`, and add it again",
                )
            )

    def _take(self, task: Task, outcome: Found | Failure | None) -> None:
        """Store what a worker has read."""
        from sayso.run.workers import Failure

        if isinstance(outcome, Failure):
            if isinstance(outcome.error, SaysoError):
                raise outcome.error
            for piece in task.pieces:
                self._fail(
                    InputError(
                        f"not read: {outcome.detail}",
                        source=piece.origin,
                        remedy="add it again with fewer workers",
                    )
                )
        elif outcome:
            for error in outcome.failed:
                self._fail(error)
            for name in outcome.stored:
                self._unchanged += 1
                self._tell(name)
            for page, report in outcome.read:
                self._add(page, report)

    def _unread(self, pages: Iterable[Page]) -> Iterator[Page]:
        """The pages that are not stored."""
        for page in pages:
            seen = None
            with one_input(page.origin, self._fail):
                seen = self._store.seen(page)
            if seen:
                self._unchanged += 1
                self._tell(page.report.title or page.origin)
            elif seen is False:
                yield page

    def _add(self, page: Page, report: Report) -> None:
        from sayso.ingest.assemble import UNREAD

        new = None
        with one_input(page.origin, self._fail):
            new = self._store.add(page, report)
        if new is None:
            return
        self._added += new
        self._unchanged += not new
        self._not_read += new and any(w.code in UNREAD for w in report.warnings)
        self._tell(report.title or page.origin)

    def _fail(self, error: InputError) -> None:
        self._failed.append(error)
        if self._on_error:
            self._on_error(error)
        self._tell(error.source or error.message)

    def _tell(self, what: str) -> None:
        if self._progress:
            self._progress(what)


def read_again(
    store: Store,
    reader: ReadsPages,
    on_error: Fail | None = None,
    progress: Callable[[str], object] | None = None,
) -> int:
    """Read all reports of a store once more, from the texts of their records.

    Args:
        store: Where they are, and where the new readings go.
        reader: What reads them.
        on_error: Called with each report that cannot be read.
        progress: Called once for each that was, with its title or id.

    Returns:
        How many have a new reading.
    """
    from sayso.ingest.page import Page

    # The bytes may not have been kept, and what is read is the text.
    pages = (Page(report, b"", "text/plain", report.id) for report in store.reports())
    changed = 0
    for batch in batches(pages):
        for page, read in read_pages(reader, batch):
            if isinstance(read, InputError):
                if on_error:
                    on_error(read)
                continue
            changed += store.add_reading(read)
            if progress:
                progress(page.report.title or page.report.id)
    return changed
