"""Statements of a file against those of the record."""

from __future__ import annotations

from typing import Any

from sayso.coded.annotations.changes.context import Change, Context
from sayso.coded.annotations.changes.values import Bad, changed_values, first_said
from sayso.coded.annotations.graph import Seen
from sayso.record import Span
from sayso.review.suggest_statements import source_of, suggested_statement


def compare_statements(context: Context) -> None:
    """Note what is other in statements, and what is new."""
    for mark in context.file.of("contents"):
        ids = context.ids[mark.key]
        if ids[0] in context.fresh:
            _added(context, mark, ids[0])
            continue
        for path in context.pairs.of_file[mark.key]:
            _changed(context, mark, context.record.marks[path], alone=len(ids) == 1)


def spans_of(mark: Seen) -> list[list[int]]:
    """The words of a mark as a record's JSON has them: lines that a format cut are one again."""
    return [list(span) for span in (mark.at or mark.spans)]


def one_span(context: Context, mark: Seen) -> list[int]:
    """The words of a mark where a record has one piece; of several the first, and that is told."""
    spans = spans_of(mark)
    if len(spans) > 1:
        what = mark.label or mark.layer
        why = f"{what}: of words in {len(spans)} pieces the first is taken"
        context.refuse(why, mark, "mark them in one piece")
    return spans[0]


def _changed(context: Context, mark: Seen, there: Seen, *, alone: bool) -> None:
    id_ = there.key.split(".")[1]
    cues = context.file.part(mark.key, "cue_of")
    known = context.record.part(there.key, "cue_of")
    pairs = [(mark, there), *((cue, known[0]) for cue in cues if known)]
    context.correct_all("statements", id_, changed_values(context, pairs))
    if not alone:
        return  # what belongs to which of two statements of the same words is not told
    if mark.at != there.at:
        context.correct("statements", id_, "content", spans_of(mark))
    _cue(context, id_, cues, known)
    _hedges(context, id_, mark, there)
    _speaker(context, id_, "source", mark, there)
    _speaker(context, id_, "medium", mark, there)
    _parent(context, id_, mark, there)


def _cue(context: Context, id_: str, cues: list[Seen], known: list[Seen]) -> None:
    given = {span for cue in cues for span in cue.at}
    before = {span for cue in known for span in cue.at}
    if any(len(context.pairs.of_file[cue.key]) > 1 for cue in cues):
        return  # one mark for the same words of two
    if given == before or (not cues and not context.removes("cues", "cue_of")):
        return
    context.correct("statements", id_, "cue", sorted(s for c in cues for s in spans_of(c)))


def _hedges(context: Context, id_: str, mark: Seen, there: Seen) -> None:
    known = {m.at: m.spans[0] for m in context.record.part(there.key, "hedge_of")}
    given = {m.at: m.spans[0] for m in context.file.part(mark.key, "hedge_of")}
    item = context.item("statements", id_)
    gone = [s for at, s in known.items() if at and at not in given]
    gone = gone if context.removes("hedges", "hedge_of") else []
    new = [s for s in item.hedges if s not in gone]
    new += [s for at, s in given.items() if at not in known]
    if new != list(item.hedges):
        context.correct("statements", id_, "hedges", [list(s) for s in new])


def _speaker(context: Context, id_: str, name: str, mark: Seen, there: Seen) -> None:
    """The source or the medium of a statement."""
    relation, layer = (f"{name}_of", "sources" if name == "source" else "media")
    given = context.file.part(mark.key, relation)
    known = context.record.part(there.key, relation)
    item = context.item("statements", id_)
    if len(given) > 1:
        context.refuse(f"a statement with {len(given)} of {layer}", mark, "leave one")
        return
    if not given:
        if known and known[0].at and context.removes(layer, relation):  # type: ignore[arg-type]
            context.correct("statements", id_, name, None)
        return
    one = given[0]
    if not known:
        context.correct("statements", id_, name, made_speaker(context, name, one))
        return
    value: dict[str, Any] = getattr(item, name).model_dump(mode="json")
    if context.moved(one, known[0]):
        value["span"] = one_span(context, one)
    value |= changed_values(context, [(one, known[0])])
    value["actor"] = referred(context, one, known[0], value["actor"])
    context.correct("statements", id_, name, value)


def referred(context: Context, mark: Seen, there: Seen, before: str | None) -> str | None:
    """The actor that words refer to: as the file links them, else as the record has it."""
    if len(context.pairs.of_file[mark.key]) > 1:
        return before  # one mark for the words of two refers to the actors of both
    told = context.file.part(mark.key, "refers_to")
    if told:
        ids = context.ids[told[0].key]
        return before if context.into.get(f"actors.{before}", before) in ids else ids[0]
    known = context.record.part(there.key, "refers_to")
    if not known or not context.removes("actors", "refers_to"):
        return before
    leaving = f"actors.{before}" in context.leaving
    return before if leaving else None


def made_speaker(context: Context, name: str, mark: Seen) -> dict[str, Any] | None:
    """A new source or medium."""
    told = context.file.part(mark.key, "refers_to")
    actor = context.first_id(told[0].key) if told else None
    span: Span = mark.at[0] if mark.at else mark.spans[0]
    if name == "medium":
        return {"span": list(span), "actor": actor}
    made = source_of(context.view.report, span, actor).model_dump(mode="json")
    try:
        return {**made, **first_said([mark])}
    except Bad as bad:
        context.refuse(str(bad), mark, "correct it in the tool")
        return made


def _parent(context: Context, id_: str, mark: Seen, there: Seen) -> None:
    told = context.file.part(mark.key, "within")
    known = context.record.part(there.key, "within")
    item = context.item("statements", id_)
    ids = context.ids[told[0].key] if told else ()
    if item.parent in ids or (not told and not known):
        return
    outer = ids[0] if ids else None
    if outer is None and (
        f"statements.{item.parent}" in context.leaving or not context.removes("contents", "within")
    ):
        return
    machine = context.read("statements", id_)
    if context.derived("statements", id_, "parent") and (
        outer is None or (machine is not None and machine.parent == outer)
    ):
        return
    context.correct("statements", id_, "parent", outer)


def _added(context: Context, mark: Seen, id_: str) -> None:
    content = mark.at or mark.spans
    # what the words show and the file does not say: whether it is a quotation
    made = suggested_statement(context.view.report, content[0], id_)
    cues = context.file.part(mark.key, "cue_of")
    sources = context.file.part(mark.key, "source_of")
    media = context.file.part(mark.key, "medium_of")
    outer = context.file.part(mark.key, "within")
    try:
        values = first_said([mark, *cues])
    except Bad as bad:
        context.refuse(str(bad), mark, "correct it in the tool")
        return
    for found, layer in ((sources, "sources"), (media, "media")):
        if len(found) > 1:
            context.refuse(f"a statement with {len(found)} of {layer}", mark, "leave one")
            return
    new = {
        "id": id_,
        "kind": made.kind,
        "stance": "states",
        "content": spans_of(mark),
        "cue": sorted(s for cue in cues for s in spans_of(cue)),
        "source": made_speaker(context, "source", sources[0]) if sources else None,
        "medium": made_speaker(context, "medium", media[0]) if media else None,
        "hedges": [list(m.spans[0]) for m in context.file.part(mark.key, "hedge_of")],
        "parent": context.first_id(outer[0].key) if outer else None,
        **values,
    }
    context.changes.append(Change("add", f"statements.{id_}", None, new))
