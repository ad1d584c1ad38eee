"""Exports over HTTP: written into a folder of their own, sent as one zip, and thrown away."""

from __future__ import annotations

import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sayso.export import export
from sayso.export.source import Asked
from sayso.store import Store
from sayso.web.jobs import Busy

_AT_ONCE = 2
"""Exports that are written at the same time; each takes a processor and reads everything."""
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Zipped:
    """An export as one file.

    Attributes:
        parts: Its bytes; the file is gone when they have been read, or were given up.
        size: How many bytes.
        files: How many rows or records each file in it holds.
    """

    parts: Iterator[bytes]
    size: int
    files: dict[str, int]


class Exports:
    """Writes exports, a few at a time."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def zipped(self, store: Store, to: str, asked: Asked) -> Zipped:
        """An export as a zip.

        Args:
            store: The collection.
            to: Name of a format.
            asked: What is to be exported.

        Raises:
            Busy: Others are being written.
            ExportError: There is no such format.
            QueryError: The filter cannot be understood.
            MissingExtra: The server has not installed what writes the format.
        """
        if not self._free.acquire(blocking=False):
            raise Busy(f"{_AT_ONCE} exports are being written", remedy="ask again in a moment")
        folder = Path(tempfile.mkdtemp(prefix="sayso-export-"))
        try:
            done = export(store, to, folder / to, asked)
            file = folder / "export.zip"
            _zip(folder / to, file)
            opened = file.open("rb")
            size = file.stat().st_size
        finally:
            self._free.release()
            # On every system that sayso runs on, a file that is open can be read to its end.
            shutil.rmtree(folder, ignore_errors=True)
        return Zipped(_read(opened), size, done.files)


def _zip(folder: Path, file: Path) -> None:
    """All files of a folder, in one folder of its name."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            zipped.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")


def _read(opened: IO[bytes]) -> Iterator[bytes]:
    with opened:
        while part := opened.read(_CHUNK):
            yield part
