"""Tasks done in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from sayso.run.host import failure_of, set_up
from sayso.run.workers import Failure

T = TypeVar("T")
R = TypeVar("R")


class InProcess:
    """The workers that are this process; see :func:`sayso.run.workers.in_process`."""

    size = 1

    def __init__(self) -> None:
        self._ready: object = None

    def map(
        self,
        function: Callable[[T], R],
        tasks: Iterable[T],
        *,
        retries: int = 1,  # noqa: ARG002 - nothing is left to try again
    ) -> Iterator[tuple[int, R | Failure]]:
        """Do the tasks one by one; see :meth:`sayso.run.workers.Workers.map`."""
        if self._ready is not function:
            set_up(function)
            self._ready = function
        for number, task in enumerate(tasks):
            outcome: R | Failure
            try:
                outcome = function(task)
            except Exception as error:  # noqa: BLE001 - given back, as from any other worker
                outcome = failure_of(error)
            yield number, outcome

    def close(self) -> None:
        """Forget the function."""
        self._ready = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
