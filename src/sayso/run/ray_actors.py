"""Tasks done by the actors of a Ray cluster, where the loss of a node costs its tasks at most."""

from __future__ import annotations

import os
import pickle
import socket
import sys
from pathlib import Path
from typing import Any

from sayso.errors import MissingExtra, SaysoError
from sayso.run.crew import Crew, Word, Worker
from sayso.run.host import Host, failure_of
from sayso.run.pool import ONE_THREAD

LOCAL = "local"
_STORE = 256 * 1024**2
"""Bytes of shared memory of a cluster of our own, for tasks on their way."""
_CONNECT_SECONDS = 10.0


class RayActors(Crew):
    """Actors of a Ray cluster; see :func:`sayso.run.workers.ray_cluster`.

    Args:
        address: Of the cluster, or ``local``.
        size: How many actors; None for the cores of the cluster.
        memory: Bytes of resident memory over which one is replaced.
    """

    def __init__(self, address: str, size: int | None, *, memory: int) -> None:
        self._ray = _ray()
        self._ours = not self._ray.is_initialized()  # a caller's own connection is left open
        if self._ours:
            self._join(address, size)
        self._memory = memory
        super().__init__(size or max(1, int(self._ray.cluster_resources().get("CPU", 1))))

    def start(self) -> Worker:
        """A new actor, as soon as the cluster has a core for it."""
        return _Actor(self._ray, self._memory)

    def listen(self, workers: list[Worker], *, block: bool) -> list[tuple[Worker, Word]]:
        """What the actors have answered, and which are lost."""
        by_answer = {w.answer: w for w in workers if isinstance(w, _Actor) and w.answer}
        ready, _ = self._ray.wait(
            list(by_answer), num_returns=1, timeout=None if block else 0, fetch_local=True
        )
        return [(by_answer[answer], by_answer[answer].word()) for answer in ready]

    def close(self) -> None:
        """End the actors, and the cluster or the connection to it if it is ours."""
        if self._ray.is_initialized():
            super().close()
            if self._ours:
                self._ray.shutdown()

    def _join(self, address: str, size: int | None) -> None:
        check_there(address)
        own = {"num_cpus": size, "include_dashboard": False, "object_store_memory": _STORE}
        try:
            self._ray.init(
                address=address,
                log_to_driver=False,
                logging_level="error",
                **(own if address == LOCAL else {}),
            )
        except Exception as error:
            raise _no_cluster(address, f"{type(error).__name__}: {error}") from error


class _Actor(Worker):
    """An actor; each of its answers is waited for before it is asked the next thing."""

    def __init__(self, ray: Any, memory: int) -> None:
        super().__init__()
        self._ray = ray
        actor = ray.remote(num_cpus=1, max_restarts=0, runtime_env={"env_vars": _environment()})
        self._actor = actor(RayHost).remote(memory)
        self.answer = self._actor.hello.remote()

    def send_function(self, function: bytes) -> None:
        self.answer = self._actor.take.remote(function)

    def send_task(self, task: bytes) -> None:
        self.answer = self._actor.do.remote(task)

    def word(self) -> Word:
        """Its answer."""
        answer, self.answer = self.answer, None
        try:
            return Word(*self._ray.get(answer))
        except self._ray.exceptions.RayError as error:
            return Word("died", cause=f"the worker was lost: {_first_line(error)}")

    def end(self) -> None:
        self._ray.kill(self._actor)


class RayHost:
    """What runs in an actor. Every method answers with the fields of a ``Word``.

    Args:
        memory: Bytes of resident memory over which it is tired.
    """

    def __init__(self, memory: int) -> None:
        self._host = Host(memory)

    def hello(self) -> tuple[str]:
        """It is there."""
        return ("hello",)

    def take(self, function: bytes) -> tuple[str, bytes]:
        """Set a function up."""
        try:
            self._host.take(function)
        except Exception as error:  # noqa: BLE001 - told to the driver, which raises it
            return "broken", pickle.dumps(failure_of(error))
        return "ready", b""

    def do(self, task: bytes) -> tuple[str, bytes, bool]:
        """Do a task."""
        return ("done", *self._host.do(task))


def check_there(address: str) -> None:
    """See that somebody listens at an address; Ray itself takes minutes to say that nobody does.

    Args:
        address: Of a cluster; names such as ``auto`` are left to Ray.

    Raises:
        SaysoError: Nobody does.
    """
    host, colon, port = address.rpartition("//")[2].rpartition(":")
    if not (colon and port.isdecimal()):
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), _CONNECT_SECONDS).close()
    except (OSError, OverflowError) as error:
        raise _no_cluster(address, str(error)) from error


def _no_cluster(address: str, why: str) -> SaysoError:
    return SaysoError(
        f"no Ray cluster can be joined: {why}",
        source=address,
        remedy="start one with `ray start --head`, or give `local`",
    )


def _environment() -> dict[str, str]:
    """That of an actor: one thread, and the modules that a script here has beside it."""
    installed = (sys.prefix, sys.base_prefix)
    beside = [str(Path(p).resolve()) for p in sys.path if not p.startswith(installed)]
    return ONE_THREAD | {"PYTHONPATH": os.pathsep.join(beside)}


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).strip().splitlines()[0]}"


def _ray() -> Any:
    # read when Ray is imported: no reports on the use of it are sent anywhere
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise MissingExtra(
            "Ray is not installed", remedy="pip install 'sayso[ray]', or leave --cluster out"
        ) from error
    import ray.exceptions

    return ray
