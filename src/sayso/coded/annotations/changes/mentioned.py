"""Actors, places and times of a file against those of the record."""

from __future__ import annotations

from typing import Any

from sayso.coded.annotations.changes.context import KIND_OF, Change, Context
from sayso.coded.annotations.changes.values import Bad, changed_values, first_said
from sayso.coded.annotations.graph import MENTIONED, Seen
from sayso.coded.annotations.pairing import thing_of
from sayso.export.annotations import Layer
from sayso.record import Span
from sayso.review.surface import time_at


def compare_mentioned(context: Context) -> None:
    """Note what is other in actors, places and times, and what is new."""
    for layer in MENTIONED:
        things: dict[str, list[Seen]] = {}
        for mark in context.file.of(layer):
            for id_ in context.ids[mark.key]:
                things.setdefault(id_, []).append(mark)
        for id_, marks in things.items():
            if id_ not in context.fresh:
                _changed(context, layer, id_, marks)
            elif not any(c.action == "split" and c.new["id"] == id_ for c in context.changes):
                _added(context, layer, id_, marks)
        if layer == "actors":
            _members(context, things)
    for mark in context.file.of("times"):
        _time(context, mark)


def _changed(context: Context, layer: Layer, id_: str, marks: list[Seen]) -> None:
    kind = KIND_OF[layer]
    item = context.item(kind, id_)
    thing = f"{kind}.{id_}"
    there = [m for m in context.record.of(layer) if context.record_id(m.key) == id_]
    by_key = {m.key: m for m in there}
    pairs = [
        (mark, by_key[path])
        for mark in marks
        for path in context.pairs.of_file[mark.key]
        if path in by_key and thing_of(path) == thing
    ]
    context.correct_all(kind, id_, changed_values(context, pairs))
    leaving = [
        tuple(span)
        for c in context.changes
        if c.action == "split" and c.path == thing
        for span in c.new["spans"]
    ]
    shown = {m.at: m.spans[0] for m in there}
    given = {m.at: _one(m) for m in marks}
    merged = [s for m in there if thing_of(m.key) != thing for s in m.spans]
    before = [s for s in (*item.mentions, *merged) if s not in leaving]
    drop = {span for at, span in shown.items() if at and at not in given and context.removes(layer)}
    more = [span for at, span in given.items() if at and at not in shown]
    # mentions of which the record has others at the same words stay as they are
    after = [s for s in dict.fromkeys(before) if s not in drop] + more
    if set(after) != set(before) and after:
        new = [list(span) for span in sorted(after)]
        old = [list(span) for span in item.mentions]
        context.changes.append(Change("correct", f"{thing}.mentions", old, new))


def _one(mark: Seen) -> Span:
    """A mention is of words without gaps."""
    return mark.at[0] if len(mark.at) == 1 and len(mark.spans) > 1 else mark.spans[0]


def _added(context: Context, layer: Layer, id_: str, marks: list[Seen]) -> None:
    kind = KIND_OF[layer]
    try:
        values = first_said(marks)
    except Bad as bad:
        context.refuse(str(bad), marks[0], "correct it in the tool")
        return
    spans = sorted({_one(mark) for mark in marks})
    longest = max(spans, key=lambda span: span[1] - span[0])
    name = " ".join(context.view.report.words(longest).split())
    new = {"id": id_, "name": name, "mentions": [list(s) for s in spans], **values}
    if layer == "places" and "lat" not in values:
        new.setdefault("why", "nobody has said yet where it is")
    context.changes.append(Change("add", f"{kind}.{id_}", None, new))


def _members(context: Context, things: dict[str, list[Seen]]) -> None:
    """Which actor belongs to which."""
    for id_, marks in things.items():
        told = [t for m in marks for t in context.file.part(m.key, "member_of")]
        body = context.first_id(told[0].key) if told else None
        known = context.known("actors").get(id_)
        before = None if known is None else known.member_of
        there = [
            context.record_id(t.key)
            for m in context.record.of("actors")
            if thing_of(m.key) == f"actors.{id_}"
            for t in context.record.part(m.key, "member_of")
        ]
        if any(before in context.ids[each.key] for each in told):
            continue
        if body is None and (
            not there
            or f"actors.{before}" in context.leaving
            or not context.removes("actors", "member_of")
            or context.derived("actors", id_, "member_of")
        ):
            continue
        if body == id_ or (body is not None and context.into.get(f"actors.{before}") == body):
            continue
        if known is not None and body is not None and context.derived("actors", id_, "member_of"):
            machine = context.read("actors", id_)
            if machine is not None and machine.member_of == body:
                continue
        if before != body:
            context.changes.append(Change("correct", f"actors.{id_}.member_of", before, body))


def _time(context: Context, mark: Seen) -> None:
    ids = context.ids[mark.key]
    if ids[0] in context.fresh:
        try:
            values = first_said([mark])
        except Bad as bad:
            context.refuse(str(bad), mark, "correct it in the tool")
            return
        made: dict[str, Any] = time_at(context.view.report, _one(mark), ids[0]).model_dump(
            mode="json"
        )
        if values.keys() & {"value", "earliest", "latest"}:
            made |= dict.fromkeys(("value", "earliest", "latest", "precision", "why"))
        context.changes.append(Change("add", f"times.{ids[0]}", None, {**made, **values}))
        return
    for path in context.pairs.of_file[mark.key]:
        there = context.record.marks[path]
        id_ = path.split(".")[1]
        context.correct_all("times", id_, changed_values(context, [(mark, there)]))
        if context.moved(mark, there):
            context.correct("times", id_, "span", list(_one(mark)))
