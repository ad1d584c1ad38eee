"""How far a reading agrees with annotations, in figures."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sayso.errors import InputError
from sayso.export.annotations import Layer
from sayso.record import Spans
from sayso.review.agreement import FieldAgreement

What = Literal["missed", "more", "label", "words"]

WHAT: dict[What, str] = {
    "missed": "the file has it, sayso does not",
    "more": "sayso has it, the file does not",
    "label": "the same words with another label",
    "words": "other words",
}


@dataclass(slots=True)
class Counts:
    """How many each side has, and how many are of both.

    Attributes:
        file: Of the file.
        ours: Of sayso.
        both: Of the file's, those that sayso has too.
    """

    file: int = 0
    ours: int = 0
    both: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what sayso has that the file has; None: sayso has nothing."""
        return self.both / self.ours if self.ours else None

    @property
    def recall(self) -> float | None:
        """Share of what the file has that sayso has; None: the file has nothing."""
        return self.both / self.file if self.file else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; None: neither has anything."""
        every = self.file + self.ours
        return 2 * self.both / every if every else None

    def to_data(self) -> dict[str, Any]:
        """As plain values for JSON."""
        found = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**asdict(self), **found}


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that the two sides mark otherwise.

    Attributes:
        file: The file's label; None: it has none there.
        ours: Likewise.
        at: Where the words stand, in code points of the report's text.
    """

    report: str
    layer: Layer
    what: What
    words: str
    file: str | None
    ours: str | None
    at: Spans


@dataclass
class Scores:
    """How far sayso's reading agrees with annotations.

    Attributes:
        reports: Reports of the files that are in the collection.
        exact: By layer.
        overlap: By layer.
        links: By relation.
        agreement: On coded fields.
        differences: All words that are marked otherwise.
        empty: Reports of the files in which nothing is marked: they are no measure.
        refused: What could not be read or placed.
    """

    reports: int = 0
    exact: dict[Layer, Counts] = field(default_factory=dict)
    overlap: dict[Layer, Counts] = field(default_factory=dict)
    links: dict[str, Counts] = field(default_factory=dict)
    agreement: list[FieldAgreement] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    empty: int = 0
    refused: list[InputError] = field(default_factory=list)

    def to_data(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {
            "reports": self.reports,
            "empty": self.empty,
            "layers": {
                layer: {
                    "exact": self.exact[layer].to_data(),
                    "overlap": self.overlap[layer].to_data(),
                }
                for layer in self.exact
            },
            "links": {name: counts.to_data() for name, counts in self.links.items()},
            "agreement": [asdict(each) for each in self.agreement],
            "differences": [asdict(each) for each in self.differences],
            "refused": [str(error) for error in self.refused],
        }
