"""Incidents that were asked for: a sequence of records, and tables of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from sayso.record import Incident
from sayso.record.display import Displayed

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from sayso.tables.frames import Frame


KEPT = 1_000
"""Records that are kept in any case."""
_SHOWN = 10


class Incidents(Displayed, Sequence[Incident]):
    """Incidents as a sequence of records, and as data frames.

    The first thousand records are kept when one of them is asked for. Going through more reads the
    others as a stream, anew each time, and keeps none; all are kept once one of them is asked for
    by its place. Tables are streams too, so that a frame of many incidents needs no record.

    Args:
        read: Reads so many of the records; None: all.
        count: Says how many there are, without reading them.
        frame: Gives a table of sayso's own set by its name, of these incidents.
    """

    def __init__(
        self,
        read: Callable[[int | None], Iterator[Incident]],
        count: Callable[[], int],
        frame: Callable[[str], Frame],
    ) -> None:
        self._read = read
        self._count = count
        self._frame = frame
        self._first: list[Incident] | None = None
        self._all: list[Incident] | None = None

    def head(self, n: int = 5) -> list[Incident]:
        """The first records, without reading the others.

        Raises:
            ValueError: ``n`` is negative.
        """
        if n < 0:
            raise ValueError(f"the first {n} incidents: not a number of incidents")
        return list(self._read(n)) if self._first is None or n > KEPT else self._first[:n]

    def table(self, name: str) -> Frame:
        """A table of sayso's own set, of these incidents and the reports that tell of them.

        Args:
            name: ``incidents``, ``accounts``, ``statements``, …; ``Corpus.tables`` has all.

        Raises:
            NotFound: There is no such table.
        """
        return self._frame(name)

    def accounts(self) -> Frame:
        """What is told of each field of each of them, and by how many."""
        return self.table("accounts")

    def origins(self) -> Frame:
        """Where their accounts enter the record."""
        return self.table("origins")

    def reports(self) -> Frame:
        """The reports that tell of them."""
        return self.table("reports")

    def events(self) -> Frame:
        """The mentions of events in those reports."""
        return self.table("events")

    def statements(self) -> Frame:
        """Who says what in those reports, with the words."""
        return self.table("statements")

    def copies(self) -> Frame:
        """Which of those reports carries text of which."""
        return self.table("copies")

    def to_pandas(self) -> pd.DataFrame:
        """The table ``incidents`` as a pandas data frame; see ``Frame.to_pandas``.

        Raises:
            MissingExtra: pandas or pyarrow is not installed.
        """
        return self.table("incidents").to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The table ``incidents`` as a polars data frame.

        Raises:
            MissingExtra: polars or pyarrow is not installed.
        """
        return self.table("incidents").to_polars()

    def to_arrow(self) -> pa.Table:
        """The table ``incidents`` in Arrow's memory.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return self.table("incidents").to_arrow()

    def __len__(self) -> int:
        self._begin()
        return self._count() if self._all is None else len(self._all)

    def __iter__(self) -> Iterator[Incident]:
        self._begin()
        return self._read(None) if self._all is None else iter(self._all)

    @overload
    def __getitem__(self, index: int) -> Incident: ...
    @overload
    def __getitem__(self, index: slice) -> list[Incident]: ...
    def __getitem__(self, index: int | slice) -> Incident | list[Incident]:
        first = self._begin()
        if self._all is None and not _within(index, len(first)):
            self._all = list(self._read(None))
        return (first if self._all is None else self._all)[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Incidents | list | tuple):
            return list(self) == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as a list

    def __repr__(self) -> str:
        some = self.head(_SHOWN + 1)
        lines = [f"  {incident!r}" for incident in some[:_SHOWN]]
        if len(some) > _SHOWN:
            lines.append("  …")
        return "\n".join(["<Incidents", *lines]) + ">"

    def _begin(self) -> list[Incident]:
        """The first records; where these are all, so it is known then."""
        if self._first is None:
            self._first = list(self._read(KEPT))
            if len(self._first) < KEPT:
                self._all = self._first
        return self._first


def _within(index: int | slice, size: int) -> bool:
    """Whether the first so many records are enough."""
    if not isinstance(index, slice):
        return 0 <= index < size
    start, stop, step = index.start or 0, index.stop, index.step or 1
    return stop is not None and start >= 0 and 0 <= stop <= size and step > 0
