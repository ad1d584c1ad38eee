"""A limit to the time that one report may take."""

from __future__ import annotations

import contextlib
import faulthandler
import functools
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import IO

from sayso.run import host

SECONDS = 120.0
"""What one report may take by default. The longest that is read, of 200,000 words, takes half."""

_GRACE = 30.0
"""Seconds after the limit until the process is ended."""


class TookTooLong(BaseException):
    """A report has taken longer than it may.

    Not an ``Exception``: whatever is being done at the time must not take it for a fault of its
    own and go on.
    """


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give a block so much time.

    A signal interrupts it when the time is over. Where code that is not Python does not let
    itself be interrupted, a worker process is ended some time later; another process is not.

    Args:
        seconds: How long it may take.

    Raises:
        TookTooLong: It took longer.
    """
    interruptible = (
        hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    )
    if host.hosted:
        faulthandler.dump_traceback_later(seconds + _GRACE, file=_nowhere(), exit=True)
    before = signal.signal(signal.SIGALRM, _interrupt) if interruptible else None
    try:
        if interruptible:
            signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
        yield
    finally:
        if interruptible:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        if host.hosted:
            faulthandler.cancel_dump_traceback_later()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise TookTooLong


@functools.cache
def _nowhere() -> IO[str]:
    """Where the watchdog writes its trace; it must stay open."""
    return Path(os.devnull).open("w")
