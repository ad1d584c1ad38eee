"""Reports as models, a few of them kept, so that a decision need not parse its report again."""

from __future__ import annotations

import threading
from collections import OrderedDict

from sayso.record import Report
from sayso.store import Store

_KEPT = 256
"""Records in memory; a long one takes some megabytes."""


class Records:
    """Readings of reports; safe for threads.

    A reading never changes, so that what is kept is right for ever.

    Args:
        store: Where they are.
        kept: How many stay in memory.
    """

    def __init__(self, store: Store, kept: int = _KEPT) -> None:
        self._store = store
        self._kept = kept
        self._lock = threading.Lock()
        self._by_reading: OrderedDict[tuple[str, int], Report] = OrderedDict()

    def get(self, id: str, reading: int) -> Report:  # noqa: A002
        """A reading of a report.

        Args:
            id: The report's whole id.
            reading: The number of its reading.

        Raises:
            NotFound: There is none.
        """
        key = (id, reading)
        with self._lock:
            found = self._by_reading.get(key)
            if found is not None:
                self._by_reading.move_to_end(key)
                return found
        found = self._store.get(id, reading)
        with self._lock:
            self._by_reading[key] = found
            while len(self._by_reading) > self._kept:
                self._by_reading.popitem(last=False)
        return found
