"""Commands that look into a collection: list, show, search, stats."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from sayso.cli.options import (
    Database,
    EventType,
    Html,
    Json,
    Limit,
    Machine,
    Since,
    Until,
    Where,
    open_corpus,
)
from sayso.cli.running import shards
from sayso.cli.support import ReportPrinter, console, print_json


def list_(
    db: Database,
    where: Where = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    since: Since = None,
    until: Until = None,
    type_: EventType = None,
    country: Annotated[
        str | None, typer.Option(metavar="ISO3", help="Only naming a place in this country.")
    ] = None,
    limit: Limit = None,
    after: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only what comes after this report: the next page."),
    ] = None,
    json_: Json = False,
) -> None:
    """List the reports of a collection, newest first."""
    from sayso.view.terminal import print_rows

    with open_corpus(db) as corpus:
        rows = corpus.list(
            where=where,
            outlet=outlet,
            since=since,
            until=until,
            type=type_,
            country=country,
            limit=limit,
            after=after,
        )
        if json_:
            print_json([asdict(row) for row in rows])
        else:
            print_rows(rows, console())


def show(
    db: Database,
    id_: Annotated[str, typer.Argument(metavar="ID", help="A report's id, or its beginning.")],
    html: Html = None,
    machine: Machine = False,
    json_: Json = False,
) -> None:
    """Show one report of a collection."""
    with open_corpus(db) as corpus:
        printer = ReportPrinter("json" if json_ else "text", html)
        printer.take(corpus.show(id_, machine=machine))
        printer.close()


def search(
    db: Database,
    query: Annotated[str, typer.Argument(help='Words to find, "a phrase", a prefix*.')],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 20,
    json_: Json = False,
) -> None:
    """Find reports by their words."""
    from sayso.view.terminal import print_hits

    with open_corpus(db) as corpus:
        hits = corpus.search(query, limit=limit)
        if json_:
            print_json([asdict(hit) for hit in hits])
        else:
            print_hits(hits, console())


def stats(db: Database, json_: Json = False) -> None:
    """Count what a collection holds, or a folder of shards."""
    from sayso.run.shard_rows import is_run

    if is_run(db):
        shards(db, json_=json_)
        return
    with open_corpus(db) as corpus:
        counts = asdict(corpus.stats())
    if json_:
        print_json(counts)
    else:
        for name, count in counts.items():
            typer.echo(f"{name:12} {count}")
