"""The shards that are linked: those of a run that is finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from sayso.errors import InputError, SaysoError
from sayso.run.folder import open_folder
from sayso.run.manifest import Marker
from sayso.run.shards import Row, unpack
from sayso.run.status import markers, status


def finished(where: str) -> list[Marker]:
    """The shards of a run, in order.

    Args:
        where: The folder that ``sayso read --out`` wrote to, as it was given there.

    Raises:
        SaysoError: It is no such folder, the run is not finished, or nothing was read.
    """
    now = status(where)
    if not now.complete:
        raise SaysoError(
            f"not all was read: {now.missing_count} shards, {now.uncut_count} sources are missing",
            source=where,
            remedy="repeat that run and then link; `sayso shards` says how far it is",
        )
    if not now.counts.read:
        raise InputError("holds no reports", source=where, remedy="`sayso shards` says why")
    folder = open_folder(where, create=False)
    return list(markers(folder, folder.files()))


def digest(shards: Sequence[Marker]) -> str:
    """What tells these shards from all others."""
    return sha256(repr([(shard.file, shard.sha256) for shard in shards]).encode()).hexdigest()


def rows_of(where: str, files: Sequence[str], columns: Sequence[str]) -> Iterator[Row]:
    """The rows of some shards, in order.

    Args:
        where: The folder.
        files: Names of the shards' files.
        columns: What is wanted of each row.

    Raises:
        SaysoError: A shard is not there or is damaged.
    """
    folder = open_folder(where, create=False)
    for file in files:
        data = folder.read(file)
        if data is None:
            raise _damaged(where, file, "not there any more")
        try:
            yield from unpack(data, file, columns)
        except (OSError, ValueError, KeyError) as error:
            raise _damaged(where, file, f"damaged: {error}") from error


def _damaged(where: str, file: str, what: str) -> SaysoError:
    return SaysoError(
        what,
        source=f"{where}/{file}",
        remedy="remove its marker, the .json file beside it, and repeat the run that wrote it",
    )
