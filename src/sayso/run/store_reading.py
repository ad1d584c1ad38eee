"""What a worker does with a task for a collection: read what is not stored there yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import InputError
from sayso.ingest import Page
from sayso.record import Report
from sayso.run.guarded import ReadsPages, batches, one_input, read_pages
from sayso.run.limits import SECONDS
from sayso.run.shard_reading import MakesReader
from sayso.run.task_pages import TaskPages
from sayso.run.tasks import Task

if TYPE_CHECKING:
    from sayso.store import Store


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a task.

    Attributes:
        stored: Names of reports that were there already.
        read: Pages with what was read in them.
        failed: What could not be read.
    """

    stored: list[str]
    read: list[tuple[Page, Report]]
    failed: list[InputError]


@dataclass
class ReadForStore:
    """Reads the reports of a task that a collection does not hold.

    Attributes:
        location: Of the collection, which is there.
        make_reader: Makes the reader.
        seconds: What one report may take.
        tired: Whether the worker had better be replaced, since a report was interrupted.
    """

    location: str | Path
    make_reader: MakesReader
    seconds: float | None = SECONDS
    tired: bool = field(default=False, compare=False)
    _loaded: tuple[ReadsPages, Store] | None = field(default=None, compare=False, repr=False)

    def setup(self) -> None:
        """Load the models, open the collection."""
        from sayso.store import Store

        self._loaded = self.make_reader(), Store.open(self.location, create=False)

    def __call__(self, task: Task) -> Found | None:
        """Read a task.

        Returns:
            What became of it; None for a probe.
        """
        assert self._loaded is not None  # noqa: S101 - workers set up what they are given
        reader, store = self._loaded
        pages = TaskPages(task, seconds=self.seconds)
        found = Found([], [], [])
        new = []
        for page in pages:
            seen = None
            with one_input(page.origin, found.failed.append):
                seen = store.seen(page)
            if seen:
                found.stored.append(page.report.title or page.origin)
            elif seen is False:
                new.append(page)
        for batch in batches(new):
            for page, read in read_pages(reader, batch, seconds=self.seconds):
                if isinstance(read, InputError):
                    pages.lose(page, read)
                else:
                    found.read.append((page, read))
        self.tired |= pages.interrupted
        found.failed.extend(pages.errors)
        return None if task.probe is not None else found

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_loaded": None, "tired": False}
