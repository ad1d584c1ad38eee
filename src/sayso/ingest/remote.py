"""Sources in remote stores, through fsspec: ``s3://``, ``gs://``, ``hf://``, ``file://`` and more.

What stands before ``::`` is unpacked on the way (``zip://*.html::s3://bucket/pages.zip``). Web
addresses are not read here: they go through ``fetch``, which checks where they lead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from sayso.errors import EmptyInput, InputError, UnsupportedInput
from sayso.ingest.containers import stream_pieces
from sayso.ingest.piece import Piece
from sayso.ingest.sniff import EXTENSIONS, is_readable
from sayso.ingest.streams import Guarded, buffered
from sayso.ingest.walk import Walk

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# Filesystems that would fetch web addresses without the checks of fetch, or run what they are told.
_REFUSED = frozenset(
    {
        *("http", "https", "reference", "generic", "webhdfs", "jupyter", "jlab"),
        *("dask", "async_wrapper"),
    }
)


def remote_pieces(url: str, walk: Walk) -> Iterator[Piece]:
    """The pieces of a remote file, of all files of a pattern, or of a folder, in order of paths.

    Raises:
        InputError: The store is not known, needs a package, or has no such file.
    """
    for part in url.split("::"):
        scheme = part.partition("://")[0].lower()
        if scheme in _REFUSED:
            raise UnsupportedInput(
                f"{scheme} is not read within another address",
                source=url,
                remedy="download the file and give its path",
            )
    filesystem, path = _filesystem(url)
    paths, listed = _paths(filesystem, path, url)
    for each in paths:
        name = _name(filesystem, each, url) if listed else url
        try:
            yield from _file(filesystem, each, name, walk)
        except InputError as error:
            if not listed:
                raise
            walk.failed(error)


def _filesystem(url: str) -> tuple[AbstractFileSystem, str]:
    import fsspec
    from fsspec.registry import known_implementations

    scheme = url.partition("://")[0].rpartition("::")[2].lower()
    try:
        filesystem, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        # fsspec's registry says which package has the driver: "Install s3fs to access S3".
        advice = str(known_implementations.get(scheme, {}).get("err") or error)
        raise UnsupportedInput(
            f"{scheme}:// needs a driver that is not installed: {advice}",
            source=url,
            remedy=_install(advice),
        ) from error
    except ValueError as error:
        raise UnsupportedInput(
            f"{scheme}:// is not known: {error}",
            source=url,
            remedy="give a path, an http or https address, or one that fsspec knows",
        ) from error
    except Exception as error:  # drivers raise what their services raise
        raise _failed(url, error) from error
    return filesystem, str(path)


def _install(advice: str) -> str:
    words = advice.replace('"', "").replace("`", "").split()
    lowered = [w.lower() for w in words]
    if "install" in lowered and lowered.index("install") + 1 < len(words):
        return f"pip install {words[lowered.index('install') + 1].strip('.,')}"
    return "install the package that it names"


def _paths(filesystem: AbstractFileSystem, path: str, url: str) -> tuple[list[str], bool]:
    """The files, and whether the address names several."""
    try:
        if any(c in path for c in "*?["):
            found = [p for p in filesystem.glob(path) if filesystem.isfile(p)]
            what = "no file of this pattern"
        elif filesystem.isdir(path):
            found = [p for p in filesystem.find(path) if is_readable(_below(p, path))]
            what = f"no file in the folder that is read (read are {' '.join(EXTENSIONS)})"
        else:
            return [path], False
    except Exception as error:  # drivers raise what their services raise
        raise _failed(url, error) from error
    if not found:
        raise EmptyInput(what, source=url, remedy="check the address")
    return sorted(map(str, found)), True


def _below(path: str, folder: str) -> str:
    return path.removeprefix(folder).lstrip("/")


def _name(filesystem: AbstractFileSystem, path: str, url: str) -> str:
    rest = url.partition("::")[2]
    name = str(filesystem.unstrip_protocol(path))
    return f"{name}::{rest}" if rest else name


def _file(filesystem: AbstractFileSystem, path: str, name: str, walk: Walk) -> Iterator[Piece]:
    try:
        stream = cast("BinaryIO", filesystem.open(path, "rb"))
    except Exception as error:  # drivers raise what their services raise
        raise _failed(name, error) from error
    with stream:
        yield from stream_pieces(buffered(Guarded(stream, name)), name, walk)


def _failed(name: str, error: Exception) -> InputError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(
        f"cannot be opened: {reason or type(error).__name__}",
        source=name,
        remedy="check the address and that you may read it",
    )
