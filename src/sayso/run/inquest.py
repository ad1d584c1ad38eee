"""Which reports end the worker that reads them? Found by halving the task that they are in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.run.tasks import Task


class Inquest:
    """The inquest into the death of a worker.

    A probe that is survived clears its reports; one that is not is halved. A report on its own
    has to end two workers before it is blamed: one can be ended from outside.

    Args:
        task: What the worker was doing.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._poison = dict(task.poison)
        self._open = 0
        self._blamed_once: set[int] = set()

    def begin(self) -> list[Task]:
        """The first probes."""
        numbers = [n for n in range(len(self._task.pieces)) if n not in self._poison]
        return self._halves(numbers)

    def heard(self, probe: Task, cause: str | None) -> list[Task]:
        """What came of a probe.

        Args:
            probe: It.
            cause: How the worker ended; None where it survived.

        Returns:
            What to do next. When nothing is open any more, this is the task itself, without the
            reports that are to blame.
        """
        numbers = probe.probe or ()
        self._open -= 1
        more: list[Task] = []
        if cause is not None:
            if len(numbers) > 1:
                more = self._halves(numbers)
            elif numbers[0] in self._blamed_once:
                self._poison[numbers[0]] = cause
            else:
                self._blamed_once.update(numbers)
                more = [self._probe(numbers)]
        return more if self._open else [replace(self._task, poison=tuple(self._poison.items()))]

    def _halves(self, numbers: Sequence[int]) -> list[Task]:
        middle = len(numbers) // 2
        return [self._probe(half) for half in (numbers[:middle], numbers[middle:]) if half]

    def _probe(self, numbers: Sequence[int]) -> Task:
        self._open += 1
        some = tuple(self._task.pieces[n] for n in numbers)
        return replace(self._task, pieces=some, left=(), poison=(), probe=tuple(numbers))
