"""Commands that link reports and show what came of it: link, incidents, incident, explain."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import (
    Database,
    EventType,
    Html,
    Json,
    Limit,
    Since,
    Until,
    open_corpus,
)
from sayso.cli.support import console, print_json, toll_rule, write_page


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
    with open_corpus(db) as corpus:
        done = corpus.link(toll_rule(rule) if rule else None, full=full)
    changed = [f"{n} {what}" for n, what in ((done.merged, "merged"), (done.split, "split")) if n]
    typer.echo(
        f"{done.linked} of {done.reports} reports linked"
        f"{' anew' if done.anew and done.linked else ''} in {done.seconds:.1f} s\n"
        f"{done.copies} copies, {done.origins} origins, {done.incidents} incidents"
        f"{' (' + ', '.join(changed) + ')' if changed else ''}"
    )


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
    with open_corpus(db) as corpus:
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

    with open_corpus(db) as corpus:
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
