"""Files with tables, in folders, ZIP files and under gzip, bzip2, xz or Zstandard."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from sayso.errors import EmptyInput, InputError, InputTooLarge, MalformedInput
from sayso.ingest.streams import FAULTS, Guarded, buffered, peeked, seekable

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".xlsx", ".parquet", ".sqlite")
"""Endings of files that are looked at in a folder or an archive."""
MOST_UNPACKED = 4 * 2**30
"""Bytes that the members of an archive may have together."""
_HEAD = 64
_DEEPEST = 3
_BOOK = "xl/workbook.xml"
_SEALED = 0x1


@dataclass(frozen=True, slots=True)
class Member:
    """A file with one or several tables.

    Attributes:
        name: For messages.
        stem: Its name without folder and ending.
        head: Its first bytes.
        stream: The file.
        path: Where it lies on disk by itself; None: inside another file.
    """

    name: str
    stem: str
    head: bytes
    stream: BinaryIO
    path: Path | None = None


def members(path: Path) -> Iterator[Member]:
    """The files with tables in a file, an archive or a folder.

    Each is to be read before the next is asked for.

    Raises:
        InputError: It cannot be opened, or nothing in it is read.
    """
    if path.is_dir():
        inside = sorted(f for f in path.iterdir() if f.is_file() and _is_table(f.name))
        if not inside:
            raise EmptyInput("no table in the folder", source=str(path), remedy=_remedy())
        for each in inside:
            yield from members(each)
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(
            f"cannot be opened: {error.strerror}", source=str(path), remedy="check the path"
        ) from error
    with stream:
        for member in _inside(stream, str(path), path.name, 0):
            whole = member.stream is stream
            yield Member(
                member.name, member.stem, member.head, member.stream, path if whole else None
            )


def _inside(stream: BinaryIO, name: str, file: str, depth: int) -> Iterator[Member]:
    head, stream = peeked(stream, _HEAD)
    if depth > _DEEPEST:
        raise InputError("packed over and over", source=name, remedy="unpack it first")
    packing, opened = _unpacked(stream, head)
    if opened is not None:
        inner = buffered(Guarded(opened, name, packing))
        yield from _inside(inner, name, file.rsplit(".", 1)[0], depth + 1)
    elif head.startswith(b"PK\x03\x04"):
        yield from _archive(stream, name, file, depth)
    else:
        yield Member(name, _stem(file), head, stream)


def _unpacked(stream: BinaryIO, head: bytes) -> tuple[str, BinaryIO | None]:
    if head.startswith(b"\x1f\x8b"):
        return "gzip", cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    if head.startswith(b"BZh"):
        return "bzip2", cast("BinaryIO", bz2.BZ2File(stream))
    if head.startswith(b"\xfd7zXZ\0"):
        return "xz", cast("BinaryIO", lzma.LZMAFile(stream))
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return "Zstandard", cast("BinaryIO", reader)
    return "", None


def _archive(stream: BinaryIO, name: str, file: str, depth: int) -> Iterator[Member]:
    whole = seekable(stream, name, "a ZIP file")
    try:
        archive = zipfile.ZipFile(whole)
    except FAULTS as error:
        raise MalformedInput(
            f"broken ZIP file: {error}", source=name, remedy="get the file again"
        ) from error
    with archive:
        listed = archive.infolist()
        if sum(each.file_size for each in listed) > MOST_UNPACKED:
            raise InputTooLarge(
                f"over {MOST_UNPACKED // 2**30} GB when it is unpacked",
                source=name,
                remedy="unpack it, and give the tables one by one",
            )
        if any(each.filename == _BOOK for each in listed):
            whole.seek(0)
            yield Member(name, _stem(file), b"PK\x03\x04", whole)
            return
        tables = sorted((m for m in listed if _is_table(m.filename)), key=lambda m: m.filename)
        if not tables:
            raise EmptyInput("no table in the archive", source=name, remedy=_remedy())
        for each in tables:
            own = f"{name}/{each.filename}"
            if each.flag_bits & _SEALED:
                raise InputError("encrypted with a password", source=own, remedy="unpack it first")
            try:
                held = archive.open(each)
            except FAULTS as error:
                raise MalformedInput(
                    f"broken member of a ZIP file: {error}", source=own, remedy="get it again"
                ) from error
            inner = buffered(Guarded(cast("BinaryIO", held), own, "ZIP"))
            yield from _inside(inner, own, each.filename, depth + 1)


def _is_table(name: str) -> bool:
    base = name.rsplit("/", 1)[-1].casefold()
    bare = base
    for packed in (".gz", ".bz2", ".xz", ".zst"):
        bare = bare.removesuffix(packed)
    return bare.endswith(SUFFIXES) and not base.startswith((".", "_", "datapackage"))


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].split(".", 1)[0]


def _remedy() -> str:
    return f"read are {' '.join(SUFFIXES)}, also packed"
