"""Many reports: pieces are dealt out to workers, what they read is kept in shards.

:func:`read_to` is the way in; :mod:`sayso.run.workers` has those who do the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.run.reading import read_to

__all__ = ["read_to"]


def __getattr__(name: str) -> Any:
    # late, since a collection uses small parts of this room and must open quickly
    if name == "read_to":
        from sayso.run.reading import read_to

        return read_to
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
