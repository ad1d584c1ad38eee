"""How reports stand with people: gone through, flagged. It follows from their decisions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from sayso.review.decision import Action, Decision
from sayso.review.holding import holding
from sayso.store.desk_tables import ReportMarkRow


def marks_may_change(action: Action, path: str) -> bool:
    """Whether a decision can change how its report stands with its person."""
    return action in ("flag", "undo") or (not path and action in ("confirm", "reject"))


def write_marks(session: Session, report: int, log: Sequence[Decision]) -> None:
    """Write down how a report stands with each person who decided about it.

    Args:
        session: Inside a transaction that holds the writers' lock.
        report: The report's number.
        log: All decisions about it, in their order.
    """
    connection = session.connection()
    connection.execute(delete(ReportMarkRow).where(ReportMarkRow.report == report))
    rows = [
        {"who": who, "stage": stage, "report": report, "done": done, "flagged": flagged}
        for (who, stage), (done, flagged) in marks(log).items()
    ]
    if rows:
        connection.execute(insert(ReportMarkRow), rows)


def marks(log: Sequence[Decision]) -> dict[tuple[str, str], tuple[bool, bool]]:
    """Whether each person in each stage has gone through a report, and has flagged it.

    Those who have done neither are left out.
    """
    done: set[tuple[str, str]] = set()
    flags: dict[tuple[str, str], dict[str, bool]] = {}
    for decision in holding(log):
        key = decision.who, decision.stage
        flags.setdefault(key, {})
        if decision.action in ("confirm", "reject") and not decision.path:
            done.add(key)
        if decision.action == "flag":
            flags[key][decision.path] = decision.new is not False
    found = {key: (key in done, any(paths.values())) for key, paths in flags.items()}
    return {key: mark for key, mark in found.items() if any(mark)}
