"""Commands that keep a database: info, check, copy, backup, migrate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import Database, Json, Quiet
from sayso.cli.support import DATABASE, print_json

app = typer.Typer(
    help="Keep a collection's database: check it, copy it, back it up.", no_args_is_help=True
)


@app.command()
def info(db: Database, json_: Json = False) -> None:
    """Say what the database is: engine, form of its tables, size, what it holds."""
    from sayso.store.info import database_info

    found = database_info(db)
    if json_:
        print_json(asdict(found))
        return
    readers = ", ".join(f"{count:,} by {version}" for version, count in found.readers.items())
    rows = {
        "database": found.name,
        "engine": found.engine,
        "tables": f"version {found.revision}",
        "size": f"{found.bytes / 1e6:,.1f} MB",
        "reports": f"{found.stats.reports:,}",
        "read by": readers or "-",
        "linked": found.stats.linked or "never",
        "not linked": f"{found.stats.not_linked:,}",
    }
    for name, value in rows.items():
        typer.echo(f"{name:12} {value}")


@app.command()
def check(
    db: Database,
    fast: Annotated[
        bool, typer.Option("--fast", help="Only what the engine finds by itself.")
    ] = False,
    quiet: Quiet = False,
    json_: Json = False,
) -> None:
    """Check that all that is stored holds together; exit code 4 when something does not.

    Every document against its SHA-256, every span and reference of every record, the rows made
    of the records, the links, the decisions.
    """
    from sayso.store import Store

    with Store.open(db, create=False) as store, _rows(quiet) as progress:
        faults = store.check(quick=fast, progress=progress)
    if json_:
        print_json(faults)
    else:
        for fault in faults:
            typer.echo(fault)
        typer.echo(f"{len(faults)} faults" if faults else "all is well", err=bool(faults))
    raise typer.Exit(DATABASE if faults else 0)


@app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The collection.")],
    target: Annotated[
        str,
        typer.Argument(metavar="TO", help="A file that does not exist yet, or an empty database."),
    ],
    quiet: Quiet = False,
) -> None:
    """Copy a collection, to another engine too: all of it, or nothing when it is cut short."""
    from sayso.store.copying import copy_database

    with _rows(quiet) as progress:
        done = copy_database(source, target, progress=progress)
    rows = sum(done.rows.values())
    typer.echo(f"{done.reports:,} reports copied, {rows:,} rows compared")


@app.command()
def backup(
    db: Database,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to: an SQLite file.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="FILE may be there; put the new one in its place.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Back a collection up into one file, while others use it, and check the file."""
    from sayso.store.backup import backup_database

    with _rows(quiet) as progress:
        backup_database(db, file, replace=replace, progress=progress)
    typer.echo(f"{file}: {file.stat().st_size / 1e6:,.1f} MB, checked")


@app.command()
def migrate(db: Database) -> None:
    """Bring an older database up to date; every other command does it too."""
    from sayso.store.info import upgrade_database

    before, now = upgrade_database(db)
    typer.echo(f"version {now} already" if before == now else f"version {before} to {now}")


@contextmanager
def _rows(quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """A line on a terminal with the table that is at work, nothing in a pipe."""
    from sayso.cli.progress import shown

    with shown(quiet) as show:
        yield lambda table, rows: show(f"{table} {rows:,}" if rows else table, "")
