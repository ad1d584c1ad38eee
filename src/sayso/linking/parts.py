"""The parts of a report by their ids, looked up once for all that ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from sayso.linking.copies.quoted import quoted_stretches
from sayso.record import Actor, Event, Place, Report, Span, Statement, Time

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Parts:
    """A report with its parts by id; ``headlines`` are its titles, headings and captions."""

    report: Report
    actors: dict[str, Actor]
    places: dict[str, Place]
    times: dict[str, Time]
    statements: dict[str, Statement]
    events: dict[str, Event]
    headlines: tuple[Span, ...]

    @cached_property
    def quotations(self) -> tuple[tuple[Span, tuple[str, ...]], ...]:
        """What stands in quotation marks, with its words, folded."""
        text = self.report.text
        return tuple(
            (span, tuple(w.casefold() for w in _WORD.findall(text[slice(*span)])))
            for span in sorted(set(quoted_stretches(self.report)))
        )


def parts_of(report: Report) -> Parts:
    """Index a report."""
    return Parts(
        report=report,
        actors={a.id: a for a in report.actors},
        places={p.id: p for p in report.places},
        times={t.id: t for t in report.times},
        statements={s.id: s for s in report.statements},
        events={e.id: e for e in report.events},
        headlines=tuple(b.span for b in report.blocks if b.kind in ("title", "heading", "caption")),
    )
