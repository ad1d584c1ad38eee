"""Documents dealt into parts, each of which is once left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def fold_of(name: str, count: int) -> int:
    """The part that a document belongs to, by a hash of its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % count


def dealt(names: Iterable[str], count: int) -> list[frozenset[str]]:
    """Names in ``count`` parts."""
    every = set(names)
    return [frozenset(n for n in every if fold_of(n, count) == k) for k in range(count)]
