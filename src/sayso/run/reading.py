"""Many reports, read by workers into shards: stopped at any moment, a run goes on when repeated."""

from __future__ import annotations

import contextlib
import errno
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sayso.errors import RunStopped, SaysoError
from sayso.run.folder import Folder, open_folder
from sayso.run.limits import SECONDS
from sayso.run.locks import only_run
from sayso.run.manifest import (
    Marker,
    Plan,
    SourceEnd,
    keep_plan,
    marker_file,
    read_end,
    read_marker,
    versions,
    write_end,
)
from sayso.run.plans import plain, stamp_of
from sayso.run.progress import Extent, Progress
from sayso.run.shard_reading import MakesReader, ReaderOptions, ReadShard
from sayso.run.shards import Format, check_format, usual_format
from sayso.run.status import Counts
from sayso.run.survival import survive
from sayso.run.task_pages import Screens
from sayso.run.tasks import Task, cut, shard_name
from sayso.run.workers import Failure, Workers, pool

logger = logging.getLogger(__name__)

SHARD_SIZE = 256
"""Reports of a shard: half a minute of one core, which is what a killed worker loses."""


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a run that one of several computers does.

    Attributes:
        rank: The number of this one, from 0.
        world_size: How many there are.
    """

    rank: int = 0
    world_size: int = 1

    def has_source(self, source: int, sources: int) -> bool:
        """Whether there may be something for this part in a source.

        Where there are sources enough, each is for one part, so that the others need not open
        it; otherwise the shards of each source are dealt out in turn.
        """
        return sources < self.world_size or source % self.world_size == self.rank

    def has(self, source: int, number: int, sources: int) -> bool:
        """Whether a shard is in this part."""
        if sources >= self.world_size:
            return self.has_source(source, sources)
        return (source + number) % self.world_size == self.rank


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a run has done.

    Attributes:
        counts: Of all shards of this part that are finished, earlier ones too.
        earlier: Reports of those that were finished before.
        unfinished: Shards that no worker survived, though no report could be blamed.
    """

    counts: Counts
    earlier: int
    unfinished: tuple[str, ...]


def read_to(
    sources: Iterable[str | Path],
    out: str | Path,
    *,
    workers: Workers | None = None,
    shard_size: int = SHARD_SIZE,
    format: Format | None = None,  # noqa: A002 - as on the command line
    raw: bool = True,
    screen: Screens | None = None,
    part: Part | None = None,
    make_reader: MakesReader | None = None,
    seconds: float = SECONDS,
    outlet: str | None = None,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    progress: Callable[[Progress], object] | None = None,
) -> ReadResult:
    """Read reports into shards. Repeated, it goes on where it stopped.

    The sources are cut into tasks of so many reports, always in the same way. A worker reads a
    task, writes its shard, and last a marker; only what has a marker is finished. So nothing is
    there twice or in part, whatever was killed when. Who did the work makes no difference to
    the shards. A report that kills its worker is found and named, and the others of its shard are
    read; reports that fail or are dropped are named in a file beside the shard.

    Args:
        sources: Files, folders and addresses.
        out: The folder for the shards, or its fsspec URL. All workers must reach it.
        workers: Who reads; None for a pool of processes, one a core. They are not closed.
        shard_size: Reports of a shard.
        format: ``parquet`` or ``jsonl``; None for Parquet where pyarrow is installed.
        raw: Keep the bytes as they came in.
        screen: Looks at each report before it is read; None to read all.
        part: Which part of the run this is; None for all of it.
        make_reader: Makes the reader of each worker; None for ``ReaderOptions()``.
        seconds: What one report may take.
        outlet: The outlet, where the page does not say or is wrong.
        published: The time of publication, likewise.
        columns: For tables: where a field stands.
        progress: Called after each shard.

    Returns:
        What was done.

    Raises:
        SaysoError: The folder holds another run, a source has changed, a worker cannot be set up.
        RunStopped: A file could not be written; what is finished stays.
    """
    folder = open_folder(out if "://" in str(out) else Path(out).resolve(), create=True)
    function = ReadShard(
        folder.name,
        make_reader or ReaderOptions(),
        check_format(format or usual_format()),
        raw=raw,
        screen=screen,
        seconds=seconds,
    )
    options = {"outlet": outlet, "published": published, "columns": columns}
    plan = Plan(
        tuple(_checked(str(source)) for source in sources),
        plain(
            {
                "shard_size": shard_size,
                "format": function.format,
                "raw": raw,
                "screen": screen,
                "reader": function.make_reader,
                **options,
            }
        ),
        versions(),
    )
    part = part or Part()
    with contextlib.ExitStack() as stack:
        stack.enter_context(only_run(folder.name, f"rank-{part.rank}-of-{part.world_size}"))
        try:
            keep_plan(folder, plan)
            run = _Run(folder, plan, part, shard_size, options, progress)
            return run.do(workers or stack.enter_context(pool()), function)
        except OSError as error:
            raise _stopped(folder.name, error) from error


class _Run:
    """One run of one part, from its start to its end or its being stopped."""

    def __init__(
        self,
        folder: Folder,
        plan: Plan,
        part: Part,
        shard_size: int,
        options: Mapping[str, Any],
        progress: Callable[[Progress], object] | None,
    ) -> None:
        self._folder = folder
        self._plan = plan
        self._part = part
        self._size = shard_size
        self._options = options
        self._tell = progress
        self._there = folder.files()
        self._extent = Extent(plan.sources)
        self._counts = Counts()
        self._progress = Progress(self._counts, 0, time.monotonic(), None, 0)
        self._unfinished: list[str] = []

    def do(self, workers: Workers, function: ReadShard) -> ReadResult:
        """Do all tasks that are not done."""
        for task, outcome in survive(workers, function, self._new()):
            self._take(task, outcome)
        self._folder.tidy()
        return ReadResult(self._counts, self._progress.earlier, tuple(self._unfinished))

    def _new(self) -> Iterator[Task]:
        """The tasks of this part that have no marker."""
        sources = self._plan.sources
        for number, source in enumerate(sources):
            if self._part.has_source(number, len(sources)):
                yield from self._of_source(number, source)
            self._progress.share = self._extent.share(number + 1, 0)

    def _of_source(self, number: int, source: str) -> Iterator[Task]:
        stamp, end = stamp_of(source), read_end(self._folder, number)
        if end and end.stamp != stamp:
            raise self._changed(source)
        if end and stamp is not None and self._all_done(number, end):
            return
        shards = pieces = weight = 0
        for task in cut(source, number, self._size, {"source": source, **self._options}):
            shards, pieces = task.number + 1, pieces + len(task.pieces)
            weight += sum(len(piece.kept) for piece in task.pieces)
            self._progress.share = self._extent.share(number, weight)
            if self._part.has(number, task.number, len(self._plan.sources)):
                self._progress.drawn += len(task.pieces)
                marker = self._marker(task.name)
                if marker is None:
                    yield task
                elif marker.inputs == task.digest():
                    self._count_earlier(marker)
                else:
                    raise self._changed(source)
        write_end(self._folder, number, SourceEnd(source, shards, pieces, stamp))

    def _all_done(self, number: int, end: SourceEnd) -> bool:
        """Whether a source need not be opened again; then its shards are counted."""
        names = [
            shard_name(number, n)
            for n in range(end.shards)
            if self._part.has(number, n, len(self._plan.sources))
        ]
        if any(marker_file(name) not in self._there for name in names):
            return False
        for name in names:
            marker = self._marker(name)
            if marker:
                self._progress.drawn += marker.pieces
                self._count_earlier(marker)
        return True

    def _marker(self, name: str) -> Marker | None:
        return read_marker(self._folder, name) if marker_file(name) in self._there else None

    def _count_earlier(self, marker: Marker) -> None:
        self._counts.add(marker)
        self._progress.earlier += marker.pieces

    def _take(self, task: Task, outcome: Marker | Failure | None) -> None:
        """What came of a task."""
        if isinstance(outcome, Marker):
            self._finished(outcome)
        elif outcome and outcome.kind == "raised":
            raise self._not_written(task, outcome)
        else:
            self._unfinished.append(task.name)

    def _finished(self, marker: Marker) -> None:
        if not self._counts.shards and self._folder.read(marker.marker_file) is None:
            raise SaysoError(
                "a worker wrote a shard that is not here",
                source=self._folder.name,
                remedy="name a folder or an address that all computers of the cluster share",
            )
        self._counts.add(marker)
        logger.info("shard finished", extra=asdict(marker))
        if self._tell:
            self._tell(self._progress)

    def _changed(self, source: str) -> SaysoError:
        return SaysoError(
            "has changed since it was read in part",
            source=source,
            remedy=f"read it as it is now into another folder than {self._folder.name}",
        )

    def _not_written(self, task: Task, failure: Failure) -> SaysoError:
        if isinstance(failure.error, OSError):
            return _stopped(self._folder.name, failure.error)
        if isinstance(failure.error, SaysoError):
            return failure.error
        return SaysoError(
            f"{task.name} could not be written: {failure.detail}",
            source=self._folder.name,
            remedy="what is finished stays; please report this",
        )


def _stopped(folder: str, error: OSError) -> RunStopped:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return RunStopped(
        f"cannot be written: {error.strerror or error}",
        source=folder,
        remedy=("make room" if full else "mend that")
        + " and repeat the command: it goes on from there",
    )


def _checked(source: str) -> str:
    if source == "-":
        raise SaysoError(
            "cannot be read again when the run goes on",
            source="standard input",
            remedy="write it to a file",
        )
    return source
