"""What runs inside a worker process, whoever started it: the function, and a guard beside it."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from multiprocessing.connection import wait
from typing import Any

from sayso.errors import SaysoError
from sayso.run.workers import Failure

EXIT_TIME = 1
"""Exit code of a worker whose task took too long: that of ``faulthandler``, which ends it."""
EXIT_MEMORY = 86
"""Exit code of a worker whose task took too much memory."""
_LOOK = 0.5  # seconds between two looks of the guard
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

hosted = False
"""Whether this process is a worker, which may be ended for the sake of one task."""


class Host:
    """Holds the function of a worker and does its tasks. Everything goes in and out pickled.

    Args:
        memory: Bytes of resident memory over which the worker is ``tired`` after a task.
    """

    def __init__(self, memory: int) -> None:
        global hosted
        hosted = True
        self._memory = memory
        self._function: Any = None
        watch(2 * memory)

    def take(self, function: bytes) -> None:
        """Load a function and set it up."""
        self._function = pickle.loads(function)  # noqa: S301 - from our own parent process
        set_up(self._function)

    def do(self, task: bytes) -> tuple[bytes, bool]:
        """Do a task.

        Returns:
            The result or ``Failure``, pickled; whether this worker had better be replaced.
        """
        try:
            result = pickle.dumps(self._function(pickle.loads(task)))  # noqa: S301 - as above
        except Exception as error:  # noqa: BLE001 - told to whoever gave the task
            result = pickle.dumps(failure_of(error))
        return result, resident() > self._memory or bool(getattr(self._function, "tired", False))


def set_up(function: object) -> None:
    """Call the function's ``setup``, if it has one."""
    setup = getattr(function, "setup", None)
    if setup is not None:
        setup()


def failure_of(error: Exception) -> Failure:
    """The exception as a value that can be sent between processes."""
    detail = str(error) if isinstance(error, SaysoError) else f"{type(error).__name__}: {error}"
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
    except Exception:  # noqa: BLE001 - whatever an exception does when it is pickled
        return Failure("raised", detail)
    return Failure("raised", detail, error)


def cause_of_death(code: int | None) -> str:
    """Why a worker process ended, from its exit code."""
    if code == EXIT_MEMORY:
        return "the worker took too much memory"
    if code == EXIT_TIME:
        return "the worker took too long"
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        more = " (out of memory?)" if name == "SIGKILL" else ""
        return f"the worker was ended by {name}{more}"
    return f"the worker ended with exit code {code}"


def resident() -> int:
    """Bytes of this process in memory now; where only the peak is known, that."""
    if sys.platform == "linux":
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - twice a second
            return int(file.read().split()[1]) * _PAGE
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def watch(memory: int) -> None:
    """End this process when its parent has gone, or when it takes more than so many bytes.

    A task can be far from its end, or never reach it; so this is a thread of its own.
    """
    parent = multiprocessing.parent_process()

    def look() -> None:
        while True:
            if parent is None:
                time.sleep(_LOOK)
            elif wait([parent.sentinel], _LOOK):
                os._exit(0)
            if resident() > memory:
                os._exit(EXIT_MEMORY)

    threading.Thread(target=look, name="guard", daemon=True).start()
