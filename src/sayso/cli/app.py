"""All commands together."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from sayso import __version__
from sayso.cli import (
    agreement,
    authority,
    changes,
    collection,
    compare,
    db,
    decisions,
    export,
    links,
    people,
    places,
    reading,
    running,
    serve,
    take,
    watch,
)
from sayso.cli.support import print_json, run

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Reads news reports and writes down who says what happened, "
    "with the words as evidence.",
    epilog="Exit codes: 0 all was read; 1 some inputs failed, the rest was done; 2 wrong usage; "
    "3 nothing could be read; 4 the database; 5 stopped early, goes on when repeated.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _command in (
    reading.read,
    reading.add,
    reading.reread,
    running.shards,
    watch.watch,
    watch.revisions,
    collection.list_,
    collection.show,
    collection.search,
    links.link,
    links.incidents,
    links.incident,
    links.explain,
    agreement.agreement,
    compare.compare,
    export.export,
    changes.changes,
    take.import_,
    collection.stats,
    serve.serve,
    serve.keymap,
):
    app.command(_command.__name__.rstrip("_"))(_command)
app.add_typer(db.app, name="db")
app.add_typer(places.app, name="places")
app.add_typer(authority.app, name="authority")
app.add_typer(decisions.app, name="decisions")
app.add_typer(people.app, name="people")


def main() -> None:
    """Entry point."""
    run(app)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    log: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write what happens to a file, as lines of JSON."),
    ] = None,
) -> None:
    if version:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit
    if log:
        from sayso.run.json_log import log_to

        log_to(log)
        # not its arguments: an address can hold a password
        about = {"command": context.invoked_subcommand, "version": __version__}
        logging.getLogger(__name__).info("began", extra=about)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from sayso.record import schema as json_schema

    print_json(json_schema())
