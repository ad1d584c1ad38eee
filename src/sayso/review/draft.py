"""A report while decisions are carried out on it, one after the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import Any, cast

from sayso.errors import Refused
from sayso.record import Actor, Event, Record, Report, Span, Spans, Statement, Time
from sayso.review.decision import Action, Decision
from sayso.review.paths import ADDED, KINDS, Kind, Path, fields, parse_path
from sayso.review.references import OUTER, Mender, changed, empty, mend_rest, references
from sayso.review.retelling import retold
from sayso.review.values import check_object, read_value

_STALE: Mapping[tuple[Kind, str], Mapping[str, Any]] = {
    ("events", "type"): {"mode": None, "cameo": None},
    ("events", "mode"): {"cameo": None},
    **{("places", f): {"why": None, "confidence": None} for f in ("geonames", "lat", "lon")},
    **{("actors", f): {"why": None} for f in ("name", "kind", "country", "sector", "identity")},
    **{("times", f): {"why": None} for f in ("value", "earliest", "latest")},
}
"""What the machine said that is no longer so once a person corrected a field."""


class Draft:
    """A report on the way from the machine's reading to what people made of it.

    Args:
        report: The report before.
        rejected: Objects that were rejected before, by collection.
    """

    def __init__(self, report: Report, rejected: Mapping[str, tuple[Any, ...]] = {}) -> None:
        self.base = report
        self.objects: dict[Kind, dict[str, Any]] = {
            kind: {item.id: item for item in getattr(report, kind)} for kind in KINDS
        }
        self.rejected = empty()
        for kind in KINDS:
            self.rejected[kind] = {item.id: item for item in rejected.get(kind, ())}
        self.into: dict[tuple[Kind, str], str] = {}
        self.top: dict[str, Any] = {}
        self.off: dict[int, Any] = {}
        self._touched = False
        self._retold: set[str] = set()
        self._settled: set[str] = set()
        self._do: dict[Action, Callable[[Decision, Path], None]] = {
            "confirm": self._confirm,
            "correct": self._correct,
            "reject": self._reject,
            "add": self._add,
            "merge": self._merge,
            "split": self._split,
        }

    def do(self, decision: Decision) -> None:
        """Carry out one decision.

        Raises:
            Refused: It cannot be; nothing was changed.
        """
        path = parse_path(decision.path)
        if path.kind is not None:
            self._check_there(path, decision.action)
        elif path.loaded and decision.action in ("correct", "add", "merge", "split"):
            raise Refused(
                "a wording can only be rejected", place=decision.path, remedy="reject it, or not"
            )
        elif path.loaded and not int(path.id or 0) < len(self.base.loaded):
            raise Refused("there is no such wording", place=decision.path)
        if (act := self._do.get(decision.action)) is not None:
            act(decision, path)

    def get(self, path: Path) -> Any:
        """The value at a path, as the record has it now.

        Raises:
            Refused: There is no such object.
        """
        if path.kind is None:
            if path.loaded:
                return self.base.loaded[int(path.id or 0)]
            return self.top.get(path.field or "", getattr(self.base, path.field or "id"))
        item = self._item(path)
        return getattr(item, path.field) if path.field else item

    def report(self) -> Report:
        """The report as it is now, its references whole."""
        if not (self._touched or self.top or self.off):
            return self.base
        mender = Mender(self.objects, self.rejected, self.into)
        mended = mender.mended()
        if self._retold:
            mended["events"] = retold(
                self.base,
                mended["statements"],
                mended["events"],
                touched=self._retold,
                settled=self._settled,
            )
        news: dict[str, Any] = {
            kind: tuple(_in_order(items, [i.id for i in getattr(self.base, kind)]))
            for kind, items in mended.items()
        }
        rest = mend_rest(self.base, mended, mender)
        rest["loaded"] = tuple(w for i, w in enumerate(rest["loaded"]) if i not in self.off)
        evidence = {k: v for k, v in self.base.evidence.items() if k not in self.top}
        return self.base.model_copy(update={**self.top, **news, **rest, "evidence": evidence})

    def unknown(self, item: Record) -> str | None:
        """The first thing that an object refers to and that is not there, for a person to read."""
        for kind, to in references(item):
            if to not in self.objects[kind]:
                return f"{kind}.{to}"
        return None

    def _check_there(self, path: Path, action: Action) -> None:
        kind, id_ = cast("Kind", path.kind), path.id or ""
        if action == "add":
            if path.field or not ADDED.fullmatch(id_):
                raise Refused(
                    "what is added needs an id of its own",
                    place=str(path),
                    remedy=f"as in {kind}.h7k2p9: h and 4 to 12 digits or small letters",
                )
            return
        if action in ("reject", "merge", "split") and path.field:
            raise Refused(
                f"one cannot {action} a field",
                place=str(path),
                remedy="correct it: to another value, or to null for none",
            )
        if (kind, id_) in self.into and action not in ("note", "flag", "confirm"):
            raise Refused(f"it is part of {self.into[kind, id_]} now", place=str(path))
        if (kind, id_) not in self.into:
            self._item(path)

    def _item(self, path: Path) -> Any:
        kind, id_ = cast("Kind", path.kind), path.id or ""
        found = self.objects[kind].get(id_) or self.rejected[kind].get(id_)
        if found is None:
            raise Refused(
                f"the report has no {kind}.{id_}",
                place=str(path),
                remedy="look at the reading that it was decided on",
            )
        return found

    def _put(self, kind: Kind, item: Any) -> None:
        self._touched = True
        shelf = self.rejected if item.id in self.rejected[kind] else self.objects
        shelf[kind][item.id] = item

    def _confirm(self, _: Decision, path: Path) -> None:
        if path.loaded:
            self.off.pop(int(path.id or 0), None)
        if path.kind and not path.field and path.id in self.rejected[path.kind]:
            self._touched = True
            item = self.rejected[path.kind].pop(path.id)
            self.objects[path.kind][path.id] = item

    def _reject(self, _: Decision, path: Path) -> None:
        if path.loaded:
            self.off[int(path.id or 0)] = self.base.loaded[int(path.id or 0)]
        elif path.kind and path.id in self.objects[path.kind]:
            self._touched = True
            self.rejected[path.kind][path.id] = self.objects[path.kind].pop(path.id)
        elif path.field:
            raise Refused("one cannot reject a field", place=str(path), remedy="correct it")

    def _correct(self, decision: Decision, path: Path) -> None:
        if path.whole:
            raise Refused("a report is not corrected as a whole", remedy="name the field")
        if path.kind is None:
            self.top[path.field or ""] = read_value(path, decision.new)
            return
        item = self._item(path)
        news = decision.new if path.field is None else {path.field: decision.new}
        if not isinstance(news, dict) or not news:
            raise Refused(
                "an object is corrected by its fields",
                place=str(path),
                remedy='as in {"lat": 36.3, "lon": 43.1}',
            )
        values: dict[str, Any] = {}
        for name, new in news.items():
            if name not in fields(path.kind):
                raise Refused(
                    f"there is no field {name!r} to correct",
                    place=str(path),
                    remedy=f"one of {', '.join(fields(path.kind))}",
                )
            value = read_value(path.at(name), new)
            if value != getattr(item, name):
                values[name] = value
        stale: dict[str, Any] = {}
        for name in values:
            stale |= _STALE.get((path.kind, name), {})
        corrected = changed(item, **{**stale, **values})
        corrected = _without_evidence(corrected, {*values, *stale})
        check_object(self.base, path, corrected, item)
        self._check_loop(path, corrected)
        if path.kind == "statements" and {"content", "parent"} & values.keys():
            self._retold.add(item.id)
        if "voice" in news:
            self._settled.add(item.id)
        self._put(path.kind, corrected)

    def _add(self, decision: Decision, path: Path) -> None:
        kind = cast("Kind", path.kind)
        if path.kind is None:
            raise Refused(
                "only objects are added", place=str(path), remedy=f"one of {', '.join(KINDS)}"
            )
        item = read_value(path, decision.new)
        if item.id != path.id:
            raise Refused(f"the object calls itself {item.id}", place=str(path))
        check_object(self.base, path, item)
        self._check_loop(path, item)
        if kind == "statements":
            self._retold.add(item.id)
        self._put(kind, item)

    def _merge(self, decision: Decision, path: Path) -> None:
        to = decision.new.get("into") if isinstance(decision.new, dict) else None
        if path.kind is None or not isinstance(to, str):
            raise Refused(
                "a merge names an object and what it becomes part of",
                place=str(path),
                remedy='as in actors.a2 with {"into": "a1"}',
            )
        item, other = self._item(path), self._item(Path(path.kind, to))
        for one in (path.id or "", to):
            if one in self.rejected[path.kind]:
                raise Refused(f"{one} was rejected", place=str(path), remedy="confirm it first")
        if item.id == other.id:
            raise Refused("a thing cannot become part of itself", place=str(path))
        if path.kind == "events":
            first = self._root(other)
            if first == item.id:
                raise Refused(
                    f"{to} is a mention of {item.id} already",
                    place=str(path),
                    remedy="merge them the other way round",
                )
            self._put("events", changed(item, same_as=first))
            return
        self._put(path.kind, _joined(other, item))
        del self.objects[path.kind][item.id]
        self.into[path.kind, item.id] = to

    def _split(self, decision: Decision, path: Path) -> None:
        new = decision.new if isinstance(decision.new, dict) else {}
        spans = _spans(new.get("spans"))
        own = new.get("id")
        if path.kind not in ("actors", "places") or not spans or not isinstance(own, str):
            raise Refused(
                "a split names an actor or a place, an id for the other, and its mentions",
                place=str(path),
                remedy='as in actors.a1 with {"id": "h7k2p9", "spans": [[120, 131]]}',
            )
        self._check_there(Path(path.kind, own), "add")
        item = self._item(path)
        if item.id in self.rejected[path.kind]:
            raise Refused(f"{item.id} was rejected", place=str(path), remedy="confirm it first")
        foreign = [span for span in spans if span not in item.mentions]
        if foreign:
            raise Refused(f"{foreign[0]} is no mention of {item.id}", place=str(path))
        kept = tuple(span for span in item.mentions if span not in spans)
        if not kept:
            raise Refused(
                "every mention would go", place=str(path), remedy="correct the name, or reject it"
            )
        name = max((self.base.words(span) for span in spans), key=len)
        kind = {"kind": item.kind} if isinstance(item, Actor) else {}
        self._put(path.kind, type(item)(id=own, name=name, mentions=spans, **kind))
        self._put(path.kind, changed(item, mentions=kept))
        self._hand_over(path.kind, item.id, kept, own, spans)

    def _hand_over(self, kind: Kind, id_: str, kept: Spans, own: str, spans: Spans) -> None:
        """References go to the one of the two whose mention is the nearest to the words."""

        def which(to: str | None, at: Span) -> str | None:
            return own if to == id_ and self._distance(spans, at) < self._distance(kept, at) else to

        for event in list(self.objects["events"].values()):
            if kind == "places":
                new = changed(
                    event, places=tuple(which(p, event.anchor) or p for p in event.places)
                )
            else:
                new = changed(
                    event,
                    actors=tuple(which(a, event.anchor) or a for a in event.actors),
                    recipients=tuple(which(a, event.anchor) or a for a in event.recipients),
                    tolls=tuple(
                        changed(t, who=changed(t.who, actor=which(t.who.actor, t.who.span)))
                        if t.who
                        else t
                        for t in event.tolls
                    ),
                )
            self.objects["events"][event.id] = new
        for s in list(self.objects["statements"].values()) if kind == "actors" else ():
            parts = {
                name: changed(part, actor=which(part.actor, part.span))
                for name, part in (("source", s.source), ("medium", s.medium))
                if part is not None
            }
            self.objects["statements"][s.id] = changed(s, **parts)

    def _distance(self, spans: Spans, at: Span) -> tuple[bool, int]:
        """How near the nearest span is; all of the same block are nearer than those of others."""
        own = self._block(at)
        return min(
            (self._block(span) != own, max(span[0] - at[1], at[0] - span[1], 0)) for span in spans
        )

    def _block(self, span: Span) -> int:
        return bisect_right(self.base.blocks, span[0], key=lambda block: block.span[0])

    def _root(self, event: Event) -> str:
        seen = {event.id}
        while event.same_as in self.objects["events"] and event.same_as not in seen:
            seen.add(event.same_as)
            event = self.objects["events"][event.same_as]
        return event.id

    def _check_loop(self, path: Path, item: Any) -> None:
        field = OUTER.get(type(item))
        if field is None or path.kind is None:
            return
        seen, up = {item.id}, getattr(item, field)
        while up is not None:
            if up in seen:
                raise Refused(
                    f"{up} would stand inside itself", place=str(path), remedy="name another one"
                )
            seen.add(up)
            outer = self.objects[path.kind].get(up) or self.rejected[path.kind].get(up)
            up = getattr(outer, field) if outer is not None else None


def _in_order(items: list[Any], machine: list[str]) -> list[Any]:
    """The machine's objects in its order, those that people added where they stand in the text."""
    known = {id_: n for n, id_ in enumerate(machine)}
    old = sorted((i for i in items if i.id in known), key=lambda i: known[i.id])
    for item in sorted((i for i in items if i.id not in known), key=_start):
        old.insert(bisect_left(old, _start(item), key=_start), item)
    return old


def _start(item: Any) -> int:
    if isinstance(item, Event):
        return item.anchor[0]
    if isinstance(item, Time):
        return item.span[0]
    spans = (*item.cue, *item.content) if isinstance(item, Statement) else item.mentions
    return min((a for a, _ in spans), default=0)


def _joined(into: Any, item: Any) -> Any:
    """What an object is with another one that is the same thing."""
    if isinstance(into, Statement):
        return changed(
            into,
            cue=_together(into.cue, item.cue),
            content=_together(into.content, item.content),
            hedges=_together(into.hedges, item.hedges),
            parent=item.parent if into.parent == item.id else into.parent,
        )
    if isinstance(into, Time):
        return into
    return changed(into, mentions=_together(into.mentions, item.mentions))


def _together(a: Spans, b: Spans) -> Spans:
    return tuple(sorted({*a, *b}))


def _spans(value: Any) -> Spans:
    """Spans of JSON; none where it is something else."""
    try:
        return tuple((int(a), int(b)) for a, b in value or ())
    except (TypeError, ValueError):
        return ()


def _without_evidence(item: Any, names: set[str]) -> Any:
    """Words that a machine's value was read from are no evidence for a person's."""
    if not names or not isinstance(item, Event | Actor):
        return item
    return changed(item, evidence={k: v for k, v in item.evidence.items() if k not in names})
