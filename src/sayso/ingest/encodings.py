"""Bodies of HTTP answers, unpacked a bounded piece at a time.

HTTP clients unpack what arrives as a whole, so that a few kilobytes can become gigabytes before
anybody can count them (20 KB of Zstandard are 640 MB of zeros). Here no more than the limit is ever
made, and only what was asked for is undone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from sayso.errors import FetchFailed, InputError

ASKED: Final = "gzip, deflate"
"""What a server is told that it may send."""

_ANY_HEADER = 47
"""zlib's window bits for gzip or zlib, whichever stands at the beginning."""
_NO_HEADER = -15
"""Some servers send ``deflate`` without zlib's header."""
_STEP = 1 << 20


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body in chunks of a megabyte at most.

    Args:
        chunks: The body as it comes over the wire.
        encoding: The header ``Content-Encoding``.

    Raises:
        FetchFailed: It is packed in a way that was not asked for, or broken.
    """
    names = [name for name in (n.strip().lower() for n in encoding.split(",")) if name]
    names = [name for name in names if name not in ("identity", "none")]
    if not names:
        yield from chunks
    elif names in (["gzip"], ["x-gzip"], ["deflate"]):
        yield from _inflated(chunks)
    else:
        raise FetchFailed(
            f"the server sends it packed as {encoding}, which was not asked for",
            remedy="save the page in a browser and give the file",
        )


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = None
    for chunk in chunks:
        try:
            if unpacker is None:
                unpacker, data = _first(chunk)
            else:
                data = unpacker.decompress(chunk, _STEP)
            yield data
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, _STEP)
        except zlib.error as error:
            raise _broken(str(error)) from error
    if unpacker is not None and not unpacker.eof:
        raise _broken("it ends too early")


def _first(chunk: bytes) -> tuple[zlib._Decompress, bytes]:
    unpacker = zlib.decompressobj(wbits=_ANY_HEADER)
    try:
        return unpacker, unpacker.decompress(chunk, _STEP)
    except zlib.error:
        unpacker = zlib.decompressobj(wbits=_NO_HEADER)
        return unpacker, unpacker.decompress(chunk, _STEP)


def _broken(problem: str) -> InputError:
    return FetchFailed(
        f"the body cannot be unpacked: {problem}", remedy="try again later, or save the page"
    )
