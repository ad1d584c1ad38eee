"""Which things of a record the marks of a file stand for: actors and places with all mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sayso.coded.annotations.changes.context import KIND_OF, Change, Context
from sayso.coded.annotations.graph import MENTIONED, Seen
from sayso.coded.annotations.labels import SAME
from sayso.coded.annotations.pairing import thing_of
from sayso.export.annotations import Layer

_SINGLE: tuple[Layer, ...] = ("times", "contents", "events")


def identify(context: Context) -> None:
    """Say what each mark stands for, and what becomes one or two, is gone or back.

    Args:
        context: Gets ``ids``, ``leaving``, ``into`` and the changes that follow.
    """
    for layer in MENTIONED:
        _mentioned(context, layer)
    for layer in _SINGLE:
        _single(context, layer)
    _gone(context)


def _single(context: Context, layer: Layer) -> None:
    """Times, statements and events: a mark each."""
    kind = KIND_OF[layer]
    for mark in context.file.of(layer):
        there = [thing_of(path) for path in context.pairs.of_file[mark.key]]
        if there:
            context.ids[mark.key] = tuple(thing.partition(".")[2] for thing in there)
            for thing in there:
                _back(context, thing)
        else:
            context.ids[mark.key] = (context.new_id(kind, mark),)


def _mentioned(context: Context, layer: Layer) -> None:
    """Actors and places: several marks are one thing."""
    kind, file = KIND_OF[layer], context.file
    marks = file.of(layer)
    shared = {m.key for m in marks if len(_things(context, m)) > 1}
    groups = _Groups([m.key for m in marks if m.key not in shared])
    _join(context, groups, [m for m in marks if m.key not in shared])
    claims: dict[str, Counter[str]] = {}
    for mark in marks:
        if mark.key not in shared:
            for thing in _things(context, mark):
                claims.setdefault(thing, Counter())[groups.root(mark.key)] += 1
    owner = {thing: max(roots, key=lambda r: (roots[r], r)) for thing, roots in claims.items()}
    of_root: dict[str, list[str]] = {}
    for thing in _in_order(context, owner):
        of_root.setdefault(owner[thing], []).append(thing)
    for root, keys in groups.every().items():
        things = of_root.get(root, [])
        if things:
            first = things[0]
            _back(context, first)
            for other in things[1:]:
                context.into[other] = first.partition(".")[2]
                into = {"into": first.partition(".")[2]}
                context.changes.append(Change("merge", other, None, into))
            id_ = first.partition(".")[2]
        else:
            members = [file.marks[key] for key in keys]
            id_ = context.new_id(kind, members[0])
            _split_off(context, members, id_)
        for key in keys:
            file.thing[key] = f"{kind}.{id_}"
            context.ids[key] = (id_,)
    for mark in marks:
        if mark.key in shared:
            things = _things(context, mark)
            file.thing[mark.key] = things[0]
            context.ids[mark.key] = tuple(thing.partition(".")[2] for thing in things)
            for thing in things:
                _back(context, thing)


def _in_order(context: Context, things: Iterable[str]) -> list[str]:
    """Things in the order of the record."""
    place = {thing_of(path): n for n, path in enumerate(context.record.marks)}
    return sorted(things, key=lambda thing: place.get(thing, 0))


def _things(context: Context, mark: Seen) -> list[str]:
    paths = context.pairs.of_file[mark.key]
    return list(dict.fromkeys(thing_of(path) for path in paths))


def _join(context: Context, groups: _Groups, marks: list[Seen]) -> None:
    """Mentions of one thing: as the file says, as the record has them, or by the same words."""
    coded, file = context.coded, context.file
    explicit: set[str] = set()
    for group in coded.groups:
        there = [key for key in group if key in groups.parent]
        explicit.update(there)
        for key in there[1:]:
            groups.join(there[0], key)
    for mark in marks:
        for other in file.parts.get(mark.key, {}).get(SAME, ()):
            if other in groups.parent:
                explicit |= {mark.key, other}
                groups.join(mark.key, other)
    by_thing: dict[str, str] = {}
    by_words: dict[tuple[str | None, str], str] = {}
    for mark in sorted(marks, key=lambda m: not context.pairs.of_file[m.key]):
        things = _things(context, mark)
        if mark.path is not None:
            things = [] if coded.grouped else [thing_of(mark.path)]
        if things:
            groups.join(by_thing.setdefault(things[0], mark.key), mark.key)
        words = " ".join(context.text[a:b] for a, b in mark.at).casefold()
        known = by_words.setdefault((mark.label, words), mark.key)
        if not context.pairs.of_file[mark.key] and mark.key not in explicit:
            groups.join(known, mark.key)


def _split_off(context: Context, members: list[Seen], id_: str) -> None:
    """Mentions that the record has as those of another thing become a thing of their own."""
    things = {thing for mark in members for thing in _things(context, mark)}
    paired = all(context.pairs.of_file[mark.key] for mark in members)
    if len(things) != 1 or not paired:
        return
    thing = things.pop()
    kind, _, old = thing.partition(".")
    item = context.item(kind, old)  # type: ignore[arg-type]
    mentions = [
        list(context.record.marks[p].spans[0])
        for m in members
        for p in context.pairs.of_file[m.key]
    ]
    if len(mentions) < len(item.mentions):
        context.changes.append(Change("split", thing, None, {"id": id_, "spans": mentions}))


def _back(context: Context, thing: str) -> None:
    """What was rejected and is in the file is right after all."""
    kind, _, id_ = thing.partition(".")
    if context.rejected(kind, id_):  # type: ignore[arg-type]
        change = Change("confirm", thing)
        if change not in context.changes:
            context.changes.append(change)


def _gone(context: Context) -> None:
    """Things of the record that the file does not have."""
    for layer, kind in KIND_OF.items():
        here: dict[str, bool] = {}
        label: dict[str, str | None] = {}
        for there in context.record.of(layer):
            thing = thing_of(there.key)
            label[thing] = there.label
            seen = there.key in context.pairs.of_record or not there.at
            here[thing] = here.get(thing, False) or seen
        for thing, seen in here.items():
            id_ = thing.partition(".")[2]
            if (
                seen
                or context.rejected(kind, id_)
                or not context.removes(layer, label=label[thing])
            ):
                continue
            context.leaving.add(thing)
            context.changes.append(Change("reject", thing))


class _Groups:
    """Marks that are put together."""

    def __init__(self, keys: list[str]) -> None:
        self.parent = {key: key for key in keys}

    def root(self, key: str) -> str:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        self.parent[self.root(other)] = self.root(one)

    def every(self) -> dict[str, list[str]]:
        """The groups, by the mark that stands for each."""
        out: dict[str, list[str]] = {}
        for key in self.parent:
            out.setdefault(self.root(key), []).append(key)
        return out
