"""What the terminal views share: other people's words as rich text, tables in one look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from sayso.view.safe import for_terminal, one_line


def line(value: object, style: str = "", limit: int | None = None) -> Text:
    """Someone else's words on one line: no markup, no control characters."""
    return Text(one_line(for_terminal(str(value)), limit), style)


def chain(names: list[str]) -> Text:
    """Tellers in a row, outermost first: ``Example Daily › Example Wire › a police official``."""
    return Text.assemble(*_between([line(n) for n in names], Text(" › ", "dim")))


def _between(parts: Sequence[Text], separator: Text) -> Iterator[Text]:
    for i, part in enumerate(parts):
        if i:
            yield separator
        yield part


def table(*columns: str, title: str | None = None) -> Table:
    """An empty table in the house's look."""
    out = Table(
        title=title,
        title_style="bold",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        header_style="dim",
        pad_edge=False,
        expand=True,
    )
    for name in columns:
        out.add_column(name, overflow="fold")
    return out
