"""What came of taking a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from sayso.errors import InputError
from sayso.review.decision import Action


@dataclass(frozen=True, slots=True)
class Told:
    """A decision that was written down, or that would be.

    Attributes:
        record: Id of the report or the incident.
        who: Whose it is.
    """

    record: str
    who: str
    action: Action
    path: str
    old: Any
    new: Any


@dataclass
class Taken:
    """What came of taking files as decisions.

    Attributes:
        decisions: What was written down; with ``dry_run`` what would be.
        records: Reports or incidents that the files speak of and that are here.
        same: Of these, those about which nothing was left to decide.
        empty: Reports of the files that nobody marked anything in: they are passed over.
        refused: What could not be taken: files, items, decisions.
    """

    decisions: list[Told] = field(default_factory=list)
    records: int = 0
    same: int = 0
    empty: int = 0
    refused: list[InputError] = field(default_factory=list)

    @contextmanager
    def about(self) -> Iterator[None]:
        """Count one record, and whether anything was decided about it."""
        before = len(self.decisions), len(self.refused)
        self.records += 1
        yield
        self.same += before == (len(self.decisions), len(self.refused))

    def to_data(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {
            "decisions": [asdict(each) for each in self.decisions],
            "records": self.records,
            "same": self.same,
            "empty": self.empty,
            "refused": [str(error) for error in self.refused],
        }

    def __iadd__(self, other: Taken) -> Taken:
        """Take in what came of other files."""
        self.decisions += other.decisions
        self.records += other.records
        self.same += other.same
        self.empty += other.empty
        self.refused += other.refused
        return self
