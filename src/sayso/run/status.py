"""How far a run is: what was read, dropped and failed, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zstandard import ZstdError

from sayso.errors import SaysoError
from sayso.run.folder import Folder, open_folder
from sayso.run.manifest import Marker, marker_file, plan_of, read_end, read_marker
from sayso.run.shards import unpack_lines
from sayso.run.tasks import Left, shard_name


@dataclass(slots=True)
class Counts:
    """What became of all that went in.

    Attributes:
        shards: Finished.
        pieces, read, not_read, dropped, failed: As of a ``Marker``.
        size: Bytes of the shards.
        seconds, processor_seconds: Of all workers together.
    """

    shards: int = 0
    pieces: int = 0
    read: int = 0
    not_read: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    size: int = 0
    seconds: float = 0.0
    processor_seconds: float = 0.0

    def add(self, marker: Marker) -> None:
        """Count one shard more."""
        self.shards += 1
        self.pieces += marker.pieces
        self.read += marker.read
        self.not_read += marker.not_read
        for counts, more in ((self.dropped, marker.dropped), (self.failed, marker.failed)):
            for reason, count in more.items():
                counts[reason] = counts.get(reason, 0) + count
        self.size += marker.size
        self.seconds += marker.seconds
        self.processor_seconds += marker.processor_seconds


@dataclass(frozen=True, slots=True)
class Status:
    """How far a run is.

    Attributes:
        counts: Of the shards that are finished.
        shards: How many there are in all; None while a source was not cut to its end.
        pieces: How many reports went or will go into them; likewise.
        missing: Names of shards that are not finished, the first ones.
        missing_count: How many there are that we know of.
        uncut: Sources that were not cut to their end, the first ones.
        uncut_count: How many there are.
    """

    counts: Counts
    shards: int | None
    pieces: int | None
    missing: tuple[str, ...]
    missing_count: int
    uncut: tuple[str, ...]
    uncut_count: int

    @property
    def complete(self) -> bool:
        """Whether all is there."""
        return not self.missing_count and not self.uncut_count


_NAMED = 20
"""Missing shards and sources that are named; the others are counted."""


def status(where: str | Path) -> Status:
    """How far a run is, from the folder that it writes to.

    Args:
        where: The folder, as given to ``sayso.run.read_to``.

    Raises:
        SaysoError: It is no folder of shards.
    """
    folder = open_folder(where, create=False)
    plan = plan_of(folder)
    there = folder.files()
    counts = Counts()
    ends = [read_end(folder, n) for n in range(len(plan.sources))]
    for marker in markers(folder, there):
        counts.add(marker)
    missing = [
        name
        for number, end in enumerate(ends)
        for name in (shard_name(number, n) for n in range(end.shards if end else 0))
        if marker_file(name) not in there
    ]
    uncut = [source for source, end in zip(plan.sources, ends, strict=True) if end is None]
    known = [end for end in ends if end]
    return Status(
        counts,
        None if uncut else sum(end.shards for end in known),
        None if uncut else sum(end.pieces for end in known),
        tuple(missing[:_NAMED]),
        len(missing),
        tuple(uncut[:_NAMED]),
        len(uncut),
    )


def markers(folder: Folder, there: Iterable[str]) -> Iterator[Marker]:
    """The finished shards, in order.

    Args:
        folder: Where they are.
        there: The names of its files.
    """
    for name in sorted(n for n in there if n.startswith("part-") and n.endswith(".json")):
        marker = read_marker(folder, name.removesuffix(".json"))
        if marker:
            yield marker


def left_out(where: str | Path) -> Iterator[Left]:
    """Everything that the finished shards of a run left out, in the order of the sources.

    Args:
        where: The folder of the run.

    Raises:
        SaysoError: A file that names what was left out is damaged.
    """
    folder = open_folder(where, create=False)
    for marker in markers(folder, folder.files()):
        if marker.dropped or marker.failed:
            try:
                for values in unpack_lines(folder.read(marker.left_file) or b""):
                    yield Left(**values)
            except (ZstdError, ValueError, TypeError) as error:
                raise SaysoError(
                    "damaged",
                    source=f"{folder.name}/{marker.left_file}",
                    remedy=f"remove it and {marker.marker_file}, and read the sources again",
                ) from error
