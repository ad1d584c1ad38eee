"""What people are called in an export: nobody by name."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.store import Store


def pseudonyms(store: Store) -> Mapping[str, str]:
    """Give each who decided anything another name: ``person-1``, ``person-2`` and so on.

    Numbered by their first decisions, so that they stay the same in later exports of a collection,
    and that no name can be guessed from them, as it can from a digest of it. ``sayso decisions DB
    export`` has the names.
    """
    return {who: f"person-{n}" for n, who in enumerate(store.deciders(), 1)}
