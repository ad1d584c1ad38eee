"""The foreman of workers that can die: who has which task, what is tried again, what has failed."""

from __future__ import annotations

import pickle
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from sayso.errors import SaysoError
from sayso.run.workers import Failure

T = TypeVar("T")
R = TypeVar("R")

_STARTS = 3
"""Workers that may end one after the other before they are ready, before we give up."""


@dataclass(slots=True)
class Job:
    """A task on its way."""

    number: int
    task: bytes
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """What a worker says.

    Attributes:
        kind: ``hello``: it is there. ``ready``: it has the function. ``broken``: it cannot set
            the function up. ``done``: a task has an outcome. ``died``: it says nothing any more.
        data: Pickled: of ``broken`` the ``Failure``, of ``done`` the outcome.
        tired: It had better be replaced.
        cause: Of ``died``: why.
    """

    kind: Literal["hello", "ready", "broken", "done", "died"]
    data: bytes = b""
    tired: bool = False
    cause: str = ""


class Worker(ABC):
    """Our end of a worker: a line to a process, wherever that is."""

    def __init__(self) -> None:
        self.state: Literal["new", "learning", "idle", "busy"] = "new"
        self.function: bytes | None = None
        self.job: Job | None = None

    def teach(self, function: bytes) -> None:
        """Send it the function."""
        self.state, self.function = "learning", function
        self.send_function(function)

    def give(self, job: Job, *, keep: bool) -> None:
        """Send it a task; keep it too, to be tried again."""
        self.state, self.job = "busy", job
        self.send_task(job.task)
        if not keep:
            job.task = b""

    @abstractmethod
    def send_function(self, function: bytes) -> None:
        """Send the pickled function; ``ready`` or ``broken`` comes back."""

    @abstractmethod
    def send_task(self, task: bytes) -> None:
        """Send a pickled task; ``done`` comes back."""

    @abstractmethod
    def end(self) -> None:
        """End it, whatever it does."""


class Crew(ABC):
    """Workers that are started as they are needed, and replaced when they die.

    Args:
        size: How many tasks are done at a time.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._workers: list[Worker] = []
        self._false_starts = 0

    @abstractmethod
    def start(self) -> Worker:
        """A new worker, which will say ``hello``."""

    @abstractmethod
    def listen(self, workers: list[Worker], *, block: bool) -> list[tuple[Worker, Word]]:
        """What the workers have to say; with ``block``, once there is something."""

    def map(
        self, function: Callable[[T], R], tasks: Iterable[T], *, retries: int = 1
    ) -> Iterator[tuple[int, R | Failure]]:
        """Do the tasks; see :meth:`sayso.run.workers.Workers.map`."""
        wanted = _pickled(function)
        jobs = _Jobs(tasks, retries)
        try:
            while True:
                self._deal_out(jobs, wanted)
                if not any(worker.job for worker in self._workers) and not jobs.draw_ahead():
                    return
                for worker, word in self._heard(jobs):
                    yield from self._answer(worker, word, jobs, wanted)
        finally:
            for worker in [w for w in self._workers if w.job]:
                self._drop(worker)  # nobody waits for its result any more

    def close(self) -> None:
        """End all workers at once."""
        for worker in list(self._workers):
            self._drop(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _deal_out(self, jobs: _Jobs, wanted: bytes) -> None:
        """Tasks to workers that have none, and a new worker for each task that is left then.

        Only a worker that has said it is ready gets a task: a place in a cluster can be long in
        coming, and the task must not wait there while others are free.
        """
        for worker in self._workers:
            if worker.state == "idle" and jobs.draw_ahead():
                if worker.function == wanted:
                    worker.give(jobs.next(), keep=jobs.retries > 0)
                else:
                    worker.teach(wanted)
        coming = sum(worker.state in ("new", "learning") for worker in self._workers)
        while len(self._workers) < self.size and jobs.draw_ahead(coming + 1):
            self._workers.append(self.start())
            coming += 1

    def _heard(self, jobs: _Jobs) -> list[tuple[Worker, Word]]:
        """What the workers say; while they say nothing, the next task is drawn."""
        heard = self.listen(self._workers, block=False)
        if not heard:
            jobs.draw_ahead()
            heard = self.listen(self._workers, block=True)
        return heard

    def _answer(
        self, worker: Worker, word: Word, jobs: _Jobs, wanted: bytes
    ) -> Iterator[tuple[int, Any]]:
        if word.kind == "hello":
            worker.teach(wanted)
        elif word.kind == "ready":
            self._false_starts = 0
            worker.state = "idle"
        elif word.kind == "broken":
            self._drop(worker)  # it says nothing any more
            if worker.function != wanted:
                return  # what it was to learn for a map that is over
            raise _not_set_up(pickle.loads(word.data))  # noqa: S301 - from our own worker
        elif word.kind == "done" and worker.job:
            number, worker.job, worker.state = worker.job.number, None, "idle"
            if word.tired:
                self._drop(worker)
            yield number, pickle.loads(word.data)  # noqa: S301 - from our own worker
        elif word.kind == "died":
            self._drop(worker)
            if worker.job:
                failure = jobs.lost(worker.job, word.cause)
                if failure:
                    yield worker.job.number, failure
            elif worker.state != "idle":
                self._false_start(word.cause)

    def _false_start(self, cause: str) -> None:
        self._false_starts += 1
        if self._false_starts >= _STARTS:
            raise SaysoError(
                f"the workers end before they are ready: {cause}",
                remedy="a script keeps its work under `if __name__ == '__main__':`; "
                "with little memory use fewer workers",
            )

    def _drop(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()


class _Jobs:
    """The tasks of one ``map`` that no worker has: those to try again first, then new ones."""

    def __init__(self, tasks: Iterable[Any], retries: int) -> None:
        self._new = enumerate(tasks)
        self._waiting: deque[Job] = deque()
        self.retries = retries

    def draw_ahead(self, n: int = 1) -> bool:
        """Have so many tasks ready, if there are as many."""
        for number, task in islice(self._new, max(0, n - len(self._waiting))):
            self._waiting.append(Job(number, pickle.dumps(task)))
        return len(self._waiting) >= n

    def next(self) -> Job:
        """The task that is ready."""
        return self._waiting.popleft()

    def lost(self, job: Job, cause: str) -> Failure | None:
        """The worker that had a task died: it is tried again, or has failed."""
        job.tries += 1
        if job.tries > self.retries:
            return Failure("died", cause)
        self._waiting.appendleft(job)
        return None


def _pickled(function: object) -> bytes:
    try:
        return pickle.dumps(function)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise SaysoError(
            f"cannot be sent to workers: {error}",
            source=type(function).__name__,
            remedy="give what can be pickled: a reader that was not used yet",
        ) from error


def _not_set_up(failure: Failure) -> SaysoError:
    if isinstance(failure.error, SaysoError):
        return failure.error
    return SaysoError(f"the workers could not be set up: {failure.detail}")
