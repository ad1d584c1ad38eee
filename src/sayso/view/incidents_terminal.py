"""A list of incidents in a terminal, two lines each: enough to choose one."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.record import Incident
from sayso.view.origin_rows import (
    EFFECTS,
    FIELD_NAMES,
    count,
    heading,
    latest_first,
    origins_of,
    reports_of,
)
from sayso.view.rich_parts import line
from sayso.view.wording import event_name, figure

_PLACE = 48
_MOST_TOLLS = 3


def print_incidents(incidents: Iterable[Incident], console: Console) -> None:
    """Print a list of incidents: when, where, what, tolls, how many tell of it, what is contested.

    Args:
        incidents: What to print; the latest comes first, of one day in the order given.
        console: Where to print.
    """
    out = Table.grid(padding=(0, 2), expand=True)
    out.add_column(no_wrap=True)
    out.add_column(ratio=1, overflow="fold")
    out.add_column(no_wrap=True)
    rows = latest_first(incidents)
    for incident in rows:
        when, where = heading(incident)
        what = Text.assemble(line(where, "bold", _PLACE), " · ", _name(incident))
        out.add_row(
            line(when), Text.assemble(what, "\n", _second(incident)), line(incident.id, "dim")
        )
    if rows:
        console.print(out)
    console.print(line(count(len(rows), "incident"), "dim"))


def _name(incident: Incident) -> Text:
    return line(event_name(incident.type, incident.mode))


def _second(incident: Incident) -> Text:
    parts = [*_tolls(incident), line(told_by(incident), "dim")]
    if incident.contested:
        fields = ", ".join(FIELD_NAMES.get(f, f) for f in incident.contested)
        parts.append(Text.assemble(("≠ contested: ", "bold red"), line(fields)))
    return Text(" · ").join(parts)


def told_by(incident: Incident) -> str:
    """How many reports tell of it, and how many independent origins stand behind them."""
    reports = count(len(reports_of(incident)), "report")
    return f"{reports}, {count(len(origins_of(incident)), 'origin')}"


def _tolls(incident: Incident) -> list[Text]:
    shown = [e for e in EFFECTS if e in incident.tolls][:_MOST_TOLLS]
    return [
        Text.assemble(line(effect), " ", line(figure(t.low, t.best, t.high), "bold"))
        for effect, t in ((e, incident.tolls[e]) for e in shown)
    ]
