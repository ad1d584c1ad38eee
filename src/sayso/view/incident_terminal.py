"""One incident in a terminal: its accounts side by side, who has them from whom, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, RenderableType
from rich.text import Text
from rich.tree import Tree

from sayso.record import Incident, Report
from sayso.view.chain_graph import chain_graph
from sayso.view.chain_text import Branch, branches
from sayso.view.incident_words import allegations_in_words, steps_in_words
from sayso.view.incidents_terminal import told_by
from sayso.view.joins_terminal import joins
from sayso.view.origin_rows import (
    FIELD_NAMES,
    STANDINGS,
    Links,
    OriginRow,
    Told,
    heading,
    origin_rows,
    standing,
    tellers,
    toll_range,
)
from sayso.view.rich_parts import line, table
from sayso.view.safe import for_terminal, one_line
from sayso.view.toll_times import toll_points
from sayso.view.wording import clock, event_name

_STYLES = {"contested": "bold red", "agreed": "green"}
_SIGNS = {"contested": "≠ ", "agreed": "= "}
_NAME = 60
_COLUMN = 19
"""Letters that a column needs at least; origins that find no room stand in a table below."""
_FIELD = 15
_THROUGH = 4
"""Reports that the table names; the tree below it has all."""


def print_incident(
    incident: Incident,
    links: Links,
    reports: Mapping[str, Report],
    console: Console,
    *,
    why: bool = False,
) -> None:
    """Print one incident.

    What stands in colour stands in words too; denied and superseded values say so.

    Args:
        incident: What to print.
        links: Copies and origins.
        reports: Reports by id.
        console: Where to print.
        why: Also why its events are one, field by field.
    """
    rows = origin_rows(incident, links, reports)
    for text in _head(incident):
        console.print(text)
    if rows:
        _section(console, "Accounts side by side")
        for table_ in _tables(incident, rows, console.width):
            console.print(table_)
    else:
        names = ", ".join(tellers(incident, reports))
        console.print(line(f"told of, without figures or names, in {names}", "dim"))
    parts: list[tuple[str, list[RenderableType]]] = [
        ("Who is said to have done it", list(_allegations(incident, links))),
        ("Tolls in the order of telling", list(_times(incident, links, reports))),
        ("Order of telling", list(_steps(incident, links, reports))),
        ("Who has it from whom", list(_trees(incident, links, reports))),
        ("Why its events are one", list(joins(incident, reports)) if why else []),
    ]
    for title, lines in parts:
        if lines:
            _section(console, title)
            for part in lines:
                console.print(part)


def _section(console: Console, title: str) -> None:
    console.print()
    console.print(line(title, "bold"))


def _head(incident: Incident) -> Iterator[Text]:
    when, where = heading(incident)
    name = event_name(incident.type, incident.mode)
    yield Text.assemble(line(f"{when} · {where} · {name}", "bold"), "  ", line(incident.id, "dim"))
    yield line(told_by(incident).replace("origin", "independent origin"), "dim")
    for effect, bounds in incident.tolls.items():
        yield Text.assemble(
            f"{effect} ",
            line(toll_range(bounds), "bold"),
            (f"  (rule: {bounds.rule})  ", "dim"),
            _mark(standing(incident, effect)),
        )


def _mark(state: str) -> Text:
    return Text(_SIGNS.get(state, "") + STANDINGS.get(state, ""), _STYLES.get(state, "dim"))


def _tables(incident: Incident, rows: Sequence[OriginRow], width: int) -> Iterator[RenderableType]:
    """A column an origin; as many tables, one below another, as the width asks for."""
    most = max(1, (width - _FIELD) // _COLUMN)
    tables = -(-len(rows) // most)
    each = -(-len(rows) // tables)
    for first in range(0, len(rows), each):
        shown = rows[first : first + each]
        fields = [f for f in incident.accounts if any(f in row.values for row in shown)]
        out = table("", *(row.origin.name for row in shown))
        for column, row in zip(out.columns[1:], shown, strict=True):
            column.header = _who(row)
            column.ratio = 1
            column.header_style = ""
        out.header_style = ""
        out.columns[0].width = _FIELD
        for field in fields:
            state = standing(incident, field)
            head = Text.assemble(FIELD_NAMES.get(field, field), "\n", _mark(state))
            out.add_row(head, *(_values(row, field) for row in shown))
        out.add_row("through", *(_through(row) for row in shown))
        yield out


def _who(row: OriginRow) -> Text:
    since = f"{row.origin.kind}, {row.first[:10]}" if row.first else row.origin.kind
    return Text.assemble(line(row.origin.name, "bold", _NAME), "\n", line(since, "dim"))


def _values(row: OriginRow, field: str) -> Text:
    told = row.values.get(field)
    return Text("\n").join(map(_value, told)) if told else Text("–", "dim")


def _value(told: Told) -> Text:
    text = line(told.text, "dim" if told.state else "bold", _NAME)
    return Text.assemble(text, (f" ({told.state})", "dim")) if told.state else text


def _through(row: OriginRow) -> Text:
    lines = [line(carrier.name, "dim") for carrier in row.carriers[:_THROUGH]]
    if more := len(row.carriers) - _THROUGH if len(row.carriers) > _THROUGH else 0:
        lines.append(line(f"and {more} more", "dim"))
    return Text("\n").join(lines)


def _allegations(incident: Incident, links: Links) -> Iterator[Text]:
    for accused, said in allegations_in_words(incident, links.origins):
        yield Text.assemble(line(accused, "bold", _NAME), ": ", line(said))


def _times(
    incident: Incident, links: Links, reports: Mapping[str, Report]
) -> Iterator[RenderableType]:
    points = toll_points(incident, links.origins, reports)
    if not points:
        return
    out = table("told (UTC)", "by", "toll", "through")
    for column, ratio in zip(out.columns, (4, 6, 6, 6), strict=True):
        column.ratio = ratio
    for point in points:
        state = f" ({point.state})" if point.state else ""
        figure = line(f"{point.effect} {point.account.value}", "dim" if state else "bold")
        through = ", ".join(point.reports[:_THROUGH])
        more = len(point.reports) - _THROUGH
        out.add_row(
            line(clock(point.told), "dim"),
            line(point.name, limit=_NAME),
            Text.assemble(figure, (state, "dim")),
            line(f"{through} and {more} more" if more > 0 else through, "dim"),
        )
    yield out


def _steps(incident: Incident, links: Links, reports: Mapping[str, Report]) -> Iterator[Text]:
    steps = steps_in_words(incident, links.origins, reports)
    for number, step in enumerate(steps, 1):
        yield Text.assemble(
            (f"{number:>2}  {one_line(for_terminal(step.told)):16}  ", "dim"),
            line(step.name, "bold", _NAME),
            "  ",
            line(step.said),
            *((" (", line(step.why, "dim"), ")") if step.why else ()),
        )


def _trees(
    incident: Incident, links: Links, reports: Mapping[str, Report]
) -> Iterator[RenderableType]:
    for branch in branches(chain_graph(incident, links, reports)):
        tree = Tree(_branch(branch), guide_style="dim")
        _grow(tree, branch)
        yield tree


def _grow(tree: Tree, branch: Branch) -> None:
    for below in branch.below:
        _grow(tree.add(_branch(below)), below)


def _branch(branch: Branch) -> Text:
    node = branch.node
    notes = [n for n in (branch.label, *node.notes) if n]
    if node.kind == "agency":
        notes.append("agency")
    style = "bold" if node.kind == "origin" else ""
    return Text.assemble(line(node.name, style, _NAME), "  ", line(" · ".join(notes), "dim"))
