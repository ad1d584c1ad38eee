"""What an export is written from: one state of a collection, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from sayso.errors import ExportError, NotFound
from sayso.linking.accounts.recount import recount
from sayso.record import Copy, TollRule
from sayso.store import Store
from sayso.store.snapshot import TOGETHER, Of, Read, Snapshot, Told

TableFile = Literal["csv", "parquet", "xlsx", "sqlite"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be exported.

    Attributes:
        where: Which incidents or reports, in the filter language; None: all.
        rule: Toll ranges by this rule; None: as they were linked.
        file: For tables: which kind of file.
        since: Also what was updated, merged, split or deleted on this day (ISO 8601) or later.
        official: As people made records, where they did.
        excel_safe: For CSV: a text that a spreadsheet would run as a formula begins with ``'``.

    Raises:
        NotFound: There is no such rule.
        ExportError: There is no such kind of file.
    """

    where: str | None = None
    rule: TollRule | None = None
    file: TableFile = "csv"
    since: str | None = None
    official: bool = True
    excel_safe: bool = False

    def __post_init__(self) -> None:
        if self.rule is not None and self.rule not in get_args(TollRule):
            rules = ", ".join(get_args(TollRule))
            raise NotFound(f"no counting rule {self.rule!r}", remedy=f"give one of {rules}")
        if self.file not in get_args(TableFile):
            kinds = ", ".join(get_args(TableFile))
            raise ExportError(f"no kind of file {self.file!r}", remedy=f"give one of {kinds}")


class Source:
    """One state of a collection, narrowed to what is asked for.

    Everything can be gone through more than once, and is the same each time.

    Args:
        store: The collection, best as it was at that moment (``Store.within``).
        snapshot: The state of it.
        asked: What is asked for.
        of: What the filter narrows. ``incidents``: the incidents that it fits, with the reports
            that tell of them; ``reports``: the reports that it fits.
        progress: Called now and then: what was gone through, and how many of them.
    """

    def __init__(
        self,
        store: Store,
        snapshot: Snapshot,
        asked: Asked,
        *,
        of: Of = "reports",
        progress: Callable[[str, int], object] | None = None,
    ) -> None:
        self.store = store
        self.snapshot = snapshot
        self.asked = asked
        self.kind = of
        self._progress = progress

    def told(self) -> Iterator[Told]:
        """The incidents."""
        rule = self.asked.rule
        for told in self._counted("incidents", self.snapshot.told(self.asked.where)):
            if rule is None:
                yield told
            else:
                counted = recount(told.incident, rule)
                yield Told(counted, told.origins, told.reports, told.state)

    def read(self) -> Iterator[Read]:
        """The reports."""
        found = self.snapshot.read(self.asked.where, of=self.kind)
        return self._counted("reports", found)

    def copies(self) -> Iterator[Copy]:
        """The copies between reports."""
        found = self.snapshot.copies(self.asked.where, of=self.kind)
        return self._counted("copies", found)

    def of(self, kind: Literal["told", "read", "copies"]) -> Iterable[Told | Read | Copy]:
        """One of the three, by its name."""
        each: dict[str, Callable[[], Iterable[Told | Read | Copy]]] = {
            "told": self.told,
            "read": self.read,
            "copies": self.copies,
        }
        return each[kind]()

    def _counted(self, what: str, found: Iterator[T]) -> Iterator[T]:
        if self._progress is None:
            yield from found
            return
        number = 0
        for number, each in enumerate(found, 1):
            yield each
            if number % TOGETHER == 0:
                self._progress(what, number)
        self._progress(what, number)
