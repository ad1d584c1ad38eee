"""How people work, from the log of their decisions alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

from sayso.review.decision import Decision
from sayso.review.holding import holding

BREAK = 300.0
"""Seconds between two decisions from which on a person did something else meanwhile."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How one person works.

    Attributes:
        reports: Reports that the person has gone through.
        decisions: All that the person decided, without what they undid and redid.
        undone: How often the person undid something.
        seconds_a_report: Median time from the first to the last decision about a report; breaks of
            more than five minutes are not counted. None where no report has two.
        last: When the person last decided something.
    """

    who: str
    reports: int
    decisions: int
    undone: int
    seconds_a_report: float | None
    last: str | None


def pace(log: Iterable[Decision]) -> list[Pace]:
    """Each person's pace, by name.

    Args:
        log: Everything that was decided, in any order, also what was replaced.
    """
    by_person: dict[str, list[Decision]] = defaultdict(list)
    for decision in log:
        by_person[decision.who].append(decision)
    return [_of_person(who, by_person[who]) for who in sorted(by_person)]


def _of_person(who: str, mine: Sequence[Decision]) -> Pace:
    undos = {d.number for d in mine if d.action == "undo"}
    by_report: dict[str, list[datetime]] = defaultdict(list)
    for d in mine:
        if d.record.startswith("r_") and d.stage == "coding":
            by_report[d.record].append(datetime.fromisoformat(d.made))
    times = [_at_work(made) for made in by_report.values() if len(made) > 1]
    gone_through = {
        d.record
        for d in holding(mine)
        if (d.path, d.stage) == ("", "coding")
        and d.action in ("confirm", "reject")
        and d.record.startswith("r_")
    }
    return Pace(
        who=who,
        reports=len(gone_through),
        decisions=sum(d.action != "undo" and d.replaces not in undos for d in mine),
        undone=len(undos),
        seconds_a_report=round(median(times), 1) if times else None,
        last=max((d.made for d in mine), default=None),
    )


def _at_work(made: Iterable[datetime]) -> float:
    """Seconds over all gaps that are no breaks."""
    gaps = ((b - a).total_seconds() for a, b in pairwise(sorted(made)))
    return sum(gap for gap in gaps if gap <= BREAK)
