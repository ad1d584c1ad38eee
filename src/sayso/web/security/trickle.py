"""Lines of a log that somebody could make as many of as they like."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_WINDOW = 60.0
_FREE = 20
_KEPT = 5_000


class Trickle:
    """Lets so many lines a minute through for each person or address, and counts the others.

    Args:
        clock: Seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def takes(self, key: str) -> int | None:
        """Ask to write a line down.

        Returns:
            How many lines were left out since the last one; None: leave this one out too.
        """
        with self._lock:
            now = self._clock()
            since, count = self._seen.get(key, (now, 0))
            left_out = 0
            if now - since >= _WINDOW:
                left_out, since, count = max(0, count - _FREE), now, 0
            self._seen[key] = (since, count + 1)
            self._seen.move_to_end(key)
            if len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
            return left_out if count < _FREE else None
