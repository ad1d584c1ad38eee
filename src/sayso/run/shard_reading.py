"""What a worker does with a task: read it, and write a shard with all that belongs to it."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from sayso import __version__
from sayso.errors import InputError, SaysoError
from sayso.ingest.assemble import UNREAD
from sayso.run import host
from sayso.run.folder import open_folder
from sayso.run.guarded import ReadsPages, batches, one_input, read_pages
from sayso.run.manifest import Marker
from sayso.run.shards import ENDINGS, Format, Row, pack, pack_lines, row_of
from sayso.run.task_pages import Screens, TaskPages
from sayso.run.tasks import Left, Task


class MakesReader(Protocol):
    """Makes the reader of a worker. It can be pickled."""

    def __call__(self) -> ReadsPages:
        """A reader with all that it needs loaded."""
        ...


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """The ``sayso.Reader`` of each worker, by its arguments.

    Attributes:
        codebook: A YAML codebook instead of the built-in one.
        gazetteer: A compiled file of places instead of the usual.
        authority: An authority file.
    """

    codebook: Path | None = None
    gazetteer: Path | None = None
    authority: Path | None = None

    def __call__(self) -> ReadsPages:
        """A reader with its models loaded."""
        from sayso.reader import Reader, set_models_aside

        reader = Reader(codebook=self.codebook, gazetteer=self.gazetteer, authority=self.authority)
        reader.read(text="A bomb killed two people in Goma on Monday, a doctor said.")
        if host.hosted:
            set_models_aside()
        return reader


@dataclass(frozen=True, slots=True)
class SameReader:
    """A reader that is made already, and can be pickled.

    Attributes:
        reader: It.
    """

    reader: ReadsPages

    def __call__(self) -> ReadsPages:
        """The reader."""
        return self.reader


@dataclass
class ReadShard:
    """Reads a task into a shard.

    Attributes:
        out: The folder of the shards.
        make_reader: Makes the reader.
        format: Of the shards.
        raw: Keep the bytes as they came in.
        screen: Looks at pieces first; None to read all.
        seconds: What one report may take.
        version: Of sayso, where the run was started.
        tired: Whether the worker had better be replaced, since a report was interrupted.
    """

    out: str
    make_reader: MakesReader
    format: Format
    raw: bool = True
    screen: Screens | None = None
    seconds: float | None = None
    version: str = __version__
    tired: bool = field(default=False, compare=False)
    _reader: ReadsPages | None = field(default=None, compare=False, repr=False)

    def setup(self) -> None:
        """Load the models.

        Raises:
            SaysoError: This worker has another version of sayso than who started the run.
        """
        if self.version != __version__:
            raise SaysoError(
                f"a worker has sayso {__version__}, and the run is of {self.version}",
                source=self.out,
                remedy="install the same version on all computers",
            )
        self._reader = self.make_reader()

    def __call__(self, task: Task) -> Marker | None:
        """Read a task and write its shard, then what was left out, then the marker.

        Returns:
            The marker; None for a probe.

        Raises:
            OSError: A file cannot be written.
        """
        began, used = time.monotonic(), time.process_time()
        pages = TaskPages(task, screen=self.screen, seconds=self.seconds)
        rows, not_read = self._rows(pages)
        self.tired |= pages.interrupted
        if task.probe is not None:
            return None
        data = pack(rows, self.format)
        left = pages.left
        marker = Marker(
            shard=task.name,
            file=task.name + ENDINGS[self.format],
            inputs=task.digest(),
            pieces=len(task.pieces),
            read=len(rows),
            not_read=not_read,
            dropped=_by_reason(left, "dropped"),
            failed=_by_reason(left, "failed"),
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            version=__version__,
            seconds=round(time.monotonic() - began, 3),
            processor_seconds=round(time.process_time() - used, 3),
        )
        folder = open_folder(self.out, create=False)
        folder.write(marker.file, data)
        if left:
            folder.write(marker.left_file, pack_lines(map(asdict, left)))
        folder.write(marker.marker_file, json.dumps(asdict(marker), indent=1).encode())
        return marker

    def _rows(self, pages: TaskPages) -> tuple[list[Row], int]:
        """The reports, in the order of their pieces, and how many are in another language."""
        reader = self._reader
        assert reader is not None  # noqa: S101 - workers set up what they are given
        found, not_read = [], 0
        for batch in batches(pages):
            for page, read in read_pages(reader, batch, seconds=self.seconds):
                if isinstance(read, InputError):
                    pages.lose(page, read)
                    continue
                with one_input(page.origin, partial(pages.lose, page)):
                    found.append(row_of(page, read, raw=self.raw))
                    not_read += any(w.code in UNREAD for w in read.warnings)
        return found, not_read

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_reader": None, "tired": False}


def _by_reason(left: list[Left], kind: str) -> dict[str, int]:
    return dict(sorted(Counter(each.reason for each in left if each.kind == kind).items()))
