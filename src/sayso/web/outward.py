"""What the desk shows, as it goes over the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from pydantic_core import to_json

from sayso import desk
from sayso.desk import IncidentState, ReportState
from sayso.record import Record
from sayso.review import marks as review
from sayso.review import turns
from sayso.review.apply import Lost
from sayso.store import Hit
from sayso.store import desk_views as views
from sayso.store.desk_views import QueueLine, QueuePage
from sayso.view.chain_data import source_graph
from sayso.view.quotes import quotes_of
from sayso.web.wire.decisions import Decided, DecisionOut, LostOut, Mark, Turn, Turns
from sayso.web.wire.incidents import (
    IncidentLine,
    IncidentPage,
    IncidentView,
    Quote,
    ReportHead,
    SourceGraph,
)
from sayso.web.wire.reports import (
    CopyOf,
    HitOut,
    IncidentOf,
    LineOut,
    Queue,
    QueueGroup,
    ReadingOut,
    ReportView,
)


def marks_out(marks: Mapping[str, review.Mark]) -> dict[str, Mark]:
    """How the places of a record stand."""
    return {path: Mark.model_validate(mark) for path, mark in marks.items()}


def rejected_out(rejected: Mapping[str, Sequence[Record]]) -> dict[str, list[Any]]:
    """Rejected objects, by collection, as JSON has them."""
    return {
        kind: [item.model_dump(mode="json") for item in them] for kind, them in rejected.items()
    }


def lost_out(lost: Lost) -> LostOut:
    """A decision that has no place in the reading."""
    return LostOut(decision=DecisionOut.model_validate(lost.decision), why=lost.why)


def turns_out(found: turns.Turns) -> Turns:
    """What undo and redo would do."""
    return Turns(undo=_turn_out(found.undo), redo=_turn_out(found.redo))


def _turn_out(turn: turns.Turn | None) -> Turn | None:
    if turn is None:
        return None
    done = turn.decision
    return Turn(
        number=done.number,
        record=done.record,
        action=done.action,
        path=done.path,
        words=turn.words,
    )


def decided_out(decided: desk.Decided) -> Decided:
    """What came of a decision."""
    return Decided(
        decision=DecisionOut.model_validate(decided.decision),
        patch=decided.patch,
        rejected=rejected_out(decided.rejected),
        marks=marks_out(decided.marks),
        done=decided.done,
        turns=turns_out(decided.turns),
    )


def line_out(line: QueueLine) -> LineOut:
    """A line of the queue."""
    return LineOut(
        **asdict(line.line),
        relevance=line.relevance,
        done=line.done,
        coders=line.coders,
        flagged=line.flagged,
        contested=line.contested,
    )


def queue_out(page: QueuePage) -> Queue:
    """A page of the queue."""
    groups = [
        QueueGroup(lead=line_out(g.lead), copies=[line_out(c) for c in g.copies])
        for g in page.groups
    ]
    return Queue(groups=groups, next=page.next, left=page.left)


def report_out(state: ReportState) -> ReportView:
    """A report with all that stands beside it."""
    extractor = state.report.reader.extractor
    return ReportView(
        report=state.report,
        rejected=rejected_out(state.rejected),
        marks=marks_out(state.marks),
        reading=state.reading,
        readings=[ReadingOut.model_validate(each) for each in state.readings],
        extractor=f"{extractor.name} {extractor.version}" if extractor else None,
        lost=[lost_out(each) for each in state.lost],
        incidents=[_told(each) for each in state.incidents],
        copies=[CopyOf.model_validate(each) for each in state.copies],
        done=state.done,
        turns=turns_out(state.turns),
    )


def incident_line(line: views.IncidentLine) -> IncidentLine:
    """A line of the list of incidents."""
    return IncidentLine.model_validate(line)


def incidents_out(page: views.IncidentPage) -> IncidentPage:
    """A page of the incidents."""
    return IncidentPage(incidents=[incident_line(line) for line in page.incidents], next=page.next)


def incident_out(state: IncidentState) -> IncidentView:
    """An incident with all that stands beside it."""
    return IncidentView(
        incident=state.incident,
        machine=state.machine,
        origins=list(state.origins),
        copies=list(state.copies),
        reports={id_: ReportHead.model_validate(r) for id_, r in state.reports.items()},
        quotes={
            value: [Quote.model_validate(quote) for quote in quotes]
            for value, quotes in quotes_of(state.incident, state.reports).items()
        },
        graph=SourceGraph.model_validate(source_graph(state.incident, state, state.reports)),
        marks=marks_out(state.marks),
        decisions=[DecisionOut.model_validate(each) for each in state.decisions],
        near=[incident_line(line) for line in state.near],
        turns=turns_out(state.turns),
    )


def hit_out(hit: Hit) -> HitOut:
    """A report that a search found, the hits in its snippet between U+0002 and U+0003."""
    parts: list[str] = []
    done = 0
    for start, end in hit.spans:
        parts += [hit.snippet[done:start], "\x02", hit.snippet[start:end], "\x03"]
        done = end
    return HitOut(
        id=hit.id,
        title=hit.title,
        outlet=hit.outlet,
        published=hit.published,
        snippet="".join([*parts, hit.snippet[done:]]),
    )


def _told(told: views.IncidentOf) -> IncidentOf:
    line = told.incident
    return IncidentOf(
        id=line.id,
        type=line.type,
        place=line.place,
        day=line.earliest or line.latest,
        events=list(told.events),
        reports=line.reports,
        contested=list(line.contested),
    )


def columns_out(columns: views.MapColumns) -> bytes:
    """The map as JSON: made at once, as a hundred thousand values need no check one by one."""
    values = {field.name: getattr(columns, field.name) for field in fields(columns)}
    return to_json(values)
