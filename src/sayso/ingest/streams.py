"""Streams that can be looked at before they are read, and whose faults are errors of input."""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from typing import BinaryIO, cast

import zstandard

from sayso.errors import InputError, MalformedInput, UnsupportedInput

FAULTS: tuple[type[Exception], ...] = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # a password in zipfile
    NotImplementedError,  # a method of compression in zipfile
    zlib.error,
    struct.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What the standard readers of packed bytes raise where the bytes are broken or missing."""


class Guarded(io.RawIOBase):
    """A stream whose faults become errors that name the input.

    Args:
        inner: The stream.
        name: What it is, for messages.
        packing: How it is packed, for messages; None where it is not.
    """

    def __init__(self, inner: BinaryIO, name: str, packing: str | None = None) -> None:
        self._inner = inner
        self._name = name
        self._packing = packing
        self._read = 0

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read from another place; packed bytes cannot, at no small cost."""
        return self._packing is None and self._inner.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place."""
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        """The place."""
        return self._inner.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some bytes.

        Raises:
            MalformedInput: The bytes are broken or end too early.
        """
        try:
            data = self._inner.read(len(buffer))
        except InputError:
            raise
        except FAULTS as error:
            raise self._broken(error) from error
        self._read += len(data)
        buffer[: len(data)] = data
        return len(data)

    def _broken(self, error: Exception) -> InputError:
        if isinstance(error, NotImplementedError):
            return UnsupportedInput(
                f"packed in a way that is not read: {error}",
                source=self._name,
                remedy="pack it again, or unpack it",
            )
        what = f"broken {self._packing} data" if self._packing else "cannot be read further"
        return MalformedInput(
            f"{what}: {error or type(error).__name__}",
            source=self._name,
            place=f"after {self._read:,} bytes",
            remedy="what came before was read; get the file again for the rest",
        )


class _Rejoined(io.RawIOBase):
    """A stream with its head put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data: bytes | memoryview
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """A raw stream that ``read`` and ``readline`` serve in full."""
    return cast("BinaryIO", io.BufferedReader(raw, 1 << 16))


def peeked(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and the stream as if they had not been read."""
    if stream.seekable():
        at = stream.tell()
        head = stream.read(size)
        stream.seek(at)
        return head, stream
    head = stream.read(size)
    return head, buffered(_Rejoined(head, stream))


def seekable(stream: BinaryIO, name: str, what: str) -> BinaryIO:
    """The stream itself, where it can be read from any place.

    Raises:
        UnsupportedInput: It runs in one direction only (a pipe, a compressed file).
    """
    if stream.seekable():
        return stream
    raise UnsupportedInput(
        f"{what} that comes through a pipe or is packed again cannot be read",
        source=name,
        remedy="save it as a file of its own and give that",
    )
