"""Commands that read reports: read, add, reread."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.authority import load_for_reading
from sayso.cli.options import Columns, Database, Html, Outlet, Published, Quiet, open_corpus
from sayso.cli.progress import progress
from sayso.cli.running import RunOptions, make_screen, make_workers, read_into
from sayso.cli.support import ReportPrinter, collector, column_mapping, exit_code, resumable

if TYPE_CHECKING:
    from sayso.errors import InputError

SHARDS = "Many reports, in shards"


def read(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|URL|FOLDER|-]...", help="What to read; - is standard input."),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="text, json or jsonl; of shards, parquet or jsonl.",
            metavar="FORMAT",
        ),
    ] = None,
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
    out: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="Write shards into this folder, or address that fsspec knows, for sayso add. "
            "Repeated, it goes on where it stopped.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    shard_size: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="Reports of a shard.", rich_help_panel=SHARDS),
    ] = 256,
    workers: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Processes that read; 0: this one itself. By default one a core.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Read on this Ray cluster; local starts one here.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    rank: Annotated[
        int,
        typer.Option(
            min=0, metavar="R", help="Do this part of the run only.", rich_help_panel=SHARDS
        ),
    ] = 0,
    world_size: Annotated[
        int, typer.Option(min=1, metavar="W", help="Of so many parts.", rich_help_panel=SHARDS)
    ] = 1,
    screen: Annotated[
        bool | None,
        typer.Option(
            "--screen/--no-screen",
            help="Drop what is no English news of conflict or politics before it is read.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    languages: Annotated[
        str | None,
        typer.Option(
            metavar="CODES", help="Screen for these instead: en,de.", rich_help_panel=SHARDS
        ),
    ] = None,
    relevance: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            metavar="SHARE",
            help="Screen with this bar; 0 keeps all subjects.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    dropped: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write what was dropped or failed, with the reason, as JSON lines.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    raw: Annotated[
        bool,
        typer.Option("--raw/--no-raw", help="Keep the pages.", rich_help_panel=SHARDS),
    ] = True,
    time_limit: Annotated[
        float,
        typer.Option(
            min=1,
            metavar="SECONDS",
            help="What one report may take.",
            rich_help_panel=SHARDS,
        ),
    ] = 120,
    quiet: Quiet = False,
) -> None:
    """Read reports and print what they say, on whose say-so; with --out, keep it in shards."""
    if not sources and sys.stdin.isatty():
        raise typer.BadParameter("name a file, a URL or a folder, or pipe a page in")
    if out:
        if html:
            raise typer.BadParameter("not with --out", param_hint="--html")
        run = RunOptions(
            out,
            format_,
            shard_size,
            workers,
            cluster,
            rank,
            world_size,
            raw,
            make_screen(screen, languages, relevance),
            dropped,
            time_limit,
            quiet,
        )
        given = {"outlet": outlet, "published": published, "columns": column_mapping(column)}
        from sayso.run.shard_reading import ReaderOptions

        made = ReaderOptions(codebook, gazetteer, authority)
        read_into(run, sources or ["-"], made, given)
    if workers is not None or cluster or dropped or world_size > 1:
        raise typer.BadParameter("--workers, --cluster, --dropped and --world-size need --out")
    printer = ReportPrinter(format_ or "text", html)
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
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Processes that read; this one stores.")
    ] = 1,
    quiet: Quiet = False,
) -> None:
    """Read reports into a collection; what is already there is left as it is."""
    failed: list[InputError] = []
    with (
        resumable(),
        open_corpus(db) as corpus,
        make_workers(workers, None) if workers > 1 else nullcontext() as readers,
        progress(quiet) as advance,
    ):
        result = corpus.add(
            sources,
            on_error=collector(failed),
            progress=advance,
            outlet=outlet,
            published=published,
            columns=column_mapping(column),
            workers=readers,
        )
    typer.echo(f"{result.added} added, {result.unchanged} already there, {len(failed)} failed")
    if result.not_read:
        typer.echo(f"{result.not_read} kept but not read: withdrawn, or not in English", err=True)
    raise typer.Exit(exit_code(result.added + result.unchanged, len(failed)))


def reread(db: Database, quiet: Quiet = False) -> None:
    """Read all stored reports again with this version; earlier readings are kept."""
    failed: list[InputError] = []
    with resumable(), open_corpus(db) as corpus, progress(quiet) as advance:
        changed = corpus.reread(on_error=collector(failed), progress=advance)
    typer.echo(f"{changed} reports have a new reading, {len(failed)} failed")
    raise typer.Exit(exit_code(1, len(failed)))
