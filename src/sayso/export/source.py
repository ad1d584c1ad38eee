"""What an export is written from: one state of a collection, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.linking.accounts.recount import recount
from sayso.record import Copy, TollRule
from sayso.store import Store
from sayso.store.snapshot import Read, Snapshot, Told

TableFile = Literal["csv", "parquet", "xlsx", "sqlite"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be exported.

    Attributes:
        where: Which incidents or reports, in the filter language; None: all.
        rule: Toll ranges by this rule; None: as they were linked.
        file: For tables: which kind of file.
        since: Also what was updated, merged, split or deleted on this day (ISO 8601) or later.
        official: As people made records, where they did.
    """

    where: str | None = None
    rule: TollRule | None = None
    file: TableFile = "csv"
    since: str | None = None
    official: bool = True


class Source:
    """One state of a collection, narrowed to what is asked for.

    Everything can be gone through more than once, and is the same each time.

    Args:
        store: The collection.
        snapshot: The state of it.
        asked: What is asked for.
    """

    def __init__(self, store: Store, snapshot: Snapshot, asked: Asked) -> None:
        self.store = store
        self.snapshot = snapshot
        self.asked = asked

    def told(self) -> Iterator[Told]:
        """The incidents."""
        rule = self.asked.rule
        for told in self.snapshot.told(self.asked.where):
            if rule is None:
                yield told
            else:
                counted = recount(told.incident, rule)
                yield Told(counted, told.origins, told.reports, told.state)

    def read(self) -> Iterator[Read]:
        """The reports."""
        return self.snapshot.read(self.asked.where)

    def copies(self) -> Iterator[Copy]:
        """The copies between reports."""
        return self.snapshot.copies(self.asked.where)

    def of(self, kind: Literal["told", "read", "copies"]) -> Iterable[Told | Read | Copy]:
        """One of the three, by its name."""
        every: dict[str, Iterable[Told | Read | Copy]] = {
            "told": self.told(),
            "read": self.read(),
            "copies": self.copies(),
        }
        return every[kind]
