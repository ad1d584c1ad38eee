"""Incidents in a terminal: a row for each independent origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.record import Incident, Report
from sayso.view.origin_rows import (
    EFFECTS,
    FIELD_NAMES,
    Links,
    OriginRow,
    Told,
    heading,
    latest_first,
    origin_rows,
    standing,
    tellers,
    told_beside,
    toll_range,
)
from sayso.view.rich_parts import line, table
from sayso.view.wording import event_name

_MARKS = {"contested": ("≠ contested", "bold red"), "agreed": ("= agreed", "green")}
_NAME = 60
_TOLL_COLUMNS = 2
_WIDEST = 12


def print_incidents(
    incidents: Iterable[Incident], links: Links, reports: Mapping[str, Report], console: Console
) -> None:
    """Print incidents with a row for each independent origin.

    Agreed and contested fields are marked in words, not by colour alone; denied and superseded
    values say so; a copy names the report whose text it carries.

    Args:
        incidents: What to print; the latest comes first, of one day in the order given.
        links: Copies and origins.
        reports: Reports by id.
        console: Where to print.
    """
    for i, incident in enumerate(latest_first(incidents)):
        if i:
            console.print()
        _print_incident(incident, links, reports, console)


def _print_incident(
    incident: Incident, links: Links, reports: Mapping[str, Report], console: Console
) -> None:
    rows = origin_rows(incident, links, reports)
    when, where = heading(incident)
    name = event_name(incident.type, incident.mode)
    console.print(
        Text.assemble(line(f"{when} · {where} · {name}", "bold"), "  ", line(incident.id, "dim"))
    )
    for text in _standings(incident):
        console.print(text)
    if rows:
        console.print(_accounts(incident, rows))
    else:
        names = ", ".join(tellers(incident, reports))
        console.print(line(f"told of, without figures or names, in {names}", "dim"))


def _standings(incident: Incident) -> Iterator[Text]:
    """A line a toll, then a line for what else is contested, and one for what is agreed."""
    for effect, bounds in incident.tolls.items():
        state = standing(incident, effect)
        yield Text.assemble(
            f"{effect} ",
            line(toll_range(bounds), "bold"),
            (f"  (rule: {bounds.rule})  ", "dim"),
            _MARKS[state] if state else "",
        )
    others = [field for field in incident.accounts if field not in incident.tolls]
    for state, (words, style) in _MARKS.items():
        parts = [
            " ".join(p for p in (FIELD_NAMES.get(f, f), incident.agreed.get(f)) if p)
            for f in others
            if standing(incident, f) == state
        ]
        if parts:
            yield Text.assemble((f"{words}: ", style), line("; ".join(parts)))


def _accounts(incident: Incident, rows: Sequence[OriginRow]) -> Table:
    columns = [f for f in EFFECTS if f in incident.accounts][:_TOLL_COLUMNS]
    if "actors" in incident.accounts:
        columns.append("actors")
    rest = told_beside(incident, columns)
    out = table("who says", *(FIELD_NAMES[f] for f in columns), "through")
    for column, ratio in zip(out.columns, (6, *(4 for _ in columns), 7), strict=True):
        column.ratio = ratio
        column.min_width = min(len(str(column.header)), _WIDEST)
    for row in rows:
        since = f"{row.origin.kind}, first told {row.first[:10]}" if row.first else row.origin.kind
        who = [line(row.origin.name, "bold", _NAME), line(since, "dim")]
        more = [
            Text.assemble(f"{FIELD_NAMES.get(f, f)}: ", _values(row, f, "; "))
            for f in rest
            if f in row.values
        ]
        cells = [_values(row, field) for field in columns]
        out.add_row(Text("\n").join([*who, *more]), *cells, _through(row))
        out.add_section()
    return out


def _values(row: OriginRow, field: str, between: str = "\n") -> Text:
    told = row.values.get(field)
    return Text(between).join(map(_value, told)) if told else Text("–", "dim")


def _value(told: Told) -> Text:
    text = line(told.text, "dim" if told.state else "bold", _NAME)
    return Text.assemble(text, (f" ({told.state})", "dim")) if told.state else text


def _through(row: OriginRow) -> Text:
    lines = []
    for carrier in row.carriers:
        lines.append(line(carrier.name))
        if carrier.copy_of:
            lines.append(Text.assemble("= copy of ", line(carrier.copy_of), style="dim"))
    return Text("\n").join(lines)
