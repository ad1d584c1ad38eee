"""What is known while a file is compared with a report: both, and what goes with what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sayso.coded.annotations.form import CodedReport
from sayso.coded.annotations.graph import Graph, Seen
from sayso.coded.annotations.labels import LABELLED, Labels, Meaning
from sayso.coded.annotations.pairing import Pairs
from sayso.errors import Refused
from sayso.export.annotations import LAYERS, Layer
from sayso.export.annotations.relations import RELATIONS
from sayso.export.annotations.types import plain
from sayso.record import Report
from sayso.review.apply import Reviewed
from sayso.review.decision import Action
from sayso.review.paths import ADDED, KINDS, Kind

KIND_OF: Mapping[Layer, Kind] = {
    "actors": "actors",
    "places": "places",
    "times": "times",
    "contents": "statements",
    "events": "events",
}
"""The collection whose objects the marks of a layer stand for."""


@dataclass(frozen=True, slots=True)
class Change:
    """A decision that a file asks for; see ``sayso.review.decision``."""

    action: Action
    path: str
    old: Any = None
    new: Any = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the files speak of at all: what they lack of it is not there.

    Attributes:
        layers: Layers that some report of the files has marks of, each with the labels that it can
            have there; None: all that there are.
        links: Relations that some report of the files has.
        keep: Nothing that the files lack is taken away.
    """

    layers: Mapping[Layer, frozenset[str] | None] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    keep: bool = False

    def has(self, layer: Layer, label: str | None = None) -> bool:
        """Whether the files speak of a kind of words, or of those with a label.

        Args:
            layer: The kind of words.
            label: None: of any of them.
        """
        if layer not in self.layers:
            return False
        labels = self.layers[layer]
        return label is None or labels is None or plain(label) in labels


EVERYTHING = Coverage(dict.fromkeys(LAYERS), frozenset(RELATIONS))
"""What our own exports of records speak of."""


def coverage(every: Iterable[CodedReport], labels: Labels, *, keep: bool = False) -> Coverage:
    """What some files speak of.

    A project that marks people and states says nothing of groups: of labels that are not ours, only
    what some label of the files means is spoken of.

    Args:
        every: What they say, report by report.
        labels: What their labels mean; what a user's file maps is spoken of, marked or not.
        keep: Nothing that they lack is taken away.
    """
    found: dict[Layer, set[str] | None] = {}
    links: set[str] = set()
    known: dict[tuple[str | None, str], Meaning | None] = {}

    def add(meaning: Meaning, *, whole: bool) -> None:
        layer = meaning.layer
        if layer is None:
            return
        if whole or meaning.label is None or layer not in LABELLED:
            found[layer] = None
        elif (some := found.setdefault(layer, set())) is not None:
            some.add(plain(meaning.label))

    for meaning in labels.mapped:
        add(meaning, whole=False)
    for coded in every:
        for mark in coded.marks:
            key = mark.layer, mark.label
            if key not in known:
                known[key] = labels.of(mark)
                if (meant := known[key]) is not None:
                    add(meant, whole=labels.is_ours(mark))
        links |= {told for link in coded.links if (told := labels.relation(link.label))}
    layers = {k: None if v is None else frozenset(v) for k, v in found.items()}
    return Coverage(layers, frozenset(links), keep)


@dataclass
class Context:
    """One report while it is compared.

    Attributes:
        coded: What the file says.
        view: The report as the person has it so far.
        machine: The reading that decisions are about.
        text: Its text as tools keep it.
        ids: What a mark of the file stands for: ids of the record, or a new one; several where a
            tool has one mark for several things.
        fresh: Ids that are new.
        leaving: Things of the record that the file does not have, as in ``events.e1``.
        into: What becomes part of what, by id.
        changes: What is to be decided.
        refused: What cannot be.
        read_values: Fields as the machine read them, by path.
    """

    coded: CodedReport
    view: Reviewed
    machine: Report
    text: str
    file: Graph
    record: Graph
    pairs: Pairs
    covered: Coverage
    whole: bool
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    leaving: set[str] = field(default_factory=set)
    into: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    read_values: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._objects = {
            kind: {
                item.id: item
                for item in (*getattr(self.view.report, kind), *self.view.rejected.get(kind, ()))
            }
            for kind in KINDS
        }
        self._read = {kind: {i.id: i for i in getattr(self.machine, kind)} for kind in KINDS}

    def item(self, kind: Kind, id_: str) -> Any:
        """An object as the person has it; rejected ones too."""
        return self._objects[kind][id_]

    def known(self, kind: Kind) -> Mapping[str, Any]:
        """All objects of a collection, those that were rejected too."""
        return self._objects[kind]

    def rejected(self, kind: Kind, id_: str) -> bool:
        """Whether an object was rejected."""
        return any(item.id == id_ for item in self.view.rejected.get(kind, ()))

    def removes(self, layer: Layer, link: str | None = None, label: str | None = None) -> bool:
        """Whether what the file lacks is to be taken away.

        Args:
            layer: What kind of words it is.
            link: How it belongs to another.
            label: Which of the kind.
        """
        told = link is None or self.whole or link in self.covered.links
        every = self.whole or self.covered.has(layer, label)
        return every and told and not self.covered.keep

    def derived(self, kind: Kind, id_: str, name: str) -> bool:
        """Whether a field differs from the machine's only by what follows from decisions."""
        read, now = self._read[kind].get(id_), self._objects[kind].get(id_)
        if read is None or now is None or getattr(read, name) == getattr(now, name):
            return False
        whole = self.view.marks.get(f"{kind}.{id_}")
        mine = self.view.marks.get(f"{kind}.{id_}.{name}")
        if whole is not None and whole.state == "corrected":
            return not (isinstance(whole.old, Mapping) and name in whole.old) and mine is None
        added = whole is not None and whole.state == "added"
        return not added and (mine is None or mine.state != "corrected")

    def read(self, kind: Kind, id_: str) -> Any:
        """An object as the machine read it; None: it did not."""
        return self._read[kind].get(id_)

    def correct(self, kind: Kind, id_: str, name: str, new: Any) -> None:
        """Note that a field should be something else."""
        old = self.item(kind, id_).model_dump(mode="json", include={name})[name]
        if old != new:
            self.changes.append(Change("correct", f"{kind}.{id_}.{name}", old, new))

    def correct_all(self, kind: Kind, id_: str, values: Mapping[str, Any]) -> None:
        """Note fields that should be something else: together, as one may ask for another."""
        now = self.item(kind, id_).model_dump(mode="json", include=set(values))
        news = {name: value for name, value in values.items() if now[name] != value}
        if len(news) == 1:
            self.correct(kind, id_, *next(iter(news.items())))
        elif news:
            old = {name: now[name] for name in news}
            self.changes.append(Change("correct", f"{kind}.{id_}", old, news))

    def refuse(self, why: str, mark: Seen | None = None, remedy: str | None = None) -> None:
        """Note that something cannot be taken."""
        at = ", ".join(p for p in (self.coded.item, mark.key if mark else "") if p)
        self.refused.append(Refused(why, source=self.coded.source, place=at or None, remedy=remedy))

    def new_id(self, kind: Kind, mark: Seen) -> str:
        """An id for what a mark adds: the same each time that the same file is taken."""
        parts = (mark.path or "").split(".")
        given = parts[1] if len(parts) > 1 and parts[0] == kind else ""
        taken = self._objects[kind].keys() | self.fresh
        salt = 0
        while not ADDED.fullmatch(given) or given in taken:
            said = f"{salt}|{kind}|{mark.label}|{mark.spans}"
            given = "h" + hashlib.sha256(said.encode()).hexdigest()[:8]
            salt += 1
        self.fresh.add(given)
        return given

    def moved(self, mark: Seen, there: Seen) -> bool:
        """Whether a mark is of other words than the one of the record that it is.

        One mark that stands for several of the record tells nothing of where each ends.
        """
        return mark.at != there.at and len(self.pairs.of_file[mark.key]) < 2

    def first_id(self, key: str) -> str:
        """What a mark of the file stands for."""
        return self.ids[key][0]

    def record_id(self, key: str) -> str:
        """What a mark of the record stands for, after what becomes one is one."""
        kind, id_ = key.split(".")[:2]
        return self.into.get(f"{kind}.{id_}", id_)


def added_first(changes: Iterable[Change]) -> list[Change]:
    """Changes in an order in which each can be made: what is referred to comes before."""
    order: dict[str, int] = {"confirm": 0, "split": 1, "merge": 2, "add": 3, "correct": 4}
    kinds = {kind: n for n, kind in enumerate(KINDS)}

    def rank(change: Change) -> tuple[int, int]:
        kind = change.path.partition(".")[0]
        added = kinds.get(cast("Kind", kind), 0) if change.action == "add" else 0
        return order.get(change.action, 5), added

    ranked = sorted(changes, key=rank)
    out: list[Change] = []
    waiting = [c for c in ranked if c.action == "add"]
    there: set[str] = set()
    while waiting:
        news = {c.path.split(".")[1] for c in waiting}
        ready = [c for c in waiting if not (_within(c) & news)] or waiting
        out += ready
        there |= {c.path for c in ready}
        waiting = [c for c in waiting if c.path not in there]
    first = [c for c in ranked if rank(c)[0] < 3]
    return [*first, *out, *(c for c in ranked if rank(c)[0] > 3)]


def _within(change: Change) -> set[str]:
    """Added objects of the same collection that one refers to."""
    new = change.new if isinstance(change.new, dict) else {}
    return {str(new[name]) for name in ("parent", "same_as", "member_of") if new.get(name)}
