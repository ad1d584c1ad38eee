"""A large file on the web, read in blocks, so that it is never held or saved as a whole.

Each block is one request with a ``Range``, made and checked as any other (``fetch``); what reads
the file may go back and forth in it, and may take its time between blocks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Self

from sayso.errors import FetchFailed, InputTooLarge

if TYPE_CHECKING:
    from sayso.ingest.fetch import Answer, Fetcher

BLOCK: Final = 4 * 2**20
"""Bytes of one request: a second or two on a slow line, few requests for a gigabyte."""

_PARTIAL = 206
_TRIES = 3
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})")


class Ranged(io.RawIOBase):
    """A file on a server that serves parts of files.

    Args:
        url: Its address.
        fetcher: What asks for it.
        first: The answer to the request for the first block.
        size: Bytes of the file.
    """

    def __init__(self, url: str, fetcher: Fetcher, first: Answer, size: int) -> None:
        self._url = url
        self._fetcher = fetcher
        self._tag = _tag(first.headers)
        self._size = size
        self._at = 0
        self._block = (0, first.data)

    @classmethod
    def open(cls, url: str, fetcher: Fetcher) -> Self | None:
        """The file, or None where the server does not serve parts.

        Raises:
            FetchFailed: It cannot be fetched, or leads to an address that is refused.
        """
        try:
            first = fetcher.get(url, headers=_headers(0, BLOCK))
        except InputTooLarge:
            return None
        range_ = _range(first)
        if range_ is None or range_[:2] != (0, len(first.data)):
            return None
        return cls(url, fetcher, first, range_[2])

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """The place."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place; nothing is asked for before it is read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some bytes.

        Raises:
            FetchFailed: A block cannot be fetched, or the file was changed in between.
        """
        if self._at >= self._size:
            return 0
        start, data = self._block
        if not start <= self._at < start + len(data):
            start = self._at // BLOCK * BLOCK
            data = self._asked(start)
            self._block = (start, data)
        part = data[self._at - start : self._at - start + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _asked(self, start: int) -> bytes:
        stop = min(start + BLOCK, self._size)
        for left in reversed(range(_TRIES)):
            try:
                answer = self._fetcher.get(self._url, headers=_headers(start, stop))
            except FetchFailed:
                if not left:
                    raise
                continue
            if answer.status == _PARTIAL and _tag(answer.headers) != self._tag:
                raise self._failed("it was changed while it was read", start)
            if _range(answer) == (start, stop, self._size) and len(answer.data) == stop - start:
                return answer.data
        raise self._failed(f"the server answers {answer.status}", start)

    def _failed(self, problem: str, start: int) -> FetchFailed:
        return FetchFailed(
            f"not fetched further: {problem}",
            source=self._url,
            place=f"after {start:,} bytes",
            remedy="what came before was read; download the file and give its path",
        )


def _range(answer: Answer) -> tuple[int, int, int] | None:
    """From where to where an answer goes, and the size of the whole; None for no part of a file."""
    match = _RANGE.fullmatch(answer.headers.get("content-range", ""))
    if answer.status != _PARTIAL or match is None:
        return None
    return int(match[1]), int(match[2]) + 1, int(match[3])


def _headers(start: int, stop: int) -> dict[str, str]:
    # Compressed on the way, the bytes would not be those of the file.
    return {"Range": f"bytes={start}-{stop - 1}", "Accept-Encoding": "identity"}


def _tag(headers: Mapping[str, str]) -> str | None:
    return headers.get("etag") or headers.get("last-modified")
