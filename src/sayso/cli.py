"""The command line: a thin skin over the public API."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso import __version__
from sayso.cli_authority import app as authority_app
from sayso.cli_authority import load_for_reading
from sayso.cli_places import app as places_app
from sayso.cli_support import (
    ReportPrinter,
    collector,
    column_mapping,
    console,
    exit_code,
    print_json,
    progress,
    run,
    toll_rule,
    write_page,
)

if TYPE_CHECKING:
    from sayso.corpus import Corpus
    from sayso.errors import InputError

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Reads news reports and writes down who says what happened, "
    "with the words as evidence.",
    epilog="Exit codes: 0 all was read; 1 some inputs failed, the rest was done; 2 wrong usage; "
    "3 nothing could be read; 4 the database.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(places_app, name="places")
app.add_typer(authority_app, name="authority")

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
Html = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Also write one self-contained page.")
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Until this day.")]
EventType = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="Only this event type: ASSAULT, …")
]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]


def main() -> None:
    """Entry point."""
    run(app)


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
    with _open(db) as corpus, progress(quiet) as advance:
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


@app.command()
def reread(db: Database, quiet: Quiet = False) -> None:
    """Read all stored reports again with this version; earlier readings are kept."""
    failed: list[InputError] = []
    with _open(db) as corpus, progress(quiet) as advance:
        changed = corpus.reread(on_error=collector(failed), progress=advance)
    typer.echo(f"{changed} reports have a new reading, {len(failed)} failed")
    raise typer.Exit(exit_code(1, len(failed)))


@app.command(name="list")
def list_(
    db: Database,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    since: Since = None,
    until: Until = None,
    type_: EventType = None,
    limit: Limit = None,
    json_: Json = False,
) -> None:
    """List the reports of a collection."""
    from sayso.view.terminal import print_rows

    with _open(db) as corpus:
        rows = corpus.list(outlet=outlet, since=since, until=until, type=type_, limit=limit)
        if json_:
            print_json([asdict(row) for row in rows])
        else:
            print_rows(rows, console())


@app.command()
def show(
    db: Database,
    id_: Annotated[str, typer.Argument(metavar="ID", help="A report's id, or its beginning.")],
    html: Html = None,
    json_: Json = False,
) -> None:
    """Show one report of a collection."""
    with _open(db) as corpus:
        printer = ReportPrinter("json" if json_ else "text", html)
        printer.take(corpus.show(id_))
        printer.close()


@app.command()
def search(
    db: Database,
    query: Annotated[str, typer.Argument(help='Words to find, "a phrase", a prefix*.')],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 20,
    json_: Json = False,
) -> None:
    """Find reports by their words."""
    from sayso.view.terminal import print_hits

    with _open(db) as corpus:
        hits = corpus.search(query, limit=limit)
        if json_:
            print_json([asdict(hit) for hit in hits])
        else:
            print_hits(hits, console())


@app.command()
def link(
    db: Database,
    rule: Annotated[
        str | None,
        typer.Option(help="Toll range: ucdp, acled, minmax, median_of_origins. Else as last time."),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Link all reports anew, not only those that are new.")
    ] = False,
) -> None:
    """Link the new reports of a collection: copies, origins, incidents, accounts."""
    with _open(db) as corpus:
        done = corpus.link(toll_rule(rule) if rule else None, full=full)
    changed = [f"{n} {what}" for n, what in ((done.merged, "merged"), (done.split, "split")) if n]
    typer.echo(
        f"{done.linked} of {done.reports} reports linked"
        f"{' anew' if done.anew and done.linked else ''} in {done.seconds:.1f} s\n"
        f"{done.copies} copies, {done.origins} origins, {done.incidents} incidents"
        f"{' (' + ', '.join(changed) + ')' if changed else ''}"
    )


@app.command()
def incidents(
    db: Database,
    type_: EventType = None,
    country: Annotated[
        str | None, typer.Option(metavar="ISO3", help="Only with a place in this country.")
    ] = None,
    since: Since = None,
    until: Until = None,
    contested: Annotated[
        bool | None, typer.Option(help="Only with, or without, a contested field.")
    ] = None,
    limit: Limit = None,
    html: Html = None,
    pages: Annotated[
        bool, typer.Option("--pages", help="With --html: a page of each report beside it.")
    ] = False,
    json_: Json = False,
) -> None:
    """List incidents: when, where, what, tolls, how many tell of it, what is contested."""
    from sayso.view.incidents_terminal import print_incidents

    if pages and not html:
        raise typer.BadParameter("give --html as well", param_hint="--pages")
    with _open(db) as corpus:
        found = corpus.incidents(
            type=type_,
            country=country,
            since=since,
            until=until,
            contested=contested,
            limit=limit,
        )
        if json_:
            print_json([incident.model_dump(mode="json") for incident in found])
        else:
            print_incidents(found, console())
        if html:
            links, reports = corpus.links_of(found), corpus.reports_of(found)
    if html:
        from sayso.view.collection_page import collection_page
        from sayso.view.page import report_page

        href = (lambda id_: f"reports/{id_}.html") if pages else None
        write_page(html, collection_page(found, links, reports, title=db.stem, report_href=href))
        for id_, report in reports.items() if pages else ():
            write_page(html.parent / "reports" / f"{id_}.html", report_page(report))


@app.command()
def incident(
    db: Database,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="An incident's id, its beginning, or an earlier id."),
    ],
    why: Annotated[
        bool, typer.Option("--why", help="Also why its events are one, field by field.")
    ] = False,
    rule: Annotated[
        str | None,
        typer.Option(
            help="Toll ranges by this rule instead: ucdp, acled, minmax or median_of_origins."
        ),
    ] = None,
    html: Html = None,
    json_: Json = False,
) -> None:
    """Show one incident: accounts side by side, who has them from whom, the order of telling."""
    from sayso.linking.accounts.recount import recount

    with _open(db) as corpus:
        found = corpus.incident(id_)
        links, reports = corpus.links_of([found]), corpus.reports_of([found])
    if rule:
        found = recount(found, toll_rule(rule))
    if json_:
        linked = {"incident": [found], "origins": links.origins, "copies": links.copies}
        record = {k: [part.model_dump(mode="json") for part in v] for k, v in linked.items()}
        print_json({**record, "incident": record["incident"][0]})
    else:
        from sayso.view.incident_terminal import print_incident

        print_incident(found, links, reports, console(), why=why)
    if html:
        from sayso.view.collection_page import incident_page

        write_page(html, incident_page(found, links, reports))


@app.command()
def explain(
    db: Database,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A report, an incident, a field of one (i_1a2b.killed), an event (r_1a2b/e3), "
            "an origin.",
        ),
    ],
) -> None:
    """Say why reports were linked, or why a field has its value, with the words."""
    with _open(db) as corpus:
        for line in corpus.explain(id_):
            typer.echo(line)


@app.command()
def stats(db: Database, json_: Json = False) -> None:
    """Count what a collection holds."""
    with _open(db) as corpus:
        counts = asdict(corpus.stats())
    if json_:
        print_json(counts)
    else:
        for name, count in counts.items():
            typer.echo(f"{name:12} {count}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from sayso.record import schema as json_schema

    print_json(json_schema())


def _open(db: Path) -> Corpus:
    from sayso.corpus import Corpus

    return Corpus(db)
