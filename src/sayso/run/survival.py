"""Tasks done to the end by workers that some reports kill."""

from __future__ import annotations

import itertools
import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import TypeVar

from sayso.run.inquest import Inquest
from sayso.run.tasks import Task
from sayso.run.workers import Failure, Workers

logger = logging.getLogger(__name__)

R = TypeVar("R")

_INQUESTS = 2
"""How often the reports to blame for the death of a worker are looked for in a task."""


def survive(
    workers: Workers, function: Callable[[Task], R], tasks: Iterator[Task]
) -> Iterator[tuple[Task, R | Failure]]:
    """Do tasks; find the reports that kill a worker, and do the task without them.

    A task whose worker died is tried again. When the next one dies too, the reports to blame are
    looked for (:class:`~sayso.run.inquest.Inquest`), and the task is done with these named in
    ``Task.poison``. Where none can be blamed and workers go on dying, the task is given back
    as a failure.

    Args:
        workers: Who does them.
        function: What does a task, and only tries to where it is a probe.
        tasks: Drawn as workers come free.

    Yields:
        Each task with its result or failure, in the order in which they are done.
    """
    return _Survival(tasks).run(workers, function)


class _Survival:
    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks
        self._again: deque[Task] = deque()
        self._deaths: Counter[str] = Counter()
        self._inquests: dict[str, Inquest] = {}

    def run(
        self, workers: Workers, function: Callable[[Task], R]
    ) -> Iterator[tuple[Task, R | Failure]]:
        in_hand: dict[int, Task] = {}
        while True:
            for number, outcome in workers.map(function, self._draw(in_hand), retries=0):
                task = in_hand.pop(number)
                if task.probe is not None:
                    cause = outcome.detail if isinstance(outcome, Failure) else None
                    self._again.extend(self._inquests[task.name].heard(task, cause))
                elif not isinstance(outcome, Failure) or outcome.kind == "raised":
                    self._deaths.pop(task.name, None)
                    self._inquests.pop(task.name, None)
                    yield task, outcome
                elif self._died(task, outcome.detail):
                    yield task, outcome
            if not self._again:
                return

    def _draw(self, in_hand: dict[int, Task]) -> Iterator[Task]:
        """The next tasks: those that come back first."""
        for number in itertools.count():
            task = self._again.popleft() if self._again else next(self._tasks, None)
            if task is None:
                return
            in_hand[number] = task
            yield task

    def _died(self, task: Task, cause: str) -> bool:
        """See to a task whose worker died; whether it has to be given up."""
        self._deaths[task.name] += 1
        deaths = self._deaths[task.name]
        logger.info("worker died", extra={"task": task.name, "cause": cause})
        if deaths == 1:
            self._again.append(task)
            return False
        inquest = self._inquests[task.name] = Inquest(task)
        probes = inquest.begin() if deaths <= 1 + _INQUESTS else []
        self._again.extend(probes)
        if not probes:
            logger.info("task given up", extra={"task": task.name, "cause": cause})
        return not probes
