"""An export as a whole: a folder with its files, the method sheet and what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sayso.export.source import Asked
from sayso.store import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        folder: Where.
        files: How many rows or records each file holds, by its name in the folder.
    """

    folder: Path
    files: dict[str, int]


def export(store: Store, to: str, folder: Path, asked: Asked | None = None) -> Exported:
    """Write an export into a folder.

    All or nothing: it is written beside the folder and takes its place when it is whole. A folder
    that is there already is replaced only if it is an earlier export.

    Args:
        store: The collection.
        to: Name of a format in ``FORMATS``.
        folder: Where.
        asked: What is to be exported; None: everything, as it is official.

    Raises:
        ExportError: There is no such format, or the folder holds something else.
        QueryError: The filter cannot be understood.
        MissingExtra: The package that writes the format is not installed.
        NotFound: Nothing was linked yet, and the format is of incidents.
    """
    raise NotImplementedError
