"""Tasks done in processes of this machine, where the death of one costs one task at most."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait

from sayso.run.crew import Crew, Word, Worker
from sayso.run.host import Host, cause_of_death, failure_of

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "RAYON_NUM_THREADS",
)
ONE_THREAD = dict.fromkeys(_THREADS, "1") | {"TOKENIZERS_PARALLELISM": "false"}
"""Environment of a worker: n workers on n cores, not n times n threads."""

_PATIENCE = 1.0
"""Seconds for a process that has let go of its connection to tell how it ended."""


class ProcessPool(Crew):
    """A pool of processes; see :func:`sayso.run.workers.pool`.

    Args:
        size: How many processes.
        memory: Bytes of resident memory over which one is replaced.
    """

    def __init__(self, size: int, *, memory: int) -> None:
        super().__init__(size)
        self._memory = memory

    def start(self) -> Worker:
        """A new process."""
        return _Process(self._memory)

    def listen(self, workers: list[Worker], *, block: bool) -> list[tuple[Worker, Word]]:
        """What the processes have sent, and which have ended."""
        by_line = {w.line: w for w in workers if isinstance(w, _Process)}
        ready = wait(by_line, None if block else 0)
        return [(by_line[c], by_line[c].word()) for c in ready if isinstance(c, Connection)]


class _Process(Worker):
    """A process that is spawned, so that it has no threads or locks of ours half-done."""

    def __init__(self, memory: int) -> None:
        super().__init__()
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self._process = context.Process(
            target=serve, args=(theirs, memory), name="sayso worker", daemon=True
        )
        with _environment(ONE_THREAD), _uninterrupted():
            self._process.start()
        theirs.close()

    def send_function(self, function: bytes) -> None:
        self._send("function", function)

    def send_task(self, task: bytes) -> None:
        self._send("task", task)

    def _send(self, kind: str, data: bytes) -> None:
        # one that has died meanwhile is found when we listen
        with contextlib.suppress(OSError):
            self.line.send((kind, data))

    def word(self) -> Word:
        """What it has sent."""
        try:
            return Word(*self.line.recv())
        except (EOFError, OSError):
            self._process.join(_PATIENCE)
            return Word("died", cause=cause_of_death(self._process.exitcode))

    def end(self) -> None:
        self.line.close()
        self._process.kill()
        self._process.join()
        self._process.close()


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


_STOPS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let a signal to stop wait: a process that is half started would complain aloud."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    came: list[int] = []
    handlers = {}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    # the process that is started inherits what is blocked; here another thread may get the signal
    if threading.current_thread() is threading.main_thread():
        handlers = {n: signal.signal(n, lambda number, _: came.append(number)) for n in _STOPS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for late in came:
            signal.raise_signal(late)


def serve(line: Connection, memory: int) -> None:
    """The life of a worker process.

    Args:
        line: To the parent.
        memory: Bytes over which it is tired.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)  # blocked while we were started
    host = Host(memory)
    line.send(("hello",))
    with contextlib.suppress(EOFError, OSError):  # the parent has let go of us
        while True:
            kind, data = line.recv()
            if kind == "task":
                line.send(("done", *host.do(data)))
                continue
            try:
                host.take(data)
            except Exception as error:  # noqa: BLE001 - told to the parent, which raises it
                line.send(("broken", pickle.dumps(failure_of(error))))
                return
            line.send(("ready",))
