"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sayso.corpus import Corpus

Database = Annotated[
    str,
    typer.Argument(
        metavar="DB", help="The collection: an SQLite file, or postgresql://user@host/database."
    ),
]
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
Where = Annotated[
    str | None,
    typer.Option(
        "--where",
        metavar="FILTER",
        help="Only what this fits: 'country:SYR killed:>=10', 'actor:army -killed:*', …; "
        "docs/howto-filter.md has all fields.",
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")]
Machine = Annotated[
    bool,
    typer.Option("--machine", help="As sayso read and linked it, without what people decided."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]


def open_corpus(db: str) -> Corpus:
    """The collection that a command works on."""
    from sayso.corpus import Corpus

    return Corpus(db)
