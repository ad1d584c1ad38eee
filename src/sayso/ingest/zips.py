"""ZIP and tar files, read in place; a WACZ is a ZIP of a crawl with its list of pages.

Nothing is written to disk, so that a member's path is a name for messages and leads nowhere.
"""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, BinaryIO, cast

from sayso.errors import EmptyInput, InputError, MalformedInput
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.piece import Piece
from sayso.ingest.sniff import EXTENSIONS, is_readable
from sayso.ingest.streams import FAULTS, Guarded, buffered, seekable
from sayso.ingest.walk import Walk
from sayso.ingest.warc import warc_pieces

Inner = Callable[[BinaryIO, str, Walk], Iterator[Piece]]
"""What reads the stream of a member."""

# A list of more pages than this is no list of a crawl's pages.
_MOST_PAGES = 1_000_000
_ENCRYPTED = 0x1


def zip_pieces(stream: BinaryIO, name: str, walk: Walk, inner: Inner) -> Iterator[Piece]:
    """Pieces of the members of a ZIP file, in order of their names.

    Args:
        stream: The file.
        name: The file, for messages.
        walk: What the caller says.
        inner: What reads a member.

    Raises:
        InputError: It is broken, cannot be read from every place, or holds nothing to read.
    """
    walk = replace(walk, given=replace(walk.given, url=None))
    stream = seekable(stream, name, "a ZIP file")
    try:
        archive = zipfile.ZipFile(stream)
    except FAULTS as error:
        raise MalformedInput(
            f"broken ZIP file: {error}", source=name, remedy="get the file again"
        ) from error
    with archive:
        names = set(archive.namelist())
        if "datapackage.json" in names and any(n.startswith("archive/") for n in names):
            yield from _crawl(archive, name, walk)
            return
        members = sorted(
            (m for m in archive.infolist() if not m.is_dir() and is_readable(m.filename)),
            key=lambda m: (m.filename, m.header_offset),
        )
        if not members:
            raise _nothing(name)
        for member in members:
            own = f"{name}/{member.filename}"
            try:
                yield from inner(_member(archive, member, own), own, walk)
            except InputError as error:
                walk.failed(error)


def tar_pieces(stream: BinaryIO, name: str, walk: Walk, inner: Inner) -> Iterator[Piece]:
    """Pieces of the files in a tar file, in the order in which they stand there.

    Raises:
        InputError: It is broken, or holds nothing to read.
    """
    walk = replace(walk, given=replace(walk.given, url=None))
    found = False
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if not member.isreg() or not is_readable(member.name):
                    continue
                found = True
                own = f"{name}/{member.name}"
                held = archive.extractfile(member)
                if held is None:
                    continue
                try:
                    yield from inner(
                        buffered(Guarded(cast("BinaryIO", _Forward(held)), own)), own, walk
                    )
                except InputError as error:
                    walk.failed(error)
    except FAULTS as error:
        raise MalformedInput(
            f"broken tar file: {error}",
            source=name,
            remedy="what came before was read; get the file again for the rest",
        ) from error
    if not found:
        raise _nothing(name)


class _Forward(io.RawIOBase):
    """A member of a tar that is streamed: it is read forward only."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, own: str) -> BinaryIO:
    if member.flag_bits & _ENCRYPTED:
        raise InputError("encrypted with a password", source=own, remedy="unpack it first")
    try:
        held = archive.open(member)
    except FAULTS as error:
        raise MalformedInput(
            f"broken member of a ZIP file: {error}", source=own, remedy="get the file again"
        ) from error
    # Going back in a packed member means to unpack it from its start, every time.
    packing = None if member.compress_type == zipfile.ZIP_STORED else "ZIP"
    return buffered(Guarded(cast("BinaryIO", held), own, packing))


def _crawl(archive: zipfile.ZipFile, name: str, walk: Walk) -> Iterator[Piece]:
    """Pages of a WACZ: its WARC files, with the titles of its list of pages."""
    titles: dict[str, str] = {}
    for member in archive.infolist():
        if member.filename.startswith("pages/") and member.filename.endswith(".jsonl"):
            try:
                titles |= _titles(_member(archive, member, f"{name}/{member.filename}"))
            except InputError as error:
                walk.failed(error)
    for member in sorted(archive.infolist(), key=lambda m: m.filename):
        own = f"{name}/{member.filename}"
        if member.is_dir() or not member.filename.startswith("archive/"):
            continue
        try:
            yield from warc_pieces(_member(archive, member, own), own, walk, titles)
        except InputError as error:
            walk.failed(error)


def _titles(stream: BinaryIO) -> dict[str, str]:
    titles: dict[str, str] = {}
    while (line := stream.readline(MAX_BYTES)) and len(titles) < _MOST_PAGES:
        try:
            page = json.loads(line)
        except (ValueError, RecursionError):
            continue  # the titles are a help; the pages are in the archive
        if isinstance(page, dict):
            url, title = page.get("url"), page.get("title")
            if isinstance(url, str) and isinstance(title, str) and title.strip():
                titles[url] = " ".join(title.split())
    return titles


def _nothing(name: str) -> EmptyInput:
    return EmptyInput(
        "no file in the archive that is read",
        source=name,
        remedy=f"read are {' '.join(EXTENSIONS)}",
    )
