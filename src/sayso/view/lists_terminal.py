"""Search hits and lists of reports in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rich.console import Console
from rich.text import Text

from sayso.record import Span
from sayso.view.rich_parts import line, table
from sayso.view.safe import for_terminal
from sayso.view.wording import stamp

_NAME = 60


class Row(Protocol):
    """A report in a list."""

    @property
    def id(self) -> str:
        """The report's id."""
        ...

    @property
    def title(self) -> str | None:
        """Its title."""
        ...

    @property
    def outlet(self) -> str | None:
        """Its outlet."""
        ...

    @property
    def published(self) -> str | None:
        """When it was published."""
        ...


class Hit(Row, Protocol):
    """A report that a search found, with words around the best hits."""

    @property
    def snippet(self) -> str:
        """Words around the best hits."""
        ...

    @property
    def spans(self) -> Sequence[Span]:
        """Where the hits are in the snippet."""
        ...


def print_hits(hits: Iterable[Hit], console: Console) -> None:
    """Print what a search found: each report with the words around the hits."""
    for hit in hits:
        console.print(_headline(hit))
        console.print(_marked(hit.snippet, hit.spans))
        console.print()


def print_rows(rows: Iterable[Row], console: Console) -> None:
    """Print a list of reports, a row each."""
    out = table("published", "outlet", "title", "id")
    for row in rows:
        out.add_row(
            line(stamp(row.published)[:10] if row.published else "no date", "dim"),
            line(row.outlet or "unknown", limit=_NAME),
            line(row.title or "untitled", limit=2 * _NAME),
            line(row.id, "dim"),
        )
    out.columns[0].no_wrap = True
    out.columns[1].ratio, out.columns[2].ratio = 2, 5
    console.print(out)


def _headline(row: Row) -> Text:
    day = row.published[:10] if row.published else "no date"
    return Text.assemble(
        line(row.title or "untitled", "bold"),
        (" · ", "dim"),
        line(f"{row.outlet or 'unknown'} · {day} · {row.id}", "dim"),
    )


def _marked(snippet: str, spans: Sequence[Span]) -> Text:
    text = Text()
    done = 0
    for start, end in spans:
        text.append(for_terminal(snippet[done:start]))
        text.append(for_terminal(snippet[start:end]), "bold yellow")
        done = end
    text.append(for_terminal(snippet[done:]))
    return text
