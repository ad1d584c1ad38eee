"""Decisions as lines of JSON: to keep, to look at, to replay in another collection.

A journal holds what people decided together with each reading that they decided on, so that it can
be replayed where the report was read anew, by another version, under other ids.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from sayso.errors import MalformedInput, Refused
from sayso.record import Report, Span, spans_in
from sayso.review.align import carried_to
from sayso.review.apply import applied
from sayso.review.decision import Decision
from sayso.review.paths import Path, parse_path
from sayso.review.values import read_value

ReadingOf = Callable[[str, int], Report | None]
"""The reading of a report by its id and number; None where there is none."""

_DECISION = TypeAdapter(Decision)
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision of a journal, and the number of its line."""

    line: int
    decision: Decision


@dataclass(slots=True)
class Journal:
    """What is in a journal.

    Attributes:
        entries: The decisions, in order.
        readings: What they were decided on, by record and number.
        faults: Lines that cannot be read.
    """

    entries: list[Entry] = field(default_factory=list)
    readings: dict[str, dict[int, Report]] = field(default_factory=dict)
    faults: list[MalformedInput] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Here:
    """A report of the collection in which a journal is replayed.

    Attributes:
        id: Its id here.
        readings: All readings of it here that may be one of the journal's, by number.
        current: The number of the newest.
    """

    id: str
    readings: Mapping[int, Report]
    current: int


@dataclass(slots=True)
class Moved:
    """Decisions of a journal as they are to be written down here.

    Attributes:
        decisions: In order; the numbers are the journal's.
        lines: The line of each, by its number.
        refused: What has no place here, and why.
    """

    decisions: list[Decision] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def journal_lines(decisions: Iterable[Decision], reading_of: ReadingOf) -> Iterator[str]:
    """The lines of a journal, without their ends.

    Args:
        decisions: In the order of deciding; with what was replaced, for the whole story.
        reading_of: Where the readings are; each is written once, before what is about it.
    """
    written: set[tuple[str, int]] = set()
    for d in decisions:
        report = reading_of(d.record, d.reading) if d.reading is not None else None
        if report is not None and d.reading is not None and (d.record, d.reading) not in written:
            written.add((d.record, d.reading))
            yield _line(
                sayso="reading", record=d.record, reading=d.reading,
                report=report.model_dump(mode="json"),
            )  # fmt: skip
        values = {k: v for k, v in asdict(d).items() if k != "current"}
        words = _words(report, d) if report is not None else []
        yield _line(sayso="decision", **values, words=words)


def read_journal(lines: Iterable[str]) -> Journal:
    """Read a journal; a line that cannot be read is named, and the rest goes on."""
    out = Journal()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            _take(out, number, json.loads(line))
        except (ValueError, RecursionError) as error:
            wrong = _first_fault(error) if isinstance(error, ValidationError) else str(error)
            out.faults.append(
                MalformedInput(
                    wrong or "cannot be read",
                    place=f"line {number}",
                    remedy="give lines as sayso decisions export writes them",
                )
            )
    return out


def moved(journal: Journal, here: Callable[[str, Report | None], Here | None]) -> Moved:
    """Decisions of a journal as decisions about the reports that are here.

    Where the very reading is here that people saw, their whole log is taken over as it is, with
    what was undone. Else what holds is carried over to the newest reading here
    (:mod:`sayso.review.align`), and what has no place there is refused.

    Args:
        journal: What was read.
        here: Finds the report that is here for a record of the journal, by its id or by a reading
            of it.
    """
    out = Moved(lines={e.decision.number: e.line for e in journal.entries})
    by_record: dict[str, list[Decision]] = {}
    for entry in journal.entries:
        by_record.setdefault(entry.decision.record, []).append(entry.decision)
    for record, decisions in by_record.items():
        if record.startswith("i_"):
            out.decisions += decisions
            continue
        readings = journal.readings.get(record, {})
        found = here(record, next(iter(readings.values()), None))
        if found is None:
            out.refused += [
                _refused(out, d, f"there is no report {record} here", "add the report first")
                for d in decisions
            ]
        else:
            _move(out, decisions, readings, found)
    out.decisions.sort(key=lambda d: d.number)
    return out


def _move(
    out: Moved, decisions: list[Decision], readings: Mapping[int, Report], here: Here
) -> None:
    same = {
        number: own
        for number, report in readings.items()
        for own, other in here.readings.items()
        if _equal(report, other)
    }
    if all(d.reading in same for d in decisions if d.reading is not None):
        as_is = [replace(d, record=here.id, reading=same.get(d.reading or 0)) for d in decisions]
        out.decisions += as_is
        return
    new = here.readings[here.current]
    whose = dict.fromkeys((d.who, d.stage) for d in decisions)
    for who, stage in whose:
        own = [d for d in decisions if (d.who, d.stage) == (who, stage)]
        carried = carried_to(own, readings, new, current=None)
        lost = [*carried.lost, *applied(new, carried.decisions).lost]
        gone = {each.decision.number for each in lost}
        out.refused += [_refused(out, each.decision, each.why, "decide it anew") for each in lost]
        out.decisions += [
            replace(d, record=here.id, reading=here.current, replaces=None)
            for d in carried.decisions
            if d.number not in gone
        ]


def _equal(a: Report, b: Report) -> bool:
    """Whether two readings are one, whatever the report is called."""
    return a.text == b.text and a.model_copy(update={"id": b.id}) == b


def _refused(out: Moved, d: Decision, why: str, remedy: str) -> Refused:
    what = f"{d.action} {d.path}".strip()
    return Refused(f"{what}: {why}", place=f"line {out.lines[d.number]}", remedy=remedy)


def _take(out: Journal, number: int, value: Any) -> None:
    kind = value.get("sayso") if isinstance(value, dict) else None
    if kind == "reading":
        report = Report.model_validate(value.get("report"))
        out.readings.setdefault(str(value["record"]), {})[int(value["reading"])] = report
    elif kind == "decision":
        given = {k: v for k, v in value.items() if k not in ("sayso", "words")}
        decision = _DECISION.validate_python({**given, "current": True})
        if not decision.record.startswith("i_"):
            _parsed(decision.path)
        out.entries.append(Entry(number, decision))
    else:
        raise ValueError("neither a decision nor a reading")


def _parsed(path: str) -> Path:
    """A path of a journal.

    Raises:
        ValueError: It is none.
    """
    try:
        return parse_path(path)
    except Refused as refused:
        raise ValueError(str(refused)) from refused


def _first_fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(p) for p in first['loc'])}: {first['msg']}"


_LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
"""What JSON may hold as it is and some programs take for the end of a line."""


def _line(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).translate(_LINE_ENDS)


def _words(report: Report, d: Decision) -> list[str]:
    """The words that a decision is about: at the spans of what is there, and of the new value."""
    path = _parsed(d.path)
    spans: list[Span] = []
    if path.kind is not None:
        item = next((i for i in getattr(report, path.kind) if i.id == path.id), None)
        prefix = str(path)
        if item is not None:
            spans += [s for name, s in spans_in(item) if f"{name}.".startswith(f"{prefix}.")]
    if d.action == "add" and path.kind is not None and isinstance(d.new, dict):
        try:
            spans += [s for _, s in spans_in(read_value(path, d.new))]
        except Refused:
            return []
    words = (" ".join(report.words(span).split()) for span in spans)
    return list(dict.fromkeys(filter(None, words)))[:_MOST_WORDS]
