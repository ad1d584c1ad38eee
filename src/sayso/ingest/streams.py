"""Streams that can be looked at before they are read, and whose faults are errors of input."""

from __future__ import annotations

import codecs
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


HELD = 64 * 2**20
"""Bytes of a ZIP or Parquet file that are held in memory where it can be read forward only."""

_STEP = 1 << 16


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


class _Recoded(io.RawIOBase):
    """Text in another encoding, as UTF-8."""

    def __init__(self, inner: BinaryIO, encoding: str) -> None:
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ahead = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        more = True
        while not self._ahead and more:
            data = self._inner.read(_STEP)
            more = bool(data)
            self._ahead = self._decoder.decode(data, final=not more).encode("utf-8", "replace")
        part, self._ahead = self._ahead[: len(buffer)], self._ahead[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def as_utf8(stream: BinaryIO, head: bytes) -> BinaryIO:
    """A stream of lines as UTF-8, where its first bytes say that it is UTF-16.

    Windows writes it when a program's output is sent into a file.
    """
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return buffered(_Recoded(stream, "utf-16")) if wide else stream


def seekable(stream: BinaryIO, name: str, what: str) -> BinaryIO:
    """A stream that can be read from any place.

    What comes through a pipe or is packed is held in memory, if it is not large.

    Raises:
        UnsupportedInput: It is too large for that.
    """
    if stream.seekable():
        return stream
    data = stream.read(HELD + 1)
    if len(data) <= HELD:
        return io.BytesIO(data)
    raise UnsupportedInput(
        f"{what} of over {HELD // 2**20} MB that comes through a pipe or is packed again",
        source=name,
        remedy="save it as a file of its own and give that",
    )
