"""Who made what is marked in a report: its reader, or people who decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sayso.desk.own import on_reading
from sayso.desk.records import Records
from sayso.export.shared.people import pseudonyms
from sayso.export.source import Source
from sayso.review.marks import Mark
from sayso.review.official import official
from sayso.store.snapshot import TOGETHER, Read


@dataclass(frozen=True, slots=True)
class Makers:
    """Who made what in one report.

    Attributes:
        marks: What people decided that holds of it, by path in the record.
        read: When it was read (UTC, ISO 8601).
        people: What those who decided are called in an export.
    """

    marks: Mapping[str, Mark]
    read: str | None
    people: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str) -> Mark | None:
        """What holds of an annotation: that people added, corrected or confirmed what it says.

        Args:
            path: Of the annotation.
        """
        if not self.marks:
            return None
        kind, _, rest = path.partition(".")
        id_, _, part = rest.partition(".")
        thing = f"{kind}.{id_}"
        whole = self.marks.get(thing)
        if whole is not None and whole.state == "added":
            return whole
        part = part.partition(".")[0]
        apart = _APART.get(kind, frozenset())
        found = [
            mark
            for where, mark in self.marks.items()
            if mark.state == "corrected"
            and where.startswith(f"{thing}.")
            and _is_of(where[len(thing) + 1 :], part, apart)
        ]
        if found:
            return max(found, key=lambda mark: mark.made or "")
        return whole


_APART = {
    "statements": frozenset({"cue", "source", "medium", "hedges"}),
    "events": frozenset({"instrument", "tolls"}),
}
"""Fields of an object that are annotations of their own."""


def _is_of(name: str, part: str, apart: frozenset[str]) -> bool:
    return name == part if part in apart else name not in apart


def with_makers(source: Source, reads: Iterable[Read]) -> Iterator[tuple[Read, Makers]]:
    """Reports with who made what in each.

    Args:
        source: What is exported; where it is the machine's state, people made nothing.
        reads: Its reports.
    """
    records, people, stream = Records(source.store), pseudonyms(source.store), iter(reads)
    while some := list(islice(stream, TOGETHER)):
        ids = [read.report.id for read in some]
        marks = marks_of(source, ids, records) if source.asked.official else {}
        made = source.snapshot.readings(ids)
        for read in some:
            readings = made.get(read.report.id)
            when = readings[-1].made if readings else None
            yield read, Makers(marks.get(read.report.id, {}), when, people)


def marks_of(
    source: Source, reports: Sequence[str], records: Records
) -> dict[str, Mapping[str, Mark]]:
    """What people decided that holds of some reports, by report and path.

    Args:
        source: What is exported.
        reports: Ids; those of which nobody decided anything are left out.
        records: Where the machine's readings are.
    """
    store = source.store
    alone = not store.people()
    about: dict[str, list[int]] = {}
    decisions = store.decisions_of(reports)
    for i, decision in enumerate(decisions):
        about.setdefault(decision.record, []).append(i)
    found: dict[str, Mapping[str, Mark]] = {}
    for report, numbers in about.items():
        _, reading = store.current(report)
        machine = records.get(report, reading)
        moved = on_reading(records, machine, reading, [decisions[i] for i in numbers])
        reviewed = official(machine, moved.decisions, alone=alone)
        if reviewed is not None:
            found[report] = reviewed.marks
    return found
