"""Tables of reports that are in no collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.corpus.named_tables import own_table
from sayso.errors import NotFound
from sayso.record import Report
from sayso.tables.frames import Frame

if TYPE_CHECKING:
    from sayso.tables.table import Row


def loose_table(reports: Report | Iterable[Report], name: str) -> Frame:
    """A table of sayso's own set, of reports alone; :func:`sayso.table` says more."""
    table = own_table(name)
    if table.of != "read":
        raise NotFound(
            f"the table {name!r} takes reports that are linked",
            remedy="add them to a collection, link it, and ask it for the table",
        )
    kept = (reports,) if isinstance(reports, Report) else tuple(reports)

    def rows() -> Iterator[Row]:
        from sayso.store.snapshot import Read

        for report in kept:
            yield from table.rows(Read(report, {}))

    return Frame(table, rows)
