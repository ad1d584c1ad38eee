"""The command that tells what has changed since a day."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from sayso.cli.options import Database, Json
from sayso.cli.support import console, print_json


def changes(
    db: Database,
    since: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="From this day on (00:00 UTC), or this time, as ISO 8601."
        ),
    ],
    where: Annotated[
        str | None,
        typer.Option(metavar="FILTER", help="Only incidents and reports that fit, or are gone."),
    ] = None,
    json_: Json = False,
) -> None:
    """What was added, updated, merged, split, deleted and restored since a day.

    Incidents whose content changed, not those that were only linked again; then reports.
    """
    from sayso.store import Store
    from sayso.view.changes_terminal import print_changes

    with Store.open(db, create=False) as store:
        found = store.changes(since, where)
    if json_:
        rows = [asdict(change) for change in found]
        print_json([{("from" if k == "from_" else k): v for k, v in row.items()} for row in rows])
    else:
        print_changes(found, console())
