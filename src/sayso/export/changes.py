"""What was added, updated, merged, split and deleted since a day, beside an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.errors import ExportError
from sayso.export.source import Source
from sayso.store.changes import Change
from sayso.tables.table import Column, Row, Table


def _row(change: Change) -> Iterable[Row]:
    yield (
        change.id,
        change.kind,
        change.what,
        change.when,
        "; ".join(change.into) or None,
        "; ".join(change.from_) or None,
        change.by,
        change.n,
        change.here,
    )


TABLE: Table[Change] = Table(
    name="changes",
    title="Changes since a day",
    means="An incident or a report that another export of the day has otherwise or not at all.",
    columns=(
        Column("id", "string", "Id of the incident or the report.", required=True),
        Column("kind", "string", "What it is.", values=("incident", "report"), required=True),
        Column(
            "what",
            "string",
            "What became of it in all: added; updated, its content is another; merged, its events"
            " are in one other incident; split, they are in several; deleted; restored, it was"
            " deleted, merged or split and is there again.",
            values=("added", "updated", "merged", "split", "deleted", "restored"),
            required=True,
        ),
        Column("when", "datetime", "When it was last changed (UTC).", required=True),
        Column(
            "into",
            "string",
            "The incidents that hold its events now, where it was merged or split; ids with `; `"
            " between, the largest share first.",
        ),
        Column(
            "from",
            "string",
            "The incidents that were merged into it, or from which it was split, since then.",
        ),
        Column(
            "by",
            "string",
            "Who made the last of the changes: linking, the reader (a report read again), the"
            " outlet (it changed the article), or a person who decided.",
            values=("linking", "reader", "outlet", "person"),
            required=True,
        ),
        Column("n", "integer", "How many changes there were since then.", required=True),
        Column(
            "here",
            "boolean",
            "Whether it is in this state of the collection and fits the filter. Rows of an"
            " earlier export with an id that is false here no longer hold.",
            required=True,
        ),
    ),
    of="changes",
    rows=_row,
    key=("id",),
)


def changes(source: Source) -> Iterator[Row]:
    """The rows of ``changes.csv``: what became of incidents and reports since the day asked for.

    Args:
        source: Of the official state; ``asked.since`` says since when.

    Raises:
        ExportError: It is of the machine's state, of which no log is kept.
        StoreError: ``since`` is no time.
    """
    asked = source.asked
    if asked.since is None:
        return
    if not source.snapshot.official:
        raise ExportError(
            "what has changed is known of the official state only",
            source=source.store.name,
            remedy="leave out --machine or --since",
        )
    for change in source.snapshot.changes(asked.since, asked.where, of=source.kind):
        yield from TABLE.rows(change)
