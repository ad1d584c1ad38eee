"""Files of any kind that is known, as decisions: tables of incidents, and annotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sayso.coded.annotations.labels import Labels
from sayso.coded.annotations.readers.files import OnError
from sayso.coded.taking.annotations import take_annotations
from sayso.coded.taking.cells import is_table, take_cells
from sayso.coded.taking.taken import Taken
from sayso.errors import InputError
from sayso.store import Store


def take(
    store: Store,
    paths: Sequence[Path],
    *,
    who: str | None = None,
    labels: Labels | None = None,
    keep: bool = False,
    done: bool = False,
    dry_run: bool = False,
    on_error: OnError | None = None,
    progress: Callable[[int], object] | None = None,
) -> Taken:
    """Take what people coded elsewhere as their decisions.

    Args:
        store: The collection.
        paths: Annotations (see ``take_annotations``) and tables ``incidents`` of an export that
            were corrected (see ``take_cells``).
        who: The person; None: as the files say. Tables say nothing of it.
        labels: What labels mean that are not ours.
        keep: What annotations lack is kept; else it is rejected.
        done: Mark each report as gone through that could be taken whole.
        dry_run: Write nothing down.
        on_error: Called with each file, item, cell or decision that cannot be taken; the rest
            goes on.
        progress: Called with the number of reports so far.
    """
    taken = Taken()

    def fail(error: InputError) -> None:
        taken.refused.append(error)
        if on_error is not None:
            on_error(error)

    rest: list[Path] = []
    for path in paths:
        if not is_table(path):
            rest.append(path)
            continue
        try:
            taken += take_cells(store, path, who=who or "", dry_run=dry_run, on_error=on_error)
        except InputError as error:
            fail(error)
    if rest:
        taken += take_annotations(
            store,
            rest,
            who=who,
            labels=labels,
            keep=keep,
            done=done,
            dry_run=dry_run,
            on_error=on_error,
            progress=progress,
        )
    return taken
