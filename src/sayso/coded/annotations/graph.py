"""Marks and links of a report as things with their parts: the same for a file and for a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sayso.coded.annotations.form import Link, Mark
from sayso.coded.annotations.labels import SAME, Labels
from sayso.export.annotations import Annotated, Layer
from sayso.export.annotations.relations import ENDS
from sayso.export.annotations.spans import lines_of, whole
from sayso.record import Span, Spans
from sayso.review.surface import distance

MENTIONED: tuple[Layer, ...] = ("actors", "places")
"""Layers whose things have several mentions."""

_OWNED_BY_END = {
    "source_of": "sources",
    "cue_of": "cues",
    "medium_of": "media",
    "hedge_of": "hedges",
}
_PARTS: Mapping[Layer, tuple[str, Layer]] = {
    "sources": ("source_of", "contents"),
    "cues": ("cue_of", "contents"),
    "media": ("medium_of", "contents"),
    "hedges": ("hedge_of", "contents"),
    "instruments": ("instrument", "events"),
    "tolls": ("toll", "events"),
    "counted": ("counts", "tolls"),
}
"""Marks that are parts of others: by which relation, and of what."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark with its meaning, in the report's text.

    Attributes:
        key: Its id; of a record its path.
        spans: As they are given.
        at: The same words, parts with only white space between them as one.
        label: As our exports have it.
        values: Fields that are coded, the label's first.
        noted: Fields of a note that an export wrote.
    """

    key: str
    layer: Layer
    label: str | None
    spans: Spans
    at: Spans
    values: Mapping[str, object] = field(default_factory=dict)
    noted: Mapping[str, object] = field(default_factory=dict)
    note: str | None = None
    path: str | None = None
    parts: tuple[Spans, ...] = ()
    """Each of several spans by itself, as every format can tell it."""


@dataclass
class Graph:
    """What is marked in a report, with what belongs to what.

    Attributes:
        marks: By key.
        thing: The thing that a mention is of, by its key: a key of its own for each thing.
        parts: By the mark that they belong to, and relation.
        lonely: Parts that belong to nothing.
        strange: Links that cannot be.
    """

    marks: dict[str, Seen] = field(default_factory=dict)
    thing: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    lonely: list[Seen] = field(default_factory=list)
    strange: list[Link] = field(default_factory=list)

    def of(self, layer: Layer) -> list[Seen]:
        """The marks of a layer, in the order of the text."""
        found = [mark for mark in self.marks.values() if mark.layer == layer]
        return sorted(found, key=lambda mark: mark.spans)

    def part(self, owner: str, relation: str) -> list[Seen]:
        """The marks that are something to another."""
        return [self.marks[key] for key in self.parts.get(owner, {}).get(relation, ())]

    def mentions(self, thing: str) -> list[Seen]:
        """The mentions of a thing."""
        return [self.marks[key] for key, of in self.thing.items() if of == thing]

    def link(self, links: Iterable[Link]) -> None:
        """Take in what is linked; labels are those of ``RELATIONS``."""
        for link in links:
            ends = _turned(link, self.marks)
            if ends is None:
                self.strange.append(link)
                continue
            start, end = ends
            owner, part = (end, start) if link.label in _OWNED_BY_END else (start, end)
            here = self.parts.setdefault(owner, {}).setdefault(link.label, [])
            if part not in here:
                here.append(part)


def canonical(text: str, spans: Spans) -> Spans:
    """Spans as every format can tell them: parts with only white space between them as one."""
    return whole(text, lines_of(text, spans))


def of_record(marked: Annotated, text: str) -> Graph:
    """The graph of a record; keys are paths, things as in ``actors.a1``.

    Args:
        marked: The record.
        text: Its text as tools keep it.
    """
    graph = Graph()
    for each in marked.annotations:
        at = canonical(text, each.spans)
        if not at:
            continue  # white space alone, which hardly any format can tell
        graph.marks[each.path] = Seen(
            each.path,
            each.layer,
            each.label,
            each.spans,
            at,
            each.values,
            path=each.path,
        )
        if each.layer in MENTIONED:
            graph.thing[each.path] = each.thing
    graph.link(
        Link(r.label, r.start, r.end)
        for r in marked.relations
        if r.start in graph.marks and r.end in graph.marks
    )
    return graph


def of_file(
    marks: Iterable[Mark], links: Iterable[Link], labels: Labels, text: str
) -> tuple[Graph, list[Mark], list[Link]]:
    """The graph of a file, without what things mentions are of.

    Args:
        marks: With spans of the report.
        links: By the file's labels.
        labels: What they mean.
        text: The report's text as tools keep it.

    Returns:
        The graph, the marks whose label is not known, and the links whose label is not.
    """
    graph = Graph()
    unknown: list[Mark] = []
    passed: set[str] = set()
    for mark in marks:
        meaning = labels.of(mark)
        if meaning is None:
            unknown.append(mark)
            continue
        at = canonical(text, mark.spans)
        if meaning.layer is None or not at:
            passed.add(mark.id)
            continue
        told = {labels.attribute(name): value for name, value in mark.values.items()}
        graph.marks[mark.id] = Seen(
            mark.id,
            meaning.layer,
            meaning.label,
            mark.spans,
            at,
            {**told, **meaning.values},
            mark.noted,
            mark.note,
            mark.path,
            tuple(canonical(text, (s,)) for s in mark.spans) if len(mark.spans) > 1 else (),
        )
    known: list[Link] = []
    strange: list[Link] = []
    for link in links:
        label = labels.relation(link.label)
        if {link.start, link.end} & passed:
            continue
        if label is None:
            strange.append(link)
        elif link.start in graph.marks and link.end in graph.marks:
            known.append(Link(label, link.start, link.end))
    graph.link(link for link in known if link.label != SAME)
    for link in known:
        if link.label == SAME:
            graph.parts.setdefault(link.start, {}).setdefault(SAME, []).append(link.end)
    return graph, unknown, strange


def attach(graph: Graph, text: str, told: frozenset[str]) -> None:
    """Give parts that nothing links to an owner by nearness, where the file has no such links.

    A source, a cue, a number belong to the one statement, event or number of their paragraph that
    there is. Where there are several, or none, the part is lonely.

    Args:
        graph: Of a file.
        text: The report's text.
        told: Relations that the files have anywhere: who links some parts has linked all.
    """
    owned = {key for parts in graph.parts.values() for keys in parts.values() for key in keys}
    for mark in list(graph.marks.values()):
        relation, layer = _PARTS.get(mark.layer, ("", mark.layer))
        if not relation or mark.key in owned:
            continue
        near = [] if relation in told else list(_near(graph, mark, layer, text))
        if len(near) == 1:
            graph.parts.setdefault(near[0].key, {}).setdefault(relation, []).append(mark.key)
        elif mark.layer != "counted":
            graph.lonely.append(mark)


def _near(graph: Graph, mark: Seen, layer: Layer, text: str) -> Iterator[Seen]:
    """The marks of a layer in the paragraph; of several that touch it those."""
    start, end = mark.spans[0]
    line = (text.rfind("\n", 0, start) + 1, text.find("\n", end))
    area = (line[0], line[1] if line[1] >= 0 else len(text))
    found = [m for m in graph.of(layer) if any(_overlap(span, area) for span in m.spans)]
    closest = [m for m in found if min(distance(s, mark.spans[0]) for s in m.spans) <= 1]
    yield from closest if len(closest) == 1 else found


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _turned(link: Link, marks: Mapping[str, Seen]) -> tuple[str, str] | None:
    """The ends of a link in the order that its label asks for; None: it cannot be."""
    first, second = ENDS[link.label]
    for start, end in ((link.start, link.end), (link.end, link.start)):
        if not {start, end} <= marks.keys():
            continue
        if marks[start].layer in first and marks[end].layer in second:
            return start, end
    return None
