"""Events of a file, with their numbers, against those of the record."""

from __future__ import annotations

from typing import Any

from sayso.coded.annotations.changes.context import Change, Context
from sayso.coded.annotations.changes.statements import one_span, referred
from sayso.coded.annotations.changes.values import Bad, changed_values, first_said
from sayso.coded.annotations.graph import Seen
from sayso.coded.annotations.labels import LABELLED
from sayso.export.annotations import Layer
from sayso.record import Event
from sayso.resolve.voices import Voices
from sayso.review.surface import numbers_in

_LISTS: tuple[tuple[str, str, Layer], ...] = (
    ("actor", "actors", "actors"),
    ("recipient", "recipients", "actors"),
    ("place", "places", "places"),
)
_ONES: tuple[tuple[str, str, Layer], ...] = (
    ("time", "time", "times"),
    ("same_as", "same_as", "events"),
)


def compare_events(context: Context) -> None:
    """Note what is other in events, and what is new."""
    for mark in context.file.of("events"):
        ids = context.ids[mark.key]
        if ids[0] in context.fresh:
            _added(context, mark, ids[0])
            continue
        for path in context.pairs.of_file[mark.key]:
            _changed(context, mark, context.record.marks[path], alone=len(ids) == 1)


def _changed(context: Context, mark: Seen, there: Seen, *, alone: bool) -> None:
    id_ = there.key.split(".")[1]
    event: Event = context.item("events", id_)
    machine = context.read("events", id_)
    news = changed_values(context, [(mark, there)])
    values: dict[str, Any] = {}
    for name, value in news.items():
        stale = machine is not None and context.derived("events", id_, name)
        if stale and _plain(getattr(machine, name)) == value:
            continue  # it went with the type, and the file still has it
        of_type = name in ("mode", "cameo") and "type" in news
        if of_type and value in (None, getattr(event, name)):
            continue  # another type takes it away
        values[name] = value
    context.correct_all("events", id_, values)
    if not alone:
        return  # what belongs to which of two events of the same words is not told
    if mark.at != there.at:
        context.correct("events", id_, "anchor", one_span(context, mark))
    for relation, name, layer in _LISTS:
        _list(context, event, mark, there, relation, name, layer)
    for relation, name, layer in _ONES:
        _one(context, event, mark, there, relation, name, layer)
    _instrument(context, event, mark, there)
    _tolls(context, event, mark, there)
    _told(context, event, mark, there)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _list(
    context: Context,
    event: Event,
    mark: Seen,
    there: Seen,
    relation: str,
    name: str,
    layer: Layer,
) -> None:
    """Actors, recipients, places."""
    now: tuple[str, ...] = getattr(event, name)
    kind = layer
    told = [context.ids[m.key] for m in context.file.part(mark.key, relation)]
    known = [context.record_id(m.key) for m in context.record.part(there.key, relation)]
    given = {id_ for ids in told for id_ in ids}
    gone = {id_ for id_ in known if id_ not in given and f"{kind}.{id_}" not in context.leaving}
    gone = gone if context.removes(layer, relation) else set()
    new = [ids[0] for ids in told if not set(ids) & {*known, *_into(context, kind, now)}]
    if context.derived("events", event.id, name):
        machine = context.read("events", event.id)
        read = set(getattr(machine, name)) if machine is not None else set()
        gone, new = set(), [id_ for id_ in new if id_ not in read]
    if gone or new:
        kept = [id_ for id_ in _into(context, kind, now) if id_ not in gone]
        kept = [id_ for id_ in kept if f"{kind}.{id_}" not in context.leaving]
        context.correct("events", event.id, name, list(dict.fromkeys((*kept, *new))))


def _into(context: Context, kind: str, ids: tuple[str, ...]) -> list[str]:
    return [context.into.get(f"{kind}.{id_}", id_) for id_ in ids]


def _one(
    context: Context,
    event: Event,
    mark: Seen,
    there: Seen,
    relation: str,
    name: str,
    layer: Layer,
) -> None:
    """The time, and the earlier mention of the same."""
    told = context.file.part(mark.key, relation)
    known = context.record.part(there.key, relation)
    now: str | None = getattr(event, name)
    ids = context.ids[told[0].key] if told else ()
    if len(told) > 1:
        context.refuse(f"an event with {len(told)} of {relation}", mark, "leave one")
        return
    if now in ids or (not told and not known):
        return
    to = ids[0] if ids else None
    kind = "events" if relation == "same_as" else layer
    if to is None and (f"{kind}.{now}" in context.leaving or not context.removes(layer, relation)):
        return
    machine = context.read("events", event.id)
    if context.derived("events", event.id, name) and (
        to is None or (machine is not None and getattr(machine, name) == to)
    ):
        return
    context.correct("events", event.id, name, to)


def _instrument(context: Context, event: Event, mark: Seen, there: Seen) -> None:
    told = context.file.part(mark.key, "instrument")
    known = context.record.part(there.key, "instrument")
    if not told:
        if known and known[0].at and context.removes("instruments", "instrument"):
            context.correct("events", event.id, "instrument", None)
        return
    if not known:
        context.correct("events", event.id, "instrument", _new_instrument(context, told[0]))
        return
    value: dict[str, Any] = event.instrument.model_dump(mode="json") if event.instrument else {}
    if context.moved(told[0], known[0]):
        value["span"] = one_span(context, told[0])
    value |= changed_values(context, [(told[0], known[0])])
    context.correct("events", event.id, "instrument", value)


def _new_instrument(context: Context, mark: Seen) -> dict[str, Any]:
    values = _first(context, [mark])
    span = one_span(context, mark)
    words = " ".join(context.view.report.words((span[0], span[1])).split()).casefold()
    return {"span": span, "kind": values.get("kind") or words}


def _tolls(context: Context, event: Event, mark: Seen, there: Seen) -> None:
    """Numbers of people: the list as a whole is what a decision gives."""
    told = context.file.part(mark.key, "toll")
    known = {m.key: m for m in context.record.part(there.key, "toll")}
    new: list[dict[str, Any]] = []
    taken: set[str] = set()
    for n, toll in enumerate(event.tolls):
        path = f"events.{event.id}.tolls.{n}"
        before = toll.model_dump(mode="json")
        key = context.pairs.of_record.get(path)
        mine = next((m for m in told if m.key == key), None)
        if mine is not None:
            taken.add(mine.key)
            new.append(_changed_toll(context, before, mine, known[path], event, n))
        elif path not in known or not context.removes("tolls", "toll", known[path].label):
            new.append(before)
    more = (_new_toll(context, mine) for mine in told if mine.key not in taken)
    new += (toll for toll in more if toll is not None)
    context.correct("events", event.id, "tolls", new)


def _changed_toll(
    context: Context, before: dict[str, Any], mark: Seen, there: Seen, event: Event, n: int
) -> dict[str, Any]:
    value = {**before, **changed_values(context, [(mark, there)])}
    if len(context.pairs.of_file[mark.key]) > 1:
        return value  # what belongs to which of two numbers at the same words is not told
    if mark.at != there.at:
        span = one_span(context, mark)
        value |= {"span": span, "phrase": context.view.report.words((span[0], span[1]))}
    told = context.file.part(mark.key, "counts")
    known = context.record.part(there.key, "counts")
    if told and not known:
        value["who"] = _who(context, told[0])
    elif told:
        who = dict(value["who"])
        if context.moved(told[0], known[0]):
            who["span"] = one_span(context, told[0])
        who |= changed_values(context, [(told[0], known[0])])
        who["actor"] = referred(context, told[0], known[0], who["actor"])
        value["who"] = who
    elif known and known[0].at and context.removes("counted", "counts"):
        value["who"] = None
    within = context.file.part(mark.key, "told_in")
    if within:
        ids = context.ids[within[0].key]
        machine = context.read("events", event.id)
        read = machine.tolls[n].statement if machine and n < len(machine.tolls) else None
        if value["statement"] not in ids and read not in ids:
            value["statement"] = ids[0]
    return value


def _new_toll(context: Context, mark: Seen) -> dict[str, Any] | None:
    values = _first(context, [mark])
    span = one_span(context, mark)
    words = context.view.report.words((span[0], span[1]))
    if not values.keys() & {"low", "best", "high"}:
        found = numbers_in(context.view.report.text, (span[0], span[1]))
        if not found:
            context.refuse(
                f"no number in “{' '.join(words.split())[:40]}”", mark, "mark the number's words"
            )
            return None
        number = found[0][1]
        values |= {"low": number.low, "best": number.best, "high": number.high}
    counted = context.file.part(mark.key, "counts")
    within = context.file.part(mark.key, "told_in")
    voices = Voices(context.view.report, context.view.report.statements)
    return {
        "effect": "killed",
        "low": None,
        "best": None,
        "high": None,
        "span": span,
        "phrase": words,
        "who": _who(context, counted[0]) if counted else None,
        "statement": context.first_id(within[0].key)
        if within
        else voices.innermost((span[0], span[1])),
        **values,
    }


def _who(context: Context, mark: Seen) -> dict[str, Any]:
    told = context.file.part(mark.key, "refers_to")
    return {
        "span": one_span(context, mark),
        "actor": context.first_id(told[0].key) if told else None,
        "civilian": _first(context, [mark]).get("civilian"),
    }


def _told(context: Context, event: Event, mark: Seen, there: Seen) -> None:
    """The innermost statement that tells of it: with those around it the chain of tellers."""
    told = context.file.part(mark.key, "told_in")
    known = context.record.part(there.key, "told_in")
    before = known[0].key.split(".")[1] if known else None
    ids = context.ids[told[0].key] if told else ()
    if before in ids or (not told and not known):
        return
    to = ids[0] if ids else None
    if to is None and (
        f"statements.{before}" in context.leaving
        or context.read("events", event.id) is None  # told by the words around it
        or not context.removes("contents", "told_in")
    ):
        return
    if context.derived("events", event.id, "voice"):
        machine = context.read("events", event.id)
        read = [s.statement for s in machine.voice if s.statement] if machine else []
        if to is None or to in read[-1:]:
            return
    first = [s.model_dump(mode="json") for s in event.voice if s.statement is None]
    chain = _chain(context, told[0]) if told else []
    context.correct("events", event.id, "voice", [*(first or [{"outlet": True}]), *chain])


def _chain(context: Context, content: Seen) -> list[dict[str, Any]]:
    """Statements around one another, the outermost first."""
    chain = [context.first_id(content.key)]
    outer = context.file.part(content.key, "within")
    while outer and (id_ := context.first_id(outer[0].key)) not in chain:
        chain.insert(0, id_)
        outer = context.file.part(outer[0].key, "within")
    return [{"statement": id_} for id_ in chain]


def _added(context: Context, mark: Seen, id_: str) -> None:
    values = _first(context, [mark])
    if "type" not in values:
        name = LABELLED["events"]
        context.refuse(f"an event without a {name}", mark, "map its label: events.type=ASSAULT")
        return
    report = context.view.report
    span = one_span(context, mark)
    fixed = Voices(report, report.statements).chain((span[0], span[1]))
    voice = [step.model_dump(mode="json") for step in fixed]
    told = context.file.part(mark.key, "told_in")
    if told:
        voice = [s for s in voice if "statement" not in s] + _chain(context, told[0])
    instrument = context.file.part(mark.key, "instrument")
    new: dict[str, Any] = {"id": id_, "anchor": span, "voice": voice, **values}
    for relation, name, _ in _LISTS:
        ids = [context.first_id(m.key) for m in context.file.part(mark.key, relation)]
        new[name] = list(dict.fromkeys(ids))
    for relation, name, _ in _ONES:
        found = context.file.part(mark.key, relation)
        new[name] = context.first_id(found[0].key) if found else None
    new["instrument"] = _new_instrument(context, instrument[0]) if instrument else None
    tolls = (_new_toll(context, m) for m in context.file.part(mark.key, "toll"))
    new["tolls"] = [toll for toll in tolls if toll is not None]
    context.changes.append(Change("add", f"events.{id_}", None, new))


def _first(context: Context, marks: list[Seen]) -> dict[str, Any]:
    try:
        return first_said(marks)
    except Bad as bad:
        context.refuse(str(bad), marks[0], "correct it in the tool")
        return {}
