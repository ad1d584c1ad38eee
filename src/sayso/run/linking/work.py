"""Tables between the stages: Parquet files that are there as a whole or not at all."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import MissingExtra

Columns = Mapping[str, str]
"""Names of columns and their types, as pyarrow calls them; ``[…]`` around a type is a list."""
_LEVEL = 1
_OPEN = 256
"""Files whose directories of contents are kept at hand."""


@dataclass(frozen=True)
class Tables:
    """A folder of tables, each of numbered files.

    Args:
        root: The folder.
    """

    root: Path

    def path(self, table: str, number: int) -> Path:
        """Where a file of a table is."""
        return self.root / table / f"part-{number:05}.parquet"

    def has(self, table: str, number: int) -> bool:
        """Whether a file is there, as a whole."""
        return self.path(table, number).exists()

    def numbers(self, table: str) -> list[int]:
        """The files of a table that are there."""
        found = (self.root / table).glob("part-*.parquet")
        return sorted(int(path.stem.removeprefix("part-")) for path in found)

    def write(
        self,
        table: str,
        number: int,
        types: Columns,
        columns: Mapping[str, Any],
        *,
        parts: NDArray[Any] | None = None,
        together: int | None = None,
    ) -> None:
        """Write a file of a table.

        Args:
            table: The table.
            number: The number of the file.
            types: Its columns.
            columns: Their values.
            parts: For each row, the part of the whole that it belongs to; rows of a part are then
                read together, whichever file they are in.
            together: Rows that can be read without the others.

        Raises:
            OSError: It cannot be written.
        """
        pa, pq = arrow()
        schema = pa.schema([(name, _type(kind)) for name, kind in types.items()])
        rows = pa.table({name: pa.array(columns[name], _type(types[name])) for name in types})
        groups: list[Any] = [rows]
        if parts is not None:
            order = np.argsort(parts, kind="stable")
            rows = rows.take(pa.array(order))
            each, begins = np.unique(np.asarray(parts)[order], return_index=True)
            cuts = [*begins.tolist(), len(order)]
            groups = [rows.slice(begin, end - begin) for begin, end in pairwise(cuts)]
            schema = schema.with_metadata({"parts": json.dumps(each.tolist())})

        def fill(draft: Path) -> None:
            with pq.ParquetWriter(
                draft, schema, compression="zstd", compression_level=_LEVEL, write_statistics=False
            ) as file:
                for group in groups:
                    whole = group.cast(schema)
                    file.write_table(whole, row_group_size=together or max(1, len(whole)))

        _put(self.path(table, number), fill)

    def read(self, table: str, number: int, columns: Sequence[str]) -> Any:
        """All rows of a file, as a pyarrow table."""
        return _file(self.path(table, number)).read(columns=list(columns))

    def part(self, table: str, part: int, columns: Sequence[str]) -> Any:
        """All rows of a part, from all files of a table in their order, as a pyarrow table."""
        pa, _ = arrow()
        found = []
        for number in self.numbers(table):
            path = self.path(table, number)
            place = _parts(path).get(part)
            file = _file(path)
            if place is not None:
                found.append(file.read_row_group(place, columns=list(columns)))
            elif not found:
                found.append(file.schema_arrow.empty_table().select(list(columns)))
        return pa.concat_tables([t.replace_schema_metadata(None) for t in found])

    def rows(
        self, table: str, number: int, wanted: Sequence[int], columns: Sequence[str]
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Some rows of a file, without reading all others.

        Args:
            table: The table.
            number: The number of the file.
            wanted: Numbers of rows in the file, in rising order.
            columns: Which columns.
        """
        pa, _ = arrow()
        file = _file(self.path(table, number))
        begin, left = 0, list(wanted)
        for group in range(file.metadata.num_row_groups):
            end = begin + file.metadata.row_group(group).num_rows
            here = [row - begin for row in left if row < end]
            if here:
                some = file.read_row_group(group, columns=list(columns)).take(pa.array(here))
                yield from zip([row + begin for row in here], some.to_pylist(), strict=True)
            left, begin = left[len(here) :], end

    def save(self, name: str, values: NDArray[Any]) -> None:
        """Write an array that all workers look at."""

        def fill(draft: Path) -> None:
            with draft.open("wb") as file:
                np.save(file, values)

        _put(self.root / f"{name}.npy", fill)

    def array(self, name: str) -> Any:
        """An array, read as it is looked at."""
        return np.load(self.root / f"{name}.npy", mmap_mode="r")

    def save_json(self, name: str, value: object) -> None:
        """Write something small."""

        def fill(draft: Path) -> None:
            draft.write_text(json.dumps(value, ensure_ascii=False), "utf-8")

        _put(self.root / f"{name}.json", fill)

    def json(self, name: str) -> Any:
        """What :meth:`save_json` wrote; None when there is nothing."""
        try:
            return json.loads((self.root / f"{name}.json").read_text("utf-8"))
        except FileNotFoundError:
            return None


def columns_of(types: Columns, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Rows as columns with these names."""
    return dict(zip(types, zip(*rows, strict=True) if rows else ((),) * len(types), strict=True))


def stamp(path: Path) -> tuple[int, int]:
    """What tells a file from another that was there under its name: number and time of change."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def arrow() -> tuple[Any, Any]:
    """The module of pyarrow, and that for Parquet.

    Raises:
        MissingExtra: It is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
        import pyarrow.parquet as pq  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        raise MissingExtra(
            "linking shards needs pyarrow", remedy="pip install 'sayso[parquet]'"
        ) from error
    return pa, pq


def _type(kind: str) -> Any:
    pa, _ = arrow()
    if kind.startswith("["):
        return pa.list_(_type(kind[1:-1]))
    return getattr(pa, kind)()


def _contents(path: Path) -> tuple[Any, dict[int, int]]:
    return _contents_of(path, stamp(path))


@lru_cache(maxsize=_OPEN)
def _contents_of(path: Path, _stamp: tuple[int, int]) -> tuple[Any, dict[int, int]]:
    _, pq = arrow()
    metadata = pq.read_metadata(path)
    parts = json.loads((metadata.metadata or {}).get(b"parts", b"[]"))
    return metadata, {part: place for place, part in enumerate(parts)}


def _parts(path: Path) -> dict[int, int]:
    return _contents(path)[1]


def _file(path: Path) -> Any:
    _, pq = arrow()
    return pq.ParquetFile(path, metadata=_contents(path)[0])


def _put(path: Path, fill: Callable[[Path], None]) -> None:
    """Write a file under another name, and give it its own when it is safely there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.unfinished")
    try:
        fill(draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
