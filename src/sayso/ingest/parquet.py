"""Parquet files: tables by columns, read a group of rows at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.errors import InputError, InputTooLarge, MalformedInput, MissingExtra
from sayso.ingest import tables
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.piece import Piece
from sayso.ingest.rows import row_pieces
from sayso.ingest.streams import seekable
from sayso.ingest.walk import OnError, Walk

if TYPE_CHECKING:
    import pyarrow as pa

_TOGETHER = 64


def parquet_pieces(stream: BinaryIO, name: str, walk: Walk) -> Iterator[Piece]:
    """A piece for each row; columns are found and mapped as in other tables.

    Raises:
        MissingExtra: pyarrow is not installed.
        InputError: The file is broken or has no column that is needed.
    """
    columns = tables.Columns(walk.given.columns, name)
    stream = seekable(stream, name, "a Parquet file")
    yield from row_pieces(_rows(stream, columns, walk.failed), name, walk)


def _rows(stream: BinaryIO, columns: tables.Columns, failed: OnError) -> Iterator[tables.Row]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra(
            "reading Parquet needs pyarrow",
            source=columns.name,
            remedy="pip install 'sayso[parquet]'",
        ) from error

    number = 0
    try:
        table = pq.ParquetFile(stream)
        mapping = columns.found(table.schema_arrow.names)
        wanted = list(dict.fromkeys(mapping.values()))
        for batch in table.iter_batches(batch_size=_TOGETHER, columns=wanted):
            for value in _plain(batch).to_pylist():
                number += 1
                row = _row(value, mapping, f"row {number}")
                if sum(map(len, row.fields.values())) <= MAX_BYTES:
                    yield row
                else:
                    failed(_large(columns.name, row.place))
    except InputError:
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise MalformedInput(
            f"broken Parquet file: {error}",
            source=columns.name,
            place=f"after row {number}",
            remedy="what came before was read; get the file again for the rest",
        ) from error


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Times of nanoseconds as those of microseconds, which Python has."""
    import pyarrow as pa

    for i, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            times = batch.column(i).cast(pa.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(i, field.name, times)
    return batch


def _row(value: dict[str, Any], mapping: dict[str, str], place: str) -> tables.Row:
    fields: dict[str, str] = {}
    for field, column in mapping.items():
        cell = value.get(column)
        words = _words(cell)
        if words is not None and words.strip():
            fields[field] = words
    raw = json.dumps(
        {column: _words(cell) for column, cell in value.items()}, ensure_ascii=False
    ).encode("utf-8", "replace")
    return tables.Row(fields, raw, place, tables.is_list(mapping))


def _large(name: str, place: str) -> InputTooLarge:
    return InputTooLarge(
        f"a row of over {MAX_BYTES // 2**20} MB",
        source=name,
        place=place,
        remedy="split it into one report a row",
    )


def _words(cell: object) -> str | None:
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return tables.shown(cell)
