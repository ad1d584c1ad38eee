"""Where sources lie: files, folders, patterns, addresses, remote stores, standard input."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from sayso.errors import EmptyInput, InputError, InputTooLarge
from sayso.ingest.containers import stream_pieces
from sayso.ingest.piece import Piece
from sayso.ingest.sniff import EXTENSIONS, is_readable
from sayso.ingest.streams import buffered
from sayso.ingest.walk import Walk

STDIN = "-"
_URL = re.compile(r"[a-z][a-z0-9+.-]*(?:::.*)?://", re.IGNORECASE)
_WEB = ("http://", "https://")


def source_pieces(source: str | Path, walk: Walk) -> Iterator[Piece]:
    """The pieces of a file, a folder, all files of a pattern, an address or standard input.

    Raises:
        InputError: It cannot be opened or read as a whole.
    """
    name = str(source)
    if name == STDIN:
        yield from stream_pieces(cast("BinaryIO", sys.stdin.buffer), "standard input", walk)
        return
    if isinstance(source, str) and _URL.match(source):
        if source.lower().startswith(_WEB):
            yield from _address(source, walk)
        else:
            from sayso.ingest.remote import remote_pieces

            yield from remote_pieces(source, walk)
        return
    path = Path(source)
    if _is_folder(path, name):
        yield from _files(_in_folder(path, walk), walk)
    elif glob.has_magic(name) and not path.exists():
        yield from _files(_matching(name), walk)
    else:
        with _opened(path, name) as stream:
            yield from stream_pieces(stream, name, walk)


def _is_folder(path: Path, name: str) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError) as error:
        raise InputError(
            "not a path", source=f"{name[:60]}…", remedy="to read words, pass them as text="
        ) from error


@contextmanager
def _opened(path: Path, name: str) -> Iterator[BinaryIO]:
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        raise _unopened(name, error) from error
    with stream:
        yield stream


def _unopened(name: str, error: OSError | ValueError) -> InputError:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return InputError(
        f"cannot be opened: {reason}",
        source=name,
        remedy="check the path; to read words, pass them as text=",
    )


def _files(paths: list[Path], walk: Walk) -> Iterator[Piece]:
    for path in paths:
        try:
            with _opened(path, str(path)) as stream:
                yield from stream_pieces(stream, str(path), walk)
        except InputError as error:
            walk.failed(error)


def _in_folder(folder: Path, walk: Walk) -> list[Path]:
    """Files of known kinds, in order of their paths; hidden ones and saved assets are left out."""

    def closed(error: OSError) -> None:
        walk.failed(_unopened(str(error.filename), error))

    paths: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=closed):
        folders[:] = [f for f in folders if not f.startswith(".") and not f.endswith("_files")]
        paths += [Path(parent) / f for f in files if is_readable(f)]
    if not paths:
        raise EmptyInput(
            "no file in the folder that is read",
            source=str(folder),
            remedy=f"read are {' '.join(EXTENSIONS)}",
        )
    return sorted(paths)


def _matching(pattern: str) -> list[Path]:
    """Files that a pattern names (``*``, ``?``, ``[…]``, ``**`` for folders in folders)."""
    found = map(Path, glob.glob(pattern, recursive=True))  # noqa: PTH207 - it may be absolute
    paths = sorted(path for path in found if path.is_file())
    if not paths:
        raise InputError(
            "no file of this pattern", source=pattern, remedy="check the path and the pattern"
        )
    return paths


def _address(url: str, walk: Walk) -> Iterator[Piece]:
    from sayso.ingest.fetch import fetch

    try:
        fetched = fetch(url)
    except InputTooLarge as error:
        yield from _large(url, walk, error)
        return
    given = replace(walk.given, url=walk.given.url or fetched.url)
    stream = io.BytesIO(fetched.data)
    yield from stream_pieces(stream, url, replace(walk, given=given), charset=fetched.charset)


def _large(url: str, walk: Walk, error: InputTooLarge) -> Iterator[Piece]:
    """What is too large for a page may be an archive, and is read block by block."""
    from sayso.ingest.fetch import Fetcher
    from sayso.ingest.ranged import Ranged

    with Fetcher() as fetcher:
        blocks = Ranged.open(url, fetcher)
        if blocks is None:
            error.remedy = "if it is an archive, download it and give the file"
            raise error
        yield from stream_pieces(buffered(blocks), url, walk)
