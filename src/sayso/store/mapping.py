"""The stored reports as a mapping, read only when they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from sayso.errors import NotFound
from sayso.record import Report
from sayso.store.store import Store

_KEPT = 256
"""Records kept in memory: enough for the reports of the largest incidents."""


class StoredReports(Mapping[str, Report]):
    """Current records by their full ids.

    Args:
        store: Where they are; it must stay open.
        official: As people made them, where they did.
    """

    def __init__(self, store: Store, *, official: bool = False) -> None:
        self._store = store
        self._official = official
        self._kept: OrderedDict[str, Report] = OrderedDict()

    def __getitem__(self, key: str) -> Report:
        if key not in self._kept:
            try:
                report = self._store.get(key, official=self._official)
            except NotFound:
                raise KeyError(key) from None
            if report.id != key:
                raise KeyError(key)  # the beginning of an id is no key
            self._kept[key] = report
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.ids())

    def __len__(self) -> int:
        return len(self._store.ids())
