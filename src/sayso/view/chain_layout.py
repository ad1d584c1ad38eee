"""Where the nodes of the graph of who has it from whom stand, and how its edges run.

A layered drawing (Sugiyama, Tagawa and Toda 1981): a column a kind, long edges through a place of
their own in each column that they cross, the order within a column by the mean place of the
neighbours, heights moved as little as can be. Nothing is random: one graph has one drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.view.chain_graph import Edge, Graph, Node
from sayso.view.lettering import BOLD, lines_of, width_of
from sayso.view.spread import spread

BOX = 152
"""Width of a node, in units of the drawing."""
GAP = 88
"""Width between columns, where the words of an edge stand."""
LINE = 15
"""Height of a line of a node's name."""

_TOP = 26
_EDGE, _EDGE_LINE = 8, 15
_BETWEEN = 14
_NOTE_LINE, _PADDING = 12, 8
_SWEEPS = 6
_RING = 36
_BEND, _TIP, _LETTERS = 20, 10, 10.5
_HEADS: dict[str, str] = {
    "origin": "independent origins",
    "source": "cited by",
    "agency": "agencies",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it is drawn: its corner, its size, its words in lines."""

    node: Node
    x: float
    y: float
    height: float
    name: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """An edge as it is drawn, and where its words end.

    ``points`` are those that the path goes through: level where it crosses a column or ends, bent
    between two columns.
    """

    edge: Edge
    points: tuple[tuple[float, float], ...]
    path: str
    label: str
    x: float
    y: float
    copied: bool
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole: its size, heads, boxes, curves, and the arcs of circles."""

    width: float
    height: float
    heads: tuple[Head, ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    arcs: tuple[str, ...]


def draw(graph: Graph) -> Drawing:
    """Lay a graph out."""
    return _Layout(graph).drawing()


class _Layout:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.nodes = {node.id: node for node in graph.nodes}
        self.column = _columns(graph)
        self.words = {id_: _words(node) for id_, node in self.nodes.items()}
        # An edge as it is laid: all nodes and places that it runs through.
        self.runs: list[tuple[Edge, list[str]]] = []
        self.rows: list[list[str]] = [[] for _ in range(max(self.column.values(), default=-1) + 1)]
        for id_, column in self.column.items():
            self.rows[column].append(id_)
        for number, edge in enumerate(graph.edges):
            run = [edge.start]
            for column in range(self.column[edge.start] + 1, self.column[edge.end]):
                place = f"bend {number} {column}"
                self.rows[column].append(place)
                run.append(place)
            self.runs.append((edge, [*run, edge.end]))
        self.links = [pair for _, run in self.runs for pair in pairwise(run)]
        self.before: dict[str, list[str]] = defaultdict(list)
        self.after: dict[str, list[str]] = defaultdict(list)
        for a, b in self.links:
            self.after[a].append(b)
            self.before[b].append(a)
        self.size = {id_: self._size(id_) for row in self.rows for id_ in row}

    def drawing(self) -> Drawing:
        self._arrange()
        self.y = self._heights()
        boxes = tuple(self._box(id_) for row in self.rows for id_ in row if id_ in self.nodes)
        bottom = max((box.y + box.height for box in boxes), default=0.0)
        rings = _RING if self.graph.circles else 0
        return Drawing(
            width=max(1, len(self.rows)) * (BOX + GAP) - GAP + 2 + rings,
            height=round(bottom + 4, 1),
            heads=tuple(self._heads()),
            boxes=boxes,
            curves=tuple(self._curves()),
            arcs=tuple(self._arcs()),
        )

    def _size(self, id_: str) -> float:
        if id_ not in self.nodes:
            return _EDGE_LINE + _BETWEEN
        name, notes = self.words[id_]
        lines = len(name) * LINE + len(notes) * _NOTE_LINE + 2 * _PADDING
        return max(lines, self._port(id_) * len(self.before[id_])) + _BETWEEN

    def _port(self, id_: str) -> int:
        """How far apart edges arrive at a node: room for words, where one of them has any."""
        worded = any(run[-1] == id_ and edge.label for edge, run in self.runs)
        return _EDGE_LINE if worded else _EDGE

    def _arrange(self) -> None:
        """Order each column by the mean place of its neighbours; keep what crosses least."""
        best, least = [list(row) for row in self.rows], self._crossings()
        for sweep in range(_SWEEPS):
            forward = sweep % 2 == 0
            side = self.before if forward else self.after
            for row in self.rows if forward else reversed(self.rows):
                place = {id_: i for each in self.rows for i, id_ in enumerate(each)}
                mean = {
                    id_: sum(place[n] for n in side[id_]) / len(side[id_])
                    if side[id_]
                    else float(place[id_])
                    for id_ in row
                }
                row.sort(key=mean.__getitem__)
            crossings = self._crossings()
            if crossings < least:
                best, least = [list(row) for row in self.rows], crossings
        self.rows = best

    def _crossings(self) -> int:
        place = {id_: i for row in self.rows for i, id_ in enumerate(row)}
        column = {id_: c for c, row in enumerate(self.rows) for id_ in row}
        by_column: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for a, b in self.links:
            by_column[column[a]].append((place[a], place[b]))
        return sum(
            (a - c) * (b - d) < 0
            for pairs in by_column.values()
            for i, (a, b) in enumerate(pairs)
            for c, d in pairs[:i]
        )

    def _heights(self) -> dict[str, float]:
        """The middle of each node: near the mean of its neighbours, none above another."""
        y: dict[str, float] = {}
        for row in self.rows:
            wishes = [0.0] * len(row)
            y.update(zip(row, _stacked(wishes, [self.size[i] for i in row]), strict=True))
        for sweep in range(_SWEEPS):
            side = self.before if sweep % 2 == 0 else self.after
            for row in self.rows if sweep % 2 == 0 else reversed(self.rows):
                wishes = [
                    sum(y[n] for n in side[i]) / len(side[i]) if side[i] else y[i] for i in row
                ]
                y.update(zip(row, _stacked(wishes, [self.size[i] for i in row]), strict=True))
        top = min((y[i] - self.size[i] / 2 for row in self.rows for i in row), default=0.0)
        return {i: value - top + _TOP for i, value in y.items()}

    def _box(self, id_: str) -> Box:
        name, notes = self.words[id_]
        height = self.size[id_] - _BETWEEN
        return Box(
            self.nodes[id_],
            self._x(self.column[id_]),
            round(self.y[id_] - height / 2, 1),
            height,
            name,
            notes,
        )

    def _x(self, column: int) -> float:
        return 1 + column * (BOX + GAP)

    def _heads(self) -> Iterator[Head]:
        told: dict[str, int] = {}  # the first column of each kind
        for id_, column in self.column.items():
            kind = self.nodes[id_].kind
            told[kind] = min(told.get(kind, column), column)
        reports = [c for id_, c in self.column.items() if self.nodes[id_].kind == "report"]
        for name, column in told.items():
            yield Head(self._x(column), _HEADS.get(name, "reports"))
        if reports and max(reports) > min(reports):
            yield Head(self._x(min(reports) + 1), "copied or cited by")

    def _curves(self) -> Iterator[Curve]:
        arriving: dict[str, list[int]] = defaultdict(list)
        for number, (edge, _) in enumerate(self.runs):
            arriving[edge.end].append(number)
        port: dict[int, float] = {}
        for end, numbers in arriving.items():
            numbers.sort(key=lambda n: self.y[self.runs[n][1][-2]])
            for i, number in enumerate(numbers):
                port[number] = self.y[end] + (i - (len(numbers) - 1) / 2) * self._port(end)
        for number, (edge, run) in enumerate(self.runs):
            yield self._curve(edge, run, port[number])

    def _curve(self, edge: Edge, run: Sequence[str], port: float) -> Curve:
        x = self._x(self.column[edge.start]) + BOX
        y = round(self.y[edge.start], 1)
        path = f"M{x} {y}"
        points = [(x, y)]
        for place in run[1:]:
            column = self.column[edge.end] if place == edge.end else int(place.split()[-1])
            end_x, end_y = self._x(column), round(port if place == edge.end else self.y[place], 1)
            bent = end_x
            if place == edge.end and edge.label:  # level where its words stand
                bent -= min(GAP - _BEND, width_of(edge.label, _LETTERS) + _TIP)
            middle = round(x + (bent - x) * (0.5 if bent < end_x else 0.3), 1)
            path += f"C{middle} {y} {middle} {end_y} {bent} {end_y}H{end_x}"
            points += [(round(bent, 1), end_y), (end_x, end_y)]
            if place != edge.end:
                path += f"H{end_x + BOX}"
                points.append((end_x + BOX, end_y))
            x, y = end_x + BOX, end_y
        words = f"{self.nodes[edge.start].name} → {self.nodes[edge.end].name}"
        label = f"{words}: {edge.label}" if edge.label else words
        end = self._x(self.column[edge.end])
        at = end - _TIP, round(port - 3.5, 1)
        return Curve(edge, tuple(points), path, edge.label, *at, edge.copied, label)

    def _arcs(self) -> Iterator[str]:
        """Double arcs at the right of reports that cite one another."""
        for ring in self.graph.circles:
            for a, b in pairwise(ring):
                x = self._x(self.column[a]) + BOX
                other = self._x(self.column[b]) + BOX
                out = max(x, other) + 1.2 * _RING
                y, end = round(self.y[a], 1), round(self.y[b], 1)
                yield f"M{x + 3} {y}C{out} {y} {out} {end} {other + 3} {end}"


def _stacked(wishes: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Heights in the given order, which the wishes must not change."""
    rising = list(wishes)
    for i in range(1, len(rising)):
        rising[i] = max(rising[i], rising[i - 1])
    return spread(rising, sizes, float("-inf")) if rising else []


def _words(node: Node) -> tuple[tuple[str, ...], tuple[str, ...]]:
    notes = tuple(line for note in node.notes for line in lines_of(note, BOX - 18, 10, 2))
    return tuple(lines_of(node.name, BOX - 18, 12.5 * BOLD, 2)), notes[:4]


def _columns(graph: Graph) -> Mapping[str, int]:
    """The column of each node: origins, then sources, agencies and reports, each by its depth."""
    depth: dict[str, int] = {node.id: 0 for node in graph.nodes}
    kind = {node.id: node.kind for node in graph.nodes}
    for _ in graph.nodes:
        for edge in graph.edges:
            if kind[edge.start] == kind[edge.end]:
                depth[edge.end] = max(depth[edge.end], depth[edge.start] + 1)
    found: dict[str, int] = {}
    base = 0
    for each in ("origin", "source", "agency", "report"):
        mine = [id_ for id_ in depth if kind[id_] == each]
        found.update({id_: base + depth[id_] for id_ in mine})
        if mine:
            base += 1 + max(depth[id_] for id_ in mine)
    return found
