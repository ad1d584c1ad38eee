"""Commands that read reports: read, add, reread."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.authority import load_for_reading
from sayso.cli.options import Columns, Database, Html, Outlet, Published, Quiet, open_corpus
from sayso.cli.support import ReportPrinter, collector, column_mapping, exit_code, progress

if TYPE_CHECKING:
    from sayso.errors import InputError


def read(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|URL|FOLDER|-]...", help="What to read; - is standard input."),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", "-f", help="text, json or jsonl.", metavar="FORMAT")
    ] = "text",
    html: Html = None,
    outlet: Outlet = None,
    published: Published = None,
    column: Columns = None,
    codebook: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A YAML codebook instead of the built-in PLOVER."),
    ] = None,
    gazetteer: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A file of sayso places build, instead of the usual."),
    ] = None,
    authority: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="An authority file (CSV or JSONL) to link actors to."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Read reports and print what they say, on whose say-so."""
    if not sources and sys.stdin.isatty():
        raise typer.BadParameter("name a file, a URL or a folder, or pipe a page in")
    printer = ReportPrinter(format_, html)
    options = {"outlet": outlet, "published": published, "columns": column_mapping(column)}
    inputs = [{"source": source, **options} for source in sources or ["-"]]
    failed: list[InputError] = []
    from sayso.reader import Reader

    known = load_for_reading(authority) if authority else None
    reader = Reader(codebook=codebook, gazetteer=gazetteer, authority=known)
    with progress(quiet) as advance:
        for report in reader.pipe(inputs, on_error=collector(failed)):
            advance(report.title or report.id)
            printer.take(report)
    printer.close()
    raise typer.Exit(exit_code(printer.count, len(failed)))


def add(
    db: Database,
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE|URL|FOLDER|-...", help="What to read and keep.")
    ],
    outlet: Outlet = None,
    published: Published = None,
    column: Columns = None,
    quiet: Quiet = False,
) -> None:
    """Read reports into a collection; what is already there is left as it is."""
    failed: list[InputError] = []
    with open_corpus(db) as corpus, progress(quiet) as advance:
        result = corpus.add(
            sources,
            on_error=collector(failed),
            progress=advance,
            outlet=outlet,
            published=published,
            columns=column_mapping(column),
        )
    typer.echo(f"{result.added} added, {result.unchanged} already there, {len(failed)} failed")
    if result.not_read:
        typer.echo(f"{result.not_read} kept but not read: only English is read", err=True)
    raise typer.Exit(exit_code(result.added + result.unchanged, len(failed)))


def reread(db: Database, quiet: Quiet = False) -> None:
    """Read all stored reports again with this version; earlier readings are kept."""
    failed: list[InputError] = []
    with open_corpus(db) as corpus, progress(quiet) as advance:
        changed = corpus.reread(on_error=collector(failed), progress=advance)
    typer.echo(f"{changed} reports have a new reading, {len(failed)} failed")
    raise typer.Exit(exit_code(1, len(failed)))
