"""The official state of a report, written down with the decision that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.desk.own import on_reading
from sayso.desk.records import Records
from sayso.record import Report
from sayso.review.decision import Decision
from sayso.review.official import official
from sayso.store.reviewed import ReviewedReport


class Official:
    """Says what holds of one report; made before a transaction, asked inside of it.

    Args:
        records: Readings in memory.
        machine: The current reading.
        reading: Its number.
        alone: There is only one person: what they decide holds.
    """

    def __init__(self, records: Records, machine: Report, reading: int, alone: bool) -> None:
        self._records = records
        self._alone = alone
        self._reading = reading
        self._machine = machine

    def __call__(self, log: Iterable[Decision]) -> list[ReviewedReport]:
        """What to write down.

        Args:
            log: All that everybody decided about the report, what was replaced too, in order.

        Returns:
            Nothing while no coder has gone through it: until then the machine's reading holds.
        """
        decisions = list(log)
        if not (self._alone or any(_counts(decision) for decision in decisions)):
            return []
        return [
            official_state(
                self._records, self._machine, self._reading, decisions, alone=self._alone
            )
        ]


def official_state(
    records: Records,
    machine: Report,
    reading: int,
    decisions: Sequence[Decision],
    *,
    alone: bool,
) -> ReviewedReport:
    """What holds of a report.

    Args:
        records: Readings in memory.
        machine: The current reading.
        reading: Its number.
        decisions: All about the report, of everybody, in order.
        alone: There is only one person: what they decide holds.
    """
    moved = on_reading(records, machine, reading, decisions)
    found = official(machine, moved.decisions, alone=alone)
    return ReviewedReport(
        machine.id,
        max((decision.number for decision in decisions), default=0),
        reading,
        None if found is None else found.report,
        hidden=found is not None and found.dismissed,
    )


def _counts(decision: Decision) -> bool:
    """Whether it can have made a person's view count, or undone that."""
    through = decision.path == "" and decision.action in ("confirm", "reject", "undo")
    return through or decision.stage == "adjudication"
