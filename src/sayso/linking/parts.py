"""The parts of a report by their ids, looked up once for all that ask."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record import Actor, Place, Report, Span, Statement, Time


@dataclass(frozen=True, eq=False)
class Parts:
    """A report with its parts by id; ``headlines`` are its titles, headings and captions."""

    report: Report
    actors: dict[str, Actor]
    places: dict[str, Place]
    times: dict[str, Time]
    statements: dict[str, Statement]
    headlines: tuple[Span, ...]


def parts_of(report: Report) -> Parts:
    """Index a report."""
    return Parts(
        report=report,
        actors={a.id: a for a in report.actors},
        places={p.id: p for p in report.places},
        times={t.id: t for t in report.times},
        statements={s.id: s for s in report.statements},
        headlines=tuple(b.span for b in report.blocks if b.kind in ("title", "heading", "caption")),
    )
