"""Why the events of an incident are one, in a terminal: field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.record import EventRef, Incident, Join, Report
from sayso.view.incident_words import joins_together
from sayso.view.origin_rows import report_name
from sayso.view.rich_parts import line

_WORDS = 40
_REASON = 160


def joins(incident: Incident, reports: Mapping[str, Report]) -> Iterator[Text | Padding]:
    """For each join the two events, then a row a field with its points and the sum so far.

    Args:
        incident: The incident.
        reports: Reports by id, for the words that name the events.
    """
    for together in joins_together(incident):
        first = together[0]
        words = ", ".join(_words(join.event, reports) for join in together)
        to = _words(first.to, reports)
        if first.event.report != first.to.report:
            to = f"{report_name(first.to.report, reports)} {to}"
        yield Text.assemble(
            line(report_name(first.event.report, reports), "bold"),
            " ",
            line(f"{words} {'are' if len(together) > 1 else 'is'} one with {to}"),
            line(f": {first.why}" if first.why else "", "dim", _REASON),
        )
        if first.points and not first.why:
            yield Padding(_points(first), (0, 0, 1, 3))


def _points(join: Join) -> Table:
    out = Table.grid(padding=(0, 2))
    for justify in ("left", "right", "right", "left"):
        out.add_column(justify=justify)
    total = 0.0
    for points in join.points:
        total += points.value
        out.add_row(
            line(points.field),
            line(f"{points.value:+.1f}", "red" if points.value < 0 else "green"),
            line(f"{total:.1f}", "dim"),
            line(points.words, "dim"),
        )
    out.add_row(line("together", "bold"), "", line(f"{join.score:.1f}", "bold"), _needed(join))
    return out


def _needed(join: Join) -> Text:
    return line(f"{join.needed:.1f} needed", "dim")


def _words(ref: EventRef, reports: Mapping[str, Report]) -> str:
    report = reports.get(ref.report)
    event = next((e for e in report.events if e.id == ref.event), None) if report else None
    words = line(report.words(event.anchor), limit=_WORDS).plain if report and event else ref.event
    return f"“{words}” ({ref.event})" if event else ref.event
