"""Where people who went through the same report agree, where not, and what was chosen."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sayso.record import Record, Report
from sayso.review.apply import Reviewed, applied
from sayso.review.content import Content
from sayso.review.decision import Decision
from sayso.review.holding import holding
from sayso.review.paths import ADDED, KINDS, REPORT_FIELDS, fields, parse_path
from sayso.review.things import Thing, things

State = Literal["kept", "confirmed", "corrected", "rejected", "added"]


@dataclass(frozen=True, slots=True)
class Coded:
    """What one person made of a place in the record; ``value`` is as in the record's JSON."""

    who: str
    state: State
    value: Any
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A place in the record on which somebody decided.

    Attributes:
        path: Where; what people added has the id that the first of them gave it.
        machine: The machine's value.
        values: Of each person who has something to say of it: who rejected an object says nothing
            of its fields.
        agreed: Whether all these say the same.
        chosen: What holds: where they agree, or where an adjudicator decided.
    """

    path: str
    machine: Any
    values: tuple[Coded, ...]
    agreed: bool
    chosen: Coded | None


@dataclass(frozen=True, slots=True)
class Adjudication:
    """A report that several people went through, place by place.

    Attributes:
        notes: What people remarked, in the order of writing.
    """

    report: str
    coders: tuple[str, ...]
    places: tuple[Compared, ...]
    done: bool
    notes: tuple[Decision, ...] = ()

    @property
    def disputed(self) -> int:
        """How many places nobody has decided on which they differ."""
        return sum(place.chosen is None for place in self.places)


def adjudication(report: Report, decisions: Iterable[Decision]) -> Adjudication:
    """Compare what people made of a report, with what adjudicators decided.

    Args:
        report: The machine's reading.
        decisions: All about it, of everybody.
    """
    every = list(decisions)
    views = coders(report, every)
    held = holding(every)
    final = [d for d in held if d.stage == "adjudication"]
    last = {d.path: d for d in final if d.action not in ("note", "flag")}
    places = compared(report, views, [path for path in last if path])
    now = applied(report, [*agreed_decisions(report, every), *final])
    chosen = tuple(
        replace(place, chosen=_chosen_by(last[place.path], now, place))
        if place.path in last
        else place
        for place in places
    )
    notes = tuple(d for d in held if d.action == "note" and d.reason)
    return Adjudication(report.id, tuple(views), chosen, done="" in last, notes=notes)


def coders(report: Report, decisions: Iterable[Decision]) -> dict[str, Reviewed]:
    """The report as each person made it who has gone through it, in the order of their names."""
    coded = [d for d in decisions if d.stage == "coding"]
    # Of most people who have begun nothing more need be looked at.
    maybe = {d.who for d in coded if d.path == "" and d.action in ("confirm", "reject")}
    views = {who: applied(report, [d for d in coded if d.who == who]) for who in sorted(maybe)}
    return {who: view for who, view in views.items() if view.done}


def compared(
    report: Report, views: Mapping[str, Reviewed], also: Iterable[str] = ()
) -> list[Compared]:
    """Where people decided, and whether they agree.

    Args:
        report: The machine's reading.
        views: The report as each person made it.
        also: Further paths to look at.

    Returns:
        In the order of the record. Values are compared by what they say, not by ids.
    """
    return list(_Comparison(report, views, set(also)).places())


def agreed_decisions(report: Report, decisions: Iterable[Decision]) -> list[Decision]:
    """The coders' decisions on which all agree who have gone through a report.

    Of one person alone, all that they decided; of nobody, nothing.

    Args:
        report: The machine's reading.
        decisions: All about it, of everybody.
    """
    every = list(decisions)
    views = coders(report, every)
    mine = [d for d in holding(every) if d.stage == "coding" and d.who in views]
    mine = [d for d in mine if d.action not in ("note", "flag")]
    if len(views) < 2:
        return mine
    places = [p for p in compared(report, views) if p.agreed]
    added = {parse_path(p.path).id for p in places if p.chosen and p.chosen.state == "added"}
    out: dict[int, Decision] = {}
    for place in places:
        who = _speaker(place, added)
        path = _own_path(place, who, report, views)
        if path is not None:
            out.update((d.number, d) for d in mine if d.who == who and _is_at(d, path))
    if len({view.dismissed for view in views.values()}) == 1:
        out.update((d.number, d) for d in mine if d.path == "" and d.who == next(iter(views)))
    return [out[number] for number in sorted(out)]


def _is_at(decision: Decision, path: str) -> bool:
    """Whether a decision is about a place, or about a field of an object that a person added."""
    added = ADDED.fullmatch(path.split(".")[-1]) is not None
    return decision.path == path or (added and decision.path.startswith(f"{path}."))


def _speaker(place: Compared, added: set[str | None]) -> str | None:
    """The first who says what all agree on, in terms of what is there."""
    said = [v for v in place.values if v.state != "kept"]
    known = [v for v in said if set(_added_ids(v.value)) <= added | {parse_path(place.path).id}]
    return known[0].who if known else said[0].who if said else None


def _added_ids(value: Any) -> Iterator[str]:
    if isinstance(value, str) and ADDED.fullmatch(value):
        yield value
    elif isinstance(value, Mapping):
        yield from (id_ for k, part in value.items() if k != "id" for id_ in _added_ids(part))
    elif isinstance(value, (list, tuple)):
        yield from (id_ for part in value for id_ in _added_ids(part))


def _own_path(
    place: Compared, who: str | None, report: Report, views: Mapping[str, Reviewed]
) -> str | None:
    """Where the place is in a person's own view: what people added has several ids."""
    path = parse_path(place.path)
    if who is None or path.kind is None or not ADDED.fullmatch(path.id or ""):
        return None if who is None else place.path
    for thing in things(report, views)[path.kind]:
        if thing.id == path.id and thing.by[who] is not None:
            own = f"{path.kind}.{thing.by[who].id}"
            return f"{own}.{path.field}" if path.field else own
    return None


def _chosen_by(decision: Decision, now: Reviewed, place: Compared) -> Coded:
    states: dict[str, State] = {"reject": "rejected", "add": "added", "confirm": "confirmed"}
    state = states.get(decision.action, "corrected")
    value = None if state == "rejected" else _value_at(now.report, place.path)
    return Coded(decision.who, state, value, decision.reason)


def _value_at(report: Report, path: str) -> Any:
    """The value at a path, as JSON has it; None where there is none."""
    at = parse_path(path)
    if at.kind is None:
        return getattr(report, at.field) if at.field else None
    item = next((x for x in getattr(report, at.kind) if x.id == at.id), None)
    return None if item is None else _plain(item, at.field)


def _plain(item: Record | None, field: str | None = None) -> Any:
    if item is None:
        return None
    dumped = item.model_dump(mode="json", include={field} if field else None)
    return dumped[field] if field else dumped


class _Comparison:
    def __init__(self, report: Report, views: Mapping[str, Reviewed], also: set[str]) -> None:
        self.report = report
        self.views = views
        self.contents = {who: Content(report, view.report) for who, view in views.items()}
        self.paths = also | {
            path
            for view in views.values()
            for path, mark in view.marks.items()
            if path and mark.state is not None
        }

    def places(self) -> Iterator[Compared]:
        for name in REPORT_FIELDS:
            if name in self.paths:
                yield self._of_report(name)
        found = things(self.report, self.views)
        for kind in KINDS:
            for thing in found[kind]:
                yield from self._of_thing(thing)
        for path in sorted(p for p in self.paths if p.startswith("loaded.")):
            yield self._of_loaded(path)

    def _of_report(self, name: str) -> Compared:
        before = getattr(self.report, name)
        rows = [
            (who, getattr(view.report, name), getattr(view.report, name))
            for who, view in self.views.items()
        ]
        return self._place(name, before, before, rows)

    def _of_loaded(self, path: str) -> Compared:
        wording = self.report.loaded[int(path.split(".")[1])]
        coded = []
        for who, view in self.views.items():
            mark = view.marks.get(path)
            state = mark.state if mark and mark.state else "kept"
            gone = state == "rejected"
            value = None if gone else _plain(wording)
            reason = mark.reason if mark else None
            coded.append(Coded(who, "rejected" if gone else "kept", value, reason))
        return _settled(path, _plain(wording), coded, [c.state for c in coded])

    def _of_thing(self, thing: Thing) -> Iterator[Compared]:
        under = {p.split(".")[2] for p in self.paths if p.startswith(f"{thing.path}.")}
        changed = {who: self._changed(thing, who) for who in self.views}
        if thing.machine is None or thing.path in self.paths:
            yield self._existence(thing)
            under.update(*changed.values())
        for name in (f for f in fields(thing.kind) if f in under):
            have = [(who, item) for who, item in thing.by.items() if item is not None]
            if not have:
                return
            before = getattr(thing.machine, name) if thing.machine else None
            rows = [
                (who, getattr(item, name), self.contents[who].of(name, getattr(item, name)))
                for who, item in have
            ]
            if thing.machine is None and len({said for _, _, said in rows}) < 2:
                continue  # the object has it, and all who added it agree
            content = Content(self.report, self.report).of(name, before) if thing.machine else None
            plain = _plain(thing.machine, name)
            yield self._place(f"{thing.path}.{name}", plain, content, rows, dict(have))

    def _changed(self, thing: Thing, who: str) -> set[str]:
        """The fields that a person decided with the object as a whole."""
        item = thing.by[who]
        if item is None:
            return set()
        mark = self.views[who].marks.get(thing.path)
        if thing.machine is None:
            return set(fields(thing.kind))
        if mark is None or mark.state != "corrected":
            return set()
        names = fields(thing.kind)
        return {name for name in names if getattr(item, name) != getattr(thing.machine, name)}

    def _existence(self, thing: Thing) -> Compared:
        coded: list[Coded] = []
        said: list[Hashable] = []
        for who, item in thing.by.items():
            mark = self.views[who].marks.get(thing.path if item is None else _path_of(thing, item))
            value = _plain(item)
            state: State = "kept"
            if thing.machine is None:
                state = "added" if item is not None else "kept"
            elif mark and mark.state in ("merged", "split"):
                state = "corrected"
            elif item is None:
                state = "rejected"
            elif mark and mark.state == "confirmed":
                state = "confirmed"
            coded.append(Coded(who, state, value, mark.reason if mark else None))
            said.append((item is None, mark.state if mark and state == "corrected" else None))
        return _settled(thing.path, _plain(thing.machine), coded, said)

    def _place(
        self,
        path: str,
        machine: Any,
        before: Hashable,
        rows: Sequence[tuple[str, Any, Hashable]],
        items: Mapping[str, Record] | None = None,
    ) -> Compared:
        coded = []
        name = path.rsplit(".", 1)[-1]
        for who, value, said in rows:
            mark = self.views[who].marks.get(path)
            state: State = "kept" if said == before else "corrected"
            if mark and mark.state == "confirmed":
                state = "confirmed"
            plain = _plain(items[who], name) if items else value
            coded.append(Coded(who, state, plain, mark.reason if mark else None))
        return _settled(path, machine, coded, [said for _, _, said in rows])


def _path_of(thing: Thing, item: Any) -> str:
    return f"{thing.kind}.{item.id}"


def _settled(path: str, machine: Any, coded: Sequence[Coded], said: Sequence[Hashable]) -> Compared:
    """A place with what is chosen where all say the same: in the words of who decided first."""
    agreed = len(set(said)) == 1
    first = next((c for c in coded if c.state != "kept"), coded[0]) if agreed else None
    return Compared(path, machine, tuple(coded), agreed, first)
