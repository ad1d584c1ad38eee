"""What a file that holds all tables says of itself: what each is, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sayso import __version__
from sayso.export.source import Source
from sayso.tables.cells import plain
from sayso.tables.table import Table


def about(source: Source, tables: Sequence[Table[Any]]) -> Iterator[tuple[str, str]]:
    """Names with what they say.

    Args:
        source: What the tables are made from.
        tables: All that the file holds.
    """
    for table in tables:
        yield table.name, f"{table.title}. {table.means}"
    asked = source.asked
    state = "as people made it, where they did" if asked.official else "as it was read and linked"
    yield "filter", str(plain(asked.where or "none: everything"))
    yield "state", state
    yield "written", f"{datetime.now(UTC).isoformat(' ', 'minutes')} by sayso {__version__}"
    yield "method", "method.md, beside this file, says how the data were made"
