"""A report as a person reads it in a terminal: the text, who says what, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.record import Block, Event, Report, Statement
from sayso.view.attacks_terminal import attacks
from sayso.view.layout import lay_out
from sayso.view.lists_terminal import print_hits, print_rows
from sayso.view.marks import marks_of
from sayso.view.rich_parts import chain, line, table
from sayso.view.safe import for_terminal, one_line
from sayso.view.segments import Segment
from sayso.view.wording import Lookup, block_name, event_name, stamp, toll_text

__all__ = ["print_hits", "print_report", "print_rows"]

STYLES = {
    "content": "italic",
    "medium": "cyan",
    "cue": "cyan",
    "source": "bold cyan",
    "place": "green",
    "time": "magenta",
    "loaded": "underline",
    "event": "bold red",
    "toll": "bold yellow",
}
"""Style by kind of span, later over earlier. Actors have none: half of the words would shine."""

_MARGIN = 14
_WHAT = 160
_DEEPEST = 3
_PLAIN_BLOCKS = {"paragraph", "title", "heading", "list"}


def print_report(report: Report, console: Console) -> None:
    """Print a readable account of a report.

    Heading, text with its spans styled and other tellers' blocks dimmed, statements, events.
    Readable without colour, in a pipe and at 80 columns. Control characters and escape sequences
    of the report are not printed.

    Args:
        report: What was read.
        console: Where to print; it decides about colour and width.
    """
    _heading(report, console)
    console.print()
    console.print(_text(report))
    look = Lookup(report)
    if report.statements:
        console.print()
        console.print(_statements(look))
    if report.events:
        console.print()
        console.print(_events(look))
    if report.attacks:
        console.print()
        console.print(attacks(look))


def _heading(report: Report, console: Console) -> None:
    if not any(block.kind == "title" for block in report.blocks):
        console.print(line(report.title or "Untitled report", "bold"))
    told = [report.outlet, report.agency and f"agency {report.agency}", report.byline]
    dates = [
        report.published and f"published {stamp(report.published)}",
        report.modified and f"modified {stamp(report.modified)}",
        report.language and f"language {report.language}",
    ]
    for parts in (told, dates, [report.url], [f"id {report.id}"]):
        words = [p for p in parts if p]
        if words:
            # A URL is not broken, so that it can be clicked and copied.
            console.print(line(" · ".join(words), "dim"), soft_wrap=parts == [report.url])
    for warning in report.warnings:
        console.print(Text.assemble(("! ", "yellow"), line(warning.message)))


def _text(report: Report) -> Table:
    laid = lay_out(report, marks_of(report))
    margin = any(_label(p.block) for p in laid.passages)
    grid = Table.grid(padding=(0, 2), expand=True)
    if margin:
        grid.add_column(width=_MARGIN, style="dim", overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    before = ""
    for passage in laid.passages:
        label = _label(passage.block)
        words = _words(report, laid.segmentation.segments[passage.first : passage.last])
        words.stylize_before(_base(passage.block))
        cells = [Text("" if label == before else label)] if margin else []
        grid.add_row(*cells, words)
        grid.add_row()
        before = label
    return grid


def _label(block: Block) -> str:
    kind = "" if block.kind in _PLAIN_BLOCKS else block_name(block.kind)
    return "\n".join(one_line(for_terminal(part)) for part in (block.teller, kind) if part)


def _base(block: Block) -> str:
    if block.kind in {"title", "heading"}:
        return "bold"
    return "dim" if _label(block) else ""


def _words(report: Report, segments: Sequence[Segment]) -> Text:
    words = Text(overflow="fold")
    for piece in segments:
        style = " ".join(look for kind, look in STYLES.items() if kind in piece.kinds)
        words.append(for_terminal(report.words((piece.start, piece.end))), style)
    words.rstrip()
    return words


def _statements(look: Lookup) -> Table:
    out = table("", "who › via", "stance", "what", title="Who says what")
    out.columns[0].no_wrap = True
    out.columns[1].ratio, out.columns[3].ratio = 2, 3
    for depth, statement in _by_parent(look):
        what = " … ".join(look.report.words(span) for span in statement.content)
        who = chain([n for n in (look.source(statement), look.medium(statement)) if n])
        if statement.source and statement.source.anonymous:
            who.append(" (not named)", "dim")
        out.add_row(
            line(statement.id, "dim"),
            Padding(who, (0, 0, 0, 2 * min(depth, _DEEPEST))),
            line(statement.stance),
            line(what, "italic", _WHAT),
        )
    return out


def _by_parent(look: Lookup) -> Iterator[tuple[int, Statement]]:
    """Statements in order, each below the one that contains it, with its depth."""
    inside: dict[str | None, list[Statement]] = {}
    for s in look.report.statements:
        parent = s.parent if s.parent in look.statements else None
        inside.setdefault(parent, []).append(s)
    rows = [(0, s) for s in reversed(inside.pop(None, []))]
    while rows:
        depth, statement = rows.pop()
        yield depth, statement
        rows.extend((depth + 1, s) for s in reversed(inside.pop(statement.id, [])))
    for circle in inside.values():  # a record whose statements contain each other
        yield from ((0, s) for s in circle)


def _events(look: Lookup) -> Table:
    out = table("", "what", "who, where, when, toll", "on whose say-so", title="What happened")
    out.columns[0].no_wrap = True
    for column, ratio in zip(out.columns[1:], (3, 5, 4), strict=True):
        column.ratio = ratio
    for event in look.report.events:
        out.add_row(
            line(event.id, "dim"), _what(look, event), _details(look, event), _say_so(look, event)
        )
        out.add_section()
    return out


def _what(look: Lookup, event: Event) -> Text:
    lines = [
        line(event_name(event.type, event.mode), "bold"),
        line(f"“{look.report.words(event.anchor)}”", limit=_WHAT),
    ]
    if event.status != "happened":
        lines.append(line(event.status, "yellow"))
    if event.background:
        lines.append(line("background", "dim"))
    if event.same_as:
        lines.append(line(f"same as {event.same_as}", "dim"))
    return Text("\n").join(lines)


def _details(look: Lookup, event: Event) -> Text:
    sides = look.actor_list(event.actors)
    if event.recipients:
        sides = f"{sides or 'unknown'} → {look.actor_list(event.recipients)}"
    tolls = "; ".join(map(toll_text, event.tolls))
    lines = [
        line(value, style, _WHAT)
        for value, style in (
            (sides, ""),
            (look.where(event), "green"),
            (look.when(event), "magenta"),
            (tolls, "bold"),
        )
        if value
    ]
    return Text("\n").join(lines)


def _say_so(look: Lookup, event: Event) -> Text:
    names = look.chain(event.voice)
    return chain(names) if names else Text("not told", "dim")
