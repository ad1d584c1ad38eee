"""Allegations, the order of telling and joins in words, for the terminal and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.linking.names import key_of
from sayso.record import Incident, Join, Origin, Report, Step
from sayso.view.origin_rows import report_name
from sayso.view.safe import one_line
from sayso.view.wording import clock

_HOW = {"copy": "copies", "citation": "cites", "same_source": "has the same source as"}
_WHY = 110


@dataclass(frozen=True, slots=True)
class TellingStep:
    """A report in the order of telling: when it came out, and what it has of its own."""

    report: str
    told: str
    name: str
    said: str
    why: str
    new: bool
    follows: str | None


def allegations_in_words(
    incident: Incident, origins: Sequence[Origin]
) -> Iterator[tuple[str, str]]:
    """Each accused, and what is said of it: ``accused by the ministry; denied by a spokesman``."""
    names = {origin.id: origin.name for origin in origins}
    for allegation in incident.allegations:
        parts = []
        claims = [
            o for o in allegation.by if allegation.claimed and _is(allegation.accused, o, names)
        ]
        others = [o for o in allegation.by if o not in claims]
        if others:
            parts.append(f"accused by {_names(others, names)}")
        if allegation.claimed:
            parts.append("claims it")
        if allegation.denied_by:
            parts.append(f"denied by {_names(allegation.denied_by, names)}")
        yield allegation.accused, "; ".join(parts) or "nobody says so"


def steps_in_words(
    incident: Incident, origins: Sequence[Origin], reports: Mapping[str, Report]
) -> Iterator[TellingStep]:
    """The order of telling: who came first, who follows whom, who brings what is new."""
    names = {origin.id: origin.name for origin in origins}
    for number, step in enumerate(incident.telling):
        yield TellingStep(
            report=step.report,
            told=clock(step.told),
            name=report_name(step.report, reports),
            said=_said(step, names, reports, first=number == 0),
            why=one_line(step.why or "", _WHY),
            new=bool(step.origins),
            follows=step.follows,
        )


def joins_together(incident: Incident) -> list[list[Join]]:
    """Joins with points each alone; those of one report to one event with one reason together."""
    found: dict[tuple[str, str, str, str], list[Join]] = {}
    for join in incident.joins:
        reason = join.why or f"{join.event.report} {join.event.event}"
        key = (join.event.report, join.to.report, join.to.event, reason)
        found.setdefault(key, []).append(join)
    return list(found.values())


def _said(
    step: Step, names: Mapping[str, str], reports: Mapping[str, Report], *, first: bool
) -> str:
    parts = []
    if step.origins:
        parts.append(f"{'first, with' if first else 'adds'} {_names(step.origins, names)}")
    if step.follows:
        verb = _HOW[step.how] if step.how else "follows"
        parts.append(f"{verb} {report_name(step.follows, reports)}")
    return "; ".join(parts) or "has more from the same sources"


def _is(accused: str, origin: str, names: Mapping[str, str]) -> bool:
    """Whether an origin is the accused by name: "fighters of the Column" are the Column."""
    a, b = key_of(accused), key_of(names.get(origin, origin))
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def _names(ids: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(id_, id_) for id_ in ids)
