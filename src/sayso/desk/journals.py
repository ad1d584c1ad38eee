"""Journals of decisions out of a collection and into one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.desk.official_reports import renew_official
from sayso.desk.records import Records
from sayso.errors import NotFound
from sayso.record import Report
from sayso.review.decision import Decision
from sayso.review.incident_overlay import official_incidents
from sayso.review.journal import Here, journal_lines, moved, read_journal
from sayso.store import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of reading a journal in.

    Attributes:
        written: Decisions that were written down.
        there: Those that were here already.
        refused: Those that have no place here and lines that cannot be read, each with its line,
            what is wrong, and a remedy.
    """

    written: int
    there: int
    refused: tuple[str, ...]


def export_journal(
    store: Store, record: str | None = None, *, who: str | None = None
) -> Iterator[str]:
    """The journal of a collection, line by line: every decision, and the readings they are about.

    Args:
        store: The collection.
        record: Only what is about this report or incident; its whole id.
        who: Only what this person decided.
    """
    decisions = store.decisions(record, replaced=True)
    wanted = [d for d in decisions if who in (None, d.who)]
    yield from journal_lines(wanted, _Readings(store).get)


def import_journal(store: Store, lines: Iterable[str], records: Records | None = None) -> Imported:
    """Write down the decisions of a journal that are not here yet, and what holds with them.

    Reports are found by their id, their address or their text. Reading a journal in twice writes
    nothing twice, also when the report was read anew between.

    Args:
        store: The collection.
        lines: As :func:`export_journal` gives them.
        records: Readings that are at hand.
    """
    journal = read_journal(lines)
    found = moved(journal, _Finder(store).here)
    fresh, there = _not_here(store, found.decisions)
    done = store.replay(fresh)
    renew_official(store, records)
    store.overlay_incidents(official_incidents)
    refused = [
        *(str(fault) for fault in journal.faults),
        *(str(each) for each in found.refused),
        *(f"line {found.lines[d.number]}: {error}" for d, error in done.refused),
    ]
    return Imported(done.written, there + done.there, tuple(sorted(refused, key=_line_of)))


def _not_here(store: Store, decisions: list[Decision]) -> tuple[list[Decision], int]:
    """Those that are not here, whatever ids and spans the reading here has, and how many are."""
    known: dict[str, Counter[tuple[str, ...]]] = {}
    carried: list[Decision] = []
    there = 0
    for d in decisions:
        if d.replaces is not None or d.action == "undo":
            carried.append(d)  # the store itself knows them again
            continue
        if d.record not in known:
            try:
                old = store.decisions(d.record, replaced=True)
            except NotFound:
                old = []
            known[d.record] = Counter(_key(each) for each in old)
        if known[d.record][_key(d)]:
            known[d.record][_key(d)] -= 1
            there += 1
        else:
            carried.append(d)
    return carried, there


def _key(d: Decision) -> tuple[str, ...]:
    return (d.made, d.who, d.stage, d.action)


def _line_of(refused: str) -> int:
    digits = refused.partition(":")[0].rpartition(" ")[2]
    return int(digits) if digits.isdecimal() else 0


class _Readings:
    """Readings of a collection, the last one kept: decisions on one follow each other."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[tuple[str, int], Report | None] | None = None

    def get(self, record: str, number: int) -> Report | None:
        """A reading; None where there is none."""
        if self._last is None or self._last[0] != (record, number):
            try:
                report: Report | None = self._store.get(record, number)
            except NotFound:
                report = None
            self._last = ((record, number), report)
        return self._last[1]


class _Finder:
    """Finds the report of a collection that a journal's report is."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_text: dict[str, str] | None = None

    def here(self, record: str, report: Report | None) -> Here | None:
        """By id, then by address, then by the text, which is looked for in the whole collection."""
        own = self._known(record)
        if own is None and report is not None:
            own = (self._store.report_at(report.url) if report.url else None) or self._text(report)
        if own is None:
            return None
        numbers = [reading.number for reading in self._store.readings(own)]
        return Here(own, {n: self._store.get(own, n) for n in numbers}, max(numbers))

    def _known(self, record: str) -> str | None:
        try:
            return record if self._store.readings(record) else None
        except NotFound:
            return None

    def _text(self, report: Report) -> str | None:
        if self._by_text is None:
            self._by_text = {_hash(other): other.id for other in self._store.reports()}
        return self._by_text.get(_hash(report))


def _hash(report: Report) -> str:
    return hashlib.sha256(report.text.encode()).hexdigest()
