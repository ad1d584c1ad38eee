"""What takes its time: linking, reading again. One at a time, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

from sayso.errors import SaysoError
from sayso.web.stream import Broadcaster
from sayso.web.wire.overview import Job, Notice
from sayso.web.wording import detail

Kind = Literal["link", "reread"]
Progress = Callable[[int, int | None], None]
"""How much is done, and of how much where that is known."""
Work = Callable[[Progress], str]
"""Does the work and says what came of it."""

logger = logging.getLogger(__name__)

_FAILED = "the server failed ({}); its log says why"

_KEPT = 20
"""Jobs of before that are still shown."""


class Busy(SaysoError):
    """Another job is running."""


class Jobs:
    """Runs jobs and tells how far they are.

    Args:
        stream: Who hears of it.
    """

    def __init__(self, stream: Broadcaster) -> None:
        self._stream = stream
        self._jobs: deque[Job] = deque(maxlen=_KEPT)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def all(self) -> list[Job]:
        """The jobs since the server was started, newest first."""
        with self._lock:
            return list(self._jobs)

    def start(
        self, kind: Kind, who: str, work: Work, ended: Callable[[str], object] | None = None
    ) -> Job:
        """Start a job.

        Args:
            kind: What it is.
            who: Who asked for it.
            work: Does it.
            ended: Told what came of it.

        Raises:
            Busy: Another one is running.
        """
        with self._lock:
            if self._jobs and self._jobs[0].state == "running":
                raise Busy(
                    f"a job is running: {self._jobs[0].kind}, started by {self._jobs[0].who}",
                    remedy="wait until it is done",
                )
            job = Job(
                id=uuid4().hex,
                kind=kind,
                who=who,
                state="running",
                done=0,
                total=None,
                message="",
                started=_now(),
                ended=None,
            )
            self._jobs.appendleft(job)
        self._stream.tell(Notice(kind="job", job=job))
        # a daemon: whoever stops the server does not wait for it, and nothing stored is half done
        self._thread = threading.Thread(target=self._run, args=(work, ended), daemon=True)
        self._thread.start()
        return job

    def wait(self, seconds: float) -> None:
        """Wait for the job that is running, if there is one.

        Args:
            seconds: At most so long.
        """
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, work: Work, ended: Callable[[str], object] | None) -> None:
        def progress(done: int, total: int | None) -> None:
            self._update(done=done, total=total)

        try:
            message = work(progress)
        except SaysoError as error:
            message, done = detail(error), False
        except Exception as error:
            logger.exception("a job failed")
            message, done = _FAILED.format(type(error).__name__), False
        else:
            done = True
        if ended is not None:
            self._tell_ended(ended, message if done else f"failed: {message}")
        self._update(state="done" if done else "failed", message=message, ended=_now())
        if done:
            self._stream.tell(Notice(kind="changed"))

    def _tell_ended(self, ended: Callable[[str], object], message: str) -> None:
        """Whoever is told may fail: the job has ended all the same, and the next one can start."""
        try:
            ended(message)
        except Exception:
            logger.exception("what came of a job was not written down: %s", message)

    def _update(self, **changes: object) -> None:
        with self._lock:
            job = self._jobs[0] = self._jobs[0].model_copy(update=changes)
        self._stream.tell(Notice(kind="job", job=job))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
