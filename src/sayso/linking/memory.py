"""What linking remembers of reports, so that new ones are linked without reading all again."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from sayso.linking.copies.fingerprints import Fingerprints
from sayso.linking.incidents.happenings import Happening, happenings
from sayso.linking.moments import moment
from sayso.linking.stories.pairs import Chances
from sayso.linking.stories.term_table import TermTable
from sayso.linking.stories.traits import Traits, traits_of
from sayso.linking.wording import TermsOf
from sayso.record import Copy, Report

Ref = tuple[int, int]
"""A report's number and the place of a happening among its happenings."""
EventKey = tuple[str, str]
"""Report id and event id."""
Named = tuple[str | None, str | None]
"""Outlet and agency of a report."""
UNDATED = "9999"


@dataclass(frozen=True)
class Note:
    """What is remembered of one report."""

    id: str
    told: str
    """When it came out, in UTC, as text that sorts by time; undated reports last."""
    traits: Traits
    happenings: tuple[Happening, ...]

    def to_json(self) -> str:
        """One line, for :meth:`from_json`."""
        return json.dumps(
            {
                "id": self.id,
                "told": self.told,
                "traits": self.traits.to_data(),
                "happenings": [h.to_data() for h in self.happenings],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The note that :meth:`to_json` wrote."""
        found = json.loads(line)
        return cls(
            id=found["id"],
            told=found["told"],
            traits=Traits.from_data(found["traits"]),
            happenings=tuple(map(Happening.from_data, found["happenings"])),
        )


def traits_in(line: str) -> Traits:
    """The traits alone of the note that was written as a line."""
    return Traits.from_data(json.loads(line)["traits"])


def note_of(report: Report) -> Note:
    """What is to be remembered of a report."""
    when = moment(report.published)
    terms = TermsOf(report.text)
    return Note(
        id=report.id,
        told=when.isoformat() if when else UNDATED,
        traits=traits_of(report, terms),
        happenings=tuple(happenings(report, terms)),
    )


@dataclass(frozen=True)
class Torn:
    """What held together through reports that are linked again, as they read now."""

    incidents: frozenset[str] = frozenset()
    """Those with events of these reports."""
    reports: frozenset[int] = frozenset()
    """Numbers of remembered reports that had text from these, or they from them."""


class Memory(Protocol):
    """What linking asks of the place where its notes are kept.

    Reports have numbers from 0 on. The number of a report that was forgotten is not given again.
    """

    def __len__(self) -> int:
        """How many numbers were given."""

    def gone(self) -> Collection[int]:
        """Numbers of reports that were forgotten; nothing else below is told of these."""

    def fingerprints(self) -> Fingerprints:
        """Which report holds which shingle."""

    def days_and_outlets(self) -> Sequence[tuple[int, str | None]]:
        """Day of publication (``date.toordinal``; 0 unknown) and outlet by number; none if gone."""

    def table(self) -> TermTable:
        """The terms of each report by number; none of those that are gone."""

    def traits(self, numbers: Collection[int]) -> Mapping[int, Traits]:
        """The traits in the notes on some reports."""

    def notes(self, numbers: Collection[int]) -> Mapping[int, Note]:
        """The notes on some reports."""

    def reports(self, numbers: Collection[int]) -> Mapping[int, Report]:
        """The records of some reports."""

    def copies(self, numbers: Collection[int]) -> Sequence[Copy]:
        """Copies from or to some reports."""

    def chances(self, numbers: Collection[int]) -> Chances:
        """Of pairs with one of some reports, those that may well be on one story."""

    def at_place(self, key: str, first: int, last: int, most: int) -> Sequence[Ref]:
        """Happenings at a place between two days, those nearest to the middle first."""

    def incidents(self, events: Collection[EventKey]) -> Mapping[EventKey, str]:
        """The incident of each event that is in one."""

    def members(self, incidents: Collection[str]) -> Mapping[str, Collection[EventKey]]:
        """The events of incidents."""

    def numbers(self, ids: Collection[str]) -> Mapping[str, int]:
        """The numbers of reports that are remembered."""

    def press(self) -> Sequence[Named]:
        """Outlet and agency of all reports, each pair once."""


class Nothing:
    """A memory of nothing: all reports of a collection are linked at once."""

    def __len__(self) -> int:
        return 0

    def gone(self) -> Collection[int]:
        """None."""
        return ()

    def fingerprints(self) -> Fingerprints:
        """No shingles."""
        return Fingerprints.none()

    def days_and_outlets(self) -> Sequence[tuple[int, str | None]]:
        """No reports."""
        return ()

    def table(self) -> TermTable:
        """No terms."""
        return TermTable()

    def traits(self, numbers: Collection[int]) -> Mapping[int, Traits]:  # noqa: ARG002
        """No traits."""
        return {}

    def notes(self, numbers: Collection[int]) -> Mapping[int, Note]:  # noqa: ARG002
        """No notes."""
        return {}

    def reports(self, numbers: Collection[int]) -> Mapping[int, Report]:  # noqa: ARG002
        """No reports."""
        return {}

    def copies(self, numbers: Collection[int]) -> Sequence[Copy]:  # noqa: ARG002
        """No copies."""
        return ()

    def chances(self, numbers: Collection[int]) -> Chances:  # noqa: ARG002
        """No pairs."""
        return {}

    def at_place(self, key: str, first: int, last: int, most: int) -> Sequence[Ref]:  # noqa: ARG002
        """No happenings."""
        return ()

    def incidents(self, events: Collection[EventKey]) -> Mapping[EventKey, str]:  # noqa: ARG002
        """No incidents."""
        return {}

    def members(self, incidents: Collection[str]) -> Mapping[str, Collection[EventKey]]:  # noqa: ARG002
        """No incidents."""
        return {}

    def numbers(self, ids: Collection[str]) -> Mapping[str, int]:  # noqa: ARG002
        """No reports."""
        return {}

    def press(self) -> Sequence[Named]:
        """No outlets."""
        return ()
