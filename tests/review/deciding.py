"""Decisions of people, numbered and timed as a store would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sayso.review.decision import Action, Decision, Stage

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Log(list[Decision]):
    """A log that decisions are written to, a minute after one another."""

    def add(
        self,
        record: str,
        action: Action,
        path: str = "",
        new: Any = None,
        *,
        who: str = "Amal",
        stage: Stage = "coding",
        reason: str | None = None,
        replaces: int | None = None,
        seconds: float = 60.0,
    ) -> int:
        """Write one down.

        Returns:
            Its number.
        """
        last = datetime.fromisoformat(self[-1].made) if self else START
        number = len(self) + 1
        self.append(
            Decision(
                number=number,
                made=(last + timedelta(seconds=seconds)).isoformat(),
                who=who,
                action=action,
                record=record,
                path=path,
                reading=None,
                old=None,
                new=new,
                reason=reason,
                replaces=replaces,
                current=True,
                stage=stage,
            )
        )
        return number

    def undo(self, number: int, who: str = "Amal") -> int:
        """Take one back."""
        return self.add(self[number - 1].record, "undo", who=who, replaces=number)

    def redo(self, undo: int, who: str = "Amal") -> int:
        """Do again what was taken back."""
        before = self[undo - 1].replaces
        assert before is not None
        again = self[before - 1]
        return self.add(again.record, again.action, again.path, again.new, who=who, replaces=undo)
