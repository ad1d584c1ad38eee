"""A shard: the reports of one task in one file, Parquet or compressed JSON lines."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import zstandard

from sayso.errors import MissingExtra, SaysoError
from sayso.ingest.page import Page
from sayso.record import Report

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped, unused-ignore]

Format = Literal["parquet", "jsonl"]
ENDINGS: dict[Format, str] = {"parquet": ".parquet", "jsonl": ".jsonl.zst"}

_LEVEL = 3  # of zstandard
_GROUP = 64  # rows of a Parquet row group: what a reader holds in memory at least


@dataclass(frozen=True, slots=True)
class Row:
    """One report of a shard.

    Attributes:
        origin: Where it came from: a file and a place in it.
        media_type: The kind of the bytes.
        extractor: What made text of them, with its version.
        sha256: Of the bytes as they came in, in hexadecimal.
        size: How many bytes they are.
        raw: The bytes; None where the run did not keep them.
        record: JSON of the ``Report``.
    """

    id: str
    url: str | None
    outlet: str | None
    agency: str | None
    title: str | None
    language: str | None
    published: str | None
    origin: str
    media_type: str
    extractor: str | None
    extractor_version: str | None
    sha256: str
    size: int
    raw: bytes | None
    record: str

    def report(self) -> Report:
        """The record.

        Raises:
            pydantic.ValidationError: It is of another version of sayso.
        """
        return Report.model_validate_json(self.record)


COLUMNS = tuple(field.name for field in fields(Row))


def row_of(page: Page, report: Report, *, raw: bool) -> Row:
    """A report that was read.

    Args:
        page: What came in.
        report: What was read in it.
        raw: Keep the bytes.
    """
    extractor = report.reader.extractor
    return Row(
        id=report.id,
        url=report.url,
        outlet=report.outlet,
        agency=report.agency,
        title=report.title,
        language=report.language,
        published=report.published,
        origin=page.origin.encode("utf-8", "backslashreplace").decode(),
        media_type=page.media_type,
        extractor=extractor.name if extractor else None,
        extractor_version=extractor.version if extractor else None,
        sha256=hashlib.sha256(page.raw).hexdigest(),
        size=len(page.raw),
        raw=page.raw if raw else None,
        record=report.model_dump_json(),
    )


def usual_format() -> Format:
    """Parquet where it can be written, else JSON lines."""
    return "parquet" if find_spec("pyarrow") else "jsonl"


def check_format(name: str) -> Format:
    """A format by its name.

    Raises:
        SaysoError: There is no such format.
        MissingExtra: What writes it is not installed.
    """
    if name not in get_args(Format):
        raise SaysoError(f"no format {name!r}", remedy=f"one of {', '.join(get_args(Format))}")
    if name == "parquet":
        _arrow()
    return cast("Format", name)


def pack(rows: Sequence[Row], format_: Format) -> bytes:
    """The bytes of a shard. The same rows give the same bytes."""
    return _parquet(rows) if format_ == "parquet" else pack_lines(map(_plain, rows))


def unpack(data: bytes, file: str, columns: Collection[str] = COLUMNS) -> Iterator[Row]:
    """The rows of a shard, one after the other.

    Args:
        data: Its bytes.
        file: Its name, which tells the format.
        columns: What is wanted; the other fields are empty (None).
    """
    if file.endswith(ENDINGS["parquet"]):
        empty: dict[str, Any] = dict.fromkeys(COLUMNS)
        shard = _arrow().ParquetFile(io.BytesIO(data))
        for batch in shard.iter_batches(batch_size=_GROUP, columns=list(columns)):
            for values in batch.to_pylist():
                yield Row(**{**empty, **values})
        return
    for values in unpack_lines(data):
        raw = values["raw"]
        values["raw"] = None if raw is None else base64.b64decode(raw)
        wanted: dict[str, Any] = {n: values[n] if n in columns else None for n in COLUMNS}
        yield Row(**wanted)


def pack_lines(values: Iterator[dict[str, Any]]) -> bytes:
    """JSON lines, compressed."""
    packer = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
    out = [packer.compress(f"{json.dumps(v, ensure_ascii=False)}\n".encode()) for v in values]
    return b"".join([*out, packer.flush()])


def unpack_lines(data: bytes) -> Iterator[dict[str, Any]]:
    """What ``pack_lines`` packed."""
    with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)) as stream:
        for line in io.TextIOWrapper(stream, encoding="utf-8", newline="\n"):
            yield json.loads(line)


def _plain(row: Row) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in COLUMNS}
    if row.raw is not None:
        values["raw"] = base64.b64encode(row.raw).decode("ascii")
    return values


def _parquet(rows: Sequence[Row]) -> bytes:
    parquet = _arrow()
    import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]

    schema = _schema(pa)
    columns = [
        pa.array([getattr(row, field.name) for row in rows], type=field.type) for field in schema
    ]
    out = io.BytesIO()
    parquet.write_table(
        pa.Table.from_arrays(columns, schema=schema),
        out,
        compression="zstd",
        compression_level=_LEVEL,
        row_group_size=_GROUP,
        use_dictionary=["outlet", "agency", "language", "media_type", "extractor"],
        write_statistics=["id", "published", "language"],
    )
    return out.getvalue()


def _schema(pa: Any) -> pyarrow.Schema:
    types = {"size": pa.int64(), "raw": pa.large_binary(), "record": pa.large_string()}
    return pa.schema([pa.field(name, types.get(name, pa.string())) for name in COLUMNS])


def _arrow() -> Any:
    try:
        from pyarrow import parquet  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        raise MissingExtra(
            "Parquet cannot be read or written: pyarrow is not installed",
            remedy="pip install 'sayso[parquet]', or use --format jsonl",
        ) from error
    return parquet
