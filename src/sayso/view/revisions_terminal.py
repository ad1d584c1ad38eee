"""The revisions of an article in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.record import Report
from sayso.view.revisions import Change, Revision
from sayso.view.rich_parts import line
from sayso.view.safe import for_terminal
from sayso.view.wording import block_name, stamp

_STYLES = {"same": "", "removed": "red strike", "added": "green"}
_SIGNS = {"changed": "~", "added": "+", "removed": "-", "moved": "↕"}
_MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""Without colours, as ``wdiff`` writes it."""


def print_revisions(report: Report, found: Sequence[Revision], console: Console) -> None:
    """Print what was changed in an article, version by version.

    Args:
        report: The article as it is now.
        found: Its revisions, oldest first.
        console: Where to print; without colours, words are marked by signs.
    """
    console.print(line(report.title or "Untitled report", "bold"))
    parts = [report.outlet, report.url, f"id {report.id}"]
    console.print(line(" · ".join(p for p in parts if p), "dim"), soft_wrap=True)
    if not found:
        console.print(line("One version: it was not changed since it was first seen.", "dim"))
    for revision in found:
        console.print()
        console.print(_heading(revision))
        console.print(_changes(revision, coloured=console.color_system is not None))
        for words in revision.record:
            console.print(Text.assemble(("  » ", "yellow"), line(words)))


def summary(revision: Revision) -> str:
    """How much was changed: ``1 sentence changed, 2 new, 14 as before``."""
    counts: Counter[str] = Counter(change.kind for change in revision.changes)
    names = {"changed": "changed", "added": "new", "removed": "gone", "moved": "moved"}
    parts = [f"{counts[kind]} {name}" for kind, name in names.items() if counts[kind]]
    return ", ".join([*parts, f"{revision.same} as before"])


def _heading(revision: Revision) -> Text:
    told = f", by the page {stamp(revision.modified)}" if revision.modified else ""
    times = f"seen {stamp(revision.seen)} (before {stamp(revision.before)}){told}"
    return Text.assemble(
        (f"Version {revision.number} ", "bold"),
        line(f"· {times} · sentences: {summary(revision)}", "dim"),
    )


def _changes(revision: Revision, *, coloured: bool) -> Table:
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    for change in revision.changes:
        grid.add_row(f"  {_SIGNS[change.kind]}", _words(change, coloured=coloured))
    return grid


def _words(change: Change, *, coloured: bool) -> Text:
    out = Text()
    if change.block not in ("paragraph", "list", "quote"):
        out.append(f"{block_name(change.block)}: ", "dim")
    for run in change.words:
        text = for_terminal(run.text)
        if coloured or change.kind != "changed":
            out.append(text, _STYLES[run.op])
        else:
            opening, closing = _MARKS[run.op]
            words = text.rstrip()
            out.append(f"{opening}{words}{closing}{text[len(words) :]}")
    return out
