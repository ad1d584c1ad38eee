"""Lists of addresses, one a line, and fetching what a list names."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from sayso.errors import InputError, UnsupportedInput
from sayso.ingest.draft import Meta
from sayso.ingest.limits import MAX_BYTES
from sayso.ingest.piece import Piece
from sayso.ingest.rows import Seen, address_piece
from sayso.ingest.sniff import HEAD, kind_of
from sayso.ingest.walk import Walk

HOST_DELAY: Final = 1.0
"""Seconds between two requests to one host, whoever on this machine makes them."""


def list_pieces(stream: BinaryIO, name: str, walk: Walk) -> Iterator[Piece]:
    """An address for each line, each once."""
    seen = Seen()
    number = 0
    while line := stream.readline(MAX_BYTES):
        number += 1
        url = line.decode("utf-8-sig", "replace").strip()
        if not url or url.startswith("#"):
            continue
        origin = f"{name} line {number}"
        try:
            piece = address_piece(url, origin, walk, Meta())
        except InputError as error:
            walk.failed(error)
            continue
        if seen.add(url):
            yield piece
        else:
            walk.skip("same_address", origin)


def fetched(piece: Piece) -> Piece:
    """A piece with its bytes: an address is fetched, any other piece is returned as it is.

    One request a host at a time, ``HOST_DELAY`` apart, over all processes of this machine.

    Raises:
        FetchFailed: It cannot be fetched, or leads to an address that is refused.
        UnsupportedInput: There is no page and no text at it.
    """
    if piece.kind != "address":
        return piece
    from sayso.ingest.fetch import fetch

    url = piece.meta.url or ""
    try:
        with _turn(_host(url)):
            answer = fetch(url)
        kind = kind_of(answer.data[:HEAD], url, complete=len(answer.data) <= HEAD)
        if kind not in ("html", "text"):
            raise UnsupportedInput(f"a {kind} file, not a page", source=url, remedy="leave it out")
    except InputError as error:
        error.source = f"{piece.origin}, {error.source}" if error.source else piece.origin
        raise
    return replace(
        piece,
        kind="html" if kind == "html" else "text",
        data=answer.data,
        media_type="text/html" if kind == "html" else "text/plain",
        meta=replace(piece.meta, url=answer.url),
        charset=answer.charset,
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # what is wrong with it, fetch will say
        return ""


@contextmanager
def _turn(host: str) -> Iterator[None]:
    """Wait for the turn of asking a host: its file is locked while somebody asks."""
    descriptor = _locked(host)
    if descriptor is None:
        yield
        return
    try:
        status = os.fstat(descriptor)
        # An empty file was made now: nobody asked before.
        if status.st_size:
            time.sleep(max(0.0, min(HOST_DELAY, status.st_mtime + HOST_DELAY - time.time())))
        try:
            yield
        finally:
            os.pwrite(descriptor, b"1", 0)
            os.utime(descriptor)
    finally:
        os.close(descriptor)


def _locked(host: str) -> int | None:
    """The file of a host, locked; None where there can be none, and nobody is waited for."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    folder = Path(tempfile.gettempdir()) / f"sayso-hosts-{os.getuid()}"
    path = folder / hashlib.sha256(host.encode()).hexdigest()[:24]
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
            return None  # somebody else's: what is in it is not ours to write to, or to wait for
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:  # a folder of somebody else, a full disk
        return None
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor
