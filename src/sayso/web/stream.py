"""News for everybody who listens: a small broadcaster of server-sent events.

A notice is handed to each listener's own short queue. Who does not read in time loses the oldest
notices and never holds up anybody else.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from sayso.errors import SaysoError
from sayso.web.wire.overview import Notice

_WAITING = 64
"""Notices that a listener may be behind."""

HEARTBEAT = 5.0
"""Seconds after which a silent stream says that it is there, lest anything on the way close it; and
after which it ends for who may no longer listen."""


@dataclass(eq=False, slots=True)
class _Listener:
    name: str
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[Notice | None] = field(
        default_factory=lambda: asyncio.Queue(maxsize=_WAITING)
    )

    def put(self, notice: Notice | None) -> None:
        if self.queue.full():
            self.queue.get_nowait()
        self.queue.put_nowait(notice)


class Broadcaster:
    """Takes notices from any thread and gives them to all who listen."""

    def __init__(self) -> None:
        self._listeners: set[_Listener] = set()
        self._lock = threading.Lock()

    def tell(self, notice: Notice, *, only: str | None = None, but: str | None = None) -> None:
        """Give a notice to those who listen; never waits.

        Args:
            notice: The news.
            only: Only to this person.
            but: To all but this person.
        """
        for listener in self._heard_by(only, but):
            with suppress(RuntimeError):  # its loop has ended meanwhile
                listener.loop.call_soon_threadsafe(listener.put, notice)

    def close(self) -> None:
        """End all streams, so that the server can stop."""
        for listener in self._heard_by(None, None):
            with suppress(RuntimeError):
                listener.loop.call_soon_threadsafe(listener.put, None)

    async def listen(
        self, name: str, holds: Callable[[], bool], *, heartbeat: float = HEARTBEAT
    ) -> AsyncIterator[str]:
        """Server-sent events for one listener, from now on.

        Args:
            name: The person's.
            holds: Whether the person may still listen; asked before each line, in a thread.
            heartbeat: Seconds between two comments that say that the stream is there.

        Yields:
            Lines of the stream.
        """
        listener = _Listener(name, asyncio.get_running_loop())
        with self._lock:
            self._listeners.add(listener)
        try:
            yield _event(Notice(kind="hello"))
            while True:
                try:
                    notice = await asyncio.wait_for(listener.queue.get(), heartbeat)
                    line = None if notice is None else _event(notice)
                except TimeoutError:
                    line = ": still here\n\n"
                if line is None or not await run_in_threadpool(_surely, holds):
                    return
                yield line
        finally:
            with self._lock:
                self._listeners.discard(listener)

    def _heard_by(self, only: str | None, but: str | None) -> list[_Listener]:
        with self._lock:
            return [
                each
                for each in self._listeners
                if (only is None or each.name == only) and each.name != but
            ]


def _surely(holds: Callable[[], bool]) -> bool:
    """Whether somebody may listen; not while that cannot be found out: browsers come again."""
    try:
        return holds()
    except SaysoError:
        return False


def _event(notice: Notice) -> str:
    return f"data: {notice.model_dump_json()}\n\n"
