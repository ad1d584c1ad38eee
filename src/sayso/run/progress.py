"""How far a run is, how fast it goes, and how long it will take."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.run.status import Counts

_PACKED = (".gz", ".zst", ".bz2", ".xz", ".zip", ".wacz", ".parquet")


@dataclass(slots=True)
class Progress:
    """How far a run is.

    Attributes:
        counts: Of all shards that are finished, earlier ones too.
        earlier: Reports that were done before.
        began: When this began (``time.monotonic``).
        share: How much of the sources was drawn, 0 to 1, about; None where that is not known.
        drawn: Reports that were drawn from them.
    """

    counts: Counts
    earlier: int
    began: float
    share: float | None
    drawn: int

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began

    @property
    def rate(self) -> float:
        """Reports a second, those dropped and failed counted."""
        return (self.counts.pieces - self.earlier) / max(self.seconds, 1e-9)

    @property
    def remaining(self) -> float | None:
        """Seconds to the end, about; None where that is not known."""
        if not self.share or not self.rate:
            return None
        return max(0.0, self.drawn / self.share - self.counts.pieces) / self.rate


class Extent:
    """How much there is of some sources, by what they take on disk.

    Args:
        sources: Files, folders, addresses.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        sizes = [_size(source) for source in sources]
        known = [size for size in sizes if size]
        # one whose size cannot be told counts as one of middling size
        usual = sum(known) / len(known) if known else 1.0
        self._sizes = [size or usual for size in sizes]
        self._inside = [
            bool(size) and not _packed(s) for s, size in zip(sources, sizes, strict=True)
        ]
        self._all = sum(self._sizes)

    def share(self, number: int, weight: int) -> float | None:
        """How much lies behind us, 0 to 1.

        Args:
            number: The source that we are at; the number of sources at the end.
            weight: Bytes of the reports that were drawn from it.
        """
        done = sum(self._sizes[:number])
        if number < len(self._sizes) and self._inside[number]:
            done += min(float(weight), self._sizes[number])
        return done / self._all if done else None


def _packed(source: str) -> bool:
    return source.lower().endswith(_PACKED)


def _size(source: str) -> int:
    if "://" in source:
        return 0
    path = Path(source)
    if path.is_dir():
        return sum(
            os.stat(Path(parent) / name).st_size  # noqa: PTH116
            for parent, _, names in os.walk(path)
            for name in names
            if not name.startswith(".") and not _packed(name)
        )
    return path.stat().st_size if path.is_file() else 0
