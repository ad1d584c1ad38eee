"""The reports of a folder of shards, on their way into a collection."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import MalformedInput, SaysoError
from sayso.run.folder import Folder, open_folder
from sayso.run.guarded import Fail, one_input
from sayso.run.manifest import RUN_FILE, Marker
from sayso.run.shards import Row, unpack
from sayso.run.status import markers

if TYPE_CHECKING:
    from sayso.store.bulk_prepare import Coded


def is_run(source: Any) -> bool:
    """Whether a source is a folder that a run wrote to, here or where fsspec reaches."""
    text = str(source) if isinstance(source, str | Path) else ""
    if "://" in text and not text.lower().startswith(("http://", "https://")):
        try:
            return open_folder(text, create=False).read(RUN_FILE) is not None
        except (SaysoError, OSError):
            return False  # whoever reads it says what is wrong
    # os.path says no where a Path raises: for words in the place of a name
    return bool(text) and os.path.isfile(os.path.join(text, RUN_FILE))  # noqa: PTH113, PTH118


def rows(where: str | Path, fail: Fail) -> Iterator[Row]:
    """All reports of the finished shards of a run, in the order of its sources.

    Args:
        where: The folder of the run.
        fail: Called with each shard that is damaged; the others go on.
    """
    folder = open_folder(where, create=False)
    for marker in markers(folder, folder.files()):
        with one_input(f"{folder.name}/{marker.file}", fail):
            yield from unpack(_whole(folder, marker), marker.file)


def coded(row: Row) -> Coded:
    """A row as a collection takes it, without its record being written again."""
    from sayso.store.bulk_prepare import Coded

    return Coded(
        record=row.record.encode(),
        raw=row.raw,
        media_type=row.media_type,
        origin=row.origin,
        sha256=row.sha256,
        size=row.size,
    )


def _whole(folder: Folder, marker: Marker) -> bytes:
    """The bytes of a shard.

    Raises:
        InputError: They are not those that were written.
    """
    data = folder.read(marker.file)
    if data is None or hashlib.sha256(data).hexdigest() != marker.sha256:
        raise MalformedInput(
            "the shard is missing" if data is None else "the shard is damaged",
            source=f"{folder.name}/{marker.file}",
            remedy=f"remove it and {marker.marker_file}, and read the sources again",
        )
    return data
