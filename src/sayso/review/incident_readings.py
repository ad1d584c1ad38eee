"""Merges and splits hold on to events, also when a report is read again and its ids move.

A decision names events by ids, and keeps beside them what it takes to find them again in another
reading, and in another database: where their words stand, and which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from sayso.extract.spans import overlap
from sayso.linking.memory import EventKey
from sayso.record import Event, Incident, Report
from sayso.review.decision import Decision
from sayso.review.incident_groups import GROUPING, event_keys

_LISTS = ("events", "into_events", "rest")


class Readings(Protocol):
    """What is asked of the place where readings are kept."""

    def linked_readings(self, reports: Collection[str]) -> Mapping[str, str]:
        """What names the reading of each report that incidents are made of, in this database."""

    def reports_by_id(self, ids: Collection[str]) -> Mapping[str, Report]:
        """Official records."""


def with_seen(
    new: Mapping[str, Any], readings: Readings, split: Incident | None = None
) -> dict[str, Any]:
    """The value of a merge or split with what its events are: ``seen``, by report.

    Args:
        new: As a person gives it.
        readings: Where readings are kept.
        split: The incident that is split: the events that stay in it are kept as ``rest``, so that
            it shows later which ones are new.
    """
    if split is not None:
        parting = set(event_keys(new.get("events")))
        staying = [(e.report, e.event) for e in split.events if (e.report, e.event) not in parting]
        new = {**new, "rest": [list(key) for key in staying]}
    keys = [key for name in _LISTS for key in event_keys(new.get(name))]
    ids = dict.fromkeys(report for report, _ in keys)
    records, made = readings.reports_by_id(ids), readings.linked_readings(ids)
    seen: dict[str, dict[str, Any]] = {}
    for report, event in keys:
        record = records.get(report)
        found = next((e for e in record.events if e.id == event), None) if record else None
        if record is not None and found is not None:
            here = seen.setdefault(report, {"reading": made.get(report), "events": {}})
            words = record.words(found.anchor)
            here["events"][event] = {"type": found.type, "anchor": found.anchor, "words": words}
    return {**new, "seen": seen}


def as_linked(decisions: Iterable[Decision], readings: Readings) -> list[Decision]:
    """Decisions about incidents with what the events that they name are now.

    Args:
        decisions: In any order; others than merges and splits stay as they are.
        readings: Where readings are kept.

    Returns:
        Merges and splits of reports that were read again have under ``now`` the events as they are
        now, without those that are not found. What the person named stays beside it.
    """
    every = list(decisions)
    reports = {report for d in every for report in _seen(d)}
    made = readings.linked_readings(reports) if reports else {}
    moved = {
        report
        for d in every
        for report, seen in _seen(d).items()
        if report in made and made[report] != seen.get("reading")
    }
    if not moved:
        return every
    records = readings.reports_by_id(moved)
    return [_moved(d, made, records) if not moved.isdisjoint(_seen(d)) else d for d in every]


def _seen(decision: Decision) -> Mapping[str, Mapping[str, Any]]:
    if decision.action not in GROUPING or not isinstance(decision.new, Mapping):
        return {}
    seen = decision.new.get("seen")
    return seen if isinstance(seen, Mapping) else {}


def _moved(decision: Decision, made: Mapping[str, str], records: Mapping[str, Report]) -> Decision:
    seen = _seen(decision)

    def now(events: Sequence[EventKey]) -> list[list[str]]:
        out = []
        for report, event in events:
            was = seen.get(report, {})
            known = was.get("events", {}).get(event)
            same = report not in records or made.get(report) == was.get("reading")
            to = event if same or known is None else _found(records[report], event, known)
            if to is not None:
                out.append([report, to])
        return out

    new = {name: now(event_keys(decision.new.get(name))) for name in _LISTS if name in decision.new}
    return replace(decision, new={**decision.new, "now": new})


def _found(report: Report, id_: str, was: Mapping[str, Any]) -> str | None:
    """The one event of another reading that stands on the same words; None: none, or several."""
    begin, end = was["anchor"]
    here = [e for e in report.events if overlap((begin, end), e.anchor)]
    if report.words((begin, end)) != was["words"]:
        here = [e for e in report.events if report.words(e.anchor) == was["words"]]
    if not here:
        return None

    def fit(event: Event) -> tuple[bool, bool, bool]:
        return event.anchor == (begin, end), event.type == was["type"], event.id == id_

    best = max(map(fit, here))
    fitting = [e.id for e in here if fit(e) == best]
    return fitting[0] if len(fitting) == 1 else None
