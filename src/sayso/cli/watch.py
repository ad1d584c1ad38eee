"""Commands that follow the news: watch, revisions."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import Database, Html, Json, open_corpus
from sayso.cli.support import complain, console, exit_code, print_json, write_page

if TYPE_CHECKING:
    from sayso.watch import Happened, Round, Watch


def watch(
    file: Annotated[
        Path, typer.Argument(metavar="FEEDS.toml", help="What to watch; see docs/howto-watch.md.")
    ],
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="DB", help="The collection, instead of the one in the file."),
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="One round of what is due, then end.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="A line for each thing that happens.")
    ] = False,
) -> None:
    """Watch feeds and news sitemaps: fetch, keep, read and link what is new or was changed."""
    from sayso.watch import Watch, load_settings

    settings = load_settings(file)

    def on_event(what: Happened) -> None:
        if verbose:
            typer.echo(str(what))
        if what.error and what.kind != "deferred":
            complain(what.error)

    with Watch(settings, database=db, on_event=on_event) as watching, _ended_cleanly(watching):
        if once:
            done = watching.once()
            typer.echo(str(done))
            raise typer.Exit(_exit_code(done))
        watching.run(lambda done: typer.echo(str(done)) if done.counts else None)
    typer.echo("ended; run it again to go on")


def revisions(
    db: Database,
    id_: Annotated[str, typer.Argument(metavar="ID", help="A report's id, or its beginning.")],
    html: Html = None,
    json_: Json = False,
) -> None:
    """Show what was changed in an article since it was first seen."""
    from sayso.view.revisions import revisions as changes
    from sayso.view.revisions import versions

    with open_corpus(db) as corpus:
        found = versions(corpus, id_)
    report, changed = found[-1].report, changes(found)
    if json_:
        print_json({"report": report.id, "revisions": [asdict(each) for each in changed]})
    else:
        from sayso.view.revisions_terminal import print_revisions

        print_revisions(report, changed, console())
    if html:
        from sayso.view.revisions_page import revisions_page

        write_page(html, revisions_page(report, changed))


def _exit_code(done: Round) -> int:
    failed = done["feed_failed"] + done["feed_gone"] + done["failed"] + done["link_failed"]
    return exit_code(sum(done.counts.values()) - failed, failed)


@contextmanager
def _ended_cleanly(watching: Watch) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the watch after the current article; a second one at once."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, _: object) -> None:
        signal.signal(number, before[signal.Signals(number)])
        watching.stop()

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
