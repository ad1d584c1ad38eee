"""The state of a report that counts for all: in linking, on the command line, in exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.record import Report
from sayso.review.adjudication import agreed_decisions
from sayso.review.apply import Reviewed, applied
from sayso.review.decision import Decision
from sayso.review.holding import holding

_REMARKS = frozenset({"note", "flag"})
"""They change nothing in a record."""


def official(
    report: Report, decisions: Iterable[Decision], *, alone: bool = False
) -> Reviewed | None:
    """What holds of a report for everybody.

    What an adjudicator decided holds; else what all say who have gone through the report, or the
    one who has; else the machine's reading. A report that was rejected as a whole keeps its text
    and has no statements and no happenings, so that nothing is linked to it.

    Args:
        report: The machine's reading.
        decisions: All about it, of everybody (carried to this reading).
        alone: Whether there is only one person: then what they decide holds at once.

    Returns:
        None where the machine's reading holds as it is.
    """
    held = [d for d in holding(decisions) if d.action not in _REMARKS]
    coded = [d for d in held if d.stage == "coding"]
    final = [d for d in held if d.stage == "adjudication"]
    counted = [*(coded if alone else agreed_decisions(report, coded)), *final]
    if not counted:
        return None
    reviewed = applied(report, counted)
    if not reviewed.dismissed:
        return reviewed
    nothing = dict.fromkeys(("statements", "events", "attacks", "totals", "loaded"), ())
    return replace(reviewed, report=reviewed.report.model_copy(update=nothing))
