"""Compressed streams: gzip, Zstandard, bzip2, xz. Nothing is unpacked to disk or as a whole."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, cast

import zstandard

from sayso.ingest.streams import FAULTS, Guarded, buffered

# A frame of Zstandard may ask for this much memory (128 MB, what `zstd -d` allows by default).
_ZSTD_WINDOW = 1 << 27
# What the highest setting of `xz` needs is 65 MB.
_XZ_MEMORY = 1 << 27
_STEP = 1 << 16
_WARC = b"WARC/"


@dataclass(frozen=True, slots=True)
class Packing:
    """One way of compression."""

    name: str
    magic: tuple[bytes, ...]
    open: Callable[[BinaryIO], BinaryIO]


class _Xz(io.RawIOBase):
    """An xz stream; unlike ``lzma.LZMAFile`` it says how much memory a file may ask for."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
        self._ahead = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while True:
            if self._unpacker.eof:
                # Another stream may follow, after padding with zeros.
                self._ahead = self._unpacker.unused_data.lstrip(b"\0")
                while not self._ahead:
                    more = self._inner.read(_STEP)
                    if not more:
                        return 0
                    self._ahead = more.lstrip(b"\0")
                self._unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            elif self._unpacker.needs_input and not self._ahead:
                self._ahead = self._inner.read(_STEP)
                if not self._ahead:
                    raise EOFError("it ends before the end of the stream")
            data = self._unpacker.decompress(self._ahead, len(buffer))
            self._ahead = b""
            if data:
                buffer[: len(data)] = data
                return len(data)


def _xz(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", _Xz(stream))


def _zstd(stream: BinaryIO) -> BinaryIO:
    reader = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    return cast("BinaryIO", reader.stream_reader(stream, read_across_frames=True))


_PACKINGS = {
    ".gz": Packing("gzip", (b"\x1f\x8b",), lambda s: cast("BinaryIO", gzip.GzipFile(fileobj=s))),
    ".zst": Packing("Zstandard", (b"\x28\xb5\x2f\xfd",), _zstd),
    ".bz2": Packing("bzip2", (b"BZh",), lambda s: cast("BinaryIO", bz2.BZ2File(s))),
    ".xz": Packing("xz", (b"\xfd7zXZ\0",), _xz),
}


def packing_of(head: bytes) -> Packing | None:
    """How a stream is compressed, from its first bytes."""
    return next((p for p in _PACKINGS.values() if head.startswith(p.magic)), None)


def unpacked(stream: BinaryIO, packing: Packing, name: str) -> BinaryIO:
    """What is compressed in a stream; it can be read from start to end only."""
    return buffered(Guarded(packing.open(stream), name, packing.name))


def bare_name(name: str) -> str:
    """A file's name without the suffix of its compression."""
    path = PurePath(name)
    return name[: -len(path.suffix)] if path.suffix.lower() in _PACKINGS else name


def holds_warc(head: bytes, name: str) -> bool:
    """Whether a stream is a WARC file, compressed record by record or not at all."""
    if head.startswith(_WARC):
        return True
    if head.startswith(b"\x1f\x8b"):
        try:
            return zlib.decompressobj(wbits=31).decompress(head, len(_WARC)) == _WARC
        except zlib.error:
            return False
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        try:
            first = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).stream_reader(head)
            return first.read(len(_WARC)) == _WARC
        except FAULTS:
            return False
    # With a dictionary in front (a skippable frame) only the name tells.
    return head[1:4] == b"\x2a\x4d\x18" and name.lower().endswith(".warc.zst")
