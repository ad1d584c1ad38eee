"""Rows of a table as Arrow record batches: the types that Parquet files and data frames share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sayso.errors import MissingExtra
from sayso.tables.table import Cell, Row, Table

if TYPE_CHECKING:
    import pyarrow as pa

TOGETHER = 2_000
"""Rows of a record batch: enough for speed, and few in memory."""


def schema_of(table: Table[Any]) -> pa.Schema:
    """The Arrow schema of a table: a field a column, with its meaning in the metadata.

    Integers and years are ``int64``, numbers ``float64``, days ``date32``, times
    ``timestamp[us, UTC]``. Every column may be null but those that the table requires.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pa = _pyarrow()
    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "year": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us", tz="UTC"),
    }
    fields = [
        pa.field(
            column.name,
            kinds[column.kind],
            nullable=not column.required,
            metadata={"description": column.means},
        )
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"title": table.title, "description": table.means})


def batches(
    table: Table[Any], rows: Iterable[Row], *, together: int = TOGETHER
) -> Iterator[pa.RecordBatch]:
    """Rows as Arrow record batches, one in memory at a time; none for no rows.

    Args:
        table: What the rows are of.
        rows: In the order of its columns, their cells plain (:mod:`sayso.tables.cells`).
        together: Rows of a batch.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pa = _pyarrow()
    schema = schema_of(table)
    row = iter(rows)
    while some := list(islice(row, together)):
        columns = zip(*some, strict=True)
        arrays = [
            _array(pa, values, field.type) for values, field in zip(columns, schema, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(pa: Any, values: tuple[Cell, ...], kind: pa.DataType) -> pa.Array:
    if pa.types.is_timestamp(kind):
        return pa.array(map(_time, values), kind)
    if pa.types.is_date(kind):
        return pa.array(map(_day, values), kind)
    return pa.array(values, kind)


def _time(value: Cell) -> Cell:
    """A time, also where it is written out; without a zone it is UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def _day(value: Cell) -> Cell:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtra(
            "tables for Arrow, Parquet and data frames need pyarrow",
            remedy="pip install 'sayso[notebook]'",
        ) from error
    return pa
