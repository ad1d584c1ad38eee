"""Commands that link reports and show what came of it: link, incidents, incident, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.options import (
    Database,
    EventType,
    Html,
    Json,
    Limit,
    Machine,
    Quiet,
    Since,
    Until,
    Where,
    open_corpus,
)
from sayso.cli.progress import how_long, shown
from sayso.cli.running import make_workers
from sayso.cli.support import console, print_json, resumable, toll_rule, write_page
from sayso.record import TollRule

SHARDS = "All reports of a folder of shards"


def link(
    db: Annotated[
        str,
        typer.Argument(
            metavar="DB|DIR",
            help="The collection: an SQLite file, or postgresql://user@host/database. With --out, "
            "the folder of shards that sayso read --out wrote.",
        ),
    ],
    rule: Annotated[
        str | None,
        typer.Option(
            help="Toll range: ucdp, acled, minmax, median_of_origins. Else as last time, at first "
            "ucdp."
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Link all reports anew, not only those that are new.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write copies, incidents, events and origins into this folder, as Parquet. "
            "Repeated, it goes on where it stopped.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Processes that link; 0: this one itself. By default one a core.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Link on this Ray cluster; local starts one here.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    block: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Reports that a worker looks at together; by default 2048.",
            rich_help_panel=SHARDS,
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Link the new reports of a collection, or all of a folder of shards.

    Finds copies, origins, incidents, accounts.
    """
    if out is not None:
        if full:
            raise typer.BadParameter("shards are always linked all at once", param_hint="--full")
        _link_shards(db, out, toll_rule(rule or "ucdp"), workers, cluster, block, quiet=quiet)
        return
    for option, given in (("--workers", workers), ("--cluster", cluster), ("--block", block)):
        if given is not None:
            raise typer.BadParameter("give --out as well", param_hint=option)
    with open_corpus(db) as corpus:
        done = corpus.link(toll_rule(rule) if rule else None, full=full)
    changed = [f"{n} {what}" for n, what in ((done.merged, "merged"), (done.split, "split")) if n]
    typer.echo(
        f"{done.linked} of {done.reports} reports linked"
        f"{' anew' if done.anew and done.linked else ''} in {done.seconds:.1f} s\n"
        f"{done.copies} copies, {done.origins} origins, {done.incidents} incidents"
        f"{' (' + ', '.join(changed) + ')' if changed else ''}"
    )


def _link_shards(
    shards: str,
    out: Path,
    rule: TollRule,
    workers: int | None,
    cluster: str | None,
    block: int | None,
    *,
    quiet: bool,
) -> None:
    from sayso.run.linking import BLOCK, link_shards

    with resumable(), make_workers(workers, cluster) as crew, shown(quiet) as show:
        done = link_shards(
            shards,
            out,
            rule=rule,
            workers=crew,
            block=block or BLOCK,
            progress=lambda stage, n, of: show(f"{stage}: {n:,} of {of:,} blocks", ""),
        )
    typer.echo(
        f"{done.reports:,} reports linked in {how_long(sum(done.seconds.values()))}\n"
        f"{done.copies:,} copies, {done.origins:,} origins, {done.incidents:,} incidents"
    )


def incidents(
    db: Database,
    where: Where = None,
    type_: EventType = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="Only with a place in this country: SYR, Syria, …"),
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
    machine: Machine = False,
    json_: Json = False,
) -> None:
    """List incidents: when, where, what, tolls, how many tell of it, what is contested."""
    from sayso.store.link_filters import UnknownValue
    from sayso.view.incidents_terminal import print_incidents

    if pages and not html:
        raise typer.BadParameter("give --html as well", param_hint="--pages")
    with open_corpus(db) as corpus:
        try:
            found = corpus.incidents(
                where=where,
                type=type_,
                country=country,
                since=since,
                until=until,
                contested=contested,
                limit=limit,
                machine=machine,
            )
        except UnknownValue as error:
            raise typer.BadParameter(str(error)) from error
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
        write_page(
            html, collection_page(found, links, reports, title=corpus.title, report_href=href)
        )
        for id_, report in reports.items() if pages else ():
            write_page(html.parent / "reports" / f"{id_}.html", report_page(report))


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
    machine: Machine = False,
    json_: Json = False,
) -> None:
    """Show one incident: accounts side by side, who has them from whom, the order of telling."""
    from sayso.linking.accounts.recount import recount

    with open_corpus(db) as corpus:
        found = corpus.incident(id_, machine=machine)
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
    with open_corpus(db) as corpus:
        for line in corpus.explain(id_):
            typer.echo(line)
