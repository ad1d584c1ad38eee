"""What a person changes in a tool is what is decided, once, whatever the format."""

from __future__ import annotations

import pytest
from annotated_reports import at, wire
from coded_files import asked_of, decided, through
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.coded.annotations.changes import Change
from sayso.coded.annotations.finding import comparable
from sayso.coded.annotations.graph import of_record
from sayso.coded.annotations.labels import FOLLOWS, LABELLED
from sayso.export.annotations import annotated
from sayso.record import Report
from sayso.store.snapshot import Read

FORMATS = ("brat", "web-annotation", "doccano", "label-studio", "records")

ADDED_EVENT = {
    "id": "h0001", "type": "PROTEST", "anchor": list(at("villagers saw")), "actors": ["a3"],
    "places": ["p1"], "time": "t1", "voice": [{"outlet": True}],
}  # fmt: skip
ADDED_STATEMENT = {
    "id": "h0002", "kind": "indirect", "content": [list(at("near Gao, killing"))],
    "cue": [list(at("killing"))], "source": {"span": list(at("traders")), "actor": "a5"},
}  # fmt: skip
ADDED_ACTOR = {"id": "h0003", "name": "Radio", "mentions": [list(at("Radio"))], "kind": "state"}
TOLL = {
    "effect": "killed", "low": 9, "best": 10, "high": 12, "span": list(at("ten")), "phrase": "ten",
    "statement": "s2",
}  # fmt: skip

CHANGES = (
    Change("correct", "actors.a1.kind", new="group"),
    Change("correct", "actors.a1.name", new="Brigade of the River"),
    Change("correct", "actors.a1.mentions", new=[list(at("the River Brigade"))]),
    Change("correct", "actors.a4.member_of", new=None),
    Change("correct", "places.p1", new={"lat": 16.5, "lon": 0.5, "precision": 3}),
    Change("correct", "times.t1.value", new="2020-05-10"),
    Change("correct", "times.t1.span", new=list(at("on Sunday"))),
    Change("correct", "events.e1.type", new="COERCE"),
    Change("correct", "events.e1.actors", new=["a3", "a1"]),
    Change("correct", "events.e1.recipients", new=[]),
    Change("correct", "events.e1.time", new="t1"),
    Change("correct", "events.e1.tolls", new=[TOLL]),
    Change("correct", "events.e1.tolls", new=[]),
    Change("correct", "events.e1.status", new="feared"),
    Change("correct", "events.e1.anchor", new=list(at("open"))),
    Change("correct", "events.e2.same_as", new=None),
    Change("correct", "events.e2.background", new=False),
    Change("correct", "statements.s3.stance", new="states"),
    Change("correct", "statements.s3.content", new=[list(at("“We deny any part,”"))]),
    Change("correct", "statements.s1.source", new=None),
    Change("correct", "statements.s2.cue", new=[]),
    Change("correct", "statements.s2.parent", new=None),
    Change("merge", "actors.a5", new={"into": "a3"}),
    Change("reject", "actors.a2"),
    Change("reject", "places.p1"),
    Change("reject", "times.t1"),
    Change("reject", "statements.s1"),
    Change("reject", "statements.s3"),
    Change("reject", "events.e1"),
    Change("reject", "events.e2"),
    Change("add", "events.h0001", new=ADDED_EVENT),
    Change("add", "statements.h0002", new=ADDED_STATEMENT),
    Change("add", "actors.h0003", new=ADDED_ACTOR),
)


NOT_IN_DOCCANO = {
    "actors.a1.name", "places.p1", "times.t1.value", "events.e1.status", "events.e2.background",
    "statements.s3.stance", "actors.a5",
}  # fmt: skip
"""It has labels and links alone, and does not say which mentions are one."""


def marked(report: Report) -> tuple[object, object]:
    """What is marked in a report, and what belongs to what, without ids."""
    graph = of_record(annotated(Read(report, {})), comparable(report.text))
    where = {
        key: (m.layer, m.label if m.layer in LABELLED else None, m.at)
        for key, m in graph.marks.items()
        if m.layer not in FOLLOWS
    }
    things = {
        frozenset(where[k] for k in graph.thing if graph.thing[k] == thing)
        for thing in graph.thing.values()
    }
    links = {
        (name, where[owner], where[p.key] if p.key not in graph.thing else thing_at(graph, p.key))
        for owner in graph.parts
        for name in graph.parts[owner]
        for p in graph.part(owner, name)
        if name != "told_in"
    }
    return frozenset(where.values()), (frozenset(things), frozenset(links))


def thing_at(graph: object, key: str) -> object:
    mentions = graph.mentions(graph.thing[key])  # type: ignore[attr-defined]
    return frozenset(m.at for m in mentions)


@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(picked=st.lists(st.sampled_from(range(len(CHANGES))), min_size=1, max_size=4, unique=True))
def test_edits_come_through_and_only_once(format_: str, picked: list[int]) -> None:
    report = wire()
    edits = [CHANGES[n] for n in picked]
    if format_ == "doccano":
        edits = [edit for edit in edits if edit.action != "merge"]
    try:
        edited = decided(report, edits).report
    except AssertionError:
        return  # these cannot all be decided together
    (coded,) = through(format_, Read(edited, {}))
    found = asked_of(coded, report)
    assert found.refused == ()
    after = decided(report, found.changes)
    assert marked(after.report) == marked(edited)
    again = asked_of(coded, report, after)
    assert again.changes == ()
    assert again.refused == ()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("edit", CHANGES, ids=lambda c: f"{c.action}-{c.path}")
def test_one_edit_is_one_decision(format_: str, edit: Change) -> None:
    report = wire()
    (coded,) = through(format_, Read(decided(report, [edit]).report, {}))
    found = asked_of(coded, report)
    told = [c for c in found.changes if c.path.split(".")[0] == edit.path.split(".")[0]]
    if format_ == "doccano" and edit.path in NOT_IN_DOCCANO and edit.action != "reject":
        assert found.changes == ()
        return
    assert [c.action for c in told] == [edit.action]
    if edit.action != "add":
        assert told[0].path.startswith(".".join(edit.path.split(".")[:2]))
