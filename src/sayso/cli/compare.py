"""The command that lays a collection beside coded data of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import Database, Html, Json, Machine, Quiet, Where
from sayso.cli.support import OK, SOME_FAILED, collector, console, print_json, write_page
from sayso.errors import InputError

_SHOWN = 20


def compare(
    db: Database,
    theirs: Annotated[
        str,
        typer.Argument(
            metavar="THEIRS",
            help="UCDP GED, ACLED or exported incidents as CSV, JSON, Excel, Parquet or SQLite, "
            "also packed or in a folder; or another collection.",
        ),
    ],
    where: Where = None,
    days: Annotated[
        int, typer.Option(min=0, max=366, help="Days between two events that are one, at most.")
    ] = 3,
    km: Annotated[
        float,
        typer.Option(
            min=0, max=2000, help="Kilometres between them, where both places are exact, at most."
        ),
    ] = 50.0,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="Show so many events of each list; 0: all.")
    ] = _SHOWN,
    machine: Machine = False,
    json_: Json = False,
    html: Html = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Also write pairs, differences and what only one side has as CSV files.",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Compare incidents with coded data of others: what each has that the other lacks."""
    from sayso.cli.progress import shown
    from sayso.coded import compare as compared
    from sayso.coded.comparing.tables import to_data, write_comparison

    failed: list[InputError] = []
    with shown(quiet) as show:
        found = compared(
            db,
            theirs,
            where=where,
            days=days,
            km=km,
            official=not machine,
            on_error=collector(failed),
            progress=lambda done, every: show(f"{done:,} of {every:,} incidents looked up", ""),
        )
    if out:
        write_comparison(found, out)
    if html:
        from sayso.view.compare_page import compare_page

        write_page(html, compare_page(found))
    if json_:
        print_json(to_data(found))
    else:
        from sayso.view.compare_terminal import print_comparison

        print_comparison(found, console(), limit=limit or None)
    raise typer.Exit(SOME_FAILED if failed else OK)
