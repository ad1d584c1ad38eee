"""A decision in the making: checked, and its outcome worked out, while it is written down.

All of it rests on the log that the transaction reads, so that nothing can come between what was
checked and what is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.desk.official import Official
from sayso.desk.own import changed_parts, on_reading
from sayso.desk.records import Records
from sayso.desk.views import Decided
from sayso.review.apply import Reviewed, applied, check
from sayso.review.decision import Decision
from sayso.review.turns import Turns
from sayso.store.reviewed import ReviewedReport


class Making:
    """One decision about a report.

    Args:
        records: Readings in memory.
        shown: Number of the reading that the person looks at: that of the decision, but for what
            is undone or done again long after.
        decision: What they decide, without a number.
        official: Says what holds for everybody with it.
    """

    def __init__(
        self, records: Records, shown: int, decision: Decision, official: Official
    ) -> None:
        self.decision = decision
        self._records = records
        self._shown = shown
        self._machine = records.get(decision.record, shown)
        self._official = official
        self._views: tuple[Reviewed, Reviewed] | None = None

    def then(self, log: Sequence[Decision]) -> list[ReviewedReport]:
        """Check the decision against all that was decided before; called in the transaction.

        Args:
            log: All about the report, what was replaced too, this one last.

        Returns:
            The official state of the report.

        Raises:
            Refused: It cannot be applied; nothing is written then.
        """
        self.decision = replace(self.decision, number=log[-1].number)
        own = [decision for decision in log if decision.who == self.decision.who]
        before = self._with(own[:-1])
        if self.decision.replaces is None:  # what was decided once could be applied
            check(before, self.decision)
        self._views = before, self._with(own)
        return self._official(log)

    def outcome(self, turns: Turns) -> Decided:
        """What came of it.

        Args:
            turns: What can be undone and redone now.
        """
        assert self._views is not None, "it was written down"  # noqa: S101
        before, after = self._views
        return Decided(
            self.decision,
            changed_parts(before.report, after.report),
            after.rejected,
            after.marks,
            after.done,
            turns,
        )

    def _with(self, decisions: Sequence[Decision]) -> Reviewed:
        moved = on_reading(self._records, self._machine, self._shown, decisions)
        return applied(self._machine, moved.decisions)
