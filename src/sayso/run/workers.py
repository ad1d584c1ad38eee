"""Who does the work: this process, a pool of processes, or a Ray cluster, all with one face."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORKER_MEMORY = 2 * 1024**3
"""Bytes of resident memory over which a worker is replaced when its task is done."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that gave no result.

    Attributes:
        kind: ``died``: the worker that had it ended, each time that it was tried.
            ``raised``: the function raised an exception.
        detail: One line: the signal or exit code, or the type and message of the exception.
        error: The exception, where it can be sent between processes.
    """

    kind: Literal["died", "raised"]
    detail: str
    error: Exception | None = None


class Workers(Protocol):
    """Does tasks, unordered. Close it, or use it in a ``with`` statement.

    The function is any picklable callable of one task. Where it has a method ``setup``, that is
    called once in each worker before its first task: the place to load models. An instance of a
    class at the top level of a module serves best.
    """

    @property
    def size(self) -> int:
        """How many tasks are done at a time."""
        ...

    def map(
        self, function: Callable[[T], R], tasks: Iterable[T], *, retries: int = 1
    ) -> Iterator[tuple[int, R | Failure]]:
        """Do all tasks. They are drawn as workers come free, at most one ahead.

        Args:
            function: What does a task. Workers stay, with what they have loaded, for the next
                ``map`` with an equal function.
            tasks: Picklable values, in any number.
            retries: How often a task is tried again after the death of its worker. A function
                that raises is not tried again.

        Yields:
            The number of a task and what came of it, in the order in which they are done.

        Raises:
            SaysoError: The function cannot be set up in the workers.
        """
        ...

    def close(self) -> None:
        """End the workers; a task that is being done is given up."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def in_process() -> Workers:
    """This process itself, one task after the other. What ends the process ends the run."""
    from sayso.run.local import InProcess

    return InProcess()


def pool(n: int | None = None, *, memory: int = WORKER_MEMORY) -> Workers:
    """Processes of this machine, each with one thread for its models.

    They start as they are needed, and end with this process, however that ends. As always with
    processes that are spawned, a script that uses them keeps its work under
    ``if __name__ == "__main__":``.

    Args:
        n: How many; None for the cores that this process may use.
        memory: Bytes of resident memory over which a worker is replaced after its task. One that
            takes twice as much in the middle of a task is ended.
    """
    from sayso.run.pool import ProcessPool

    return ProcessPool(n or cores(), memory=memory)


def ray_cluster(
    address: str = "local", n: int | None = None, *, memory: int = WORKER_MEMORY
) -> Workers:
    """Actors of a Ray cluster, one core each; each loads its models once.

    Args:
        address: ``local`` starts Ray on this machine and ends it on ``close``; ``auto``,
            ``host:port`` or ``ray://host:port`` joins a cluster, where sayso must be installed.
        n: How many actors; None for the cores of the cluster.
        memory: As for :func:`pool`.

    Raises:
        MissingExtra: Ray is not installed.
        SaysoError: There is no cluster at the address.
    """
    from sayso.run.ray_actors import RayActors

    return RayActors(address, n, memory=memory)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
