"""Events of our own passages: anchor and type, who did it to whom, how it is told; false events.

``python -m benchmarks.events gold/events --side report``
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.scoring.basic import Figures, Tally, percent
from sayso import Reader, Report
from sayso.record import Event, Span
from training.event_sources import passages
from training.happenings import EventLabel

HARD = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def _meets(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _pairs(
    gold: Sequence[EventLabel], found: Sequence[Event]
) -> Iterator[tuple[EventLabel, Event]]:
    """Events of the same type at the same word, one to one."""
    left = list(found)
    for g in gold:
        match = next((e for e in left if e.type == g.type and _meets(e.anchor, g.anchor)), None)
        if match is not None:
            left.remove(match)
            yield g, match


def _mentions(report: Report, ids: Sequence[str]) -> list[tuple[Span, ...]]:
    of = {a.id: a.mentions for a in report.actors}
    return [of[i] for i in ids if i in of]


def score(rows: Sequence[tuple[Sequence[EventLabel], Report]]) -> Figures:
    """Figures over passages.

    Returns:
        F1 of anchors with their type, of anchors alone, of actors and recipients of the events that
        were found (a phrase counts when it meets a mention of the actor), accuracy of the status
        of those, and the share of passages without hard events in which one was read.
    """
    typed, plain, actors, recipients = Tally(), Tally(), Tally(), Tally()
    status = Counter[bool]()
    quiet = false = 0
    for gold, report in rows:
        pairs = list(_pairs(gold, report.events))
        typed.add(len(pairs), len(report.events), len(gold))
        met = sum(any(_meets(g.anchor, e.anchor) for e in report.events) for g in gold)
        plain.add(min(met, len(report.events)), len(report.events), len(gold))
        for g, e in pairs:
            status[g.status == e.status] += 1
            for tally, name, ids in (
                (actors, "actor", e.actors),
                (recipients, "recipient", e.recipients),
            ):
                groups = _mentions(report, ids)
                wanted = g.roles[name]
                right = sum(any(_meets(m, w) for ms in groups for m in ms) for w in wanted)
                tally.add(min(right, len(groups)), len(groups), len(wanted))
        if not any(g.type in HARD for g in gold):
            quiet += 1
            false += any(e.type in HARD for e in report.events)
    return {
        "typed": typed.figures(), "anchors": plain.figures(), "actors": actors.figures(),
        "recipients": recipients.figures(),
        "status": percent(status[True] / max(1, status.total())),
        "false": percent(false / max(1, quiet)), "quiet": quiet, "passages": len(rows),
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.events")
    ask.add_argument("gold", type=Path)
    ask.add_argument("--side", choices=("develop", "report"), default="report")
    a = ask.parse_args(argv)
    found = list(passages(a.gold, reported=a.side == "report"))
    reader = Reader()
    reports = list(reader.pipe({"text": text} for _, text, _ in found))
    figures = score([(events, r) for (_, _, events), r in zip(found, reports, strict=True)])
    print(json.dumps({"benchmark": "events", **figures}))


if __name__ == "__main__":
    main()
