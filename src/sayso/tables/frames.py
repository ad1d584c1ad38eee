"""A table as a data frame: in pandas, polars, Arrow, DuckDB, or as plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sayso.errors import MissingExtra
from sayso.record.display import Displayed
from sayso.tables.cells import plain
from sayso.tables.frames_arrow import batches, schema_of
from sayso.tables.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa


class Frame(Displayed):
    """A table to look at and to take elsewhere; its rows are made anew each time they are asked.

    It has the columns of the same table in an export. What takes the Arrow PyCapsule interface
    takes it as it is: ``polars.DataFrame(frame)``, ``pyarrow.table(frame)``.

    >>> corpus.table("accounts").to_pandas()  # doctest: +SKIP

    Args:
        table: Its columns and their meaning.
        rows: Gives the rows from the first on.
    """

    def __init__(self, table: Table[Any], rows: Callable[[], Iterable[Row]]) -> None:
        self.table = table
        self._rows = rows

    @property
    def name(self) -> str:
        """The table's name: that of its file in an export."""
        return self.table.name

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order: name, kind, and what a value means."""
        return self.table.columns

    def rows(self) -> Iterator[Row]:
        """The rows, values in the order of the columns."""
        return (tuple(map(plain, row)) for row in self._rows())

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """The rows, values by the names of their columns."""
        names = self.table.header
        return (dict(zip(names, row, strict=True)) for row in self.rows())

    def __repr__(self) -> str:
        return f"<{self.name}: {self.table.title}; {len(self.columns)} columns>"

    def to_batches(self) -> pa.RecordBatchReader:
        """The table as a stream of Arrow record batches, one in memory at a time.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        schema = schema_of(self.table)
        import pyarrow as pa

        return pa.RecordBatchReader.from_batches(schema, batches(self.table, self.rows()))

    def to_arrow(self) -> pa.Table:
        """The table in Arrow's memory.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return self.to_batches().read_all()

    def to_pandas(self) -> pd.DataFrame:
        """The table as a pandas data frame, on a plain index.

        Where a value is not known stands ``<NA>``: integers are ``Int64``, truth values
        ``boolean``, text ``string``. Days are ``datetime64[ms]``, times ``datetime64[us, UTC]``,
        with ``NaT``; other numbers are ``float64``, with ``NaN``.

        Raises:
            MissingExtra: pandas or pyarrow is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise _missing("pandas") from error
        table = self.to_arrow()
        kinds = {
            "int64": pd.Int64Dtype(),
            "bool": pd.BooleanDtype(),
            "string": pd.StringDtype(),
        }
        return table.to_pandas(
            types_mapper=lambda kind: kinds.get(str(kind)),
            date_as_object=False,
            split_blocks=True,
            self_destruct=True,  # each column is let go of as it is taken over: half the memory
        )

    def to_polars(self) -> pl.DataFrame:
        """The table as a polars data frame.

        Raises:
            MissingExtra: polars or pyarrow is not installed.
        """
        try:
            import polars as pl
        except ImportError as error:
            raise _missing("polars") from error
        frame = pl.from_arrow(self.to_arrow())
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - of a table comes a frame
        return frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow PyCapsule interface: polars, pyarrow, pandas 3 and others read it."""
        return self.to_batches().__arrow_c_stream__(requested_schema)


def _missing(name: str) -> MissingExtra:
    return MissingExtra(f"this needs {name}", remedy="pip install 'sayso[notebook]'")
