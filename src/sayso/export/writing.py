"""An export as a whole: a folder with its files, the method sheet and what has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sayso import __version__
from sayso.errors import NotFound
from sayso.export.changes import TABLE as CHANGES
from sayso.export.changes import changes
from sayso.export.folder import check_place, mark, replacing
from sayso.export.formats import Format, format_named
from sayso.export.method import method_sheet
from sayso.export.source import Asked, Source
from sayso.export.table_files.csv_file import write_csv
from sayso.export.table_files.datapackage import write_datapackage
from sayso.store import Store
from sayso.store.location import stem


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        folder: Where.
        files: How many rows or records each file holds, by its name in the folder.
    """

    folder: Path
    files: dict[str, int]


def export(
    store: Store,
    to: str,
    folder: Path,
    asked: Asked | None = None,
    *,
    progress: Callable[[str, int], object] | None = None,
) -> Exported:
    """Write an export into a folder.

    All or nothing: it is written beside the folder and takes its place when it is whole. A folder
    that is there already is replaced only if it holds an earlier export and nothing else.

    Args:
        store: The collection.
        to: Name of a format in ``FORMATS``.
        folder: Where.
        asked: What is to be exported; None: everything, as it is official.
        progress: Called now and then: what is written (``incidents``, ``reports``, ``copies``),
            and how many of them were.

    Raises:
        ExportError: There is no such format, or the folder holds something else.
        QueryError: The filter cannot be understood.
        MissingExtra: The package that writes the format is not installed.
        NotFound: Nothing was linked yet, and the format is of incidents.
    """
    asked = asked or Asked()
    format_ = format_named(to)
    writer = format_.writer()
    check_place(folder.absolute())
    if format_.of == "incidents" and store.last_linked() is None:
        raise NotFound(
            "not linked yet", source=store.name, remedy=f"run `sayso link {store.name}` first"
        )
    with (
        store.snapshot(official=asked.official) as snapshot,
        replacing(folder) as part,
    ):
        # what formats ask of people and their decisions is of the same moment
        within = store.within(snapshot)
        source = Source(within, snapshot, asked, of=format_.of, progress=progress)
        files = writer(source, part)
        if asked.since is not None:
            rows = write_csv(part / "changes.csv", CHANGES.columns, changes(source))
            files["changes.csv"] = rows
        if format_.is_tables and asked.file in ("csv", "parquet"):
            tables = (*format_.tables(), *((CHANGES,) if asked.since is not None else ()))
            write_datapackage(source, part, format_, tables)
        sheet = method_sheet(source, format_, files)
        (part / "method.md").write_text(sheet, encoding="utf-8")
        about = _about(store, format_, asked, files)
        # as --since of a later export, it lists all that this one does not have
        mark(part, {**about, "as_of": snapshot.as_of()})
    return Exported(folder, files)


def _about(store: Store, format_: Format, asked: Asked, files: dict[str, int]) -> dict[str, object]:
    """What was asked for, and what came of it."""
    return {
        "sayso": __version__,
        # its name alone: an export is published, and a path is nobody else's business
        "collection": stem(store.name),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "format": format_.name,
        "file": asked.file if format_.is_tables else None,
        "where": asked.where,
        "rule": asked.rule,
        "since": asked.since,
        "official": asked.official,
        "files": files,
    }
