"""The command line: a thin skin over the public API."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso import __version__
from sayso.errors import InputError, SaysoError, StoreError

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.corpus import Corpus
    from sayso.record import Report

OK, SOME_FAILED, USAGE, ALL_FAILED, DATABASE = range(5)

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Reads news reports and writes down who says what happened, "
    "with the words as evidence.",
    epilog="Exit codes: 0 all was read; 1 some inputs failed, the rest was done; 2 wrong usage; "
    "3 nothing could be read; 4 the database.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

Database = Annotated[Path, typer.Argument(metavar="DB", help="The collection: an SQLite file.")]
Outlet = Annotated[
    str | None, typer.Option(help="The outlet, where the page does not say or is wrong.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="The time of publication (ISO 8601), likewise.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=COLUMN",
        help="For CSV and JSONL: where a field stands (text, html, title, url, outlet, published, "
        "byline, language, id). Repeatable.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]


def main() -> None:
    """Entry point: run the app with one clear line for each error."""
    try:
        app()
    except StoreError as error:
        _complain(error)
        sys.exit(DATABASE)
    except SaysoError as error:
        _complain(error)
        sys.exit(ALL_FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(OK)


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.command()
def read(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|URL|FOLDER|-]...", help="What to read; - is standard input."),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", "-f", help="text, json or jsonl.", metavar="FORMAT")
    ] = "text",
    html: Annotated[
        Path | None, typer.Option(help="Write one self-contained page of the report.")
    ] = None,
    outlet: Outlet = None,
    published: Published = None,
    column: Columns = None,
    codebook: Annotated[
        Path | None, typer.Option(help="A YAML codebook instead of the built-in PLOVER.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Read reports and print what they say, on whose say-so."""
    if format_ not in ("text", "json", "jsonl"):
        raise typer.BadParameter("text, json or jsonl", param_hint="--format")
    if not sources and sys.stdin.isatty():
        raise typer.BadParameter("name a file, a URL or a folder, or pipe a page in")
    from sayso.reader import Reader

    failed: list[InputError] = []
    arguments = {"outlet": outlet, "published": published, "columns": _mapping(column)}
    inputs = [{"source": source, **arguments} for source in sources or ["-"]]
    printer = _Printer(format_, html)
    reports = Reader(codebook=codebook).pipe(inputs, on_error=_collector(failed))
    with _progress(quiet) as advance:
        for report in reports:
            advance(report.title or report.id)
            printer.take(report)
    printer.close()
    raise typer.Exit(_code(printer.count, len(failed)))


@app.command()
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
    with _open(db) as corpus, _progress(quiet) as advance:
        result = corpus.add(
            sources,
            on_error=_collector(failed),
            progress=advance,
            outlet=outlet,
            published=published,
            columns=_mapping(column),
        )
    typer.echo(f"{result.added} added, {result.unchanged} already there, {len(failed)} failed")
    raise typer.Exit(_code(result.added + result.unchanged, len(failed)))


@app.command(name="list")
def list_(
    db: Database,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published from.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published until.")] = None,
    type_: Annotated[
        str | None, typer.Option("--type", help="Only with an event of this type (ASSAULT, …).")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    json_: Json = False,
) -> None:
    """List the reports of a collection."""
    from sayso.view.terminal import print_rows

    with _open(db) as corpus:
        rows = corpus.list(outlet=outlet, since=since, until=until, type=type_, limit=limit)
        if json_:
            _print_json([_plain(row) for row in rows])
        else:
            print_rows(rows, _console())


@app.command()
def show(
    db: Database,
    id_: Annotated[str, typer.Argument(metavar="ID", help="A report's id, or its beginning.")],
    html: Annotated[Path | None, typer.Option(help="Write one self-contained page.")] = None,
    json_: Json = False,
) -> None:
    """Show one report of a collection."""
    with _open(db) as corpus:
        printer = _Printer("json" if json_ else "text", html)
        printer.take(corpus.show(id_))
        printer.close()


@app.command()
def search(
    db: Database,
    query: Annotated[str, typer.Argument(help='Words to find; "a phrase", a prefix*.')],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    json_: Json = False,
) -> None:
    """Find reports by their words."""
    from sayso.view.terminal import print_hits

    with _open(db) as corpus:
        hits = corpus.search(query, limit=limit)
        if json_:
            _print_json([_plain(hit) for hit in hits])
        else:
            print_hits(hits, _console())


@app.command()
def link(
    db: Database,
    rule: Annotated[
        str, typer.Option(help="Toll range: ucdp, acled, minmax or median_of_origins.")
    ] = "ucdp",
) -> None:
    """Link the reports of a collection: copies, origins, incidents, accounts."""
    with _open(db) as corpus:
        links = corpus.link(rule=_rule(rule))
    typer.echo(
        f"{len(links.copies)} copies, {len(links.origins)} origins, "
        f"{len(links.incidents)} incidents"
    )


@app.command()
def incidents(
    db: Database,
    html: Annotated[Path | None, typer.Option(help="Write one self-contained page.")] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Also incidents of words: accusations, meetings, …")
    ] = False,
    json_: Json = False,
) -> None:
    """Show each incident with a row for each independent origin."""
    from sayso.view.collection_page import collection_page
    from sayso.view.incidents_terminal import print_incidents

    with _open(db) as corpus:
        found = corpus.incidents(verbal=all_)
        links, reports = corpus.links(), corpus.reports_of(found)
        if json_:
            _print_json([i.model_dump(mode="json") for i in found])
        else:
            print_incidents(found, links, reports, _console())
        if html:
            html.write_text(collection_page(found, links, reports, title=db.stem), encoding="utf-8")


@app.command()
def explain(
    db: Database,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="A report, an incident, a field (i_1a2b.killed), …"),
    ],
) -> None:
    """Say why reports were linked, or why a field has its value, with the words."""
    with _open(db) as corpus:
        for line in corpus.explain(id_):
            typer.echo(line)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from sayso.record import schema as json_schema

    _print_json(json_schema())


class _Printer:
    """Prints reports one by one; a lone JSON report is an object, several are an array."""

    def __init__(self, format_: str, html: Path | None) -> None:
        self.format = format_
        self.html = html
        self.count = 0
        self._held: list[Any] = []

    def take(self, report: Report) -> None:
        self.count += 1
        if self.format == "jsonl":
            typer.echo(report.model_dump_json())
        elif self.format == "json":
            self._held.append(report.model_dump(mode="json"))
        else:
            from sayso.view.terminal import print_report

            print_report(report, _console())
        if self.html:
            self._write(report)

    def _write(self, report: Report) -> None:
        from sayso.view.page import report_page

        assert self.html is not None
        if self.count > 1:
            raise typer.BadParameter("one report at a time", param_hint="--html")
        self.html.write_text(report_page(report), encoding="utf-8")

    def close(self) -> None:
        if self.format == "json" and self._held:
            _print_json(self._held[0] if len(self._held) == 1 else self._held)


def _plain(row: Any) -> Any:
    from dataclasses import asdict

    return asdict(row)


def _rule(name: str) -> Any:
    from typing import get_args

    from sayso.record import TollRule

    if name not in get_args(TollRule):
        raise typer.BadParameter(", ".join(get_args(TollRule)), param_hint="--rule")
    return name


def _mapping(columns: list[str] | None) -> dict[str, str] | None:
    if not columns:
        return None
    pairs = [c.partition("=") for c in columns]
    for field, equals, column in pairs:
        if not (field and equals and column):
            raise typer.BadParameter("FIELD=COLUMN, as in text=body", param_hint="--column")
    return {field: column for field, _, column in pairs}


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _code(done: int, failed: int) -> int:
    if not failed:
        return OK
    return SOME_FAILED if done else ALL_FAILED


def _complain(error: SaysoError) -> None:
    typer.echo(f"sayso: {error}", err=True)


def _collector(failed: list[InputError]) -> Any:
    def take(error: InputError) -> None:
        failed.append(error)
        _complain(error)

    return take


def _console() -> Console:
    from rich.console import Console

    return Console()


def _open(db: Path) -> Corpus:
    from sayso.corpus import Corpus

    return Corpus(db)


@contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
    """A bar on a terminal, nothing in a pipe; yields a function to call once a report."""
    if quiet or not sys.stderr.isatty():
        yield lambda _what: None
        return
    from rich.console import Console
    from rich.progress import (
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda what: bar.update(task, advance=1, description=str(what)[:60])
