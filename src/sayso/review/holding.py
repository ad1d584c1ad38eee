"""Which decisions still count, of a log in which nothing is ever taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.review.decision import Decision


def holding(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that count, in the order of deciding.

    What was undone does not, nor what another replaces that counts itself. Where the other was
    undone, what it replaced counts again. Of several about one path all are given: which of them
    is the last word depends on what they are.

    Args:
        decisions: Everything that was decided about some records, also what was replaced.
    """
    every = sorted(decisions, key=lambda d: d.number)
    after = {d.replaces: d for d in every if d.replaces is not None}
    return [d for d in every if d.action != "undo" and _counts(d, after)]


def _counts(decision: Decision, after: Mapping[int, Decision]) -> bool:
    later = after.get(decision.number)
    return later is None or (later.action != "undo" and not _lives(later, after))


def _lives(decision: Decision, after: Mapping[int, Decision]) -> bool:
    """Whether a decision keeps out the one that it replaces: it was not undone, or done again."""
    while (later := after.get(decision.number)) is not None and later.action == "undo":
        again = after.get(later.number)
        if again is None:
            return False
        decision = again
    return True
