"""What the desk shows: plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sayso.record import Copy, Incident, Origin, Record, Report
from sayso.review.apply import Lost
from sayso.review.decision import Decision
from sayso.review.marks import Mark
from sayso.review.turns import Turns
from sayso.store import Reading
from sayso.store.desk_views import IncidentLine, IncidentOf

_NOTHING = Turns(None, None)


@dataclass(frozen=True, slots=True)
class CopyOf:
    """Another report with the same text."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    kind: str
    share: float
    direction: Literal["from", "to"]
    why: str


@dataclass(frozen=True, slots=True)
class ReportState:
    """One report as a person sees it: the machine's reading with their decisions."""

    report: Report
    reading: int
    readings: tuple[Reading, ...]
    rejected: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()
    incidents: tuple[IncidentOf, ...] = ()
    copies: tuple[CopyOf, ...] = ()
    done: bool = False
    turns: Turns = _NOTHING


@dataclass(frozen=True, slots=True)
class IncidentState:
    """One incident as a person sees it."""

    incident: Incident
    machine: Incident | None
    origins: tuple[Origin, ...]
    copies: tuple[Copy, ...]
    reports: dict[str, Report]
    marks: Mapping[str, Mark]
    decisions: tuple[Decision, ...]
    near: tuple[IncidentLine, ...]
    turns: Turns


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision.

    Attributes:
        patch: The collections of the record that it touched, as they are now.
        rejected: Of the same collections what is rejected.
    """

    decision: Decision
    patch: dict[str, Any]
    rejected: Mapping[str, Sequence[Record]]
    marks: Mapping[str, Mark]
    done: bool
    turns: Turns
